#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/logs/log_groups.h"

namespace dynarock::logs {

/// CloudWatch Logs (API version 2014-03-28). The groups must outlive it.
std::unique_ptr<aws::Service> make_service(LogGroups& groups);

}  // namespace dynarock::logs
