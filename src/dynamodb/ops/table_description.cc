#include "dynamodb/ops/table_description.h"

#include <algorithm>

namespace dynarock::dynamodb {
namespace {

using json::Writer;

constexpr std::int64_t kOnDemandWarmReadUnits = 12'000;
constexpr std::int64_t kOnDemandWarmWriteUnits = 4'000;
constexpr std::string_view kProjectionTypes[] = {"ALL", "KEYS_ONLY", "INCLUDE"};

void write_definitions(const std::vector<KeyAttribute>& attributes, Writer& out) {
  out.key("AttributeDefinitions").begin_array();
  for (const KeyAttribute& attribute : attributes)
    out.begin_object()
        .member("AttributeName", attribute.name)
        .member("AttributeType", type_name(attribute.type))
        .end_object();
  out.end_array();
}

void write_throughput(const Throughput& throughput, Timestamp now, Writer& out) {
  out.key("ProvisionedThroughput").begin_object();
  if (throughput.last_increase)
    out.key("LastIncreaseDateTime").raw(epoch_seconds(*throughput.last_increase));
  if (throughput.last_decrease)
    out.key("LastDecreaseDateTime").raw(epoch_seconds(*throughput.last_decrease));
  out.member("NumberOfDecreasesToday", decreases_on_day_of(now, throughput));
  out.member("ReadCapacityUnits", throughput.read_units);
  out.member("WriteCapacityUnits", throughput.write_units).end_object();
}

void write_on_demand(const std::optional<OnDemandThroughput>& maximum, Writer& out) {
  if (!maximum) return;
  out.key("OnDemandThroughput").begin_object();
  if (maximum->max_read_units) out.member("MaxReadRequestUnits", *maximum->max_read_units);
  if (maximum->max_write_units) out.member("MaxWriteRequestUnits", *maximum->max_write_units);
  out.end_object();
}

void write_warm(const WarmThroughput& warm, std::string_view status, Writer& out) {
  out.key("WarmThroughput")
      .begin_object()
      .member("ReadUnitsPerSecond", warm.read_units)
      .member("WriteUnitsPerSecond", warm.write_units)
      .member("Status", status)
      .end_object();
}

void write_projection(const IndexProjection& projection, Writer& out) {
  out.key("Projection").begin_object();
  out.member("ProjectionType", kProjectionTypes[static_cast<std::size_t>(projection.type)]);
  if (projection.type == ProjectionType::kInclude) {
    out.key("NonKeyAttributes").begin_array();
    for (const std::string& name : projection.non_key_attributes) out.string(name);
    out.end_array();
  }
  out.end_object();
}

// What an index's status is in the answer of an operation that changes its table.
std::string_view shown_status(const Index& index, Timestamp now, DescriptionOf operation) {
  if (operation == DescriptionOf::kCreated) return "CREATING";
  if (operation == DescriptionOf::kDeleted) return "DELETING";
  return index_status(index, now);
}

struct IndexWriter {
  const Table& table;
  const TableCounts& counts;
  Timestamp now;
  DescriptionOf operation;
  Writer& out;

  void write(const Index& index) const {
    out.begin_object().member("IndexName", index.name);
    write_key_schema(index.keys, out);
    write_projection(index.projection, out);
    if (index.global) {
      const std::string_view status = shown_status(index, now, operation);
      out.member("IndexStatus", status);
      // UpdateTable's new indexes say that they are not there yet, CreateTable's say nothing.
      const bool begins = operation == DescriptionOf::kUpdated && status == "CREATING";
      if (begins || index.backfilling) out.member("Backfilling", index.backfilling);
      write_throughput(index.throughput, now, out);
      write_on_demand(index.on_demand, out);
      if (operation == DescriptionOf::kDescribed && status == "ACTIVE")
        write_warm(warm_throughput(table, index.throughput, index.warm), "ACTIVE", out);
    }
    const auto found = counts.indexes.find(index.id);
    const Count count = found == counts.indexes.end() ? Count{} : found->second;
    out.member("IndexSizeBytes", count.bytes).member("ItemCount", count.items);
    out.member("IndexArn", table.arn() + "/index/" + index.name).end_object();
  }

