#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/role_deletion.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::int64_t kDefaultSessionSeconds = 3600;
constexpr std::size_t kMaxTrustPolicySize = 2048;
constexpr Shape kSessionSeconds = aws::integer_shape({.min = 3600, .max = 43200});

constexpr Field kCreateFields[] = {{"Path", kPath},
                                   {"RoleName", kRoleName, kRequired},
                                   {"AssumeRolePolicyDocument", kPolicyDocument, kRequired},
                                   {"Description", kDescription},
                                   {"MaxSessionDuration", kSessionSeconds},
                                   {"PermissionsBoundary", kArn},
                                   {"Tags", kTags}};
constexpr Shape kCreateInput = aws::structure("CreateRoleRequest", kCreateFields);
constexpr Field kOneFields[] = {{"Role", kRole}};
constexpr Shape kOneOutput = aws::structure("GetRoleResponse", kOneFields);

constexpr Field kNameFields[] = {{"RoleName", kRoleName, kRequired}};
constexpr Shape kNameInput = aws::structure("GetRoleRequest", kNameFields);

constexpr Field kListFields[] = {{"PathPrefix", kPathPrefix}, kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListRolesRequest", kListFields);
constexpr Field kListOutputFields[] = {{"Roles", kRoles}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListRolesResponse", kListOutputFields);

constexpr Field kUpdateFields[] = {{"RoleName", kRoleName, kRequired},
                                   {"Description", kDescription},
                                   {"MaxSessionDuration", kSessionSeconds}};
constexpr Shape kUpdateInput = aws::structure("UpdateRoleRequest", kUpdateFields);
constexpr Field kDescribeFields[] = {{"RoleName", kRoleName, kRequired},
                                     {"Description", kDescription, kRequired}};
constexpr Shape kDescribeInput = aws::structure("UpdateRoleDescriptionRequest", kDescribeFields);
constexpr Field kTrustFields[] = {{"RoleName", kRoleName, kRequired},
                                  {"PolicyDocument", kPolicyDocument, kRequired}};
constexpr Shape kTrustInput = aws::structure("UpdateAssumeRolePolicyRequest", kTrustFields);

template <class T>
bool has(const Account& account, const ByName<T>& entities, std::string_view arn) {
  const auto found = entities.find(arn.substr(arn.rfind('/') + 1));
  return found != entities.end() && arn_of(account.id, found->second) == arn;
}

/// Whether a principal is there, as IAM wants of users and roles. Those of other accounts may live
/// elsewhere.
bool is_known(const Account& account, std::string_view principal) {
  const auto arn = policy::split_arn(principal);
  if (!arn || arn->service() != "iam" || arn->account() != account.id) return true;
  if (arn->resource().starts_with("user/")) return has(account, account.users, principal);
  if (arn->resource().starts_with("role/")) return has(account, account.roles, principal);
  return true;
}

Result<void> check_principals(const Account& account, const policy::Document& document) {
  for (const policy::Statement& statement : document.statements())
    for (const policy::PrincipalElement::Entry& entry : statement.principal->entries)
      if (entry.type == policy::PrincipalElement::Type::kAws && !is_known(account, entry.value))
        return fail({"MalformedPolicyDocument",
                     R"(Invalid principal in policy: "AWS":")" + entry.value + "\"",
                     {}});
  return {};
}

Result<void> check_trust_policy(Context& context, const Account& account,
                                std::string_view document) {
  constexpr auto kKind = policy::PolicyKind::kTrust;
  const auto parsed = DYNAROCK_TRY(parse_document(context, kKind, document));
  DYNAROCK_TRY(check_principals(account, *parsed));
  if (policy::policy_size(kKind, document) <= kMaxTrustPolicySize) return {};
  return fail(limit_exceeded("Cannot exceed quota for ACLSizePerRole: 2048"));
}

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "RoleName");
  Role role;
  role.trust_policy = text_of(request, "AssumeRolePolicyDocument");
  DYNAROCK_TRY(check_trust_policy(context, *account, role.trust_policy));
  DYNAROCK_TRY(check_free(account->roles, name));
  role.tags = DYNAROCK_TRY(read_tags(request));
  if (const auto boundary = request.find_text("PermissionsBoundary")) {
    DYNAROCK_TRY(find_attachable(*account, *boundary));
    role.permissions_boundary = *boundary;
  }
  role.description = request.find_text("Description").value_or("");
  if (const auto seconds = request.find("MaxSessionDuration"))
    role.max_session_seconds = aws::to_integer(*seconds);
  begin_entity(context, role, name, request.find_text("Path").value_or("/"), Kind<Role>::id_prefix);
  const Role& made = account->roles.emplace(name, std::move(role)).first->second;
  account.save(made);
  account.commit();
  return answer("Role", *account, made, Detail::kFull);
}

