#include <algorithm>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/role_deletion.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

/// What a service's role is called, and the policy that it comes with. Names of services that are
/// not here follow from their host: `foo.amazonaws.com` gets AWSServiceRoleForFoo.
struct ServiceRow {
  std::string_view service, role, policy;
};
constexpr ServiceRow kServices[] = {
    {"dynamodb.application-autoscaling.amazonaws.com",
     "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable",
     "AWSApplicationAutoscalingDynamoDBTablePolicy"},
    {"ecs.amazonaws.com", "AWSServiceRoleForECS", "AmazonECSServiceRolePolicy"},
    {"ecs.application-autoscaling.amazonaws.com",
     "AWSServiceRoleForApplicationAutoScaling_ECSService",
     "AWSApplicationAutoscalingECSServicePolicy"},
    {"elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing", ""},
    {"kinesisreplication.dynamodb.amazonaws.com",
     "AWSServiceRoleForDynamoDBKinesisDataStreamsReplication", ""},
    {"replication.dynamodb.amazonaws.com", "AWSServiceRoleForDynamoDBReplication",
     "DynamoDBReplicationServiceRolePolicy"},
};
/// Services whose roles may bear a suffix.
constexpr std::string_view kSuffixed[] = {"autoscaling.amazonaws.com", "lex.amazonaws.com"};

constexpr std::string_view kTaskPrefix = "task/aws-service-role/";

constexpr Shape kSuffix = aws::string_shape({.min = 1, .max = 64, .pattern = kNamePattern});
constexpr Field kCreateFields[] = {
    {"AWSServiceName", kName, kRequired}, {"Description", kDescription}, {"CustomSuffix", kSuffix}};
constexpr Shape kCreateInput = aws::structure("CreateServiceLinkedRoleRequest", kCreateFields);
constexpr Field kCreateOutputFields[] = {{"Role", kRole}};
constexpr Shape kCreateOutput =
    aws::structure("CreateServiceLinkedRoleResponse", kCreateOutputFields);
constexpr Field kDeleteFields[] = {{"RoleName", kRoleName, kRequired}};
constexpr Shape kDeleteInput = aws::structure("DeleteServiceLinkedRoleRequest", kDeleteFields);
constexpr Field kDeleteOutputFields[] = {{"DeletionTaskId", aws::kString}};
constexpr Shape kDeleteOutput =
    aws::structure("DeleteServiceLinkedRoleResponse", kDeleteOutputFields);
constexpr Shape kTaskId = aws::string_shape({.min = 1, .max = 1000});
constexpr Field kStatusFields[] = {{"DeletionTaskId", kTaskId, kRequired}};
constexpr Shape kStatusInput =
    aws::structure("GetServiceLinkedRoleDeletionStatusRequest", kStatusFields);
constexpr Field kStatusOutputFields[] = {{"Status", aws::kString}};
constexpr Shape kStatusOutput =
    aws::structure("GetServiceLinkedRoleDeletionStatusResponse", kStatusOutputFields);

const ServiceRow* find_service(std::string_view service) {
  const auto* row = std::ranges::find(kServices, service, &ServiceRow::service);
  return row == std::end(kServices) ? nullptr : row;
}

std::string role_name(std::string_view service) {
  if (const ServiceRow* row = find_service(service)) return std::string(row->role);
  std::string name(service.substr(0, service.find('.')));
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return "AWSServiceRoleFor" + name;
}

std::string trust_policy(std::string_view service) {
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":[")" +
         std::string(service) + R"("]},"Action":["sts:AssumeRole"]}]})";
}

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view service = text_of(request, "AWSServiceName");
  if (!service.ends_with(".amazonaws.com"))
    return fail({"InvalidInput",
                 "Service role template for " + std::string(service) +
                     " is not available. Please check the service name.",
                 {}});
  std::string name = role_name(service);
  if (const auto suffix = request.find_text("CustomSuffix")) {
    if (std::ranges::find(kSuffixed, service) == std::end(kSuffixed))
      return fail({"InvalidInput", "Custom suffix is not allowed for " + std::string(service), {}});
    name += "_" + std::string(*suffix);
  }
  if (account->roles.contains(name))
    return fail({"InvalidInput",
                 "Service role name " + name +
                     " has been taken in this account, please try a different suffix.",
                 {}});
  Role role;
  begin_entity(context, role, name, "/aws-service-role/" + std::string(service) + "/",
               Kind<Role>::id_prefix);
  role.trust_policy = trust_policy(service);
  role.description = request.find_text("Description").value_or("");
  if (const ServiceRow* row = find_service(service); row && !row->policy.empty())
    role.attached_policies.push_back("arn:aws:iam::aws:policy/aws-service-role/" +
                                     std::string(row->policy));
  const Role& made = account->roles.emplace(name, std::move(role)).first->second;
  account.save(made);
  account.commit();
  return answer("Role", *account, made, Detail::kBrief);
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  const Role* role = DYNAROCK_TRY(find_named<Role>(*account, request));
  if (!role->is_service_linked())
    return fail({"InvalidInput", "Role " + role->name + " is not a service-linked role.", {}});
  std::string task(kTaskPrefix);
  task += role->path.substr(std::string_view("/aws-service-role/").size());
  task += role->name + "/" + context.ids.uuid();
  DYNAROCK_TRY(delete_role(account, *role));
  account.commit();
  std::string body;
  json::Writer(body).begin_object().member("DeletionTaskId", task).end_object();
  return body;
}

/// Deleting is done by the time its answer arrives, so every task has succeeded.
Result<std::string> run_status(Context&, json::Value request) {
  const std::string_view task = text_of(request, "DeletionTaskId");
  if (!task.starts_with(kTaskPrefix))
    return fail(no_such_entity("Deletion task " + std::string(task) + " cannot be found."));
  return std::string(R"({"Status":"SUCCEEDED"})");
}

}  // namespace

const Operation kCreateServiceLinkedRole = {
    {"CreateServiceLinkedRole", &kCreateInput, &kCreateOutput}, run_create};
const Operation kDeleteServiceLinkedRole = {
    {"DeleteServiceLinkedRole", &kDeleteInput, &kDeleteOutput}, run_delete};
const Operation kGetServiceLinkedRoleDeletionStatus = {
    {"GetServiceLinkedRoleDeletionStatus", &kStatusInput, &kStatusOutput}, run_status};

}  // namespace dynarock::iam
