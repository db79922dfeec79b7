#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/statuses.h"
#include "dynarock/process/supervisor.h"
#include "ecs/agent/role_sessions.h"

namespace dynarock::ecs {

/// A task as its containers ask for it.
struct TaskName {
  Place place;
  std::string cluster, id;
};

/// What a health check last said.
struct HealthReport {
  HealthStatus status = HealthStatus::kUnknown;
  std::optional<Timestamp> since;
  int exit_code = 0;
  std::string output;
};

/// What is known of a container beside what ECS's state says.
struct ContainerFacts {
  TaskName task;
  std::string name;
  Timestamp created;
  std::optional<Timestamp> started, finished;
  std::optional<process::Supervisor::Id> process;
  HealthReport health;
};

/// What a task gets its role's credentials by.
struct TaskCredentials {
  TaskName task;
  /// What requests must have in Authorization.
  std::string token;
  std::shared_ptr<RotatingSession> session;
};

/// What the endpoints know of the containers that run, by the ids in their URLs. Safe to use from
/// several threads.
class Registry {
 public:
  void set_credentials(const std::string& id, TaskCredentials credentials);
  std::optional<TaskCredentials> find_credentials(std::string_view id) const;

  /// Changes what is known of a container, new or not.
  void update(const std::string& id, const std::function<void(ContainerFacts&)>& change);
  std::optional<ContainerFacts> find_container(std::string_view id) const;
  /// The ids and facts of a task's containers.
  std::vector<std::pair<std::string, ContainerFacts>> containers_of(const TaskName& task) const;
  /// The task's credentials, if it has a role.
  std::optional<TaskCredentials> credentials_of(const TaskName& task) const;

  /// Forgets all of a task.
  void forget(const TaskName& task);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, TaskCredentials, std::less<>> credentials_;
  std::map<std::string, ContainerFacts, std::less<>> containers_;
};

}  // namespace dynarock::ecs
