#pragma once

#include <string_view>

#include "dynarock/json/document.h"
#include "dynarock/policy/context.h"

// The context keys that show parameters of a request.

namespace dynarock::dynamodb {

/// dynamodb:Select of a read without a Select parameter: it always has a value.
void set_implied_select(policy::Context& context, bool projects);
/// Of a Query or Scan, or of a SELECT.
void set_select(policy::Context& context, std::string_view select);

/// dynamodb:ReturnValues, which always has a value on writes: NONE unless the request says so.
void set_return_values(policy::Context& context, json::Value request);

/// dynamodb:ReturnConsumedCapacity, if the request has it.
void set_consumed_capacity(policy::Context& context, json::Value request);

/// dynamodb:EnclosingOperation, of what happens inside a transaction.
void set_enclosing_operation(policy::Context& context, std::string_view operation);

}  // namespace dynarock::dynamodb
