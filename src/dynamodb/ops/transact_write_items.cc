#include <algorithm>
#include <array>

#include "dynamodb/ops/item_changes.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/transaction.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

using Kind = TransactAction::Kind;

constexpr Field kCheckFields[] = {{"Key", kAttributeMap, kRequired},
                                  {"TableName", kTableName, kRequired},
                                  {"ConditionExpression", aws::kString, kRequired},
                                  {"ExpressionAttributeNames", aws::kStringMap},
                                  {"ExpressionAttributeValues", kAttributeMap},
                                  {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kCheck = aws::structure("ConditionCheck", kCheckFields);
constexpr Field kPutFields[] = {{"Item", kAttributeMap, kRequired},
                                {"TableName", kTableName, kRequired},
                                {"ConditionExpression", aws::kString},
                                {"ExpressionAttributeNames", aws::kStringMap},
                                {"ExpressionAttributeValues", kAttributeMap},
                                {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kPut = aws::structure("Put", kPutFields);
constexpr Field kDeleteFields[] = {{"Key", kAttributeMap, kRequired},
                                   {"TableName", kTableName, kRequired},
                                   {"ConditionExpression", aws::kString},
                                   {"ExpressionAttributeNames", aws::kStringMap},
                                   {"ExpressionAttributeValues", kAttributeMap},
                                   {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kDelete = aws::structure("Delete", kDeleteFields);
constexpr Field kUpdateFields[] = {{"Key", kAttributeMap, kRequired},
                                   {"UpdateExpression", aws::kString, kRequired},
                                   {"TableName", kTableName, kRequired},
                                   {"ConditionExpression", aws::kString},
                                   {"ExpressionAttributeNames", aws::kStringMap},
                                   {"ExpressionAttributeValues", kAttributeMap},
                                   {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kUpdate = aws::structure("Update", kUpdateFields);
constexpr Field kItemFields[] = {
    {"ConditionCheck", kCheck}, {"Put", kPut}, {"Delete", kDelete}, {"Update", kUpdate}};
constexpr Shape kItem = aws::structure("TransactWriteItem", kItemFields);
constexpr Shape kItems = aws::list_of(kItem, {.min = 1, .max = 100});
constexpr Field kInputFields[] = {{"ClientRequestToken", kClientRequestToken},
                                  {"ReturnConsumedCapacity", kReturnConsumedCapacity},
                                  {"ReturnItemCollectionMetrics", kReturnCollectionMetrics},
                                  {"TransactItems", kItems, kRequired}};
constexpr Shape kInput = aws::structure("TransactWriteItemsInput", kInputFields);
constexpr Field kOutputFields[] = {{"ConsumedCapacity", kConsumedCapacities},
                                   {"ItemCollectionMetrics", kCollectionMetricsByTable}};
constexpr Shape kOutput = aws::structure("TransactWriteItemsOutput", kOutputFields);

struct ActionName {
  std::string_view member;
  Kind kind;
};
constexpr ActionName kActionNames[] = {{"ConditionCheck", Kind::kConditionCheck},
                                       {"Put", Kind::kPut},
                                       {"Delete", Kind::kDelete},
                                       {"Update", Kind::kUpdate}};

Result<Item> read_item(json::Value put) {
  Item item = DYNAROCK_TRY(decode_item(*put.find("Item")));
  if (item_size(item) > kMaxItemSize)
    return fail(validation_error("Item size has exceeded the maximum allowed size"));
  return item;
}

Result<TransactAction> read_action(Kind kind, json::Value member) {
  TransactAction action{kind, *member.find_text("TableName"), {}, {}};
  action.return_item = member.find_text("ReturnValuesOnConditionCheckFailure") == "ALL_OLD";
  if (kind == Kind::kPut) action.item = DYNAROCK_TRY(read_item(member));
  DYNAROCK_TRY(expr::read_expressions(expr::Parameters::of(member, expr::kTransactWriteItems),
                                      expr::kTransactWriteItems, action.expressions));
  // A key is looked at behind the expressions, unlike an item.
  if (kind != Kind::kPut) action.item = DYNAROCK_TRY(decode_item(*member.find("Key")));
  if (const auto& update = action.expressions.update)
    DYNAROCK_TRY(check_statement_size(*update, literal_attributes(*update)));
  return action;
}

Result<TransactAction> read_element(json::Value element) {
  const ActionName* found = nullptr;
  for (const ActionName& name : kActionNames) {
    if (!element.find(name.member)) continue;
    if (found != nullptr)
      return fail(
          validation_error("TransactItems can only contain one of Check, Put, Update or Delete"));
    found = &name;
  }
  if (found == nullptr)
    return fail(expr::in_envelope(validation_error(
        "Value '' at 'transactItems' failed to satisfy constraint: TransactWriteRequest should "
        "contain Delete or Put or Update or ConditionCheck")));
  return read_action(found->kind, *element.find(found->member));
}

// A table's items together, the tables in order of appearance.
void write_metrics(const std::vector<std::string_view>& table_names, const TransactWritten& written,
                   json::Writer& out) {
  const auto has_local_index = [](const auto& table) { return !table->local_indexes.empty(); };
  if (std::ranges::none_of(written.tables, has_local_index)) return;
  out.key("ItemCollectionMetrics").begin_object();
  for (std::size_t i = 0; i < table_names.size(); ++i) {
    const auto first = std::ranges::find(table_names, table_names[i]) - table_names.begin();
    if (!has_local_index(written.tables[i]) || first != static_cast<std::ptrdiff_t>(i)) continue;
    out.key(table_names[i]).begin_array();
    for (std::size_t j = i; j < table_names.size(); ++j)
      if (table_names[j] == table_names[i])
        write_collection_metrics(*written.tables[j], written.collections[j], out);
    out.end_array();
  }
  out.end_object();
}

Result<std::string> run(Context& context, json::Value request) {
  std::vector<TransactAction> actions;
  std::vector<std::string_view> table_names;
  for (const json::Value element : request.find("TransactItems")->elements()) {
    actions.push_back(DYNAROCK_TRY(read_element(element)));
    table_names.push_back(actions.back().table_name);
  }
  const auto token = read_token(context, request, "TransactWriteItems", "TransactItems");
  const TransactWritten written = DYNAROCK_TRY(transact_write(context, std::move(actions), token));

  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_capacity_member(written.capacity, request, out);
  if (request.find_text("ReturnItemCollectionMetrics") == "SIZE")
    write_metrics(table_names, written, out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kTransactWriteItems = {
    {"TransactWriteItems", &kInput, &kOutput, kTransactWriteRewordings}, run};

}  // namespace dynarock::dynamodb
