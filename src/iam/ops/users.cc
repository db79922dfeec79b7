#include <algorithm>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr Field kCreateFields[] = {{"Path", kPath},
                                   {"UserName", kUserName, kRequired},
                                   {"PermissionsBoundary", kArn},
                                   {"Tags", kTags}};
constexpr Shape kCreateInput = aws::structure("CreateUserRequest", kCreateFields);
constexpr Field kOneFields[] = {{"User", kUser}};
constexpr Shape kOneOutput = aws::structure("GetUserResponse", kOneFields);

constexpr Field kGetFields[] = {{"UserName", kName}};
constexpr Shape kGetInput = aws::structure("GetUserRequest", kGetFields);

constexpr Field kListFields[] = {{"PathPrefix", kPathPrefix}, kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListUsersRequest", kListFields);
constexpr Field kListOutputFields[] = {{"Users", kUsers}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListUsersResponse", kListOutputFields);

constexpr Field kUpdateFields[] = {
    {"UserName", kName, kRequired}, {"NewPath", kPath}, {"NewUserName", kUserName}};
constexpr Shape kUpdateInput = aws::structure("UpdateUserRequest", kUpdateFields);

constexpr Field kDeleteFields[] = {{"UserName", kName, kRequired}};
constexpr Shape kDeleteInput = aws::structure("DeleteUserRequest", kDeleteFields);

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "UserName");
  DYNAROCK_TRY(check_free(account->users, name));
  User user;
  user.tags = DYNAROCK_TRY(read_tags(request));
  if (const auto boundary = request.find_text("PermissionsBoundary")) {
    DYNAROCK_TRY(find_attachable(*account, *boundary));
    user.permissions_boundary = *boundary;
  }
  begin_entity(context, user, name, request.find_text("Path").value_or("/"), Kind<User>::id_prefix);
  const User& made = account->users.emplace(name, std::move(user)).first->second;
  account.save(made);
  account.commit();
  return answer("User", *account, made, Detail::kFull);
}

/// The root as GetUser shows it to itself: as a user without name.
std::string answer_root(Context& context) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("User").begin_object();
  out.member("UserId", context.call.account);
  out.member("Arn", auth::root_principal(context.call.account).arn);
  write_time(out, "CreateDate", Timestamp{});
  out.end_object().end_object();
  return body;
}

Result<std::string> run_get(Context& context, json::Value request) {
  const auto account = context.read();
  if (!request.find("UserName") && aws::caller_of(context.call).kind == auth::PrincipalKind::kRoot)
    return answer_root(context);
  const std::string name = DYNAROCK_TRY(user_name_of(context, request));
  const User* user = DYNAROCK_TRY(find(account->users, name));
  return answer("User", *account, *user, Detail::kFull);
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  return answer_entities(request, "Users", *account, account->users);
}

Result<std::string> run_update(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "UserName");
  User* user = DYNAROCK_TRY(find(account->users, name));
  const auto new_name = request.find_text("NewUserName");
  if (new_name && !same_key(*new_name, name)) DYNAROCK_TRY(check_free(account->users, *new_name));

  account.erase(*user);
  auto node = account->users.extract(account->users.find(name));
  User& changed = node.mapped();
  if (const auto path = request.find_text("NewPath")) changed.path = *path;
  if (new_name) node.key() = changed.name = *new_name;
  account.save(account->users.insert(std::move(node)).position->second);
  account.commit();
  return std::string();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  const User* user = DYNAROCK_TRY(find(account->users, text_of(request, "UserName")));
  const struct {
    bool holds;
    const char* message;
  } kObstacles[] = {
      {!user->access_keys.empty(), "Cannot delete entity, must delete access keys first."},
      {!user->groups.empty(), "Cannot delete entity, must remove users from group first."},
      {!user->attached_policies.empty(), "Cannot delete entity, must detach all policies first."},
      {!user->inline_policies.empty(), "Cannot delete entity, must delete policies first."}};
  for (const auto& [holds, message] : kObstacles)
    if (holds) return fail(delete_conflict(message));
  account.erase(*user);
  account->users.erase(account->users.find(user->name));
  account.commit();
  return std::string();
}

}  // namespace

Result<std::string> user_name_of(Context& context, json::Value request) {
  if (const auto name = request.find_text("UserName")) return std::string(*name);
  const auth::Principal caller = aws::caller_of(context.call);
  if (caller.kind == auth::PrincipalKind::kUser) return caller.name;
  return fail(validation_error("Must specify userName when calling with non-User credentials"));
}

const Operation kCreateUser = {{"CreateUser", &kCreateInput, &kOneOutput}, run_create};
const Operation kGetUser = {{"GetUser", &kGetInput, &kOneOutput}, run_get};
const Operation kListUsers = {{"ListUsers", &kListInput, &kListOutput}, run_list};
const Operation kUpdateUser = {{"UpdateUser", &kUpdateInput, &kNoOutput}, run_update};
const Operation kDeleteUser = {{"DeleteUser", &kDeleteInput, &kNoOutput}, run_delete};

}  // namespace dynarock::iam
