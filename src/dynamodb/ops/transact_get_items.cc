#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/transaction.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kGetFields[] = {{"Key", kAttributeMap, kRequired},
                                {"TableName", kTableName, kRequired},
                                {"ProjectionExpression", aws::kString},
                                {"ExpressionAttributeNames", aws::kStringMap}};
constexpr Shape kGet = aws::structure("Get", kGetFields);
constexpr Field kItemFields[] = {{"Get", kGet, kRequired}};
constexpr Shape kItem = aws::structure("TransactGetItem", kItemFields);
constexpr Shape kItems = aws::list_of(kItem, {.min = 1, .max = 100});
constexpr Field kInputFields[] = {{"ReturnConsumedCapacity", kReturnConsumedCapacity},
                                  {"TransactItems", kItems, kRequired}};
constexpr Shape kInput = aws::structure("TransactGetItemsInput", kInputFields);
constexpr Field kResponseFields[] = {{"Item", kAttributeMap}};
constexpr Shape kResponse = aws::structure("ItemResponse", kResponseFields);
constexpr Shape kResponses = aws::list_of(kResponse);
constexpr Field kOutputFields[] = {{"ConsumedCapacity", kConsumedCapacities},
                                   {"Responses", kResponses}};
constexpr Shape kOutput = aws::structure("TransactGetItemsOutput", kOutputFields);

struct Request {
  std::vector<TransactRead> reads;
  std::vector<expr::Expressions> expressions;
};

Result<Request> read_request(json::Value request) {
  const json::Value elements = *request.find("TransactItems");
  Request read;
  read.expressions.resize(elements.size());
  for (const json::Value element : elements.elements()) {
    const json::Value get = *element.find("Get");
    expr::Expressions& expressions = read.expressions[read.reads.size()];
    DYNAROCK_TRY(
        expr::read_expressions(expr::Parameters::of(get), expr::kTransactGetItems, expressions));
    Item key = DYNAROCK_TRY(decode_item(*get.find("Key")));
    read.reads.push_back({*get.find_text("TableName"), std::move(key),
                          expressions.projection ? &*expressions.projection : nullptr});
  }
  return read;
}

void write_response(const StoredItem& item, const expr::Projection* projection, json::Writer& out) {
  out.begin_object();
  if (item.exists() && projection != nullptr) {
    std::string projected;
    encode_item(projection->apply(item.item()), projected);
    out.key("Item").raw(projected);
  } else if (item.exists()) {
    out.key("Item").raw(item.json());
  }
  out.end_object();
}

Result<std::string> run(Context& context, json::Value request) {
  const Request read = DYNAROCK_TRY(read_request(request));
  const TransactItems found = DYNAROCK_TRY(transact_read(context, read.reads));

  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_capacity_member(found.capacity, request, out);
  out.key("Responses").begin_array();
  for (std::size_t i = 0; i < found.items.size(); ++i)
    write_response(found.items[i], read.reads[i].projection, out);
  out.end_array().end_object();
  return body;
}

}  // namespace

const Operation kTransactGetItems = {
    {"TransactGetItems", &kInput, &kOutput, kTransactGetRewordings}, run};

}  // namespace dynarock::dynamodb
