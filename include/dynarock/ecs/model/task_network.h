#pragma once

#include "dynarock/base/result.h"
#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/task.h"

namespace dynarock::ecs {

/// Where tasks get their network interfaces: what ECS asks of EC2. Called while ECS's state is
/// locked, from several threads.
class TaskNetwork {
 public:
  virtual ~TaskNetwork() = default;

  /// Whether there are such subnets and security groups. InvalidParameterException.
  virtual Result<void> check(const Place& place, const NetworkConfiguration& network) = 0;
  /// Makes an interface in one of the subnets that `task.network` names, tells of it in
  /// `task.attachments` and sets the task's availability zone. InvalidParameterException.
  virtual Result<void> attach(const Place& place, Task& task) = 0;
  /// Takes the interfaces of a task that has stopped away.
  virtual void detach(const Place& place, const Task& task) = 0;
};

}  // namespace dynarock::ecs
