#pragma once

#include "dynarock/aws/shape.h"
#include "dynarock/base/result.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// Whether a request meets its model's types and constraints, in the words of EC2, which tells the
/// first mistake only: MissingParameter, then InvalidParameterValue.
Result<void> check_ec2_constraints(json::Value request, const Shape& shape);

}  // namespace dynarock::aws