  void write_all(std::string_view name, const std::vector<Index>& indexes) const {
    if (indexes.empty()) return;
    out.key(name).begin_array();
    for (const Index& index : indexes) write(index);
    out.end_array();
  }
};

void write_billing(const Table& table, bool active, Writer& out) {
  const bool on_demand = table.billing_mode == BillingMode::kPayPerRequest;
  // Shown as well of tables that were on demand once.
  if (!on_demand && !table.last_update_to_on_demand) return;
  out.key("BillingModeSummary")
      .begin_object()
      .member("BillingMode", on_demand ? "PAY_PER_REQUEST" : "PROVISIONED");
  if (active && table.last_update_to_on_demand)
    out.key("LastUpdateToPayPerRequestDateTime")
        .raw(epoch_seconds(*table.last_update_to_on_demand));
  out.end_object();
}

void write_stream(const Table& table, Writer& out) {
  if (table.stream)
    out.key("StreamSpecification")
        .begin_object()
        .member("StreamEnabled", true)
        .member("StreamViewType", table.stream->view_type)
        .end_object();
  if (table.latest_stream_label.empty()) return;
  out.member("LatestStreamLabel", table.latest_stream_label);
  out.member("LatestStreamArn", table.arn() + "/stream/" + table.latest_stream_label);
}

}  // namespace

void write_key_schema(const KeySchema& keys, Writer& out) {
  out.key("KeySchema").begin_array();
  const auto write = [&](const std::vector<KeyAttribute>& attributes, std::string_view type) {
    for (const KeyAttribute& attribute : attributes)
      out.begin_object()
          .member("AttributeName", attribute.name)
          .member("KeyType", type)
          .end_object();
  };
  write(keys.hash, "HASH");
  write(keys.range, "RANGE");
  out.end_array();
}

std::int64_t decreases_on_day_of(Timestamp now, const Throughput& throughput) {
  const bool today = throughput.last_decrease &&
                     std::chrono::floor<std::chrono::days>(*throughput.last_decrease) ==
                         std::chrono::floor<std::chrono::days>(now);
  return today ? throughput.decreases_today : 0;
}

WarmThroughput warm_throughput(const Table& table, const Throughput& throughput,
                               const std::optional<WarmThroughput>& requested) {
  WarmThroughput warm = table.billing_mode == BillingMode::kPayPerRequest
                            ? WarmThroughput{kOnDemandWarmReadUnits, kOnDemandWarmWriteUnits}
                            : WarmThroughput{throughput.read_units, throughput.write_units};
  if (requested) {
    warm.read_units = std::max(warm.read_units, requested->read_units);
    warm.write_units = std::max(warm.write_units, requested->write_units);
  }
  return warm;
}

TableCounts table_counts(Catalog& catalog, TableState& state) {
  const std::shared_ptr<const Table> table = state.table();
  TableCounts counts{catalog.count(state, 0), {}};
  for (const auto* indexes : {&table->local_indexes, &table->global_indexes})
    for (const Index& index : *indexes)
      counts.indexes.emplace(index.id, catalog.count(state, index.id));
  return counts;
}

void write_table_description(const Table& table, const TableCounts& counts, Timestamp now,
                             DescriptionOf operation, Writer& out) {
  const bool being_deleted = operation == DescriptionOf::kDeleted;
  std::string_view status = table.status(now);
  if (operation == DescriptionOf::kCreated) status = "CREATING";
  if (operation == DescriptionOf::kUpdated) status = "UPDATING";
  if (being_deleted) status = "DELETING";

  out.begin_object();
  if (!being_deleted) write_definitions(table.attribute_definitions, out);
  out.member("TableName", table.name);
  if (!being_deleted) write_key_schema(table.keys, out);
  out.member("TableStatus", status);
  if (!being_deleted) out.key("CreationDateTime").raw(epoch_seconds(table.created));
  write_throughput(table.throughput, now, out);
  out.member("TableSizeBytes", counts.table.bytes).member("ItemCount", counts.table.items);
  out.member("TableArn", table.arn()).member("TableId", table.uuid);
  write_billing(table, operation != DescriptionOf::kCreated, out);
  const IndexWriter indexes{table, counts, now, operation, out};
  indexes.write_all("LocalSecondaryIndexes", table.local_indexes);
  indexes.write_all("GlobalSecondaryIndexes", table.global_indexes);
  write_stream(table, out);
  if (!table.kms_key_arn.empty())
    out.key("SSEDescription")
        .begin_object()
        .member("Status", operation == DescriptionOf::kUpdated ? "UPDATING" : "ENABLED")
        .member("SSEType", "KMS")
        .member("KMSMasterKeyArn", table.kms_key_arn)
        .end_object();
  if (!table.table_class.empty())
    out.key("TableClassSummary")
        .begin_object()
        .member("TableClass", table.table_class)
        .end_object();
  out.member("DeletionProtectionEnabled", table.deletion_protection);
  write_on_demand(table.on_demand, out);
  if (operation == DescriptionOf::kDescribed && status == "ACTIVE")
    write_warm(warm_throughput(table, table.throughput, table.warm), "ACTIVE", out);
  else if (table.warm && !being_deleted)
    write_warm(*table.warm, "UPDATING", out);
  out.end_object();
}

}  // namespace dynarock::dynamodb
