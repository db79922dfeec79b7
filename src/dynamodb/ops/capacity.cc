#include "dynamodb/ops/capacity.h"

#include <algorithm>

#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

void write_units_of(double units, json::Writer& out, std::string_view second_name) {
  out.key("CapacityUnits").real(units);
  if (!second_name.empty()) out.key(second_name).real(units);
}

void write_index_units(const ConsumedCapacity& capacity, bool global, json::Writer& out,
                       std::string_view second_name) {
  const auto of_kind = [&](const auto& index) { return index.global == global; };
  if (std::ranges::none_of(capacity.indexes, of_kind)) return;
  out.key(global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes").begin_object();
  for (const auto& index : capacity.indexes) {
    if (!of_kind(index)) continue;
    out.key(index.name).begin_object();
    write_units_of(index.units, out, second_name);
    out.end_object();
  }
  out.end_object();
}

}  // namespace

CapacityDetail capacity_detail(std::optional<std::string_view> return_consumed_capacity) {
  if (return_consumed_capacity == "TOTAL") return CapacityDetail::kTotal;
  if (return_consumed_capacity == "INDEXES") return CapacityDetail::kIndexes;
  return CapacityDetail::kNone;
}

void ConsumedCapacity::add_index(std::string_view name, bool global, double units) {
  const auto same = [&](const OfIndex& index) { return index.name == name; };
  const auto found = std::ranges::find_if(indexes, same);
  if (found == indexes.end())
    indexes.push_back({std::string(name), global, units});
  else
    found->units += units;
}

void ConsumedCapacity::add(const Written& written, int factor) {
  table += static_cast<double>(factor * written.table_units);
  for (const IndexWrite& index : written.indexes)
    add_index(index.name, index.global, static_cast<double>(factor * index.units));
}

double ConsumedCapacity::total() const {
  double units = table;
  for (const OfIndex& index : indexes) units += index.units;
  return units;
}

double read_cost(std::int64_t strong_units, bool consistent) {
  return static_cast<double>(strong_units) / (consistent ? 1 : 2);
}

void write_capacity(const ConsumedCapacity& capacity, CapacityDetail detail, json::Writer& out,
                    std::string_view second_name) {
  out.begin_object().member("TableName", capacity.table_name);
  write_units_of(capacity.total(), out, second_name);
  if (detail == CapacityDetail::kIndexes) {
    out.key("Table").begin_object();
    write_units_of(capacity.table, out, second_name);
    out.end_object();
    write_index_units(capacity, false, out, second_name);
    write_index_units(capacity, true, out, second_name);
  }
  out.end_object();
}

void write_capacities(const std::vector<ConsumedCapacity>& capacities, CapacityDetail detail,
                      json::Writer& out, std::string_view second_name) {
  out.begin_array();
  for (const ConsumedCapacity& capacity : capacities)
    write_capacity(capacity, detail, out, second_name);
  out.end_array();
}

void write_collection_metrics(const Table& table, const Item& key, json::Writer& out) {
  Item partition;
  for (const KeyAttribute& attribute : table.keys.hash)
    if (const AttributeValue* value = key.find(attribute.name))
      partition.set(attribute.name, *value);
  std::string partition_json;
  encode_item(partition, partition_json);
  out.begin_object().key("ItemCollectionKey").raw(partition_json);
  out.key("SizeEstimateRangeGB").begin_array().real(0).real(1).end_array().end_object();
}

}  // namespace dynarock::dynamodb
