#include "dynarock/ecs/access/access.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "dynarock/aws/deserialize.h"
#include "dynarock/policy/request_tags.h"

namespace dynarock::ecs {
namespace {

using Accesses = std::vector<policy::AccessRequest>;

std::string text_of(json::Value request, std::string_view member) {
  return std::string(request.find_text(member).value_or(""));
}

Texts texts_of(json::Value request, std::string_view member) {
  Texts texts;
  if (const auto list = request.find(member))
    for (const json::Value element : list->elements()) texts.emplace_back(element.text());
  return texts;
}

/// A call, with what its accesses are made of.
struct Subject {
  const aws::Call& call;
  json::Value request;
  Place place;
  const Resources& resources;
  bool in_cluster;

  std::string cluster() const { return std::string(cluster_name(request.find_text("cluster"))); }
  /// Null if the request names none that is there.
  const TaskDefinition* definition() const {
    const auto name = request.find_text("taskDefinition");
    return name ? resources.find_definition(*name) : nullptr;
  }
};

// The resources of a request, by what it names.

Texts everything(const Subject&) { return {"*"}; }

Texts one_cluster(const Subject& subject) {
  return {cluster_arn(subject.place, subject.cluster())};
}

Texts clusters(const Subject& subject) {
  Texts arns;
  for (const std::string& name : texts_of(subject.request, "clusters"))
    arns.push_back(cluster_arn(subject.place, last_part(name)));
  if (arns.empty()) arns.push_back(cluster_arn(subject.place, "default"));
  return arns;
}

Texts one_service(const Subject& subject) {
  const bool is_new = subject.request.find("serviceName").has_value();
  const std::string name = text_of(subject.request, is_new ? "serviceName" : "service");
  return {service_arn(subject.place, subject.cluster(), last_part(name))};
}

Texts services(const Subject& subject) {
  Texts arns;
  for (const std::string& name : texts_of(subject.request, "services"))
    arns.push_back(service_arn(subject.place, subject.cluster(), last_part(name)));
  return arns;
}

Texts one_task(const Subject& subject) {
  return {task_arn(subject.place, subject.cluster(), last_part(text_of(subject.request, "task")))};
}

Texts tasks(const Subject& subject) {
  Texts arns;
  for (const std::string& name : texts_of(subject.request, "tasks"))
    arns.push_back(task_arn(subject.place, subject.cluster(), last_part(name)));
  return arns;
}

/// What is not there is told without a revision.
Texts one_definition(const Subject& subject) {
  if (const TaskDefinition* definition = subject.definition()) return {definition->arn};
  const std::string name = text_of(subject.request, "taskDefinition");
  return {arn_of(subject.place, "task-definition/" + std::string(last_part(name)))};
}

Texts definitions(const Subject& subject) {
  Texts arns;
  for (const std::string& name : texts_of(subject.request, "taskDefinitions"))
    arns.push_back(arn_of(subject.place, "task-definition/" + std::string(last_part(name))));
  return arns;
}

Texts resource(const Subject& subject) { return {text_of(subject.request, "resourceArn")}; }
Texts service_deployments(const Subject& subject) {
  return texts_of(subject.request, "serviceDeploymentArns");
}
Texts service_revisions(const Subject& subject) {
  return texts_of(subject.request, "serviceRevisionArns");
}

// What operations tag that make something.

std::string new_cluster(const Subject& subject) {
  const std::string name = text_of(subject.request, "clusterName");
  return cluster_arn(subject.place, name.empty() ? "default" : name);
}
std::string new_service(const Subject& subject) { return one_service(subject).front(); }
std::string new_task(const Subject& subject) {
  return task_arn(subject.place, subject.cluster(), "*");
}
std::string new_definition(const Subject& subject) {
  return arn_of(subject.place, "task-definition/" + text_of(subject.request, "family") + ":*");
}

constexpr bool kInCluster = true;

struct Row {
  std::string_view operation;
  Texts (*resources)(const Subject& subject);
  /// Whether conditions see the cluster.
  bool in_cluster = false;
  /// Null for operations that make nothing.
  std::string (*tagged)(const Subject& subject) = nullptr;
};
constexpr Row kRows[] = {
    {"CreateCluster", everything, false, new_cluster},
    {"CreateService", one_service, kInCluster, new_service},
    {"DeleteAccountSetting", everything},
    {"DeleteCluster", one_cluster},
    {"DeleteService", one_service, kInCluster},
    {"DeleteTaskDefinitions", definitions},
    {"DeregisterTaskDefinition", everything},
    {"DescribeCapacityProviders", everything},
    {"DescribeClusters", clusters},
    {"DescribeContainerInstances", everything, kInCluster},
    {"DescribeServiceDeployments", service_deployments},
    {"DescribeServiceRevisions", service_revisions},
    {"DescribeServices", services, kInCluster},
    {"DescribeTaskDefinition", everything},
    {"DescribeTasks", tasks, kInCluster},
    {"ExecuteCommand", one_task, kInCluster},
    {"GetTaskProtection", tasks, kInCluster},
    {"ListAccountSettings", everything},
    {"ListClusters", everything},
    {"ListContainerInstances", one_cluster},
    {"ListServiceDeployments", one_service, kInCluster},
    {"ListServices", everything, kInCluster},
    {"ListTagsForResource", resource},
    {"ListTaskDefinitionFamilies", everything},
    {"ListTaskDefinitions", everything},
    {"ListTasks", everything, kInCluster},
    {"PutAccountSetting", everything},
    {"PutAccountSettingDefault", everything},
    {"PutClusterCapacityProviders", one_cluster},
    {"RegisterTaskDefinition", everything, false, new_definition},
    {"RunTask", one_definition, kInCluster, new_task},
    {"StopTask", one_task, kInCluster},
    {"TagResource", resource},
    {"UntagResource", resource},
    {"UpdateCluster", one_cluster},
    {"UpdateClusterSettings", one_cluster},
    {"UpdateService", one_service, kInCluster},
    {"UpdateTaskProtection", tasks, kInCluster},
};

/// The tags of what an ARN names; null if there is nothing of that name.
const std::vector<Tag>* tags_of(const Resources& resources, const std::string& arn) {
  for (const auto& [name, cluster] : resources.clusters)
    if (cluster.arn == arn) return &cluster.tags;
  for (const auto& [name, service] : resources.services)
    if (service.arn == arn) return &service.tags;
  for (const auto& [name, task] : resources.tasks)
    if (task.arn == arn) return &task.tags;
  if (arn.find(":task-definition/") != std::string::npos)
    if (const TaskDefinition* definition = resources.find_definition(arn)) return &definition->tags;
  return nullptr;
}

/// Members of requests that conditions see.
constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
    {"name", "ecs:account-setting"},
    {"container", "ecs:container-name"},
    {"propagateTags", "ecs:propagate-tags"}};
constexpr std::pair<std::string_view, std::string_view> kFlags[] = {
    {"enableExecuteCommand", "ecs:enable-execute-command"},
    {"enableECSManagedTags", "ecs:enable-ecs-managed-tags"}};

void add_keys(const Subject& subject, policy::Context& context) {
  for (const auto& [member, key] : kTexts)
    if (const auto value = subject.request.find_text(member)) context.set(key, *value);
  for (const auto& [member, key] : kFlags)
    if (const auto flag = subject.request.find(member))
      context.set(key, aws::to_boolean(*flag) ? "true" : "false");
  if (const auto strategy = subject.request.find("capacityProviderStrategy"))
    for (const json::Value item : strategy->elements())
      context.add("ecs:capacity-provider",
                  arn_of(subject.place, "capacity-provider/" + text_of(item, "capacityProvider")));
  if (const auto network = subject.request.find("networkConfiguration"))
    if (const auto vpc = network->find("awsvpcConfiguration")) {
      for (const std::string& subnet : texts_of(*vpc, "subnets")) context.add("ecs:subnet", subnet);
      context.set("ecs:assign-public-ip",
                  vpc->find_text("assignPublicIp") == "ENABLED" ? "true" : "false");
    }
  if (const TaskDefinition* definition = subject.definition())
    context.set("ecs:task-definition", definition->arn);
  if (subject.in_cluster) context.set("ecs:cluster", cluster_arn(subject.place, subject.cluster()));
  policy::add_request_tags(subject.request, context,
                           {.tags = "tags", .keys = "tagKeys", .key = "key", .value = "value"});
}

policy::AccessRequest access_to(const Subject& subject, std::string_view action, std::string arn,
                                const policy::Context& shared) {
  policy::AccessRequest access{std::string(action), std::move(arn), subject.place.account,
                               policy::Context(&shared), nullptr};
  add_keys(subject, access.context);
  if (const std::vector<Tag>* tags = tags_of(subject.resources, access.resource))
    for (const Tag& tag : *tags)
      for (const char* prefix : {"aws:ResourceTag/", "ecs:ResourceTag/"})
        access.context.set(prefix + tag.key, tag.value);
  return access;
}

/// The roles that tasks get by a request, which its sender must be allowed to pass on.
Texts roles_of(const Subject& subject) {
  Texts roles;
  if (subject.call.operation == "RegisterTaskDefinition")
    roles = {text_of(subject.request, "taskRoleArn"), text_of(subject.request, "executionRoleArn")};
  if (const TaskDefinition* definition = subject.definition();
      definition &&
      (subject.call.operation == "RunTask" || subject.call.operation == "CreateService" ||
       subject.call.operation == "UpdateService"))
    roles = {definition->task_role, definition->execution_role};
  if (const auto overrides = subject.request.find("overrides"))
    for (const char* member : {"taskRoleArn", "executionRoleArn"})
      roles.push_back(text_of(*overrides, member));
  std::erase(roles, "");
  std::ranges::sort(roles);
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  for (std::string& role : roles)
    if (!role.starts_with("arn:"))
      role.insert(0, "arn:aws:iam::" + subject.place.account + ":role/");
  return roles;
}

policy::AccessRequest pass_role(const Subject& subject, std::string role,
                                const policy::Context& shared) {
  policy::AccessRequest access{"iam:PassRole", std::move(role), subject.place.account,
                               policy::Context(&shared), nullptr};
  access.context.set("iam:PassedToService", "ecs-tasks.amazonaws.com");
  return access;
}

}  // namespace

Accesses accesses_of(const aws::Call& call, json::Value request, const State& state,
                     const policy::Context& shared) {
  const auto row = std::ranges::find(kRows, call.operation, &Row::operation);
  if (row == std::end(kRows)) return {};
  const Place place{std::string(call.account), std::string(call.region)};
  const State::Reader resources = state.read(place);
  const Subject subject{call, request, place, *resources, row->in_cluster};
  const std::string action = "ecs:" + std::string(call.operation);
  Accesses accesses;
  for (std::string& arn : row->resources(subject))
    accesses.push_back(access_to(subject, action, std::move(arn), shared));
  // A request that names nothing is refused for that, by whomever it is made.
  if (accesses.empty()) accesses.push_back(access_to(subject, action, "*", shared));
  if (const auto tags = request.find("tags"); row->tagged && tags && !tags->empty()) {
    accesses.push_back(access_to(subject, "ecs:TagResource", row->tagged(subject), shared));
    accesses.back().context.set("ecs:CreateAction", call.operation);
  }
  for (std::string& role : roles_of(subject))
    accesses.push_back(pass_role(subject, std::move(role), shared));
  return accesses;
}

}  // namespace dynarock::ecs
