#pragma once

#include <vector>

#include "dynarock/aws/service.h"
#include "dynarock/ecr/repositories.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"

namespace dynarock::ecr {

/// What a request asks to be allowed, as the Service Authorization Reference has it: the
/// operation's action on the repositories that it names. The request has passed the checks of types
/// and constraints; `shared`, what conditions see of it, must outlive the accesses.
std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const Repositories& repositories,
                                               const policy::Context& shared);

}  // namespace dynarock::ecr
