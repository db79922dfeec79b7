#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/stateless.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kInputFields[] = {{"ReturnConsumedCapacity", kReturnConsumedCapacity},
                                  {"AttributesToGet", kAttributesToGet},
                                  {"TableName", kTableName, kRequired},
                                  {"Key", kAttributeMap, kRequired},
                                  {"ConsistentRead", aws::kBoolean},
                                  {"ProjectionExpression", aws::kString},
                                  {"ExpressionAttributeNames", aws::kStringMap}};
constexpr Shape kInput = aws::structure("GetItemInput", kInputFields);
constexpr Field kOutputFields[] = {{"Item", kAttributeMap},
                                   {"ConsumedCapacity", kConsumedCapacity}};
constexpr Shape kOutput = aws::structure("GetItemOutput", kOutputFields);

Result<std::string> run(Context& context, json::Value request) {
  const expr::Parameters given = expr::Parameters::of(request, expr::kGetItem);
  DYNAROCK_TRY(expr::check_parameters(given, expr::kGetItem));
  const Item key = DYNAROCK_TRY(decode_item(*request.find("Key")));
  expr::Expressions expressions;
  DYNAROCK_TRY(expr::read_legacy(given, expr::kGetItem, expressions));
  DYNAROCK_TRY(expr::read_expressions(given, expr::kGetItem, expressions));

  const std::string_view table_name = *request.find_text("TableName");
  const auto state = DYNAROCK_TRY(find_table_for_items(context, table_name));
  const std::shared_ptr<const Table> table = state->table();
  const std::string storage_key = DYNAROCK_TRY(key_of_key(*table, key));
  if (expressions.projection)
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.projection)));

  const bool consistent = flag_member(request, "ConsistentRead");
  const StoredItem item = context.engine.read(*table, storage_key, consistent);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  if (item.exists() && expressions.projection) {
    std::string projected;
    encode_item(expressions.projection->apply(item.item()), projected);
    out.key("Item").raw(projected);
  } else if (item.exists()) {
    out.key("Item").raw(item.json());
  }
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    ConsumedCapacity capacity{std::string(table_name)};
    capacity.table = read_cost(read_units(item.size()), consistent);
    out.key("ConsumedCapacity");
    write_capacity(capacity, detail, out);
  }
  out.end_object();
  return body;
}

}  // namespace

const Operation kGetItem = {{"GetItem", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
