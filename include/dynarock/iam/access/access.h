#pragma once

#include <string_view>
#include <vector>

#include "dynarock/auth/credential_store.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"

// What requests to IAM and STS ask to be allowed, as the Service Authorization Reference has it.

namespace dynarock::iam {

/// A request that has passed the checks of types and constraints, and who makes it.
struct AccessCall {
  /// "CreateUser".
  std::string_view operation;
  const auth::Principal& caller;
  json::Value request;
  const State& state;
  /// What conditions see of the whole request; must outlive the accesses.
  const policy::Context& shared;
};

/// One of IAM's operations: an action of the operation's name on what the request names, the caller
/// if a user's operation names nobody, `*` if nothing can be named.
std::vector<policy::AccessRequest> iam_accesses(const AccessCall& call);

/// One of STS's. Roles are guarded by their trust policies; of one that does not exist nobody may
/// make a session. Some operations anybody may call.
std::vector<policy::AccessRequest> sts_accesses(const AccessCall& call);

}  // namespace dynarock::iam
