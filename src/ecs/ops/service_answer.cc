
#include "dynarock/ecs/scheduler/task_order.h"
#include "ecs/ops/answers.h"
#include "ecs/ops/service_answers.h"

namespace dynarock::ecs {
namespace {

/// What a deployment and a service tell of where their tasks run.
void write_launch(json::Writer& out, const ServiceRevision& revision) {
  if (revision.capacity_provider_strategy.empty())
    out.member("launchType", name_of(revision.launch_type));
  else
    out.key("capacityProviderStrategy").raw(revision.capacity_provider_strategy);
  if (revision.launch_type != LaunchType::kFargate) return;
  out.member("platformFamily", "Linux");
}

/// LATEST is told as it is of services, and as what it stands for of deployments.
void write_platform_version(json::Writer& out, const ServiceRevision& revision, bool resolved) {
  if (revision.launch_type != LaunchType::kFargate) return;
  const bool is_latest = revision.platform_version.empty() || revision.platform_version == "LATEST";
  out.member("platformVersion", !is_latest ? std::string_view(revision.platform_version)
                                : resolved ? kLatestPlatform
                                           : std::string_view("LATEST"));
}

void write_deployment(json::Writer& out, const Resources& resources, const Service& service,
                      const Deployment& deployment) {
  const ServiceRevision& revision = service.revision(deployment.revision_arn);
  const TaskCounts counts = count_tasks(resources, service, deployment.id);
  out.begin_object();
  out.member("id", deployment.id).member("status", name_of(deployment.status));
  out.member("taskDefinition", revision.definition_arn);
  out.member("desiredCount", deployment.desired_count);
  out.member("pendingCount", counts.pending).member("runningCount", counts.running);
  out.member("failedTasks", deployment.failed_tasks);
  write_time(out, "createdAt", deployment.created);
  write_time(out, "updatedAt", deployment.updated);
  write_launch(out, revision);
  write_platform_version(out, revision, true);
  if (revision.network) write_network(out, *revision.network);
  out.member("rolloutState", name_of(deployment.rollout_state));
  out.member("rolloutStateReason", deployment.rollout_state_reason);
  out.end_object();
}

void write_events(json::Writer& out, const Service& service) {
  out.key("events").begin_array();
  for (const ServiceEvent& event : service.events) {
    out.begin_object().member("id", event.id);
    write_time(out, "createdAt", event.created);
    out.member("message", event.message).end_object();
  }
  out.end_array();
}

void write_current(json::Writer& out, const Resources& resources, const Service& service) {
  for (const ServiceDeployment& change : service.history)
    if (!change.finished) out.member("currentServiceDeployment", change.arn);
  out.key("currentServiceRevisions").begin_array();
  for (const Deployment& deployment : service.deployments) {
    const TaskCounts counts = count_tasks(resources, service, deployment.id);
    out.begin_object().member("arn", deployment.revision_arn);
    out.member("requestedTaskCount", deployment.desired_count);
    out.member("runningTaskCount", counts.running).member("pendingTaskCount", counts.pending);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

TaskCounts count_tasks(const Resources& resources, const Service& service,
                       std::string_view deployment_id) {
  TaskCounts counts;
  for (const auto& [key, task] : resources.tasks) {
    if (task.service != service.name || task.cluster != service.cluster) continue;
    if (!deployment_id.empty() && task.started_by != deployment_id) continue;
    if (task.last_status == TaskStatus::kRunning) ++counts.running;
    if (task.last_status < TaskStatus::kRunning && task.desired_status == TaskStatus::kRunning)
      ++counts.pending;
  }
  return counts;
}

void write_deployment_configuration(json::Writer& out, const Service& service) {
  const DeploymentConfiguration& configuration = service.deployment_configuration;
  out.key("deploymentConfiguration").begin_object();
  out.key("deploymentCircuitBreaker").begin_object();
  out.member("enable", configuration.circuit_breaker).member("rollback", configuration.rollback);
  out.end_object();
  out.member("maximumPercent", configuration.maximum_percent);
  out.member("minimumHealthyPercent", configuration.minimum_healthy_percent);
  write_json(out, "alarms", configuration.alarms);
  out.member("strategy", "ROLLING").member("bakeTimeInMinutes", configuration.bake_time_minutes);
  out.end_object();
}

void write_revision_setup(json::Writer& out, const ServiceRevision& revision) {
  write_launch(out, revision);
  write_platform_version(out, revision, true);
  write_json(out, "loadBalancers", revision.load_balancers, "[]");
  write_json(out, "serviceRegistries", revision.service_registries, "[]");
  if (revision.network) write_network(out, *revision.network);
}

void write_service(json::Writer& out, const Resources& resources, const Service& service,
                   bool with_tags) {
  const ServiceRevision& revision = service.revisions.back();
  const ServiceRevision& wanted = service.deployments.empty() ? revision : service.wanted();
  const TaskCounts counts = count_tasks(resources, service);
  out.begin_object();
  out.member("serviceArn", service.arn).member("serviceName", service.name);
  out.member("clusterArn", cluster_arn(resources.place, service.cluster));
  write_json(out, "loadBalancers", wanted.load_balancers, "[]");
  write_json(out, "serviceRegistries", wanted.service_registries, "[]");
  out.member("status", name_of(service.status)).member("desiredCount", service.desired_count);
  out.member("runningCount", counts.running).member("pendingCount", counts.pending);
  write_launch(out, wanted);
  write_platform_version(out, wanted, false);
  out.member("taskDefinition", wanted.definition_arn);
  write_deployment_configuration(out, service);
  out.key("deployments").begin_array();
  for (const Deployment& deployment : service.deployments)
    write_deployment(out, resources, service, deployment);
  out.end_array();
  write_text(out, "roleArn", service.role_arn);
  write_events(out, service);
  write_time(out, "createdAt", service.created);
  write_current(out, resources, service);
  write_json(out, "placementConstraints", service.placement_constraints, "[]");
  write_json(out, "placementStrategy", service.placement_strategy, "[]");
  if (wanted.network) write_network(out, *wanted.network);
  if (service.health_check_grace_period_seconds)
    out.member("healthCheckGracePeriodSeconds", *service.health_check_grace_period_seconds);
  out.member("schedulingStrategy", "REPLICA");
  out.key("deploymentController").begin_object();
  out.member("type", service.deployment_controller).end_object();
  if (with_tags) write_tags(out, service.tags);
  out.member("createdBy", service.created_by);
  out.member("enableECSManagedTags", service.enable_managed_tags);
  out.member("propagateTags", name_of(service.propagate_tags));
  out.member("enableExecuteCommand", service.enable_execute_command);
  out.member("availabilityZoneRebalancing", service.availability_zone_rebalancing);
  out.end_object();
}

}  // namespace dynarock::ecs
