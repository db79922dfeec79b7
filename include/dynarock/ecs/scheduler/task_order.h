#pragma once

#include <string>
#include <vector>

#include "dynarock/base/ids.h"
#include "dynarock/base/result.h"
#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/task.h"
#include "dynarock/ecs/model/task_definition.h"
#include "dynarock/ecs/model/task_network.h"

namespace dynarock::ecs {

/// A task that is to be, by RunTask or for a service.
struct TaskOrder {
  Place place;
  const TaskDefinition& definition;
  /// The cluster's name.
  std::string cluster;
  /// As tasks have them. An empty group is the definition's family.
  std::string capacity_provider, platform_version, group, started_by, service, reference_id;
  /// JSON, as answers have it: `{"containerOverrides":[...],...}`.
  std::string overrides_json;
  NetworkConfiguration network;
  std::vector<Tag> tags;
  bool enable_execute_command = false;
};

/// The newest platform version, what LATEST stands for.
inline constexpr std::string_view kLatestPlatform = "1.4.0";

/// A new task of launch type FARGATE, in its subnet. Fails as TaskNetwork::attach() does.
Result<Task> make_task(const TaskOrder& order, TaskNetwork& network, Ids& ids, Timestamp now);

}  // namespace dynarock::ecs
