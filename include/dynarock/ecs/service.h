#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/model/task_network.h"
#include "dynarock/ecs/scheduler/scheduler.h"

namespace dynarock::ecs {

/// Amazon ECS (API version 2014-11-13), the part of it that Fargate needs. Each call finds the
/// scheduler's work of its place up to date, and leaves it so. What it is given must outlive it.
std::unique_ptr<aws::Service> make_service(State& state, Scheduler& scheduler, TaskNetwork& network,
                                           Ids& ids);

}  // namespace dynarock::ecs
