#include "dynarock/ecs/model/statuses.h"

namespace dynarock::ecs {

// In the order of the enumerations.

std::span<const std::string_view> names_of(TaskStatus) {
  static constexpr std::string_view kNames[] = {"PROVISIONING",   "PENDING",      "ACTIVATING",
                                                "RUNNING",        "DEACTIVATING", "STOPPING",
                                                "DEPROVISIONING", "STOPPED"};
  return kNames;
}

std::span<const std::string_view> names_of(ContainerStatus) {
  static constexpr std::string_view kNames[] = {"PENDING", "RUNNING", "STOPPED"};
  return kNames;
}

std::span<const std::string_view> names_of(HealthStatus) {
  static constexpr std::string_view kNames[] = {"UNKNOWN", "HEALTHY", "UNHEALTHY"};
  return kNames;
}

std::span<const std::string_view> names_of(StopCode) {
  static constexpr std::string_view kNames[] = {"",
                                                "TaskFailedToStart",
                                                "EssentialContainerExited",
                                                "UserInitiated",
                                                "ServiceSchedulerInitiated",
                                                "TerminationNotice"};
  return kNames;
}

std::span<const std::string_view> names_of(AttachmentStatus) {
  static constexpr std::string_view kNames[] = {"PRECREATED", "ATTACHING", "ATTACHED", "DELETED"};
  return kNames;
}

std::span<const std::string_view> names_of(LaunchType) {
  static constexpr std::string_view kNames[] = {"EC2", "FARGATE", "EXTERNAL"};
  return kNames;
}

std::span<const std::string_view> names_of(DefinitionStatus) {
  static constexpr std::string_view kNames[] = {"ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"};
  return kNames;
}

std::span<const std::string_view> names_of(DependencyCondition) {
  static constexpr std::string_view kNames[] = {"START", "COMPLETE", "SUCCESS", "HEALTHY"};
  return kNames;
}

std::span<const std::string_view> names_of(ClusterStatus) {
  static constexpr std::string_view kNames[] = {"ACTIVE", "INACTIVE"};
  return kNames;
}

std::span<const std::string_view> names_of(ServiceStatus) {
  static constexpr std::string_view kNames[] = {"ACTIVE", "DRAINING", "INACTIVE"};
  return kNames;
}

std::span<const std::string_view> names_of(PropagateTags) {
  static constexpr std::string_view kNames[] = {"NONE", "TASK_DEFINITION", "SERVICE"};
  return kNames;
}

std::span<const std::string_view> names_of(DeploymentStatus) {
  static constexpr std::string_view kNames[] = {"PRIMARY", "ACTIVE", "INACTIVE"};
  return kNames;
}

std::span<const std::string_view> names_of(RolloutState) {
  static constexpr std::string_view kNames[] = {"IN_PROGRESS", "COMPLETED", "FAILED"};
  return kNames;
}

std::span<const std::string_view> names_of(ServiceDeploymentStatus) {
  static constexpr std::string_view kNames[] = {
      "PENDING",        "IN_PROGRESS",          "SUCCESSFUL",
      "STOPPED",        "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL",
      "ROLLBACK_FAILED"};
  return kNames;
}

}  // namespace dynarock::ecs
