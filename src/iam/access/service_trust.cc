#include "dynarock/iam/access/service_trust.h"

#include <optional>
#include <string>

#include "dynarock/policy/arn.h"
#include "dynarock/policy/evaluate.h"
#include "iam/access/trust_policy.h"

namespace dynarock::iam {

ServiceTrust service_trust(const State& state, std::string_view role_arn, std::string_view service,
                           std::string_view source_arn) {
  const auto parts = policy::split_arn(role_arn);
  const std::string account_id(parts ? parts->account() : std::string_view());
  const auto account = state.read(account_id);
  const auto role = account->roles.find(role_arn.substr(role_arn.rfind('/') + 1));
  if (role == account->roles.end() || arn_of(account_id, role->second) != role_arn)
    return ServiceTrust::kNoRole;

  policy::Context context;
  context.set("aws:SourceArn", source_arn);
  if (const auto source = policy::split_arn(source_arn))
    context.set("aws:SourceAccount", source->account());
  const auto trust = trust_policy(role->second.name, role->second.trust_policy);
  policy::Principal principal;
  principal.kind = policy::Principal::Kind::kService;
  principal.arn = principal.provider = service;
  const policy::Access access{"sts:AssumeRole", std::string(role_arn), account_id, &context,
                              trust.get()};
  const policy::PrincipalPolicies none;
  const policy::Request request{principal, none, {&access, 1}};
  return policy::evaluate(request).allowed ? ServiceTrust::kTrusted : ServiceTrust::kRefused;
}

}  // namespace dynarock::iam
