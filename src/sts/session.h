#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "sts/operations.h"

namespace dynarock::sts {

/// How long DurationSeconds asks for.
std::chrono::seconds duration_of(json::Value request, std::chrono::seconds otherwise);

/// What a session's own policies are: Policy and the documents behind PolicyArns. `account` is
/// whose managed policies these are. MalformedPolicyDocument.
Result<std::vector<std::string>> session_policies(Context& context, json::Value request,
                                                  std::string_view account);
/// How much of what fits is used by a session's policies and tags, in percent.
/// PackedPolicyTooLarge if it does not fit.
Result<std::int64_t> packed_size(const std::vector<std::string>& policies,
                                 const std::vector<std::pair<std::string, std::string>>& tags);

/// Makes credentials for a principal, keeps them, and returns them. `session` lacks the token and
/// the times.
auth::IssuedCredentials issue(Context& context, auth::Principal principal, auth::Session session,
                              std::chrono::seconds duration);
void write_credentials(json::Writer& out, const auth::IssuedCredentials& credentials);

/// The role that RoleArn names, with its account.
struct RoleName {
  std::string account, name;
};
/// ValidationError for what is no role's ARN.
Result<RoleName> parse_role_arn(std::string_view arn);

/// A session of a role.
struct AssumedRole {
  auth::Principal principal;
  /// How long its sessions may last.
  std::chrono::seconds longest;
};
/// A role that does not exist can be assumed too, while nobody enforces who may assume which.
AssumedRole assume(Context& context, const RoleName& role, std::string_view session_name);
/// `{"AssumedRoleId": "AROA...:name", "Arn": ...}`
void write_assumed_role(json::Writer& out, const auth::Principal& principal);

}  // namespace dynarock::sts
