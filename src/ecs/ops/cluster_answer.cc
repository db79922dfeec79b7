
#include "ecs/ops/answers.h"

namespace dynarock::ecs {

void write_cluster(json::Writer& out, const Resources& resources, const Cluster& cluster,
                   const ClusterParts& parts) {
  std::int64_t running = 0, pending = 0, services = 0;
  for (const auto& [key, task] : resources.tasks) {
    if (task.cluster != cluster.name) continue;
    if (task.last_status == TaskStatus::kRunning) ++running;
    if (task.last_status < TaskStatus::kRunning) ++pending;
  }
  for (const auto& [key, service] : resources.services)
    if (service.cluster == cluster.name && service.status == ServiceStatus::kActive) ++services;

  out.begin_object();
  out.member("clusterArn", cluster.arn).member("clusterName", cluster.name);
  out.member("status", name_of(cluster.status)).member("registeredContainerInstancesCount", 0);
  out.member("runningTasksCount", running).member("pendingTasksCount", pending);
  out.member("activeServicesCount", services).key("statistics").raw("[]");
  write_tags(out, parts.tags ? cluster.tags : std::vector<Tag>());
  out.key("settings").begin_array();
  if (parts.settings)
    out.begin_object()
        .member("name", "containerInsights")
        .member("value", cluster.container_insights)
        .end_object();
  out.end_array();
  if (parts.configurations) write_json(out, "configuration", cluster.configuration);
  write_texts(out, "capacityProviders", cluster.capacity_providers);
  write_json(out, "defaultCapacityProviderStrategy", cluster.default_capacity_provider_strategy,
             "[]");
  write_json(out, "serviceConnectDefaults", cluster.service_connect_defaults);
  out.end_object();
}

}  // namespace dynarock::ecs
