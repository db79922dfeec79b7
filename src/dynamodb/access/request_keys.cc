#include "dynamodb/access/request_keys.h"

namespace dynarock::dynamodb {

void set_implied_select(policy::Context& context, bool projects) {
  set_select(context, projects ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES");
}

void set_select(policy::Context& context, std::string_view select) {
  context.set("dynamodb:Select", select);
}

void set_return_values(policy::Context& context, json::Value request) {
  context.set("dynamodb:ReturnValues", request.find_text("ReturnValues").value_or("NONE"));
}

void set_consumed_capacity(policy::Context& context, json::Value request) {
  if (const auto capacity = request.find_text("ReturnConsumedCapacity"))
    context.set("dynamodb:ReturnConsumedCapacity", *capacity);
}

void set_enclosing_operation(policy::Context& context, std::string_view operation) {
  context.set("dynamodb:EnclosingOperation", operation);
}

}  // namespace dynarock::dynamodb
