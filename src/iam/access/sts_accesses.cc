#include <algorithm>
#include <array>
#include <string>

#include "dynarock/iam/access/access.h"
#include "dynarock/policy/request_tags.h"
#include "iam/access/trust_policy.h"

namespace dynarock::iam {
namespace {

using Accesses = std::vector<policy::AccessRequest>;

/// Whoever has credentials may call these.
constexpr auto kFree =
    std::to_array<std::string_view>({"GetAccessKeyInfo", "GetCallerIdentity", "GetSessionToken"});

/// Of roles that do not exist: no caller is that service.
constexpr std::string_view kNobody =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:*",
        "Principal": {"Service": "nobody.amazonaws.com"}}]})";

/// The role that an ARN means: its account's, by its name.
policy::AccessRequest role_access(const AccessCall& call, std::string_view action,
                                  std::string_view arn) {
  const auto parts = policy::split_arn(arn);
  const std::string account_id(parts ? parts->account() : std::string_view());
  const std::string_view name = arn.substr(arn.rfind('/') + 1);
  const auto account = call.state.read(account_id);
  const auto role = account->roles.find(name);
  const bool exists = role != account->roles.end() && arn_of(account_id, role->second) == arn;
  policy::AccessRequest access{"sts:" + std::string(action), std::string(arn), account_id,
                               policy::Context(&call.shared), nullptr};
  access.resource_policy = trust_policy(
      std::string(name), exists ? std::string_view(role->second.trust_policy) : kNobody);
  if (exists)
    for (const Tag& tag : role->second.tags)
      access.context.set("aws:ResourceTag/" + tag.key, tag.value);
  return access;
}

void add_keys(json::Value request, policy::Context& context) {
  constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"ExternalId", "sts:ExternalId"},
      {"RoleSessionName", "sts:RoleSessionName"},
      {"SourceIdentity", "sts:SourceIdentity"}};
  for (const auto& [member, key] : kTexts)
    if (const auto text = request.find_text(member)) context.set(key, *text);
  policy::add_request_tags(request, context);
  if (const auto keys = request.find("TransitiveTagKeys"))
    for (const json::Value key : keys->elements()) context.add("sts:TransitiveTagKeys", key.text());
}

Accesses assume_role(const AccessCall& call, std::string_view arn) {
  Accesses accesses;
  accesses.push_back(role_access(call, call.operation, arn));
  const auto tags = call.request.find("Tags");
  if (tags && !tags->empty()) accesses.push_back(role_access(call, "TagSession", arn));
  if (call.request.find("SourceIdentity"))
    accesses.push_back(role_access(call, "SetSourceIdentity", arn));
  return accesses;
}

std::string federated_user_arn(const AccessCall& call) {
  return "arn:aws:sts::" + call.caller.account + ":federated-user/" +
         std::string(call.request.find_text("Name").value_or(""));
}

}  // namespace

Accesses sts_accesses(const AccessCall& call) {
  Accesses accesses;
  if (std::ranges::find(kFree, call.operation) != kFree.end()) return accesses;
  if (const auto role = call.request.find_text("RoleArn")) {
    accesses = assume_role(call, *role);
  } else {
    const bool federates = call.operation == "GetFederationToken";
    accesses.push_back({"sts:" + std::string(call.operation),
                        federates ? federated_user_arn(call) : "*", call.caller.account,
                        policy::Context(&call.shared), nullptr});
  }
  for (policy::AccessRequest& access : accesses) add_keys(call.request, access.context);
  return accesses;
}

}  // namespace dynarock::iam
