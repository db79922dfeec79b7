#include "dynamodb/ops/item_changes.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/stateless.h"
#include "dynamodb/ops/write_answer.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kFields[] = {{"ReturnConsumedCapacity", kReturnConsumedCapacity},
                             {"TableName", kTableName, kRequired},
                             {"Item", kAttributeMap, kRequired},
                             {"ConditionalOperator", kConditionalOperator},
                             {"Expected", kExpected},
                             {"ReturnValues", kReturnValues},
                             {"ReturnItemCollectionMetrics", kReturnCollectionMetrics},
                             {"ConditionExpression", aws::kString},
                             {"ExpressionAttributeNames", aws::kStringMap},
                             {"ExpressionAttributeValues", kAttributeMap},
                             {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kInput = aws::structure("PutItemInput", kFields);

Result<Item> read_item(json::Value request) {
  Item item = DYNAROCK_TRY(decode_item(*request.find("Item")));
  DYNAROCK_TRY(check_old_or_none(request));
  if (item_size(item) > kMaxItemSize)
    return fail(validation_error("Item size has exceeded the maximum allowed size"));
  return item;
}

Result<std::string> execute(Context& context, json::Value request) {
  const expr::Parameters given = expr::Parameters::of(request, expr::kPutItem);
  DYNAROCK_TRY(expr::check_parameters(given, expr::kPutItem));
  Item item = DYNAROCK_TRY(enveloped(read_item(request)));
  expr::Expressions expressions;
  DYNAROCK_TRY(expr::read_legacy(given, expr::kPutItem, expressions));
  DYNAROCK_TRY(expr::read_expressions(given, expr::kPutItem, expressions));

  const auto state = DYNAROCK_TRY(find_table_for_items(context, *request.find_text("TableName")));
  const std::shared_ptr<const Table> table = state->table();
  std::string storage_key = DYNAROCK_TRY(key_of_item(*table, item));
  DYNAROCK_TRY(check_index_keys(*table, item));
  if (expressions.condition)
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.condition)));

  PutChange change(std::move(item), Guard::of(expressions.condition, request));
  const Written written =
      DYNAROCK_TRY(context.engine.write({state.get(), std::move(storage_key), &change}));
  std::optional<std::string_view> attributes;
  if (request.find_text("ReturnValues") == "ALL_OLD" && written.old.exists())
    attributes = written.old.json();
  return write_answer(request, written, *written.item, attributes);
}

Result<std::string> run(Context& context, json::Value request) {
  return in_layer_of(request, execute(context, request));
}

}  // namespace

const Operation kPutItem = {{"PutItem", &kInput, &kWriteOutput, kPutRewordings}, run};

}  // namespace dynarock::dynamodb
