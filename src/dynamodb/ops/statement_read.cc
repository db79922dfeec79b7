#include "dynamodb/ops/statement_read.h"

#include <algorithm>
#include <utility>

#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/key_range.h"
#include "dynamodb/ops/page_request.h"
#include "dynamodb/ops/stateless.h"
#include "dynarock/dynamodb/partiql/key_plan.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::int64_t kPageBytes = 1 << 20;

// The index that the statement names, or null.
Result<const Index*> find_index(const Table& table, const partiql::Select& select, bool consistent,
                                Timestamp now) {
  if (!select.index) return nullptr;
  const Index* index = table.find_index(*select.index);
  if (index == nullptr)
    return fail(validation_error("The table does not have the specified index"));
  if (index->keys.hash.size() > 1 || index->keys.range.size() > 1)
    return fail(validation_error(
        "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or "
        "multi-attribute RANGE keys."));
  if (index->global && consistent)
    return fail(
        validation_error("Strongly consistent read is not supported on Global Secondary Indexes"));
  if (index->global && index_status(*index, now) == "CREATING")
    return fail(
        validation_error("Cannot read from backfilling global secondary index: " + index->name));
  return index;
}

// The later of two ends of ranges, where the empty text is behind all others.
const std::string& later_end(const std::string& one, const std::string& two) {
  if (one.empty() || two.empty()) return one.empty() ? one : two;
  return std::max(one, two);
}

KeyRange intersection(const KeyRange& one, const KeyRange& two) {
  KeyRange range{std::max(one.lower, two.lower), {}};
  range.upper = &later_end(one.upper, two.upper) == &one.upper ? two.upper : one.upper;
  return range;
}

bool is_empty(const KeyRange& range) { return !range.upper.empty() && range.lower >= range.upper; }

// Nothing if no key satisfies all terms.
std::optional<ReadRange> range_of(const partiql::KeyBranch& branch, bool keys_are_unique,
                                  const KeySchema& keys) {
  ReadRange range{key_range({{branch.hash}, {}, std::nullopt}), false};
  for (const expr::KeyTerm& term : branch.range)
    range.keys = intersection(range.keys, key_range({{branch.hash}, {}, term}));
  if (is_empty(range.keys)) return std::nullopt;
  const bool whole_key =
      keys.range.empty() ||
      (branch.range.size() == 1 && branch.range.front().op == expr::KeyOperator::kEqual);
  range.is_point = keys_are_unique && whole_key;
  return range;
}

Result<void> check_key_values(const partiql::KeyBranch& branch, const KeySchema& keys) {
  Item item;
  item.set(keys.hash.front().name, branch.hash);
  DYNAROCK_TRY(check_key_size(keys, item));
  for (const expr::KeyTerm& term : branch.range)
    for (const AttributeValue& value : term.values) {
      item.set(term.attribute, value);
      DYNAROCK_TRY(check_key_size(keys, item));
    }
  return {};
}

// The ranges of one partition, in order and apart from each other.
void add_partition(std::vector<ReadRange> found, bool forward, std::vector<ReadRange>& out) {
  std::ranges::sort(found, {}, [](const ReadRange& range) { return range.keys.lower; });
  std::vector<ReadRange> merged;
  for (ReadRange& range : found) {
    const bool overlaps = !merged.empty() && (merged.back().keys.upper.empty() ||
                                              range.keys.lower < merged.back().keys.upper);
    if (!overlaps) {
      merged.push_back(std::move(range));
      continue;
    }
    KeyRange& last = merged.back().keys;
    last.upper = later_end(last.upper, range.keys.upper);
    merged.back().is_point = merged.back().is_point && range.is_point;
  }
  if (!forward) std::ranges::reverse(merged);
  std::ranges::move(merged, std::back_inserter(out));
}

Result<std::vector<ReadRange>> ranges_of(const partiql::ReadPlan& plan, const KeySchema& keys,
                                         bool keys_are_unique) {
  std::vector<ReadRange> ranges;
  if (plan.scan) {
    ranges.push_back({segment_range(0, 1), false});
    return ranges;
  }
  for (std::size_t i = 0; i < plan.branches.size();) {
    std::vector<ReadRange> partition;
    const AttributeValue& hash = plan.branches[i].hash;
    for (; i < plan.branches.size() && plan.branches[i].hash == hash; ++i) {
      DYNAROCK_TRY(check_key_values(plan.branches[i], keys));
      if (auto range = range_of(plan.branches[i], keys_are_unique, keys))
        partition.push_back(std::move(*range));
    }
    add_partition(std::move(partition), plan.forward, ranges);
  }
  return ranges;
}

