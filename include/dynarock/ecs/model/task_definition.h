#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/model/statuses.h"

namespace dynarock::ecs {

using Texts = std::vector<std::string>;
using TextMap = std::map<std::string, std::string, std::less<>>;

/// A variable of a container's environment.
struct Variable {
  std::string name, value;
};

/// A variable, or an option of a log driver, whose value is a secret or a parameter.
struct SecretReference {
  std::string name;
  /// The ARN of a secret (with `:json-key:version-stage:version-id` behind it, each or none) or of
  /// a parameter, or a parameter's name.
  std::string value_from;
};

struct Dependency {
  std::string container;
  DependencyCondition condition = DependencyCondition::kStart;
};

struct HealthCheck {
  /// `CMD` and a program with its arguments, or `CMD-SHELL` and a command line.
  Texts command;
  std::chrono::seconds interval{30}, timeout{5}, start_period{0};
  std::int64_t retries = 3;
};

struct LogConfiguration {
  /// `awslogs` and the like.
  std::string driver;
  TextMap options;
  std::vector<SecretReference> secret_options;
};

struct PortMapping {
  std::int64_t container_port = 0, host_port = 0;
  /// `tcp` or `udp`.
  std::string protocol;
};

struct Ulimit {
  std::string name;
  std::int64_t soft = 0, hard = 0;
};

/// Whether a container is started again while its task goes on.
struct RestartPolicy {
  bool enabled = false;
  std::vector<std::int64_t> ignored_exit_codes;
  /// How long it must have run to be started again.
  std::chrono::seconds attempt_period{300};
};

/// A container as a task definition describes it. What is not given is empty, or has ECS's default.
struct ContainerDefinition {
  std::string name, image;
  Texts entry_point, command;
  std::string working_directory, user;
  std::vector<Variable> environment;
  std::vector<SecretReference> secrets;
  bool essential = true;
  std::vector<Dependency> depends_on;
  std::optional<HealthCheck> health_check;
  /// How long a container that others depend on may take; 0 if it is not limited.
  std::chrono::seconds start_timeout{0};
  /// From SIGTERM to SIGKILL.
  std::chrono::seconds stop_timeout{30};
  std::optional<LogConfiguration> log_configuration;
  std::vector<PortMapping> port_mappings;
  /// CPU units, 1024 a processor; 0 if not given.
  std::int64_t cpu = 0;
  /// MiB: the hard and the soft limit; 0 if not given.
  std::int64_t memory = 0, memory_reservation = 0;
  std::vector<Ulimit> ulimits;
  RestartPolicy restart_policy;
  TextMap docker_labels;
  bool init_process = false;
};

struct Tag {
  std::string key, value;
};

/// A revision of a family. What it describes never changes, its status and tags do.
struct TaskDefinition {
  std::string arn, family;
  std::int64_t revision = 0;
  DefinitionStatus status = DefinitionStatus::kActive;
  std::optional<Timestamp> deregistered, delete_requested;
  std::vector<Tag> tags;
  /// What DescribeTaskDefinition answers of what was registered, JSON: ECS's defaults are filled
  /// in, and all that the fields below say is in it.
  std::string json;

  // Read off `json`.
  /// CPU units and MiB of the whole task; 0 if not given.
  std::int64_t cpu = 0, memory = 0;
  /// ARNs, or empty.
  std::string task_role, execution_role;
  std::string network_mode;
  /// `LINUX` and `X86_64`, if not given.
  std::string operating_system, cpu_architecture;
  /// GiB.
  std::int64_t ephemeral_storage = 20;
  Texts requires_compatibilities, compatibilities;
  std::vector<ContainerDefinition> containers;

  /// Null if there is none of that name.
  const ContainerDefinition* find_container(std::string_view name) const;
};

/// Fills in the fields that are read off `json`, which was made by ECS.
void read_definition(TaskDefinition& definition);

/// What RunTask has different from the definition.
struct ContainerOverride {
  std::string name;
  /// Nothing if it is not overridden.
  std::optional<Texts> command;
  /// Replace variables of the same name, or come in addition.
  std::vector<Variable> environment;
  std::optional<std::int64_t> cpu, memory, memory_reservation;
};
struct TaskOverride {
  /// Empty or 0 where not given.
  std::string task_role, execution_role;
  std::int64_t cpu = 0, memory = 0;
  std::vector<ContainerOverride> containers;
};

/// Of the member `overrides` of requests and answers; `{}` has none.
TaskOverride read_overrides(std::string_view json);
/// The definition as a task with these overrides has it: containers, sizes and roles. `json` stays.
TaskDefinition overridden(TaskDefinition definition, const TaskOverride& overrides);

}  // namespace dynarock::ecs
