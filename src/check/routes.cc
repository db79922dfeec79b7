// The way from a service's subnets to DynamoDB, and what the policy of an endpoint on it allows.

#include <algorithm>
#include <map>

#include "check/inspection.h"
#include "dynarock/policy/document.h"

namespace dynarock::check {
namespace {

/// An action on a resource.
using Need = std::pair<std::string, std::string>;

/// What the service does with DynamoDB: what it was seen to do, else what its role's policies name
/// on the tables that its environment names, as far as they allow it.
std::set<Need> needs_of(const Inspection& inspection) {
  constexpr std::string_view kService = "dynamodb:";
  std::set<Need> needs;
  if (!inspection.task_role) return needs;
  for (const authz::Observation& one : inspection.task_role->observed())
    if (one.action.starts_with(kService) && one.allowed) needs.emplace(one.action, one.resource);
  if (!needs.empty()) return needs;
  for (const authz::Grant& grant : inspection.task_role->grants()) {
    if (grant.element != "Action" || !grant.value.starts_with(kService)) continue;
    const bool wild = grant.value.find_first_of("*?") != std::string::npos;
    const std::string action = wild ? "dynamodb:GetItem" : grant.value;
    for (const std::string& table : inspection.tables)
      if (!inspection.task_role->judge(action, table)) needs.emplace(action, table);
  }
  return needs;
}

void check_route(Inspection& inspection, const std::string& subnet, const ec2::Path& path) {
  if (!path.leaves())
    return inspection.fail("route", path.problem,
                           "Create a gateway endpoint: aws ec2 create-vpc-endpoint --service-name "
                           "com.amazonaws." +
                               inspection.place().region +
                               ".dynamodb --vpc-id ... "
                               "--route-table-ids ...");
  const std::string leaves = subnet + " reaches DynamoDB through " + ec2::describe(path);
  if (path.endpoint) return inspection.pass("route", leaves);
  inspection.warn("route", leaves + ", over the internet",
                  "A gateway endpoint costs nothing and keeps the traffic inside.");
}

void check_endpoint(Inspection& inspection, const ec2::Endpoint& endpoint) {
  auto document = policy::parse_policy(policy::PolicyKind::kVpcEndpoint, endpoint.policy);
  if (!document)
    return inspection.fail(
        "endpoint-policy", "the policy of " + endpoint.id + " is malformed",
        "Look at it: aws ec2 describe-vpc-endpoints --vpc-endpoint-ids " + endpoint.id + ".");
  const Passage passage{
      endpoint.id, endpoint.vpc_id, endpoint.gateway, {endpoint.id, {}, std::move(*document)}};
  const std::set<Need> needs = needs_of(inspection);
  std::size_t allowed = 0;
  for (const auto& [action, resource] : needs) {
    const auto denial = inspection.task_role->judge(action, resource, &passage);
    // What the role denies is told elsewhere.
    if (!denial || denial->cause != policy::Layer::kVpcEndpoint)
      ++allowed;
    else
      inspection.fail("endpoint-policy", denial->message, denial->fix);
  }
  if (allowed == needs.size())
    inspection.pass("endpoint-policy",
                    "the policy of " + endpoint.id + " allows what the service does");
}

/// What Fargate itself calls from a task's subnet to start it, and what for. An empty service is a
/// registry on the internet.
std::map<std::string, std::string> platform_needs(const ecs::TaskDefinition& definition) {
  std::map<std::string, std::string> needs;
  for (const ecs::ContainerDefinition& container : definition.containers) {
    const bool from_ecr = container.image.find(".dkr.ecr.") != std::string::npos;
    for (const char* service : {"ecr.api", "ecr.dkr", "s3"})
      if (from_ecr) needs.emplace(service, "to pull the image " + container.image);
    if (!from_ecr) needs.emplace("", "to pull the image " + container.image);
    for (const ecs::SecretReference& secret : container.secrets)
      needs.emplace(secret.value_from.find(":secretsmanager:") == std::string::npos
                        ? "ssm"
                        : "secretsmanager",
                    "to read the secret " + secret.name);
    if (container.log_configuration && container.log_configuration->driver == "awslogs")
      needs.emplace("logs", "to write logs");
  }
  return needs;
}

void check_platform(Inspection& inspection, const std::string& subnet, const ec2::Origin& origin) {
  const ec2::Place place{inspection.place().account, inspection.place().region};
  std::string missing, endpoints;
  for (const auto& [service, purpose] : platform_needs(inspection.definition)) {
    if (inspection.world.network.path_to(place, origin, service).leaves()) continue;
    const std::string goal = service.empty() ? "the internet" : service;
    missing += (missing.empty() ? "" : ", ") + goal + " (" + purpose + ")";
    if (!service.empty()) endpoints += (endpoints.empty() ? "" : ", ") + service;
  }
  if (missing.empty())
    return inspection.pass("platform-route",
                           "from " + subnet + " Fargate reaches the image, secrets and logs");
  inspection.warn(
      "platform-route",
      "on AWS no task would start in " + subnet + ": no way leads from there to " + missing,
      endpoints.empty()
          ? "Keep the image in ECR, or route the subnet to a NAT gateway."
          : "Create endpoints of " + endpoints + ", or route the subnet to a NAT gateway.");
}

}  // namespace

void check_routes(Inspection& inspection) {
  const auto& network = inspection.service.wanted().network;
  if (!network) return;
  const ec2::Place place{inspection.place().account, inspection.place().region};
  std::map<std::string, ec2::Endpoint> endpoints;
  for (const std::string& subnet : network->subnets) {
    const ec2::Origin origin{.subnet_id = subnet,
                             .security_groups = network->security_groups,
                             .public_ip = network->assign_public_ip};
    const ec2::Path path = inspection.world.network.path_to(place, origin, "dynamodb");
    check_route(inspection, subnet, path);
    check_platform(inspection, subnet, origin);
    if (path.endpoint) endpoints.emplace(path.endpoint->id, *path.endpoint);
  }
  for (const auto& [id, endpoint] : endpoints) check_endpoint(inspection, endpoint);
}

}  // namespace dynarock::check
