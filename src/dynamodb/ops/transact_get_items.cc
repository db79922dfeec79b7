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
constexpr Field kOutputFields[] = {{"ConsumedCapacity", kConsumedCapacities},
                                   {"Responses", kItemResponses}};
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
    DYNAROCK_TRY(expr::read_expressions(expr::Parameters::of(get, expr::kTransactGetItems),
                                        expr::kTransactGetItems, expressions));
    Item key = DYNAROCK_TRY(decode_item(*get.find("Key")));
    read.reads.push_back({*get.find_text("TableName"), std::move(key),
                          expressions.projection ? &*expressions.projection : nullptr});
  }
  return read;
}

Result<std::string> run(Context& context, json::Value request) {
  const Request read = DYNAROCK_TRY(read_request(request));
  const TransactItems found = DYNAROCK_TRY(transact_read(context, read.reads));
  return transact_read_answer(read.reads, found, request);
}

}  // namespace

const Operation kTransactGetItems = {
    {"TransactGetItems", &kInput, &kOutput, kTransactGetRewordings}, run};

}  // namespace dynarock::dynamodb
