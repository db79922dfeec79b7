#pragma once

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/ssm/parameters.h"
#include "dynarock/vault/vault.h"

namespace dynarock::ssm {

/// All that an operation can reach.
struct Context {
  Parameters& parameters;
  vault::Vault& vault;
  aws::Call& call;

  Place place() const { return {call.account, call.region}; }
};

using Operation = aws::OperationRow<Context>;

extern const Operation kAddTagsToResource;
extern const Operation kDeleteParameter;
extern const Operation kDeleteParameters;
extern const Operation kDescribeParameters;
extern const Operation kGetParameter;
extern const Operation kGetParameterHistory;
extern const Operation kGetParameters;
extern const Operation kGetParametersByPath;
extern const Operation kLabelParameterVersion;
extern const Operation kListTagsForResource;
extern const Operation kPutParameter;
extern const Operation kRemoveTagsFromResource;
extern const Operation kUnlabelParameterVersion;

}  // namespace dynarock::ssm
