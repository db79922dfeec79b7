#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/json/document.h"

// The parts of CreateTable and UpdateTable: read from the request and held to AWS's rules, with its
// texts.

namespace dynarock::dynamodb {

std::vector<KeyAttribute> read_attribute_definitions(json::Value request);

/// How many attributes of a kind a key schema may have.
enum class KeySchemaOf { kTable, kLocalIndex, kGlobalIndex };

/// The KeySchema of a table or index, its attributes looked up among the definitions.
Result<KeySchema> read_key_schema(json::Value described,
                                  const std::vector<KeyAttribute>& definitions, KeySchemaOf kind);

/// One element of LocalSecondaryIndexes.
Result<Index> read_local_index(json::Value described, const Table& table);

/// One element of GlobalSecondaryIndexes, or a GlobalSecondaryIndexUpdate's Create. The table's
/// definitions and billing mode must be in place.
Result<Index> read_global_index(json::Value described, const Table& table);

/// Refuses two indexes of one name, and more indexes than a table may have.
Result<void> check_index_names_and_counts(const Table& table);

/// Refuses attribute definitions that no key uses.
Result<void> check_definitions_used(const Table& table);

/// The ProvisionedThroughput member, its units within bounds. `index` names the index in messages.
Result<std::optional<Throughput>> read_throughput(json::Value described,
                                                  std::string_view index = {});

std::optional<WarmThroughput> read_warm_throughput(json::Value described);
std::optional<OnDemandThroughput> read_on_demand_throughput(json::Value described);

/// Refuses maximum units for a table that is not on demand, and those out of range.
Result<void> check_on_demand_throughput(const std::optional<OnDemandThroughput>& maximum,
                                        BillingMode billing_mode);

/// The view type to stream, or nothing if StreamEnabled is false.
Result<std::optional<std::string>> read_stream_specification(json::Value specification);

/// The ARN of the key that an SSESpecification means; empty for AWS's own.
std::string read_kms_key(json::Value specification, const Table& table);

/// The Tags member.
std::vector<Tag> read_tags(json::Value request);
/// Refuses more than 50 tags.
Result<void> check_tag_count(const std::vector<Tag>& tags);

}  // namespace dynarock::dynamodb
