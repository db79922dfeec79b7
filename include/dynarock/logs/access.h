#pragma once

#include <vector>

#include "dynarock/aws/service.h"
#include "dynarock/json/document.h"
#include "dynarock/logs/log_groups.h"
#include "dynarock/policy/access_request.h"

namespace dynarock::logs {

/// What a request asks to be allowed: the operation's action on the stream that it names, or on the
/// group's nameless one (`log-group:name:log-stream:`), as AWS has it. The request has passed the
/// checks of types and constraints; `shared` must outlive the accesses.
std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const LogGroups& groups,
                                               const policy::Context& shared);

}  // namespace dynarock::logs
