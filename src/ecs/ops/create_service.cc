#include <utility>

#include "dynarock/ecs/scheduler/deployments.h"
#include "ecs/ops/answers.h"
#include "ecs/ops/capacity_providers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/service_requests.h"
#include "ecs/ops/service_shapes.h"

namespace dynarock::ecs {
namespace {

Result<ServiceRevision> revision_of(Context& context, json::Value request,
                                    const Resources& resources, const Cluster& cluster) {
  const std::string name = text_of(request, "taskDefinition");
  if (name.empty()) return fail(invalid_parameter("TaskDefinition cannot be empty."));
  const TaskDefinition* definition = DYNAROCK_TRY(find_active_definition(resources, name));
  Launch launch = DYNAROCK_TRY(launch_of(request, cluster));
  ServiceRevision revision;
  revision.definition_arn = definition->arn;
  revision.platform_version = text_of(request, "platformVersion");
  revision.network = DYNAROCK_TRY(network_of(request));
  DYNAROCK_TRY(check_launch(launch, *definition, revision.network, revision.platform_version));
  if (revision.network) DYNAROCK_TRY(context.network.check(context.place, *revision.network));
  revision.launch_type = launch.type;
  revision.capacity_provider_strategy = std::move(launch.strategy);
  revision.capacity_provider = std::move(launch.capacity_provider);
  revision.load_balancers = json_of(request, "loadBalancers", kCreateServiceRequest);
  revision.service_registries = json_of(request, "serviceRegistries", kCreateServiceRequest);
  return revision;
}

/// Whether the name is free; a request that is told again by its token gets the same service.
Result<const Service*> find_same(const Resources& resources, const Cluster& cluster,
                                 json::Value request) {
  const Service* there = resources.find_service(cluster.name, text_of(request, "serviceName"));
  if (!there || there->status == ServiceStatus::kInactive) return nullptr;
  if (there->status == ServiceStatus::kDraining)
    return fail(invalid_parameter("Unable to Start a service that is still Draining."));
  const std::string token = text_of(request, "clientToken");
  if (token.empty() || token != there->client_token)
    return fail(invalid_parameter("Creation of service was not idempotent."));
  return there;
}

std::string answer(const Resources& resources, const Service& service) {
  return object([&](json::Writer& out) {
    out.key("service");
    write_service(out, resources, service, true);
  });
}

Result<std::string> create(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*change, request));
  Service made;
  made.name = text_of(request, "serviceName");
  if (!is_name(made.name))
    return fail(invalid_parameter("Service name contains invalid characters."));
  made.cluster = cluster->name;
  made.arn = service_arn(context.place, cluster->name, made.name);
  made.created = context.now();
  made.created_by = aws::caller_of(context.call).arn;
  made.client_token = text_of(request, "clientToken");
  made.role_arn = "arn:aws:iam::" + context.place.account +
                  ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
  if (request.find_text("schedulingStrategy") == "DAEMON")
    return fail(invalid_parameter("The daemon scheduling strategy is not supported on Fargate."));
  if (request.find_text("schedulingStrategy").value_or("REPLICA") == "REPLICA" &&
      !request.find("desiredCount"))
    return fail(invalid_parameter("Desired count cannot be null for REPLICA services."));
  DYNAROCK_TRY(set_options(made, request, kCreateServiceRequest));
  made.tags = DYNAROCK_TRY(tags_of(request));
  ServiceRevision revision = DYNAROCK_TRY(revision_of(context, request, *change, *cluster));
  const Service* same = DYNAROCK_TRY(find_same(*change, *cluster, request));
  if (same) return answer(*change, *same);

  start_deployment(context.place, made, std::move(revision), context.ids, context.now());
  const std::string key = made.cluster + "/" + made.name;
  const Service& service = change->services[key] = std::move(made);
  change.save(service);
  change.commit();
  return answer(*change, service);
}

Result<std::string> run(Context& context, json::Value request) {
  std::string body = DYNAROCK_TRY(create(context, request));
  context.scheduler.step(context.place, context.now());
  return body;
}

}  // namespace

const Operation kCreateService = {
    {"CreateService", &kCreateServiceRequest, &kCreateServiceResponse}, run};

}  // namespace dynarock::ecs
