#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {

/// ReturnConsumedCapacity. kIndexes is its INDEXES.
enum class CapacityDetail { kNone, kTotal, kIndexes };

CapacityDetail capacity_detail(std::optional<std::string_view> return_consumed_capacity);

/// Capacity units that a call used on one table, by where it used them.
struct ConsumedCapacity {
  /// The table's name or ARN as the caller wrote it.
  std::string table_name;
  double table = 0;
  struct OfIndex {
    std::string name;
    bool global = false;
    double units = 0;
  };
  std::vector<OfIndex> indexes;

  void add_index(std::string_view name, bool global, double units);
  /// What a write cost its table and the indexes, `factor` times: transactions pay double.
  void add(const Written& written, int factor = 1);
  double total() const;
};

/// Half the strong units when the read may be stale.
double read_cost(std::int64_t strong_units, bool consistent);

/// Writes the member's value. Transactions name their units a second time, as
/// `ReadCapacityUnits` or `WriteCapacityUnits`, at every level.
void write_capacity(const ConsumedCapacity& capacity, CapacityDetail detail, json::Writer& out,
                    std::string_view second_name = {});

/// Writes the member's value where calls may use several tables.
void write_capacities(const std::vector<ConsumedCapacity>& capacities, CapacityDetail detail,
                      json::Writer& out, std::string_view second_name = {});

/// Writes `"ItemCollectionMetrics"`'s value for one item of a table with a local index.
void write_collection_metrics(const Table& table, const Item& key, json::Writer& out);

}  // namespace dynarock::dynamodb
