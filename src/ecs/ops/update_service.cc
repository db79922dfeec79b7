#include <tuple>
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

/// Sets what makes a new deployment, so far as the request has it.
Result<void> change_revision(Context& context, json::Value request, const Resources& resources,
                             const Cluster& cluster, ServiceRevision& revision) {
  if (const auto name = request.find_text("taskDefinition")) {
    const TaskDefinition* definition = DYNAROCK_TRY(find_active_definition(resources, *name));
    revision.definition_arn = definition->arn;
  }
  if (request.find("capacityProviderStrategy")) {
    Launch launch = DYNAROCK_TRY(launch_of(request, cluster));
    revision.launch_type = launch.type;
    revision.capacity_provider_strategy = std::move(launch.strategy);
    revision.capacity_provider = std::move(launch.capacity_provider);
  }
  if (const auto version = request.find_text("platformVersion"))
    revision.platform_version = *version;
  auto network = DYNAROCK_TRY(network_of(request));
  if (network) {
    DYNAROCK_TRY(context.network.check(context.place, *network));
    revision.network = std::move(network);
  }
  if (request.find("loadBalancers"))
    revision.load_balancers = json_of(request, "loadBalancers", kUpdateServiceRequest);
  if (request.find("serviceRegistries"))
    revision.service_registries = json_of(request, "serviceRegistries", kUpdateServiceRequest);
  const TaskDefinition* definition = resources.find_definition(revision.definition_arn);
  if (!definition) return fail(client_error("TaskDefinition not found."));
  return check_launch({revision.launch_type, {}, {}}, *definition, revision.network,
                      revision.platform_version);
}

bool is_same(const ServiceRevision& left, const ServiceRevision& right) {
  const auto parts = [](const ServiceRevision& revision) {
    return std::tie(revision.definition_arn, revision.launch_type,
                    revision.capacity_provider_strategy, revision.load_balancers,
                    revision.service_registries, revision.platform_version, revision.network);
  };
  return parts(left) == parts(right);
}

Result<std::string> update(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*change, request));
  Service* found = DYNAROCK_TRY(find_service(*change, request));
  if (found->status != ServiceStatus::kActive)
    return fail({"ServiceNotActiveException", "Service was not ACTIVE.", {}});
  Service changed = *found;
  DYNAROCK_TRY(set_options(changed, request, kUpdateServiceRequest));
  ServiceRevision revision = changed.wanted();
  DYNAROCK_TRY(change_revision(context, request, *change, *cluster, revision));

  if (changed.desired_count != found->desired_count) {
    changed.primary().desired_count = changed.desired_count;
    changed.primary().updated = context.now();
    changed.steady = false;
  }
  if (boolean_of(request, "forceNewDeployment") || !is_same(revision, changed.wanted()))
    start_deployment(context.place, changed, std::move(revision), context.ids, context.now());
  *found = std::move(changed);
  change.save(*found);
  change.commit();
  return object([&](json::Writer& out) {
    out.key("service");
    write_service(out, *change, *found, true);
  });
}

Result<std::string> run(Context& context, json::Value request) {
  std::string body = DYNAROCK_TRY(update(context, request));
  context.scheduler.step(context.place, context.now());
  return body;
}

}  // namespace

const Operation kUpdateService = {
    {"UpdateService", &kUpdateServiceRequest, &kUpdateServiceResponse}, run};

}  // namespace dynarock::ecs
