#include <algorithm>
#include <functional>

#include "dynamodb/ops/cancellation.h"
#include "dynamodb/ops/item_changes.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/logged_tables.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/statement_request.h"
#include "dynamodb/ops/statement_transact.h"
#include "dynamodb/ops/transaction.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kStatementFields[] = {{"Statement", kStatementText, kRequired},
                                      {"Parameters", kStatementParameters},
                                      {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kStatement = aws::structure("ParameterizedStatement", kStatementFields);
constexpr Shape kStatements = aws::list_of(kStatement, {.min = 1, .max = 100});
constexpr Field kInputFields[] = {{"TransactStatements", kStatements, kRequired},
                                  {"ClientRequestToken", kClientRequestToken},
                                  {"ReturnConsumedCapacity", kReturnConsumedCapacity}};
constexpr Shape kInput = aws::structure("ExecuteTransactionInput", kInputFields);
constexpr Field kOutputFields[] = {{"Responses", kItemResponses},
                                   {"ConsumedCapacity", kConsumedCapacities}};
constexpr Shape kOutput = aws::structure("ExecuteTransactionOutput", kOutputFields);

/// Says of a ValidationException which statement is meant.
AwsError in_statement(std::size_t index, AwsError error) {
  error.message.insert(0,
                       "Validation failed in TransactStatements[" + std::to_string(index) + "]: ");
  return error;
}

Result<std::vector<partiql::Statement>> read_statements(json::Value request) {
  const json::Value members = *request.find("TransactStatements");
  // All parameters come before any statement, and are refused in their own words.
  std::vector<std::vector<AttributeValue>> parameters;
  for (const json::Value member : members.elements())
    parameters.push_back(DYNAROCK_TRY(partiql::read_parameters(member)));

  std::vector<partiql::Statement> statements;
  for (const json::Value member : members.elements()) {
    const std::size_t index = statements.size();
    Result<partiql::Statement> statement = read_statement(member, parameters[index]);
    if (!statement) return fail(in_statement(index, std::move(statement).error()));
    statements.push_back(std::move(*statement));
  }
  if (std::ranges::adjacent_find(statements, std::not_equal_to(), is_select) != statements.end())
    return fail(validation_error(
        "ExecuteTransaction API does not support both read and write operations in "
        "the same request."));
  return statements;
}

/// What the statements ask for, by `prepare` in order. A table that is not there cancels.
template <class T, class Prepare>
Result<std::vector<T>> prepare_all(std::size_t count, Prepare prepare) {
  std::vector<Result<T>> prepared;
  for (std::size_t i = 0; i < count; ++i) {
    prepared.push_back(prepare(i));
    const bool refused = !prepared.back() && prepared.back().error().code == "ValidationException";
    if (refused) return fail(in_statement(i, std::move(prepared.back()).error()));
  }
  return all_or_cancellation(std::move(prepared));
}

Result<void> check_size(const TransactAction& action) {
  if (const auto& update = action.expressions.update)
    return check_statement_size(*update, literal_attributes(*update));
  if (item_size(action.item) > kMaxItemSize)
    return fail(validation_error("Item size has exceeded the maximum allowed size"));
  return {};
}

Result<std::string> read(Context& context, const std::vector<partiql::Statement>& statements,
                         json::Value request) {
  const std::vector<TransactRead> reads =
      DYNAROCK_TRY(prepare_all<TransactRead>(statements.size(), [&](std::size_t i) {
        return statement_read(context, std::get<partiql::Select>(statements[i]));
      }));
  const TransactItems found = DYNAROCK_TRY(transact_read(context, reads));
  return transact_read_answer(reads, found, request);
}

Result<std::string> write(Context& context, std::vector<partiql::Statement>& statements,
                          json::Value request) {
  std::vector<bool> return_items;
  for (const json::Value member : request.find("TransactStatements")->elements())
    return_items.push_back(wants_item_on_failure(member));
  std::vector<TransactAction> actions =
      DYNAROCK_TRY(prepare_all<TransactAction>(statements.size(), [&](std::size_t i) {
        return transact_action(context, statements[i], return_items[i]);
      }));
  for (const TransactAction& action : actions) DYNAROCK_TRY(check_size(action));
  const auto token = read_token(context, request, "ExecuteTransaction", "TransactStatements");
  const TransactWritten written = DYNAROCK_TRY(transact_write(context, std::move(actions), token));

  std::string body;
  json::Writer out(body);
  out.begin_object().key("Responses").begin_array().end_array();
  write_capacity_member(written.capacity, request, out);
  out.end_object();
  return body;
}

Result<std::string> run(Context& context, json::Value request) {
  std::vector<partiql::Statement> statements = DYNAROCK_TRY(read_statements(request));
  std::vector<std::string_view> tables;
  for (const partiql::Statement& statement : statements)
    tables.push_back(partiql::table_of(statement));
  context.call.table = logged_tables(tables);
  const bool reads = is_select(statements.front());
  return reads ? read(context, statements, request) : write(context, statements, request);
}

}  // namespace

const Operation kExecuteTransaction = {{"ExecuteTransaction", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
