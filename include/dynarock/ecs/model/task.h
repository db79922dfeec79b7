#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/model/statuses.h"
#include "dynarock/ecs/model/task_definition.h"

namespace dynarock::ecs {

/// Where tasks of network mode awsvpc live.
struct NetworkConfiguration {
  Texts subnets, security_groups;
  bool assign_public_ip = false;

  auto operator<=>(const NetworkConfiguration&) const = default;
};

/// The interface of a task in its subnet.
struct Attachment {
  /// A UUID.
  std::string id;
  AttachmentStatus status = AttachmentStatus::kPrecreated;
  std::string subnet_id, network_interface_id, mac_address, private_ip, private_dns_name;
};

/// A container of a task. All but its name, image and definition is written by what runs it.
struct Container {
  std::string arn, name, image;
  std::string image_digest, runtime_id;
  ContainerStatus last_status = ContainerStatus::kPending;
  std::optional<std::int64_t> exit_code;
  /// Why it could not start or was stopped, `OutOfMemoryError: ...`.
  std::string reason;
  HealthStatus health = HealthStatus::kUnknown;
  std::int64_t restart_count = 0;

  // As the definition and its overrides have it; 0 if not given.
  bool essential = true, health_checked = false;
  std::int64_t cpu = 0, memory = 0, memory_reservation = 0;
};

/// While it is on, the service scheduler does not stop the task for scaling in or a deployment.
struct TaskProtection {
  bool enabled = false;
  std::optional<Timestamp> expires;
};

/// A task, from when it is wanted until it is forgotten. What is wanted is written by the API and
/// the scheduler: desired_status, which only ever goes from kRunning to kStopped, with stop_code
/// and stopped_reason. What is so is written by whatever runs tasks: last_status and the times and
/// containers (`started` with kRunning, `stopped` with kStopped); stop_code and stopped_reason too
/// when it is the one to stop the task, together with desired_status.
struct Task {
  std::string arn, id;
  /// The cluster's name.
  std::string cluster;
  std::string definition_arn;
  TaskStatus desired_status = TaskStatus::kRunning;
  TaskStatus last_status = TaskStatus::kProvisioning;
  StopCode stop_code = StopCode::kNone;
  std::string stopped_reason;

  Timestamp created;
  std::optional<Timestamp> connected, pull_started, pull_stopped, started, stopping,
      execution_stopped, stopped;
  /// Counts the changes that were saved.
  std::int64_t version = 0;

  LaunchType launch_type = LaunchType::kFargate;
  /// `FARGATE`, `FARGATE_SPOT`, or empty.
  std::string capacity_provider;
  /// `1.4.0`.
  std::string platform_version;
  std::string availability_zone;
  /// `service:web`, `family:web`, or as RunTask was told.
  std::string group;
  /// The id of the deployment that a service's task belongs to.
  std::string started_by;
  /// The name of the service, or empty.
  std::string service;
  std::string reference_id;
  bool enable_execute_command = false;

  /// The member `overrides` as DescribeTasks answers it, JSON, and what it says.
  std::string overrides_json;
  TaskOverride overrides;
  /// Of the task, as answers have them: text, MiB and CPU units.
  std::string cpu, memory;
  std::int64_t ephemeral_storage = 20;

  NetworkConfiguration network;
  std::vector<Attachment> attachments;
  std::vector<Container> containers;
  std::vector<Tag> tags;
  TaskProtection protection;
  /// Of a service's task that has stopped: whether the scheduler has taken note of it.
  bool counted = false;

  Container* find_container(std::string_view name);
  /// Of the essential containers with health checks: unhealthy if one is, healthy if all are.
  HealthStatus health() const;
  bool is_protected(Timestamp now) const;
};

/// Wants a task to stop, unless it is to stop already.
void stop_task(Task& task, StopCode code, std::string reason, Timestamp now);

}  // namespace dynarock::ecs
