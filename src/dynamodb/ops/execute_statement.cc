#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/next_token.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/statement_read.h"
#include "dynamodb/ops/statement_request.h"
#include "dynamodb/ops/statement_write.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

constexpr Shape kNextToken = aws::string_shape({.min = 1, .max = 32768});
constexpr Field kInputFields[] = {{"Statement", kStatementText, kRequired},
                                  {"Parameters", kStatementParameters},
                                  {"ConsistentRead", aws::kBoolean},
                                  {"NextToken", kNextToken},
                                  {"ReturnConsumedCapacity", kReturnConsumedCapacity},
                                  {"Limit", kPositiveInteger},
                                  {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kInput = aws::structure("ExecuteStatementInput", kInputFields);
constexpr Field kOutputFields[] = {{"Items", kItemList},
                                   {"NextToken", aws::kString},
                                   {"LastEvaluatedKey", kAttributeMap},
                                   {"ConsumedCapacity", kConsumedCapacity}};
constexpr Shape kOutput = aws::structure("ExecuteStatementOutput", kOutputFields);

std::string answer(const ReadResult& result, Context& context, json::Value request) {
  std::string body;
  body.reserve(result.items.size() + 64);
  json::Writer out(body);
  out.begin_object().key("Items").begin_array().raw(result.items).end_array();
  if (result.next) out.member("NextToken", make_next_token(*result.next, request, context.call));
  if (result.last_key) {
    std::string key;
    encode_item(*result.last_key, key);
    out.key("LastEvaluatedKey").raw(key);
  }
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    out.key("ConsumedCapacity");
    write_capacity(result.capacity, detail, out);
  }
  out.end_object();
  return body;
}

Result<std::string> read(Context& context, const partiql::Select& select, json::Value request) {
  const StatementRead read =
      DYNAROCK_TRY(prepare_read(context, select, flag_member(request, "ConsistentRead")));
  ReadPosition start;
  if (const auto token = request.find_text("NextToken"))
    start = DYNAROCK_TRY(read_next_token(*token, request, context.call));
  ReadResult result =
      read_statement_page(context.engine, read, start, integer_member(request, "Limit"));
  result.capacity.table_name = select.table;
  return answer(result, context, request);
}

Result<std::string> write(Context& context, const partiql::Statement& statement,
                          json::Value request) {
  const StatementWrite write =
      DYNAROCK_TRY(prepare_write(context, statement, wants_item_on_failure(request)));
  const Written written = DYNAROCK_TRY(context.engine.write(write.write()));
  ReadResult result;
  result.items = returned_item(statement, written).value_or("");
  result.capacity.table_name = partiql::table_of(statement);
  result.capacity.add(written);
  return answer(result, context, request);
}

Result<std::string> run(Context& context, json::Value request) {
  const std::vector<AttributeValue> parameters = DYNAROCK_TRY(partiql::read_parameters(request));
  const partiql::Statement statement = DYNAROCK_TRY(read_statement(request, parameters));
  context.call.table = partiql::table_of(statement);
  const auto* select = std::get_if<partiql::Select>(&statement);
  return select != nullptr ? read(context, *select, request) : write(context, statement, request);
}

}  // namespace

const Operation kExecuteStatement = {{"ExecuteStatement", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
