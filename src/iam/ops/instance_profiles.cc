#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr Field kCreateFields[] = {
    {"InstanceProfileName", kName, kRequired}, {"Path", kPath}, {"Tags", kTags}};
constexpr Shape kCreateInput = aws::structure("CreateInstanceProfileRequest", kCreateFields);
constexpr Field kOneFields[] = {{"InstanceProfile", kInstanceProfile}};
constexpr Shape kOneOutput = aws::structure("GetInstanceProfileResponse", kOneFields);
constexpr Field kNameFields[] = {{"InstanceProfileName", kName, kRequired}};
constexpr Shape kNameInput = aws::structure("GetInstanceProfileRequest", kNameFields);
constexpr Field kListFields[] = {{"PathPrefix", kPathPrefix}, kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListInstanceProfilesRequest", kListFields);
constexpr Field kListForRoleFields[] = {
    {"RoleName", kRoleName, kRequired}, kMarkerField, kMaxItemsField};
constexpr Shape kListForRoleInput =
    aws::structure("ListInstanceProfilesForRoleRequest", kListForRoleFields);
constexpr Field kListOutputFields[] = {
    {"InstanceProfiles", kInstanceProfiles}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListInstanceProfilesResponse", kListOutputFields);
constexpr Field kRoleFieldsOfInput[] = {{"InstanceProfileName", kName, kRequired},
                                        {"RoleName", kRoleName, kRequired}};
constexpr Shape kRoleInput = aws::structure("AddRoleToInstanceProfileRequest", kRoleFieldsOfInput);

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "InstanceProfileName");
  DYNAROCK_TRY(check_free(account->instance_profiles, name));
  InstanceProfile profile;
  profile.tags = DYNAROCK_TRY(read_tags(request));
  begin_entity(context, profile, name, request.find_text("Path").value_or("/"),
               Kind<InstanceProfile>::id_prefix);
  const InstanceProfile& made =
      account->instance_profiles.emplace(name, std::move(profile)).first->second;
  account.save(made);
  account.commit();
  return answer("InstanceProfile", *account, made, Detail::kFull);
}

Result<std::string> run_get(Context& context, json::Value request) {
  const auto account = context.read();
  const InstanceProfile* profile = DYNAROCK_TRY(find_named<InstanceProfile>(*account, request));
  return answer("InstanceProfile", *account, *profile, Detail::kFull);
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  return answer_entities(request, "InstanceProfiles", *account, account->instance_profiles);
}

Result<std::string> run_list_for_role(Context& context, json::Value request) {
  const auto account = context.read();
  const Role* role = DYNAROCK_TRY(find_named<Role>(*account, request));
  ByName<InstanceProfile> profiles;
  for (const auto& [name, profile] : account->instance_profiles)
    if (same_key(profile.role, role->name)) profiles.emplace(name, profile);
  return answer_entities(request, "InstanceProfiles", *account, profiles);
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  const InstanceProfile* profile = DYNAROCK_TRY(find_named<InstanceProfile>(*account, request));
  if (!profile->role.empty())
    return fail(
        delete_conflict("Cannot delete entity, must remove roles from instance profile first."));
  account.erase(*profile);
  account->instance_profiles.erase(account->instance_profiles.find(profile->name));
  account.commit();
  return std::string();
}

Result<std::string> run_add(Context& context, json::Value request) {
  auto account = context.write();
  InstanceProfile* profile = DYNAROCK_TRY(find_changeable<InstanceProfile>(*account, request));
  const Role* role = DYNAROCK_TRY(find_changeable<Role>(*account, request));
  if (!profile->role.empty())
    return fail(limit_exceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1"));
  profile->role = role->name;
  account.save(*profile);
  account.commit();
  return std::string();
}

Result<std::string> run_remove(Context& context, json::Value request) {
  auto account = context.write();
  InstanceProfile* profile = DYNAROCK_TRY(find_changeable<InstanceProfile>(*account, request));
  const std::string_view role = text_of(request, "RoleName");
  if (!same_key(profile->role, role))
    return fail(no_such_entity("The role with name " + std::string(role) + " cannot be found."));
  profile->role.clear();
  account.save(*profile);
  account.commit();
  return std::string();
}

}  // namespace

const Operation kCreateInstanceProfile = {{"CreateInstanceProfile", &kCreateInput, &kOneOutput},
                                          run_create};
const Operation kGetInstanceProfile = {{"GetInstanceProfile", &kNameInput, &kOneOutput}, run_get};
const Operation kListInstanceProfiles = {{"ListInstanceProfiles", &kListInput, &kListOutput},
                                         run_list};
const Operation kListInstanceProfilesForRole = {
    {"ListInstanceProfilesForRole", &kListForRoleInput, &kListOutput}, run_list_for_role};
const Operation kDeleteInstanceProfile = {{"DeleteInstanceProfile", &kNameInput, &kNoOutput},
                                          run_delete};
const Operation kAddRoleToInstanceProfile = {{"AddRoleToInstanceProfile", &kRoleInput, &kNoOutput},
                                             run_add};
const Operation kRemoveRoleFromInstanceProfile = {
    {"RemoveRoleFromInstanceProfile", &kRoleInput, &kNoOutput}, run_remove};

}  // namespace dynarock::iam
