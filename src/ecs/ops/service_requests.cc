#include "ecs/ops/service_requests.h"

#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

/// AWS's quota.
constexpr std::int64_t kMaxTasks = 5000;

Result<void> set_deployment_configuration(Service& service, json::Value request,
                                          const aws::Shape& shape) {
  const auto given = request.find("deploymentConfiguration");
  if (!given) return {};
  DeploymentConfiguration& configuration = service.deployment_configuration;
  const aws::Shape& own = *shape.find_field("deploymentConfiguration")->shape;
  if (const auto strategy = given->find_text("strategy"); strategy && *strategy != "ROLLING")
    return fail({"UnsupportedFeatureException",
                 "Only the deployment strategy ROLLING is supported here.",
                 {}});
  const std::int64_t most =
      integer_of(*given, "maximumPercent").value_or(configuration.maximum_percent);
  const std::int64_t least =
      integer_of(*given, "minimumHealthyPercent").value_or(configuration.minimum_healthy_percent);
  if (most == 100 && least == 100)
    return fail(invalid_parameter(
        "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block "
        "deployments."));
  if (most < 100) return fail(invalid_parameter("maximumPercent cannot be less than 100."));
  if (least < 0 || least > 100)
    return fail(invalid_parameter("minimumHealthyPercent should be between 0 and 100."));
  configuration.maximum_percent = most;
  configuration.minimum_healthy_percent = least;
  if (const auto breaker = given->find("deploymentCircuitBreaker")) {
    configuration.circuit_breaker = boolean_of(*breaker, "enable");
    configuration.rollback = boolean_of(*breaker, "rollback");
  }
  if (given->find("alarms")) configuration.alarms = json_of(*given, "alarms", own);
  configuration.bake_time_minutes =
      integer_of(*given, "bakeTimeInMinutes").value_or(configuration.bake_time_minutes);
  return {};
}

}  // namespace

Result<Service*> find_service(Resources& resources, json::Value request) {
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(resources, request));
  const std::string name =
      DYNAROCK_TRY(name_in_cluster(*request.find_text("service"), cluster->name));
  Service* service = resources.find_service(cluster->name, name);
  if (!service) return fail({"ServiceNotFoundException", "Service not found.", {}});
  return service;
}

Result<void> set_options(Service& service, json::Value request, const aws::Shape& shape) {
  DYNAROCK_TRY(set_deployment_configuration(service, request, shape));
  if (const auto controller = request.find("deploymentController"))
    if (text_of(*controller, "type") != "ECS")
      return fail({"UnsupportedFeatureException",
                   "Only the deployment controller ECS is supported here.",
                   {}});
  const std::int64_t desired = integer_of(request, "desiredCount").value_or(service.desired_count);
  if (desired < 0) return fail(invalid_parameter("desiredCount cannot be negative."));
  if (desired > kMaxTasks) return fail(invalid_parameter("A service can have at most 5000 tasks."));
  service.desired_count = desired;
  if (const auto grace = integer_of(request, "healthCheckGracePeriodSeconds")) {
    if (*grace < 0)
      return fail(invalid_parameter("healthCheckGracePeriodSeconds cannot be negative."));
    service.health_check_grace_period_seconds = *grace;
  }
  service.enable_managed_tags =
      boolean_of(request, "enableECSManagedTags", service.enable_managed_tags);
  service.enable_execute_command =
      boolean_of(request, "enableExecuteCommand", service.enable_execute_command);
  if (const auto propagate = request.find_text("propagateTags"))
    service.propagate_tags = status_of<PropagateTags>(*propagate);
  if (const auto rebalancing = request.find_text("availabilityZoneRebalancing"))
    service.availability_zone_rebalancing = *rebalancing;
  if (request.find("placementConstraints"))
    service.placement_constraints = json_of(request, "placementConstraints", shape);
  if (request.find("placementStrategy"))
    service.placement_strategy = json_of(request, "placementStrategy", shape);
  return {};
}

Result<const TaskDefinition*> find_active_definition(const Resources& resources,
                                                     std::string_view name) {
  const TaskDefinition* definition = resources.find_definition(name);
  if (!definition) return fail(client_error("TaskDefinition not found."));
  if (definition->status != DefinitionStatus::kActive)
    return fail(client_error("TaskDefinition is inactive"));
  return definition;
}

}  // namespace dynarock::ecs
