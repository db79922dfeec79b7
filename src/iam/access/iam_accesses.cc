#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "dynarock/iam/access/access.h"
#include "dynarock/policy/request_tags.h"

namespace dynarock::iam {
namespace {

using Accesses = std::vector<policy::AccessRequest>;

/// The ARN of what has that name, or of what may come to have it.
template <auto kEntities>
std::string arn_in(const Account& account, std::string_view id, std::string_view kind,
                   std::string_view name, std::string_view path) {
  const auto& entities = account.*kEntities;
  if (const auto found = entities.find(name); found != entities.end())
    return arn_of(id, kind, found->second);
  Entity entity;
  entity.name = name;
  entity.path = path;
  return arn_of(id, kind, entity);
}

/// How a member of a request names what its operation is on.
struct Naming {
  std::string_view member;
  std::string_view kind;
  /// Null where the member is an ARN.
  std::string (*arn)(const Account& account, std::string_view id, std::string_view kind,
                     std::string_view name, std::string_view path);
};

// The first row that a request has counts: it is a group that a user is added to, and a user whom a
// policy is attached to.
constexpr auto kNamings = std::to_array<Naming>({
    {"GroupName", "group", arn_in<&Account::groups>},
    {"InstanceProfileName", "instance-profile", arn_in<&Account::instance_profiles>},
    {"UserName", "user", arn_in<&Account::users>},
    {"RoleName", "role", arn_in<&Account::roles>},
    {"PolicyArn", "policy", nullptr},
    {"PolicySourceArn", {}, nullptr},
    {"PolicyName", "policy", arn_in<&Account::policies>},
});

/// Operations on a user that mean the caller if they name nobody.
constexpr auto kOnCaller = std::to_array<std::string_view>(
    {"CreateAccessKey", "DeleteAccessKey", "GetUser", "ListAccessKeys", "UpdateAccessKey"});

std::string resource_of(const AccessCall& call) {
  const auto account = call.state.read(call.caller.account);
  const std::string_view path = call.request.find_text("Path").value_or("/");
  for (const Naming& naming : kNamings)
    if (const auto name = call.request.find_text(naming.member))
      return naming.arn ? naming.arn(*account, call.caller.account, naming.kind, *name, path)
                        : std::string(*name);
  if (std::ranges::find(kOnCaller, call.operation) != kOnCaller.end() &&
      call.caller.kind == auth::PrincipalKind::kUser)
    return call.caller.arn;
  return "*";
}

policy::AccessRequest access_to(const AccessCall& call, std::string_view action,
                                std::string resource) {
  return {"iam:" + std::string(action), std::move(resource), call.caller.account,
          policy::Context(&call.shared), nullptr};
}

/// What a request says beside what it names.
void add_keys(json::Value request, policy::Context& context) {
  constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"PolicyArn", "iam:PolicyARN"},
      {"PermissionsBoundary", "iam:PermissionsBoundary"},
      {"AWSServiceName", "iam:AWSServiceName"}};
  for (const auto& [member, key] : kTexts)
    if (const auto text = request.find_text(member)) context.set(key, *text);
  policy::add_request_tags(request, context);
}

}  // namespace

Accesses iam_accesses(const AccessCall& call) {
  Accesses accesses;
  accesses.push_back(access_to(call, call.operation, resource_of(call)));
  add_keys(call.request, accesses.front().context);
  if (call.operation == "AddRoleToInstanceProfile") {
    const auto account = call.state.read(call.caller.account);
    accesses.push_back(
        access_to(call, "PassRole",
                  arn_in<&Account::roles>(*account, call.caller.account, "role",
                                          call.request.find_text("RoleName").value_or(""), "/")));
    accesses.back().context.set("iam:PassedToService", "ec2.amazonaws.com");
  }
  return accesses;
}

}  // namespace dynarock::iam