Page read_point(const Engine& engine, const StatementRead& read, const std::string& key,
                std::optional<std::int64_t> limit) {
  Page page;
  const StoredItem item = engine.read(*read.table, key, read.consistent);
  if (!item.exists()) return page;
  page.scanned = 1;
  page.bytes = static_cast<std::int64_t>(item.size());
  if (limit == 1) page.last_key = key_attributes(item.item(), *read.table, nullptr);
  if (read.filter != nullptr && !expr::evaluate(*read.filter, item.item())) return page;
  page.count = 1;
  if (read.projection)
    encode_item(read.projection->apply(item.item()), page.items);
  else
    page.items = item.json();
  return page;
}

Page read_range(const Engine& engine, const StatementRead& read, const ReadPosition& position,
                std::optional<std::int64_t> limit) {
  const ReadRange& range = read.ranges[position.range];
  if (range.is_point && !position.after) return read_point(engine, read, range.keys.lower, limit);
  return engine.read_page({.table = read.table.get(),
                           .index = read.index,
                           .lower = range.keys.lower,
                           .upper = range.keys.upper,
                           .forward = read.forward,
                           .start_after = position.after,
                           .limit = limit,
                           .filter = read.filter,
                           .projection = read.projection ? &*read.projection : nullptr,
                           .fetch_items = read.fetch_items,
                           .consistent = read.consistent});
}

void charge(const StatementRead& read, const Page& page, ConsumedCapacity& capacity) {
  const double units = read_cost(read_units(static_cast<std::size_t>(page.bytes)), read.consistent);
  if (read.index == nullptr) {
    capacity.table += units;
    return;
  }
  capacity.table += read_cost(page.fetched_units, read.consistent);
  capacity.add_index(read.index->name, read.index->global, units);
}

}  // namespace

Result<StatementRead> prepare_read(Context& context, const partiql::Select& select,
                                   bool consistent) {
  StatementRead read;
  read.table = DYNAROCK_TRY(find_table_for_items(context, select.table))->table();
  read.index = DYNAROCK_TRY(find_index(*read.table, select, consistent, context.call.now));
  read.consistent = consistent;
  const Table& table = *read.table;
  const KeySchema& keys = read.index != nullptr ? read.index->keys : table.keys;
  if (select.where) DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*select.where)));
  const partiql::ReadPlan plan = DYNAROCK_TRY(partiql::plan_reads(select, keys));
  read.ranges = DYNAROCK_TRY(ranges_of(plan, keys, read.index == nullptr));
  read.forward = plan.forward;
  if (plan.filter) read.filter = &*select.where;
  read.projection = select.projection;
  if (read.projection) DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*read.projection)));
  read.fetch_items = DYNAROCK_TRY(
      check_projected(table, read.index, false, read.projection ? &*read.projection : nullptr));
  if (plan.keyed && !read.fetch_items)
    DYNAROCK_TRY(check_filter_projected(table, read.index, *select.where));
  return read;
}

ReadResult read_statement_page(const Engine& engine, const StatementRead& read,
                               const ReadPosition& start, std::optional<std::int64_t> limit) {
  ReadResult result;
  std::int64_t bytes = 0;
  ReadPosition position = start;
  for (; position.range < read.ranges.size(); position = {position.range + 1, std::nullopt}) {
    if (bytes >= kPageBytes || limit == 0) {
      result.next = position;
      break;
    }
    Page page = read_range(engine, read, position, limit);
    charge(read, page, result.capacity);
    if (!result.items.empty() && !page.items.empty()) result.items += ',';
    result.items += page.items;
    bytes += page.bytes;
    if (limit) *limit -= page.scanned;
    if (!page.last_key) continue;
    result.next = {position.range, start_position(*read.table, read.index, *page.last_key)};
    result.last_key = std::move(page.last_key);
    break;
  }
  return result;
}

Result<StatementGet> prepare_get(Context& context, const partiql::Select& select, bool consistent) {
  StatementGet get;
  get.table = DYNAROCK_TRY(find_table_for_items(context, select.table))->table();
  const Table& table = *get.table;
  const Index* index = DYNAROCK_TRY(find_index(table, select, consistent, context.call.now));
  partiql::KeyedWhere where =
      partiql::find_key(select.where, table.keys, partiql::SingleIn::kIsEquality);
  DYNAROCK_TRY(partiql::check_key_types(where.key, table.keys));
  if (index != nullptr || where.key.size() != table.keys.size() || where.rest)
    return fail(
        validation_error("Select statements within BatchExecuteStatement must specify the "
                         "primary key in the where clause."));
  get.key = std::move(where.key);
  get.storage_key = DYNAROCK_TRY(key_of_key(table, get.key));
  get.projection = select.projection;
  if (get.projection) DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*get.projection)));
  return get;
}

}  // namespace dynarock::dynamodb
