#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {

struct KeyAttribute {
  std::string name;
  AttributeType type = AttributeType::S;
  bool operator==(const KeyAttribute&) const = default;
};

/// The attributes that make up a key: one and at most one for tables and local indexes, up to four
/// and four for global indexes.
struct KeySchema {
  std::vector<KeyAttribute> hash;
  std::vector<KeyAttribute> range;

  std::size_t size() const { return hash.size() + range.size(); }
  /// The attribute of that name, or null.
  const KeyAttribute* find(std::string_view name) const;
  bool operator==(const KeySchema&) const = default;
};

enum class ProjectionType { kAll, kKeysOnly, kInclude };

struct IndexProjection {
  ProjectionType type = ProjectionType::kAll;
  std::vector<std::string> non_key_attributes;
};

/// Provisioned capacity, zero where the table is on demand.
struct Throughput {
  std::int64_t read_units = 0;
  std::int64_t write_units = 0;
  std::int64_t decreases_today = 0;
  std::optional<Timestamp> last_increase;
  std::optional<Timestamp> last_decrease;
};

/// Maximum request units of an on-demand table; nothing where not given, -1 for no maximum.
struct OnDemandThroughput {
  std::optional<std::int64_t> max_read_units;
  std::optional<std::int64_t> max_write_units;
};

struct WarmThroughput {
  std::int64_t read_units = 0;
  std::int64_t write_units = 0;
};

/// A status that ends by itself. Until then the object is CREATING, UPDATING or DELETING; after it
/// ACTIVE, or gone.
struct Transition {
  std::string status;
  Timestamp until;
};

struct Index {
  std::string name;
  bool global = false;
  KeySchema keys;
  IndexProjection projection;
  Throughput throughput;
  std::optional<OnDemandThroughput> on_demand;
  std::optional<WarmThroughput> warm;
  std::optional<Transition> transition;
  /// Entries for items older than the index are still being made.
  bool backfilling = false;
  /// Names the index in storage keys; never reused within a table. 0 is the table itself.
  std::uint16_t id = 0;

  /// Whether the index's entries hold the attribute. `table_keys` are its table's.
  bool projects(std::string_view attribute, const KeySchema& table_keys) const;
};

enum class BillingMode { kProvisioned, kPayPerRequest };

struct StreamSettings {
  std::string view_type;
  /// The creation time, which names the stream in its ARN.
  std::string label;
};

/// Which attribute says when items expire.
struct TimeToLive {
  std::string attribute;
  bool enabled = false;
  /// Until then ENABLING or DISABLING.
  Timestamp settled;
  /// Names the expirations in storage keys, as an index's id does its entries.
  std::uint16_t id = 0;
  /// Expirations of items older than it are still being made.
  bool backfilling = false;

  /// ENABLING, ENABLED, DISABLING or DISABLED.
  std::string_view status(Timestamp now) const;
};

struct Tag {
  std::string key;
  std::string value;
};

/// A resource's policy, as it is attached.
struct ResourcePolicy {
  /// In the form in which GetResourcePolicy answers it; empty if there is none.
  std::string document;
  /// When the policy was last changed, in milliseconds since 1970, later than any change before;
  /// empty if there never was one.
  std::string revision_id;
};

/// A table's whole description, as the catalogue keeps it. Never changed once shared: an update
/// publishes another.
struct Table {
  std::string account;
  std::string region;
  std::string name;
  std::string uuid;
  /// Names the table in storage keys; never reused.
  std::uint32_t incarnation = 0;
  Timestamp created;

  std::vector<KeyAttribute> attribute_definitions;
  KeySchema keys;
  std::vector<Index> local_indexes;
  std::vector<Index> global_indexes;
  std::uint16_t next_index_id = 1;

  BillingMode billing_mode = BillingMode::kProvisioned;
  std::optional<Timestamp> last_update_to_on_demand;
  Throughput throughput;
  std::optional<OnDemandThroughput> on_demand;
  std::optional<WarmThroughput> warm;
  std::optional<StreamSettings> stream;
  /// The label of the newest stream, also after it was disabled.
  std::string latest_stream_label;
  std::optional<TimeToLive> time_to_live;
  /// The KMS key's ARN when the table is encrypted with one.
  std::string kms_key_arn;
  std::string table_class;
  bool deletion_protection = false;
  ResourcePolicy resource_policy;
  std::vector<Tag> tags;
  std::optional<Transition> transition;

  std::string arn() const;
  const Index* find_index(std::string_view index_name) const;
  /// CREATING, UPDATING, DELETING or ACTIVE.
  std::string_view status(Timestamp now) const;
  bool deleted(Timestamp now) const;
};

std::string_view index_status(const Index& index, Timestamp now);

/// The catalogue's record of a table, and back.
std::string encode_table(const Table& table);
Table decode_table(std::string_view record);

}  // namespace dynarock::dynamodb
