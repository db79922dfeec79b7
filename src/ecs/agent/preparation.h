#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dynarock/ecs/model/task.h"
#include "dynarock/ecs/model/task_definition.h"
#include "dynarock/process/supervisor.h"
#include "ecs/agent/container_output.h"
#include "ecs/agent/runtime.h"

namespace dynarock::ecs {

/// Why a task can't be started.
struct StartFailure {
  /// `ResourceInitializationError: ...`
  std::string reason;
  /// Of the container that is to blame; empty if none is.
  std::string container{};
};

/// A container ready to start.
struct PreparedContainer {
  process::Command command;
  std::shared_ptr<ContainerOutput> output;
};

/// What tasks need before their containers start, in Fargate's order: their roles, secrets, images
/// and log streams. `ids` are those of the containers; `definition` has the task's overrides in it.
tl::expected<std::vector<PreparedContainer>, StartFailure> prepare(
    Runtime& runtime, const TaskName& task, const TaskDefinition& definition,
    const std::string& task_arn, const std::vector<std::string>& ids);

}  // namespace dynarock::ecs
