#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/model/statuses.h"
#include "dynarock/ecs/model/task.h"

namespace dynarock::ecs {

/// What a deployment brings about; never changed. DescribeServiceRevisions tells of them.
struct ServiceRevision {
  std::string arn;
  std::string definition_arn;
  LaunchType launch_type = LaunchType::kFargate;
  /// JSON, as requests and answers have them; empty if not given.
  std::string capacity_provider_strategy, load_balancers, service_registries;
  std::string platform_version;
  /// The first of the strategy's, or empty.
  std::string capacity_provider;
  /// Nothing for network modes that have none.
  std::optional<NetworkConfiguration> network;
  Timestamp created;
};

/// One of those that a service's tasks belong to. The primary one is wanted, the others make way.
struct Deployment {
  /// `ecs-svc/` and a number, which its tasks have in `started_by`.
  std::string id;
  DeploymentStatus status = DeploymentStatus::kPrimary;
  std::string revision_arn;
  std::int64_t desired_count = 0;
  /// Tasks that failed while it was in progress.
  std::int64_t failed_tasks = 0;
  RolloutState rollout_state = RolloutState::kInProgress;
  std::string rollout_state_reason;
  Timestamp created, updated;
  /// Once a failed deployment starts no more tasks.
  bool halted = false;
  /// Tasks that failed since the service was last steady.
  std::int64_t failures_in_row = 0;
  /// Unhealthy tasks that were stopped and not replaced yet.
  std::int64_t unhealthy_tasks = 0;
  /// When the next task may start after ones that failed.
  std::optional<Timestamp> next_start;
};

/// The history of a change, as ListServiceDeployments tells it.
struct ServiceDeployment {
  std::string arn;
  /// Of the deployment that it began with.
  std::string deployment_id;
  ServiceDeploymentStatus status = ServiceDeploymentStatus::kPending;
  std::string status_reason;
  Timestamp created, updated;
  std::optional<Timestamp> started, finished, stopped;
  std::string target_revision;
  Texts source_revisions;
  std::int64_t failure_count = 0;
  bool breaker_triggered = false;
  /// To which revision, and the deployment that does it; empty if it was not rolled back.
  std::string rollback_revision, rollback_deployment_id, rollback_reason;
  std::optional<Timestamp> rollback_started;
};

struct ServiceEvent {
  std::string id;
  Timestamp created;
  std::string message;
};

struct DeploymentConfiguration {
  std::int64_t maximum_percent = 200, minimum_healthy_percent = 100;
  bool circuit_breaker = false, rollback = false;
  /// JSON, or empty.
  std::string alarms;
  std::int64_t bake_time_minutes = 0;
};

struct Service {
  std::string name, arn;
  /// The cluster's name.
  std::string cluster;
  ServiceStatus status = ServiceStatus::kActive;
  std::int64_t desired_count = 0;
  DeploymentConfiguration deployment_configuration;
  /// JSON, as answers have them; empty if not given.
  std::string placement_constraints, placement_strategy;
  std::string role_arn;
  std::optional<std::int64_t> health_check_grace_period_seconds;
  bool enable_managed_tags = false, enable_execute_command = false;
  PropagateTags propagate_tags = PropagateTags::kNone;
  std::string availability_zone_rebalancing = "ENABLED";
  Timestamp created;
  std::string created_by;
  std::vector<Tag> tags;
  /// `ECS`.
  std::string deployment_controller = "ECS";
  /// Of the request that made it; empty if there was none.
  std::string client_token;

  /// The primary one first, then the newer before the older.
  std::vector<Deployment> deployments;
  /// In the order of their making, those of which there is still something to tell.
  std::vector<ServiceRevision> revisions;
  std::vector<ServiceDeployment> history;
  /// The newest first, at most 100.
  std::vector<ServiceEvent> events;
  /// Whether it is known to be steady, so that it is not told again.
  bool steady = false;
  /// When an inactive service was deleted.
  std::optional<Timestamp> deleted;

  /// Only of a service that is not inactive.
  Deployment& primary() { return deployments.front(); }
  const Deployment& primary() const { return deployments.front(); }
  /// One that a deployment refers to.
  const ServiceRevision& revision(std::string_view arn) const;
  /// The revision that is wanted.
  const ServiceRevision& wanted() const { return revision(primary().revision_arn); }
  const Deployment* find_deployment(std::string_view id) const;
};

}  // namespace dynarock::ecs
