#include "dynamodb/ops/statement_request.h"

#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {

Result<std::vector<AttributeValue>> read_parameters(json::Value request) {
  std::vector<AttributeValue> parameters;
  const auto given = request.find("Parameters");
  if (!given) return parameters;
  parameters.reserve(given->size());
  for (const json::Value parameter : given->elements())
    parameters.push_back(DYNAROCK_TRY(decode_attribute_value(parameter, Wording::older)));
  return parameters;
}

Result<partiql::Statement> read_statement(json::Value request,
                                          const std::vector<AttributeValue>& parameters) {
  return partiql::compile(*request.find_text("Statement"), parameters);
}

bool wants_item_on_failure(json::Value request) {
  return request.find_text("ReturnValuesOnConditionCheckFailure") == "ALL_OLD";
}

}  // namespace dynarock::dynamodb
