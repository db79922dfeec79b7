#include "aws/protocol.h"

#include "dynarock/aws/constraints.h"
#include "dynarock/aws/deserialize.h"

namespace dynarock::aws {

Result<void> Protocol::check(json::Value input, const Target& target) const {
  const OperationSpec& operation = *target.operation;
  DYNAROCK_TRY(check_types(input, *operation.input, target.service->model_namespace()));
  return check_constraints(input, *operation.input, operation.rewordings);
}

}  // namespace dynarock::aws
