// What makes and changes clusters: CreateCluster, UpdateCluster, UpdateClusterSettings,
// PutClusterCapacityProviders.

#include <algorithm>

#include "ecs/ops/answers.h"
#include "ecs/ops/capacity_providers.h"
#include "ecs/ops/cluster_shapes.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

std::string answer(const Resources& resources, const Cluster& cluster) {
  return object([&](json::Writer& out) {
    out.key("cluster");
    write_cluster(out, resources, cluster,
                  {.tags = true, .settings = true, .configurations = true});
  });
}

Result<void> set_settings(Cluster& cluster, json::Value request) {
  const auto settings = request.find("settings");
  if (!settings) return {};
  for (const json::Value setting : settings->elements()) {
    const std::string value = text_of(setting, "value");
    if (value != "enabled" && value != "disabled" && value != "enhanced")
      return fail(invalid_parameter("Invalid value for setting containerInsights: " + value));
    cluster.container_insights = value;
  }
  return {};
}

/// Of CreateCluster and PutClusterCapacityProviders.
Result<void> set_capacity_providers(Cluster& cluster, json::Value request,
                                    const aws::Shape& shape) {
  Texts providers = texts_of(request, "capacityProviders");
  for (const std::string& provider : providers)
    if (!is_capacity_provider(provider))
      return fail(
          invalid_parameter("The specified capacity provider '" + provider + "' was not found."));
  const std::string strategy = json_of(request, "defaultCapacityProviderStrategy", shape);
  if (const auto given = request.find("defaultCapacityProviderStrategy"))
    DYNAROCK_TRY(check_strategy(*given, providers));
  cluster.capacity_providers = std::move(providers);
  cluster.default_capacity_provider_strategy = strategy;
  return {};
}

void set_configuration(Cluster& cluster, json::Value request, const aws::Shape& shape) {
  if (request.find("configuration"))
    cluster.configuration = json_of(request, "configuration", shape);
  if (request.find("serviceConnectDefaults"))
    cluster.service_connect_defaults = json_of(request, "serviceConnectDefaults", shape);
}

Result<std::string> run_create(Context& context, json::Value request) {
  std::string name = text_of(request, "clusterName");
  if (name.empty()) name = "default";
  if (!is_name(name))
    return fail(invalid_parameter(
        "The cluster name can contain up to 255 letters (uppercase and lowercase), numbers, "
        "underscores, and hyphens."));
  Cluster made;
  made.name = name;
  made.arn = cluster_arn(context.place, name);
  made.tags = DYNAROCK_TRY(tags_of(request));
  DYNAROCK_TRY(set_settings(made, request));
  DYNAROCK_TRY(set_capacity_providers(made, request, kCreateClusterRequest));
  set_configuration(made, request, kCreateClusterRequest);

  State::Writer change = context.state.write(context.place);
  const Cluster* there = change->find_cluster(name);
  if (there && there->status == ClusterStatus::kActive) return answer(*change, *there);
  const Cluster& cluster = change->clusters[name] = std::move(made);
  change.save(cluster);
  change.commit();
  return answer(*change, cluster);
}

/// Changes a cluster by a function that can fail.
template <class Change>
Result<std::string> change_cluster(Context& context, json::Value request, Change set) {
  State::Writer change = context.state.write(context.place);
  const Cluster* found = DYNAROCK_TRY(find_cluster(*change, request));
  Cluster changed = *found;
  DYNAROCK_TRY(set(changed));
  const Cluster& cluster = change->clusters[changed.name] = std::move(changed);
  change.save(cluster);
  change.commit();
  return answer(*change, cluster);
}

Result<std::string> run_update(Context& context, json::Value request) {
  return change_cluster(context, request, [&](Cluster& cluster) -> Result<void> {
    set_configuration(cluster, request, kUpdateClusterRequest);
    return set_settings(cluster, request);
  });
}

Result<std::string> run_update_settings(Context& context, json::Value request) {
  return change_cluster(context, request,
                        [&](Cluster& cluster) { return set_settings(cluster, request); });
}

Result<std::string> run_put_capacity_providers(Context& context, json::Value request) {
  return change_cluster(context, request, [&](Cluster& cluster) {
    return set_capacity_providers(cluster, request, kPutClusterCapacityProvidersRequest);
  });
}

}  // namespace

const Operation kCreateCluster = {
    {"CreateCluster", &kCreateClusterRequest, &kCreateClusterResponse}, run_create};
const Operation kUpdateCluster = {
    {"UpdateCluster", &kUpdateClusterRequest, &kUpdateClusterResponse}, run_update};
const Operation kUpdateClusterSettings = {
    {"UpdateClusterSettings", &kUpdateClusterSettingsRequest, &kUpdateClusterSettingsResponse},
    run_update_settings};
const Operation kPutClusterCapacityProviders = {
    {"PutClusterCapacityProviders", &kPutClusterCapacityProvidersRequest,
     &kPutClusterCapacityProvidersResponse},
    run_put_capacity_providers};

}  // namespace dynarock::ecs
