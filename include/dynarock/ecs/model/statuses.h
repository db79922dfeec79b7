#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// What things of ECS can be: enumerations in the order of their life, and the names that the API
/// and the records have for their values.
namespace dynarock::ecs {

/// Each status of a task comes later in its life than the one before.
enum class TaskStatus : std::uint8_t {
  kProvisioning,
  kPending,
  kActivating,
  kRunning,
  kDeactivating,
  kStopping,
  kDeprovisioning,
  kStopped
};
enum class ContainerStatus : std::uint8_t { kPending, kRunning, kStopped };
enum class HealthStatus : std::uint8_t { kUnknown, kHealthy, kUnhealthy };
enum class StopCode : std::uint8_t {
  kNone,
  kTaskFailedToStart,
  kEssentialContainerExited,
  kUserInitiated,
  kServiceSchedulerInitiated,
  kTerminationNotice
};
/// Of an interface as a task shows it.
enum class AttachmentStatus : std::uint8_t { kPrecreated, kAttaching, kAttached, kDeleted };
enum class LaunchType : std::uint8_t { kEc2, kFargate, kExternal };
enum class DefinitionStatus : std::uint8_t { kActive, kInactive, kDeleteInProgress };
/// When a container that others depend on has got so far that they may start.
enum class DependencyCondition : std::uint8_t { kStart, kComplete, kSuccess, kHealthy };
enum class ClusterStatus : std::uint8_t { kActive, kInactive };
enum class ServiceStatus : std::uint8_t { kActive, kDraining, kInactive };
enum class PropagateTags : std::uint8_t { kNone, kTaskDefinition, kService };
/// As a service's list of deployments has it.
enum class DeploymentStatus : std::uint8_t { kPrimary, kActive, kInactive };
enum class RolloutState : std::uint8_t { kInProgress, kCompleted, kFailed };
/// As ListServiceDeployments tells it.
enum class ServiceDeploymentStatus : std::uint8_t {
  kPending,
  kInProgress,
  kSuccessful,
  kStopped,
  kRollbackInProgress,
  kRollbackSuccessful,
  kRollbackFailed
};

std::span<const std::string_view> names_of(TaskStatus);
std::span<const std::string_view> names_of(ContainerStatus);
std::span<const std::string_view> names_of(HealthStatus);
std::span<const std::string_view> names_of(StopCode);
std::span<const std::string_view> names_of(AttachmentStatus);
std::span<const std::string_view> names_of(LaunchType);
std::span<const std::string_view> names_of(DefinitionStatus);
std::span<const std::string_view> names_of(DependencyCondition);
std::span<const std::string_view> names_of(ClusterStatus);
std::span<const std::string_view> names_of(ServiceStatus);
std::span<const std::string_view> names_of(PropagateTags);
std::span<const std::string_view> names_of(DeploymentStatus);
std::span<const std::string_view> names_of(RolloutState);
std::span<const std::string_view> names_of(ServiceDeploymentStatus);

/// `RUNNING`.
template <class Status>
std::string_view name_of(Status status) {
  return names_of(status)[static_cast<std::size_t>(status)];
}

/// The value of that name; the first one for a name that there is not.
template <class Status>
Status status_of(std::string_view name) {
  const std::span<const std::string_view> names = names_of(Status{});
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Status>(i);
  return Status{};
}

}  // namespace dynarock::ecs
