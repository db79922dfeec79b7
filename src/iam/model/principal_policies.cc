#include "dynarock/iam/model/principal_policies.h"

namespace dynarock::iam {
namespace {

PolicyText text_of(const std::string& arn, const ManagedPolicy& policy, std::string_view kind,
                   const Identity& holder) {
  return {arn, policy.name, kind, holder.name, policy.default_document().document};
}

void append(const Account& account, const Identity& holder, std::string_view kind,
            std::vector<PolicyText>& policies) {
  for (const auto& [name, document] : holder.inline_policies)
    policies.push_back({{}, name, kind, holder.name, document});
  for (const std::string& arn : holder.attached_policies)
    if (const ManagedPolicy* policy = find_policy(account, arn))
      policies.push_back(text_of(arn, *policy, kind, holder));
}

PrincipalPolicies of_one(const Account& account, const Identity& identity, std::string_view kind) {
  PrincipalPolicies policies;
  append(account, identity, kind, policies.identity);
  if (const ManagedPolicy* policy = find_policy(account, identity.permissions_boundary))
    policies.boundary = text_of(identity.permissions_boundary, *policy, kind, identity);
  return policies;
}

}  // namespace

PrincipalPolicies policies_of(const Account& account, const User& user) {
  PrincipalPolicies policies = of_one(account, user, "user");
  for (const std::string& name : user.groups)
    append(account, account.groups.find(name)->second, "group", policies.identity);
  return policies;
}

PrincipalPolicies policies_of(const Account& account, const Group& group) {
  return of_one(account, group, "group");
}

PrincipalPolicies policies_of(const Account& account, const Role& role) {
  return of_one(account, role, "role");
}

}  // namespace dynarock::iam
