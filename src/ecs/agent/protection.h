#pragma once

#include <string_view>

#include "dynarock/http/message.h"
#include "ecs/agent/runtime.h"

namespace dynarock::ecs {

/// The task protection endpoint: a GET or PUT by a container, done by ECS in the name of the task's
/// role. Answers `{"protection": {...}}`, `{"failure": {...}}` or `{"error": {...}}`.
http::Response answer_protection(Runtime& runtime, const http::Request& request,
                                 std::string_view container_id);

}  // namespace dynarock::ecs
