#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/key_range.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/page_request.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/stateless.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kFields[] = {{"Select", kSelect},
                             {"IndexName", kIndexName},
                             {"ReturnConsumedCapacity", kReturnConsumedCapacity},
                             {"QueryFilter", kConditions},
                             {"TableName", kTableName, kRequired},
                             {"ConditionalOperator", kConditionalOperator},
                             {"AttributesToGet", kAttributesToGet},
                             {"Limit", kPositiveInteger},
                             {"KeyConditions", kConditions},
                             {"ConsistentRead", aws::kBoolean},
                             {"ScanIndexForward", aws::kBoolean},
                             {"ExclusiveStartKey", kAttributeMap},
                             {"ProjectionExpression", aws::kString},
                             {"FilterExpression", aws::kString},
                             {"KeyConditionExpression", aws::kString},
                             {"ExpressionAttributeNames", aws::kStringMap},
                             {"ExpressionAttributeValues", kAttributeMap}};
constexpr Shape kInput = aws::structure("QueryInput", kFields);

struct Given {
  expr::Expressions expressions;
  std::optional<Item> start_key;
};

// All that can be refused without the table, in AWS's order.
Result<Given> read(json::Value request) {
  const expr::Parameters parameters = expr::Parameters::of(request, expr::kQuery);
  DYNAROCK_TRY(expr::check_parameters(parameters, expr::kQuery));
  Given given;
  DYNAROCK_TRY(expr::read_legacy(parameters, expr::kQuery, given.expressions));
  if (const auto start_key = request.find("ExclusiveStartKey"))
    given.start_key = DYNAROCK_TRY(decode_item(*start_key));
  DYNAROCK_TRY(enveloped(check_select(request)));
  if (!parameters.key_conditions && !parameters.key_condition_expression)
    return fail(validation_error(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
        "request."));
  DYNAROCK_TRY(expr::read_expressions(parameters, expr::kQuery, given.expressions));
  return given;
}

bool same_partition(const KeySchema& keys, const expr::KeyQuery& query, const Item& start_key) {
  for (std::size_t i = 0; i < keys.hash.size(); ++i)
    if (*start_key.find(keys.hash[i].name) != query.hash[i]) return false;
  return true;
}

bool in_range(const KeySchema& keys, const expr::KeyQuery& query, const Item& start_key) {
  std::vector<const AttributeValue*> values;
  for (const KeyAttribute& attribute : keys.range) values.push_back(start_key.find(attribute.name));
  return expr::matches_range(query, values);
}

// No key has such values, and AWS says so.
Result<void> check_condition_sizes(const expr::KeyQuery& query) {
  for (const AttributeValue& value : query.hash) DYNAROCK_TRY(check_hash_size(value));
  for (const AttributeValue& value : query.range_prefix) DYNAROCK_TRY(check_range_size(value));
  if (!query.range) return {};
  for (const AttributeValue& value : query.range->values) DYNAROCK_TRY(check_range_size(value));
  return {};
}

// Whether the query can go on from the key.
Result<void> check_start_key(const Table& table, const Index* index, const KeySchema& keys,
                             const expr::KeyQuery& query, const Item& start_key) {
  if (!has_start_key_types(keys, start_key) || !has_start_key_types(table.keys, start_key))
    return fail(validation_error("The provided key element does not match the schema"));
  const bool has_range_condition = query.range || !query.range_prefix.empty();
  const bool same = same_partition(keys, query, start_key);
  if (!has_range_condition) {
    if (same) return {};
    return fail(validation_error(
        "The provided starting key is outside query boundaries based on provided conditions"));
  }
  if (!in_range(keys, query, start_key))
    return fail(
        validation_error("The provided starting key does not match the range key predicate"));
  if (same) return {};
  return fail(validation_error(
      index == nullptr
          ? "The query can return at most one row and cannot be restarted"
          : "The provided starting key is outside query boundaries based on provided conditions"));
}

Result<std::string> run(Context& context, json::Value request) {
  Given given = DYNAROCK_TRY(read(request));
  expr::Expressions& expressions = given.expressions;

  const auto state = DYNAROCK_TRY(find_table_for_items(context, *request.find_text("TableName")));
  const std::shared_ptr<const Table> table = state->table();
  const Index* index = DYNAROCK_TRY(find_index(*table, request, context.call.now));
  const KeySchema& keys = index != nullptr ? index->keys : table->keys;
  if (given.start_key && !has_start_key_names(*table, index, *given.start_key))
    return fail(validation_error("The provided starting key is invalid"));
  const std::string_view index_name = index != nullptr ? index->name : std::string_view();
  const expr::KeyQuery query = DYNAROCK_TRY(
      expr::bind(std::move(*expressions.key_condition), keys.hash, keys.range, index_name));
  DYNAROCK_TRY(check_condition_sizes(query));
  if (given.start_key) DYNAROCK_TRY(check_start_key(*table, index, keys, query, *given.start_key));
  if (expressions.projection)
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.projection)));
  if (expressions.filter) {
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.filter)));
    DYNAROCK_TRY(expr::check_filter_spares_keys(*expressions.filter, key_names(keys),
                                                request.find("QueryFilter").has_value()));
    DYNAROCK_TRY(check_filter_projected(*table, index, *expressions.filter));
  }
  const bool fetch = DYNAROCK_TRY(check_projected(*table, index, request, expressions));

  KeyRange range = key_range(query);
  PageRequest page{.table = table.get(),
                   .index = index,
                   .lower = std::move(range.lower),
                   .upper = std::move(range.upper),
                   .forward = flag_member(request, "ScanIndexForward", true),
                   .limit = integer_member(request, "Limit"),
                   .filter = expressions.filter ? &*expressions.filter : nullptr,
                   .projection = expressions.projection ? &*expressions.projection : nullptr,
                   .count_only = request.find_text("Select") == "COUNT",
                   .fetch_items = fetch,
                   .consistent = flag_member(request, "ConsistentRead")};
  if (given.start_key) page.start_after = start_position(*table, index, *given.start_key);
  return answer_page(context, page, request);
}

}  // namespace

const Operation kQuery = {{"Query", &kInput, &kPageOutput, kQueryRewordings}, run};

}  // namespace dynarock::dynamodb
