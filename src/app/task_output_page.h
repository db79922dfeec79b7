#pragma once

#include "app/admin.h"
#include "dynarock/ecs/agent/agent.h"

namespace dynarock::app {

/// What a task printed, of `?task=ID&from=POSITION`:
/// `{"lines": [{"position": 0, "container": "app", "error": false, "text": "..."}]}`. The agent
/// must outlive it.
Admin::Page task_output_page(const ecs::Agent& agent);

}  // namespace dynarock::app
