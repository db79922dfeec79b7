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
                             {"ConditionalOperator", kConditionalOperator},
                             {"TableName", kTableName, kRequired},
                             {"ReturnItemCollectionMetrics", kReturnCollectionMetrics},
                             {"ReturnValues", kReturnValues},
                             {"Key", kAttributeMap, kRequired},
                             {"Expected", kExpected},
                             {"AttributeUpdates", kAttributeUpdates},
                             {"UpdateExpression", aws::kString},
                             {"ConditionExpression", aws::kString},
                             {"ExpressionAttributeNames", aws::kStringMap},
                             {"ExpressionAttributeValues", kAttributeMap},
                             {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kInput = aws::structure("UpdateItemInput", kFields);

// What of the item before or after the update the caller wants to see, if anything.
std::optional<std::string> returned(std::string_view return_values, const expr::Update* update,
                                    const Written& written) {
  const bool old_image = return_values.ends_with("_OLD");
  if (return_values == "ALL_OLD")
    return written.old.exists() ? std::optional<std::string>(written.old.json()) : std::nullopt;
  Item shown;
  if (return_values == "ALL_NEW")
    shown = *written.item;
  else if (return_values.starts_with("UPDATED_") && update != nullptr)
    shown = expr::updated_projection(*update, old_image ? written.old.item() : *written.item);
  if (shown.empty()) return std::nullopt;
  std::string json;
  encode_item(shown, json);
  return json;
}

Result<std::string> execute(Context& context, json::Value request) {
  const expr::Parameters given = expr::Parameters::of(request, expr::kUpdateItem);
  DYNAROCK_TRY(expr::check_parameters(given, expr::kUpdateItem));
  const Item key = DYNAROCK_TRY(enveloped(decode_item(*request.find("Key"))));
  expr::Expressions expressions;
  DYNAROCK_TRY(expr::read_legacy(given, expr::kUpdateItem, expressions));
  DYNAROCK_TRY(expr::read_expressions(given, expr::kUpdateItem, expressions));

  const auto state = DYNAROCK_TRY(find_table_for_items(context, *request.find_text("TableName")));
  const std::shared_ptr<const Table> table = state->table();
  std::string storage_key = DYNAROCK_TRY(key_of_key(*table, key));
  const expr::Update* update = expressions.update ? &*expressions.update : nullptr;
  if (update != nullptr) {
    DYNAROCK_TRY(expr::check_leaves_key(*update, key_names(table->keys)));
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*update)));
  }
  if (expressions.condition)
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.condition)));

  UpdateChange change(*table, key, update, Guard::of(expressions.condition, request),
                      UpdateRules::kUpdateItem);
  const Written written =
      DYNAROCK_TRY(context.engine.write({state.get(), std::move(storage_key), &change}));
  const std::optional<std::string> attributes =
      returned(request.find_text("ReturnValues").value_or("NONE"), update, written);
  return write_answer(request, written, key, attributes);
}

Result<std::string> run(Context& context, json::Value request) {
  return in_layer_of(request, execute(context, request));
}

}  // namespace

const Operation kUpdateItem = {{"UpdateItem", &kInput, &kWriteOutput, kUpdateRewordings}, run};

}  // namespace dynarock::dynamodb
