#pragma once

#include <vector>

#include "dynarock/aws/service.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"

namespace dynarock::ecs {

/// What a request asks to be allowed, as the Service Authorization Reference has it: the
/// operation's action on each resource that it names; ecs:TagResource where it makes something with
/// tags; and iam:PassRole for the roles of the tasks that it defines or starts. The request has
/// passed the checks of types and constraints; `shared`, what conditions see of it, must outlive
/// the accesses.
std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const State& state, const policy::Context& shared);

}  // namespace dynarock::ecs
