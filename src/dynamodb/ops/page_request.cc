#include "dynamodb/ops/page_request.h"

#include <algorithm>
#include <vector>

#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/stateless.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";

std::string joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

// The attributes behind the paths that the index does not hold, each once.
std::vector<std::string_view> unprojected(const Table& table, const Index& index,
                                          const std::vector<const expr::Path*>& paths) {
  std::vector<std::string_view> missing;
  for (const std::string_view name : expr::attributes_of(paths))
    if (!index.projects(name, table.keys)) missing.push_back(name);
  return missing;
}

}  // namespace

Result<void> check_select(json::Value request) {
  const auto select = request.find_text("Select");
  if (!select) return {};
  const bool has_index = request.find("IndexName").has_value();
  const bool has_names = request.find("AttributesToGet").has_value();
  const bool has_projection = request.find("ProjectionExpression").has_value();
  if (*select == "ALL_PROJECTED_ATTRIBUTES" && !has_index)
    return fail(validation_error(
        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"));
  if (*select == "SPECIFIC_ATTRIBUTES") {
    if (has_names || has_projection) return {};
    return fail(validation_error(
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
        "SPECIFIC_ATTRIBUTES"));
  }
  if (!has_names && !has_projection) return {};
  std::string text = "Cannot specify the ";
  text += has_names ? "AttributesToGet" : "ProjectionExpression";
  text += " when choosing to get ";
  text += *select == "COUNT" ? "only the Count" : *select;
  return fail(validation_error(std::move(text)));
}

Result<const Index*> find_index(const Table& table, json::Value request, Timestamp now) {
  const auto name = request.find_text("IndexName");
  if (!name) return nullptr;
  const Index* index = table.find_index(*name);
  if (index == nullptr)
    return fail(
        validation_error("The table does not have the specified index: " + std::string(*name)));
  if (index->global && flag_member(request, "ConsistentRead"))
    return fail(validation_error("Consistent reads are not supported on global secondary indexes"));
  if (index->global && index_status(*index, now) == "CREATING")
    return fail(validation_error("Cannot read from backfilling global secondary index: " +
                                 std::string(*name)));
  return index;
}

Result<bool> check_projected(const Table& table, const Index* index, bool wants_all,
                             const expr::Projection* projection) {
  if (index == nullptr || index->projection.type == ProjectionType::kAll) return false;
  const std::string quoted_name = " index " + index->name;
  std::vector<std::string_view> wanted;
  if (projection != nullptr) wanted = unprojected(table, *index, expr::paths_of(*projection));
  if (!index->global) return wants_all || !wanted.empty();
  if (wants_all)
    return fail(validation_error(std::string(kInvalid) +
                                 "Select type ALL_ATTRIBUTES is not supported for global "
                                 "secondary" +
                                 quoted_name + " because its projection type is not ALL"));
  if (!wanted.empty())
    return fail(validation_error(std::string(kInvalid) + "Global secondary" + quoted_name +
                                 " does not project [" + joined(wanted) + "]"));
  return false;
}

Result<bool> check_projected(const Table& table, const Index* index, json::Value request,
                             const expr::Expressions& expressions) {
  return check_projected(table, index, request.find_text("Select") == "ALL_ATTRIBUTES",
                         expressions.projection ? &*expressions.projection : nullptr);
}

Result<void> check_filter_projected(const Table& table, const Index* index,
                                    const expr::Condition& filter) {
  if (index == nullptr || index->projection.type == ProjectionType::kAll) return {};
  std::vector<std::string_view> filtered = unprojected(table, *index, expr::paths_of(filter));
  if (filtered.empty()) return {};
  std::ranges::sort(filtered);
  return fail(validation_error(std::string(kInvalid) + "Secondary index " + index->name +
                               " does not project one or more filter attributes: [" +
                               joined(filtered) + "]"));
}

bool has_start_key_names(const Table& table, const Index* index, const Item& start_key) {
  std::vector<std::string_view> names = key_names(table.keys);
  if (index != nullptr)
    for (const std::string_view name : key_names(index->keys))
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return start_key.size() == names.size() &&
         std::ranges::all_of(names, [&](auto name) { return start_key.find(name) != nullptr; });
}

bool has_start_key_types(const KeySchema& keys, const Item& start_key) {
  for (const auto* part : {&keys.hash, &keys.range})
    for (const KeyAttribute& attribute : *part) {
      const AttributeValue* value = start_key.find(attribute.name);
      if (value == nullptr || value->type() != attribute.type) return false;
    }
  return true;
}

std::string start_position(const Table& table, const Index* index, const Item& start_key) {
  std::string position;
  if (index != nullptr) append_item_key(index->keys, start_key, position);
  append_item_key(table.keys, start_key, position);
  return position;
}

std::string answer_page(Context& context, const PageRequest& page_request, json::Value request) {
  const Page page = context.engine.read_page(page_request);
  std::string body;
  body.reserve(page.items.size() + 256);
  json::Writer out(body);
  out.begin_object();
  if (!page_request.count_only) out.key("Items").begin_array().raw(page.items).end_array();
  out.member("Count", page.count).member("ScannedCount", page.scanned);
  if (page.last_key) {
    std::string key_json;
    encode_item(*page.last_key, key_json);
    out.key("LastEvaluatedKey").raw(key_json);
  }
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    ConsumedCapacity capacity{std::string(request.find_text("TableName").value_or(""))};
    const bool consistent = page_request.consistent;
    const double units = read_cost(read_units(static_cast<std::size_t>(page.bytes)), consistent);
    if (page_request.index == nullptr) {
      capacity.table = units;
    } else {
      capacity.table = read_cost(page.fetched_units, consistent);
      capacity.add_index(page_request.index->name, page_request.index->global, units);
    }
    out.key("ConsumedCapacity");
    write_capacity(capacity, detail, out);
  }
  out.end_object();
  return body;
}

}  // namespace dynarock::dynamodb
