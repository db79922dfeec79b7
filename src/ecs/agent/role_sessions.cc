#include "ecs/agent/role_sessions.h"

#include <utility>

#include "dynarock/ecs/model/names.h"
#include "dynarock/iam/access/service_trust.h"
#include "dynarock/policy/arn.h"

namespace dynarock::ecs {
namespace {

constexpr char kService[] = "ecs-tasks.amazonaws.com";
constexpr std::size_t kTokenLength = 344;
constexpr std::chrono::minutes kRotateBefore{15};

std::string refusal(const std::string& role_arn) {
  return "ECS was unable to assume the role '" + role_arn +
         "' that was provided for this task. Please verify that the role being passed has the "
         "proper trust relationship and permissions and that your IAM user has permissions to pass "
         "this role.";
}

}  // namespace

/// Of a role that does not exist, too.
auth::Principal RoleSessions::principal_of(std::string_view role_arn,
                                           std::string_view session) const {
  auth::Principal principal{.kind = auth::PrincipalKind::kRoleSession};
  principal.account = policy::split_arn(role_arn)->account();
  principal.name = last_part(role_arn);
  const auto account = state_.read(principal.account);
  const auto role = account->roles.find(principal.name);
  if (role == account->roles.end()) {
    principal.user_id = iam::make_unique_id("AROA", ids_);
  } else {
    principal.name = role->second.name;
    principal.user_id = role->second.id;
    for (const iam::Tag& tag : role->second.tags) principal.tags.emplace_back(tag.key, tag.value);
  }
  principal.user_id += ":" + std::string(session);
  principal.arn = "arn:aws:sts::" + principal.account + ":assumed-role/" + principal.name + "/" +
                  std::string(session);
  return principal;
}

tl::expected<auth::IssuedCredentials, std::string> RoleSessions::assume(
    const std::string& role_arn, std::string_view task_arn) const {
  if (!policy::split_arn(role_arn)) return tl::unexpected(refusal(role_arn));
  if (options_.check_trust &&
      iam::service_trust(state_, role_arn, kService, task_arn) != iam::ServiceTrust::kTrusted)
    return tl::unexpected(refusal(role_arn));

  const Timestamp now = clock_.now();
  auth::IssuedCredentials credentials;
  credentials.principal = principal_of(role_arn, last_part(task_arn));
  const iam::AccessKey key = iam::make_access_key("ASIA", credentials.principal.account, ids_, now);
  credentials.access_key_id = key.id;
  credentials.secret_access_key = key.secret;
  credentials.session.emplace();
  credentials.session->token = ids_.secret(kTokenLength);
  credentials.session->issued = now;
  credentials.session->expires = std::chrono::floor<std::chrono::seconds>(now) + options_.lifetime;
  auto account = state_.write(credentials.principal.account);
  account.issue(credentials);
  account.commit();
  return credentials;
}

auth::Credentials RoleSessions::root(std::string_view account) const {
  const iam::AccessKey key = state_.root_key(account, ids_, clock_.now());
  return {key.id, key.secret, {}};
}

tl::expected<auth::IssuedCredentials, std::string> RotatingSession::current() {
  const std::lock_guard lock(mutex_);
  if (!credentials_ || credentials_->session->expires - sessions_.now() <= kRotateBefore) {
    auto made = sessions_.assume(role_arn_, task_arn_);
    if (!made) return made;
    credentials_ = std::move(*made);
  }
  return *credentials_;
}

auth::Credentials credentials_of(const auth::IssuedCredentials& issued) {
  return {issued.access_key_id, issued.secret_access_key, issued.session->token};
}

}  // namespace dynarock::ecs
