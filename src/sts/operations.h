#pragma once

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::sts {

/// All that an operation can reach.
struct Context {
  iam::State& state;
  Ids& ids;
  aws::Call& call;
};

using Operation = aws::OperationRow<Context>;

extern const Operation kAssumeRole;
extern const Operation kAssumeRoleWithWebIdentity;
extern const Operation kDecodeAuthorizationMessage;
extern const Operation kGetAccessKeyInfo;
extern const Operation kGetCallerIdentity;
extern const Operation kGetFederationToken;
extern const Operation kGetSessionToken;

}  // namespace dynarock::sts
