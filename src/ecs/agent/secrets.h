#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/task_definition.h"
#include "ecs/agent/api.h"

namespace dynarock::ecs {

/// Fetches what containers are to find in their environment, with the execution role's credentials:
/// parameters of Systems Manager and secrets of Secrets Manager. Else the reason with which ECS
/// stops the task.
tl::expected<std::vector<Variable>, std::string> fetch_secrets(
    const std::vector<SecretReference>& references, const Place& place, const Api& api,
    const auth::Credentials& credentials);

}  // namespace dynarock::ecs