Result<std::string> run_get(Context& context, json::Value request) {
  const auto account = context.read();
  const Role* role = DYNAROCK_TRY(find(account->roles, text_of(request, "RoleName")));
  return answer("Role", *account, *role, Detail::kFull);
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  return answer_entities(request, "Roles", *account, account->roles);
}

Result<std::string> run_update(Context& context, json::Value request) {
  auto account = context.write();
  Role* role = DYNAROCK_TRY(find_changeable<Role>(*account, request));
  if (const auto description = request.find_text("Description")) role->description = *description;
  const auto seconds = request.find("MaxSessionDuration");
  role->max_session_seconds = seconds ? aws::to_integer(*seconds) : kDefaultSessionSeconds;
  account.save(*role);
  account.commit();
  return std::string("{}");
}

Result<std::string> run_describe(Context& context, json::Value request) {
  auto account = context.write();
  Role* role = DYNAROCK_TRY(find(account->roles, text_of(request, "RoleName")));
  role->description = text_of(request, "Description");
  account.save(*role);
  account.commit();
  return answer("Role", *account, *role, Detail::kFull);
}

Result<std::string> run_update_trust(Context& context, json::Value request) {
  auto account = context.write();
  Role* role = DYNAROCK_TRY(find_changeable<Role>(*account, request));
  const std::string_view document = text_of(request, "PolicyDocument");
  DYNAROCK_TRY(check_trust_policy(context, *account, document));
  role->trust_policy = document;
  account.save(*role);
  account.commit();
  return std::string();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  Role* role = DYNAROCK_TRY(find_changeable<Role>(*account, request));
  DYNAROCK_TRY(delete_role(account, *role));
  account.commit();
  return std::string();
}

}  // namespace

Result<void> delete_role(State::Writer& account, const Role& role) {
  for (const auto& [name, profile] : account->instance_profiles)
    if (same_key(profile.role, role.name))
      return fail(
          delete_conflict("Cannot delete entity, must remove roles from instance profile first."));
  if (!role.attached_policies.empty() && !role.is_service_linked())
    return fail(delete_conflict("Cannot delete entity, must detach all policies first."));
  if (!role.inline_policies.empty())
    return fail(delete_conflict("Cannot delete entity, must delete policies first."));
  account.erase(role);
  account->roles.erase(account->roles.find(role.name));
  return {};
}

constexpr Shape kEmptyOutput = aws::structure("UpdateRoleResponse");

const Operation kCreateRole = {{"CreateRole", &kCreateInput, &kOneOutput}, run_create};
const Operation kGetRole = {{"GetRole", &kNameInput, &kOneOutput}, run_get};
const Operation kListRoles = {{"ListRoles", &kListInput, &kListOutput}, run_list};
const Operation kUpdateRole = {{"UpdateRole", &kUpdateInput, &kEmptyOutput}, run_update};
const Operation kUpdateRoleDescription = {{"UpdateRoleDescription", &kDescribeInput, &kOneOutput},
                                          run_describe};
const Operation kUpdateAssumeRolePolicy = {{"UpdateAssumeRolePolicy", &kTrustInput, &kNoOutput},
                                           run_update_trust};
const Operation kDeleteRole = {{"DeleteRole", &kNameInput, &kNoOutput}, run_delete};

}  // namespace dynarock::iam
