#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "dynarock/dynamodb/engine/catalog.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {

/// What the operation did in whose answer a TableDescription stands.
enum class DescriptionOf {
  kCreated,  ///< still CREATING, whatever the table is by now
  kUpdated,  ///< with UPDATING where the change takes time on AWS
  kDeleted,  ///< DELETING, without key schema, attribute definitions and creation time
  kDescribed,
};

struct TableCounts {
  Count table;
  std::map<std::uint16_t, Count> indexes;
};

TableCounts table_counts(Catalog& catalog, TableState& state);

/// How often the throughput was lowered on the day, in UTC, on which `now` falls.
std::int64_t decreases_on_day_of(Timestamp now, const Throughput& throughput);

/// What a table or index can take at once: as provisioned or what AWS gives on-demand tables, or
/// more if more was requested.
WarmThroughput warm_throughput(const Table& table, const Throughput& throughput,
                               const std::optional<WarmThroughput>& requested);

/// The member KeySchema.
void write_key_schema(const KeySchema& keys, json::Writer& out);

/// Writes a TableDescription as the answer of the given operation shows it.
void write_table_description(const Table& table, const TableCounts& counts, Timestamp now,
                             DescriptionOf operation, json::Writer& out);

}  // namespace dynarock::dynamodb
