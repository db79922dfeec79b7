#include "dynarock/authz/caller.h"

#include <stdexcept>
#include <utility>

namespace dynarock::authz {
namespace {

/// More than that many are not kept.
constexpr std::size_t kMaxCallers = 10'000;

struct Kind {
  policy::Principal::Kind kind;
  std::string_view principal_type;  // aws:PrincipalType
};

Kind kind_of(const auth::Principal& principal) {
  switch (principal.kind) {
    case auth::PrincipalKind::kRoot:
      return {policy::Principal::Kind::kRoot, "Account"};
    case auth::PrincipalKind::kUser:
      return {policy::Principal::Kind::kUser, "User"};
    case auth::PrincipalKind::kRoleSession:
      return {policy::Principal::Kind::kRoleSession, "AssumedRole"};
    case auth::PrincipalKind::kFederatedUser:
      break;
  }
  return {policy::Principal::Kind::kFederatedUser, "FederatedUser"};
}

policy::Principal principal_of(const auth::Principal& principal, const KnownPrincipal& known) {
  // Of a session, `AROA...:name`.
  const std::string unique_id = principal.user_id.substr(0, principal.user_id.find(':'));
  return {.kind = kind_of(principal).kind,
          .account = principal.account,
          .arn = principal.arn,
          .source_arn = known.source_arn,
          .unique_id = unique_id};
}

std::vector<policy::Policy> session_policies(const auth::Session& session) {
  std::vector<policy::Policy> policies;
  for (const std::string& document : session.policies) {
    const auto parsed = policy::parse_policy(policy::PolicyKind::kSession, document);
    if (!parsed) throw std::logic_error("a session's policy is malformed");
    policies.push_back({"session policy " + std::to_string(policies.size() + 1), {}, *parsed});
  }
  return policies;
}

void add_principal_keys(const auth::Principal& principal, const KnownPrincipal& known,
                        policy::Context& context) {
  const bool is_role = principal.kind == auth::PrincipalKind::kRoleSession;
  context.set("aws:PrincipalArn", is_role ? known.source_arn : principal.arn);
  context.set("aws:PrincipalAccount", principal.account);
  context.set("aws:PrincipalType", kind_of(principal).principal_type);
  context.set("aws:userid", principal.user_id);
  if (principal.kind == auth::PrincipalKind::kUser) context.set("aws:username", principal.name);
  for (const auto& [key, value] : principal.tags) context.set("aws:PrincipalTag/" + key, value);
  context.set("aws:PrincipalIsAWSService", "false");
  context.set("aws:ViaAWSService", "false");
}

void add_session_keys(const auth::Session& session, policy::Context& context) {
  context.set("aws:TokenIssueTime", iso_seconds(session.issued));
  context.set("aws:MultiFactorAuthPresent", "false");
  if (!session.source_identity.empty()) context.set("aws:SourceIdentity", session.source_identity);
}

}  // namespace

std::shared_ptr<const Caller> make_caller(const auth::Principal& principal,
                                          const auth::Session* session,
                                          const PrincipalSource& principals,
                                          const Organization& organization) {
  KnownPrincipal known = principals.find(principal);
  auto caller = std::make_shared<Caller>();
  caller->principal = principal_of(principal, known);
  add_principal_keys(principal, known, caller->context);
  caller->policies.identity = std::move(known.identity);
  caller->policies.boundary = std::move(known.boundary);
  if (const OrganizationAccount* account = organization.find_account(principal.account)) {
    caller->policies.service_control = account->service_control;
    if (!organization.id.empty()) caller->context.set("aws:PrincipalOrgID", organization.id);
  }
  if (session) {
    add_session_keys(*session, caller->context);
    if (!session->policies.empty()) caller->policies.session = session_policies(*session);
  }
  return caller;
}

std::shared_ptr<const Caller> Callers::find(const aws::Call& call) {
  // The keys that this server did not make are all their account's root's.
  const std::string_view key =
      call.credentials ? std::string_view(call.credentials->access_key_id) : call.account;
  const std::uint64_t version = principals_.version();
  {
    const std::shared_lock lock(mutex_);
    const auto found = entries_.find(key);
    if (found != entries_.end() && found->second.version == version) return found->second.caller;
  }
  const bool is_session = call.credentials && call.credentials->session;
  std::shared_ptr<const Caller> caller =
      make_caller(aws::caller_of(call), is_session ? &*call.credentials->session : nullptr,
                  principals_, organization_);
  const std::unique_lock lock(mutex_);
  if (entries_.size() >= kMaxCallers) entries_.clear();
  entries_[std::string(key)] = {version, caller};
  return caller;
}

}  // namespace dynarock::authz
