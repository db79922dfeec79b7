#include "sts/session.h"

#include <utility>

#include "dynarock/aws/deserialize.h"
#include "dynarock/base/ids.h"
#include "dynarock/policy/document.h"

namespace dynarock::sts {
namespace {

constexpr std::size_t kTokenLength = 344;
/// What session policies and tags may take in AWS's packed form; ours is plain.
constexpr std::size_t kPackedLimit = 4096;
constexpr std::chrono::hours kLongestOfUnknownRole{12};

}  // namespace

std::chrono::seconds duration_of(json::Value request, std::chrono::seconds otherwise) {
  const auto seconds = request.find("DurationSeconds");
  return seconds ? std::chrono::seconds(aws::to_integer(*seconds)) : otherwise;
}

Result<std::vector<std::string>> session_policies(Context& context, json::Value request,
                                                  std::string_view account) {
  std::vector<std::string> policies;
  if (const auto policy = request.find_text("Policy")) {
    const auto parsed = policy::parse_policy(policy::PolicyKind::kSession, *policy);
    if (!parsed) {
      context.call.note = parsed.error().describe();
      return fail(parsed.error().error());
    }
    policies.emplace_back(*policy);
  }
  if (const auto arns = request.find("PolicyArns")) {
    const auto reader = context.state.read(account);
    for (const json::Value one : arns->elements()) {
      const std::string_view arn = one.find_text("arn").value_or("");
      const iam::ManagedPolicy* policy = iam::find_policy(*reader, arn);
      if (!policy) return fail(validation_error("Policy " + std::string(arn) + " does not exist."));
      policies.push_back(policy->default_document().document);
    }
  }
  return policies;
}

Result<std::int64_t> packed_size(const std::vector<std::string>& policies,
                                 const std::vector<std::pair<std::string, std::string>>& tags) {
  std::size_t size = 0;
  for (const std::string& policy : policies) size += policy.size();
  for (const auto& [key, value] : tags) size += key.size() + value.size();
  const std::size_t percent = (size * 100 + kPackedLimit - 1) / kPackedLimit;
  if (percent <= 100) return static_cast<std::int64_t>(percent);
  return fail({"PackedPolicyTooLarge",
               "Packed policy consumes " + std::to_string(percent) +
                   "% of allotted space, please use smaller policy.",
               {}});
}

auth::IssuedCredentials issue(Context& context, auth::Principal principal, auth::Session session,
                              std::chrono::seconds duration) {
  const iam::AccessKey key =
      iam::make_access_key("ASIA", principal.account, context.ids, context.call.now);
  session.token = context.ids.secret(kTokenLength);
  session.issued = context.call.now;
  session.expires = std::chrono::floor<std::chrono::seconds>(context.call.now) + duration;
  auth::IssuedCredentials credentials{.access_key_id = key.id,
                                      .secret_access_key = key.secret,
                                      .active = true,
                                      .principal = std::move(principal),
                                      .session = std::move(session)};
  auto account = context.state.write(credentials.principal.account);
  account.issue(credentials);
  account.commit();
  return credentials;
}

void write_credentials(json::Writer& out, const auth::IssuedCredentials& credentials) {
  out.key("Credentials").begin_object();
  out.member("AccessKeyId", credentials.access_key_id);
  out.member("SecretAccessKey", credentials.secret_access_key);
  out.member("SessionToken", credentials.session->token);
  out.member("Expiration", std::chrono::floor<std::chrono::seconds>(credentials.session->expires)
                               .time_since_epoch()
                               .count());
  out.end_object();
}

Result<RoleName> parse_role_arn(std::string_view arn) {
  constexpr std::string_view kStart = "arn:aws:iam::";
  constexpr std::size_t kAccountLength = 12;
  constexpr std::string_view kRole = ":role/";
  const std::string_view rest = arn.starts_with(kStart) ? arn.substr(kStart.size()) : "";
  const std::string_view account = rest.substr(0, kAccountLength);
  const std::string_view role = is_account_id(account) ? rest.substr(kAccountLength) : "";
  const std::string_view name = role.substr(role.rfind('/') + 1);
  if (!role.starts_with(kRole) || name.empty())
    return fail(validation_error(std::string(arn) + " is invalid"));
  return RoleName{std::string(account), std::string(name)};
}

AssumedRole assume(Context& context, const RoleName& role, std::string_view session_name) {
  const std::string session(session_name);
  AssumedRole result{.principal = {.kind = auth::PrincipalKind::kRoleSession,
                                   .account = role.account,
                                   .arn = {},
                                   .user_id = {},
                                   .name = role.name,
                                   .tags = {}},
                     .longest = kLongestOfUnknownRole};
  const auto account = context.state.read(role.account);
  const auto found = account->roles.find(role.name);
  std::string id;
  if (found != account->roles.end()) {
    id = found->second.id;
    result.principal.name = found->second.name;
    for (const iam::Tag& tag : found->second.tags)
      result.principal.tags.emplace_back(tag.key, tag.value);
    result.longest = std::chrono::seconds(found->second.max_session_seconds);
  } else {
    id = iam::make_unique_id("AROA", context.ids);
  }
  result.principal.user_id = id + ":" + session;
  result.principal.arn =
      "arn:aws:sts::" + role.account + ":assumed-role/" + result.principal.name + "/" + session;
  return result;
}

void write_assumed_role(json::Writer& out, const auth::Principal& principal) {
  out.key("AssumedRoleUser").begin_object();
  out.member("AssumedRoleId", principal.user_id).member("Arn", principal.arn);
  out.end_object();
}

}  // namespace dynarock::sts
