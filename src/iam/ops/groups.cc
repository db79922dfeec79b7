#include <algorithm>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::size_t kMaxGroupsPerUser = 10;

constexpr Field kCreateFields[] = {{"Path", kPath}, {"GroupName", kName, kRequired}};
constexpr Shape kCreateInput = aws::structure("CreateGroupRequest", kCreateFields);
constexpr Field kCreateOutputFields[] = {{"Group", kGroup}};
constexpr Shape kCreateOutput = aws::structure("CreateGroupResponse", kCreateOutputFields);

constexpr Field kGetFields[] = {{"GroupName", kName, kRequired}, kMarkerField, kMaxItemsField};
constexpr Shape kGetInput = aws::structure("GetGroupRequest", kGetFields);
constexpr Field kGetOutputFields[] = {
    {"Group", kGroup}, {"Users", kUsers}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kGetOutput = aws::structure("GetGroupResponse", kGetOutputFields);

constexpr Field kListFields[] = {{"PathPrefix", kPathPrefix}, kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListGroupsRequest", kListFields);
constexpr Field kListForUserFields[] = {
    {"UserName", kName, kRequired}, kMarkerField, kMaxItemsField};
constexpr Shape kListForUserInput = aws::structure("ListGroupsForUserRequest", kListForUserFields);
constexpr Field kListOutputFields[] = {{"Groups", kGroups}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListGroupsResponse", kListOutputFields);

constexpr Field kUpdateFields[] = {
    {"GroupName", kName, kRequired}, {"NewPath", kPath}, {"NewGroupName", kName}};
constexpr Shape kUpdateInput = aws::structure("UpdateGroupRequest", kUpdateFields);
constexpr Field kDeleteFields[] = {{"GroupName", kName, kRequired}};
constexpr Shape kDeleteInput = aws::structure("DeleteGroupRequest", kDeleteFields);
constexpr Field kMemberFields[] = {{"GroupName", kName, kRequired}, {"UserName", kName, kRequired}};
constexpr Shape kMemberInput = aws::structure("AddUserToGroupRequest", kMemberFields);

bool is_member(const User& user, const Group& group) {
  return std::ranges::find(user.groups, group.name) != user.groups.end();
}

std::vector<const User*> members_of(const Account& account, const Group& group) {
  std::vector<const User*> members;
  for (const auto& [name, user] : account.users)
    if (is_member(user, group)) members.push_back(&user);
  return members;
}

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "GroupName");
  DYNAROCK_TRY(check_free(account->groups, name));
  Group group;
  begin_entity(context, group, name, request.find_text("Path").value_or("/"),
               Kind<Group>::id_prefix);
  const Group& made = account->groups.emplace(name, std::move(group)).first->second;
  account.save(made);
  account.commit();
  return answer("Group", *account, made, Detail::kFull);
}

Result<std::string> run_get(Context& context, json::Value request) {
  const auto account = context.read();
  const Group* group = DYNAROCK_TRY(find_named<Group>(*account, request));
  Page page = DYNAROCK_TRY(Page::of(request));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Group");
  write(out, *account, *group, Detail::kFull);
  out.key("Users").begin_array();
  for (const User* user : members_of(*account, *group))
    if (page.takes(user->name)) write(out, *account, *user, Detail::kBrief);
  out.end_array();
  page.write_end(out);
  out.end_object();
  return body;
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  return answer_entities(request, "Groups", *account, account->groups);
}

Result<std::string> run_list_for_user(Context& context, json::Value request) {
  const auto account = context.read();
  const User* user = DYNAROCK_TRY(find_named<User>(*account, request));
  return answer_page(request, "Groups", user->groups, std::identity(),
                     [&](json::Writer& out, const std::string& name) {
                       write(out, *account, account->groups.find(name)->second, Detail::kBrief);
                     });
}

Result<std::string> run_update(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "GroupName");
  const Group* group = DYNAROCK_TRY(find(account->groups, name));
  const auto new_name = request.find_text("NewGroupName");
  if (new_name && !same_key(*new_name, name)) DYNAROCK_TRY(check_free(account->groups, *new_name));

  account.erase(*group);
  if (new_name) {
    for (auto& [user_name, user] : account->users) {
      if (!is_member(user, *group)) continue;
      std::ranges::replace(user.groups, group->name, std::string(*new_name));
      account.save(user);
    }
  }
  auto node = account->groups.extract(account->groups.find(name));
  Group& changed = node.mapped();
  if (const auto path = request.find_text("NewPath")) changed.path = *path;
  if (new_name) node.key() = changed.name = *new_name;
  account.save(account->groups.insert(std::move(node)).position->second);
  account.commit();
  return std::string();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  const Group* group = DYNAROCK_TRY(find(account->groups, text_of(request, "GroupName")));
  if (!members_of(*account, *group).empty())
    return fail(delete_conflict("Cannot delete entity, must remove users from group first."));
  if (!group->attached_policies.empty())
    return fail(delete_conflict("Cannot delete entity, must detach all policies first."));
  if (!group->inline_policies.empty())
    return fail(delete_conflict("Cannot delete entity, must delete policies first."));
  account.erase(*group);
  account->groups.erase(account->groups.find(group->name));
  account.commit();
  return std::string();
}

Result<std::string> run_add(Context& context, json::Value request) {
  auto account = context.write();
  const Group* group = DYNAROCK_TRY(find_named<Group>(*account, request));
  User* user = DYNAROCK_TRY(find_changeable<User>(*account, request));
  if (is_member(*user, *group)) return std::string();
  if (user->groups.size() >= kMaxGroupsPerUser)
    return fail(limit_exceeded("Cannot exceed quota for GroupsPerUser: 10"));
  user->groups.push_back(group->name);
  account.save(*user);
  account.commit();
  return std::string();
}

Result<std::string> run_remove(Context& context, json::Value request) {
  auto account = context.write();
  const Group* group = DYNAROCK_TRY(find_named<Group>(*account, request));
  User* user = DYNAROCK_TRY(find_changeable<User>(*account, request));
  std::erase(user->groups, group->name);
  account.save(*user);
  account.commit();
  return std::string();
}

}  // namespace

const Operation kCreateGroup = {{"CreateGroup", &kCreateInput, &kCreateOutput}, run_create};
const Operation kGetGroup = {{"GetGroup", &kGetInput, &kGetOutput}, run_get};
const Operation kListGroups = {{"ListGroups", &kListInput, &kListOutput}, run_list};
const Operation kListGroupsForUser = {{"ListGroupsForUser", &kListForUserInput, &kListOutput},
                                      run_list_for_user};
const Operation kUpdateGroup = {{"UpdateGroup", &kUpdateInput, &kNoOutput}, run_update};
const Operation kDeleteGroup = {{"DeleteGroup", &kDeleteInput, &kNoOutput}, run_delete};
const Operation kAddUserToGroup = {{"AddUserToGroup", &kMemberInput, &kNoOutput}, run_add};
const Operation kRemoveUserFromGroup = {{"RemoveUserFromGroup", &kMemberInput, &kNoOutput},
                                        run_remove};

}  // namespace dynarock::iam
