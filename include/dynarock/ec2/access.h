#pragma once

#include <vector>

#include "dynarock/aws/service.h"
#include "dynarock/ec2/network.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"

namespace dynarock::ec2 {

/// What a request asks to be allowed, as the Service Authorization Reference has it: the
/// operation's action on each resource that it names, on `vpc/*` and the like for those that it
/// makes, and ec2:CreateTags on these if they get tags. The request has passed the checks of types
/// and constraints; `shared`, what conditions see of it, must outlive the accesses.
std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const Network& network,
                                               const policy::Context& shared);

}  // namespace dynarock::ec2
