#include "app/authorization.h"

#include <stdexcept>
#include <utility>

#include "dynarock/ec2/access.h"
#include "dynarock/ecr/access.h"
#include "dynarock/ecs/access/access.h"
#include "dynarock/iam/access/web_identity.h"
#include "dynarock/logs/access.h"
#include "dynarock/secretsmanager/access.h"
#include "dynarock/ssm/access.h"

namespace dynarock::app {
namespace {

/// A policy that was checked when it was stored.
policy::Policy parse_stored(const iam::PolicyText& text) {
  const auto kind = text.arn.empty() ? policy::PolicyKind::kInline : policy::PolicyKind::kManaged;
  auto document = policy::parse_policy(kind, text.document);
  if (!document) throw std::logic_error("stored policy " + text.name + " is malformed");
  return {text.name, text.arn, std::move(*document)};
}

/// Who stands behind a session; empty if nobody does.
std::string source_arn(const iam::State& state, const auth::Principal& principal) {
  const auto account = state.read(principal.account);
  if (principal.kind == auth::PrincipalKind::kRoleSession) {
    const auto role = account->roles.find(principal.name);
    return role == account->roles.end()
               ? "arn:aws:iam::" + principal.account + ":role/" + principal.name
               : iam::arn_of(principal.account, role->second);
  }
  if (principal.kind != auth::PrincipalKind::kFederatedUser) return {};
  const auto user = account->users.find(principal.name);
  return user == account->users.end() ? "arn:aws:iam::" + principal.account + ":root"
                                      : iam::arn_of(principal.account, user->second);
}

}  // namespace

std::optional<std::vector<policy::AccessRequest>> DynamoDbAccesses::accesses_of(
    const aws::Call& call, json::Value input, const policy::Context& shared) const {
  return dynamodb::accesses_of(
      {call.operation, call.account, call.region, input, resources_, &shared});
}

std::optional<std::vector<policy::AccessRequest>> IdentityAccesses::accesses_of(
    const aws::Call& call, json::Value input, const policy::Context& shared) const {
  const auth::Principal caller = aws::caller_of(call);
  return make_({call.operation, caller, input, state_, shared});
}

std::optional<authz::UnsignedSender> IdentityAccesses::sender_of(const aws::Call&,
                                                                 json::Value input) const {
  const auto token = input.find_text("WebIdentityToken");
  const auto role = policy::split_arn(input.find_text("RoleArn").value_or(""));
  if (!token || !role) return std::nullopt;
  const Result<std::string> claims = iam::claims_of(*token);
  json::Document document;
  if (!claims || !document.parse(*claims) || !document.root().is_object()) return std::nullopt;
  iam::WebIdentity identity = iam::web_identity_of(document.root(), role->account());
  return authz::UnsignedSender{std::move(identity.principal), std::move(identity.keys)};
}

authz::KnownPrincipal IamPrincipals::find(const auth::Principal& principal) const {
  authz::KnownPrincipal known{source_arn(state_, principal), {}, {}};
  const iam::PrincipalPolicies texts = state_.policies_of(principal);
  for (const iam::PolicyText& text : texts.identity) known.identity.push_back(parse_stored(text));
  if (texts.boundary) known.boundary = parse_stored(*texts.boundary);
  return known;
}

Authorization::Authorization(authz::Options options, const AuthorizedStates& states,
                             const IamPrincipals& principals,
                             const authz::Organization& organization)
    : principals_(principals),
      dynamodb_(states.tables),
      iam_(states.identities, iam::iam_accesses),
      sts_(states.identities, iam::sts_accesses),
      ssm_([&parameters = states.parameters](const auto& call, auto input, const auto& shared) {
        return ssm::accesses_of(call, input, parameters, shared);
      }),
      secretsmanager_(
          [&secrets = states.secrets](const auto& call, auto input, const auto& shared) {
            return secretsmanager::accesses_of(call, input, secrets, shared);
          }),
      logs_([&groups = states.log_groups](const auto& call, auto input, const auto& shared) {
        return logs::accesses_of(call, input, groups, shared);
      }),
      ec2_([&network = states.network](const auto& call, auto input, const auto& shared) {
        return ec2::accesses_of(call, input, network, shared);
      }),
      ecs_([&state = states.ecs](const auto& call, auto input, const auto& shared) {
        return ecs::accesses_of(call, input, state, shared);
      }),
      ecr_([&repositories = states.repositories](const auto& call, auto input, const auto& shared) {
        return ecr::accesses_of(call, input, repositories, shared);
      }),
      vpc_endpoints_(states.network),
      authorizer_(options, principals_,
                  {{"dynamodb", &dynamodb_},
                   {"iam", &iam_},
                   {"sts", &sts_},
                   {"ssm", &ssm_},
                   {"secretsmanager", &secretsmanager_},
                   {"logs", &logs_},
                   {"ecs", &ecs_},
                   {"ec2", &ec2_},
                   {"ecr", &ecr_}},
                  organization, &vpc_endpoints_) {}

}  // namespace dynarock::app
