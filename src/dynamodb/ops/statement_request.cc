#include "dynamodb/ops/statement_request.h"

namespace dynarock::dynamodb {

Result<partiql::Statement> read_statement(json::Value request,
                                          const std::vector<AttributeValue>& parameters) {
  return partiql::compile(*request.find_text("Statement"), parameters);
}

bool wants_item_on_failure(json::Value request) {
  return request.find_text("ReturnValuesOnConditionCheckFailure") == "ALL_OLD";
}

}  // namespace dynarock::dynamodb
