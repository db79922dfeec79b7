// DescribeClusters, ListClusters, DeleteCluster.

#include "ecs/ops/answers.h"
#include "ecs/ops/cluster_shapes.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

Result<std::string> run_describe(Context& context, json::Value request) {
  Texts names = texts_of(request, "clusters");
  if (names.empty()) names.emplace_back("default");
  if (names.size() > 100)
    return fail(invalid_parameter("Clusters cannot have more than 100 elements."));
  const ClusterParts parts{.tags = includes(request, "TAGS"),
                           .settings = includes(request, "SETTINGS"),
                           .configurations = includes(request, "CONFIGURATIONS")};
  const State::Reader resources = context.state.read(context.place);
  return object([&](json::Writer& out) {
    std::vector<Failure> failures;
    out.key("clusters").begin_array();
    for (const std::string& given : names) {
      const std::string_view name = last_part(given);
      if (const Cluster* cluster = resources->find_cluster(name))
        write_cluster(out, *resources, *cluster, parts);
      else
        failures.push_back({cluster_arn(context.place, name), "MISSING"});
    }
    out.end_array();
    write_failures(out, failures);
  });
}

Result<std::string> run_list(Context& context, json::Value request) {
  const State::Reader resources = context.state.read(context.place);
  Texts arns;
  for (const auto& [key, cluster] : resources->clusters)
    if (cluster.status == ClusterStatus::kActive) arns.push_back(cluster.arn);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  DYNAROCK_TRY(write_page(out, "clusterArns", arns, request));
  out.end_object();
  return body;
}

Result<std::string> run_delete(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  const Cluster* found = DYNAROCK_TRY(find_cluster(*change, request));
  for (const auto& [key, service] : change->services)
    if (service.cluster == found->name && service.status != ServiceStatus::kInactive)
      return fail({"ClusterContainsServicesException",
                   "The Cluster cannot be deleted while Services are active.",
                   {}});
  for (const auto& [key, task] : change->tasks)
    if (task.cluster == found->name && task.last_status != TaskStatus::kStopped)
      return fail({"ClusterContainsTasksException",
                   "The Cluster cannot be deleted while Tasks are active.",
                   {}});
  Cluster& cluster = change->clusters.find(found->name)->second;
  cluster.status = ClusterStatus::kInactive;
  change.save(cluster);
  change.commit();
  return object([&](json::Writer& out) {
    out.key("cluster");
    write_cluster(out, *change, cluster, {.settings = true});
  });
}

}  // namespace

const Operation kDescribeClusters = {
    {"DescribeClusters", &kDescribeClustersRequest, &kDescribeClustersResponse}, run_describe};
const Operation kListClusters = {{"ListClusters", &kListClustersRequest, &kListClustersResponse},
                                 run_list};
const Operation kDeleteCluster = {
    {"DeleteCluster", &kDeleteClusterRequest, &kDeleteClusterResponse}, run_delete};

}  // namespace dynarock::ecs
