#pragma once

#include <vector>

#include "dynarock/aws/service.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"
#include "dynarock/secretsmanager/secrets.h"

namespace dynarock::secretsmanager {

/// What a request asks to be allowed, as the Service Authorization Reference has it: the
/// operation's action on the secret that it names. The request has passed the checks of types and
/// constraints; `shared`, what conditions see of it, must outlive the accesses.
std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const Secrets& secrets,
                                               const policy::Context& shared);

}  // namespace dynarock::secretsmanager
