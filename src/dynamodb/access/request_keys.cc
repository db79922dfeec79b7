#include "dynamodb/access/request_keys.h"

#include <string>

namespace dynarock::dynamodb {

void set_implied_select(policy::Context& context, bool projects) {
  set_select(context, projects ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES");
}

void set_select(policy::Context& context, std::string_view select) {
  context.set("dynamodb:Select", std::string(select));
}

void set_return_values(policy::Context& context, json::Value request) {
  context.set("dynamodb:ReturnValues",
              std::string(request.find_text("ReturnValues").value_or("NONE")));
}

void set_consumed_capacity(policy::Context& context, json::Value request) {
  if (const auto capacity = request.find_text("ReturnConsumedCapacity"))
    context.set("dynamodb:ReturnConsumedCapacity", std::string(*capacity));
}

void set_enclosing_operation(policy::Context& context, std::string_view operation) {
  context.set("dynamodb:EnclosingOperation", std::string(operation));
}

}  // namespace dynarock::dynamodb
