#include <algorithm>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::size_t kMaxKeys = 2;
constexpr std::string_view kStatuses[] = {"Active", "Inactive", "Expired"};
constexpr Shape kStatus = aws::one_of(kStatuses);

constexpr Field kCreateFields[] = {{"UserName", kName}};
constexpr Shape kCreateInput = aws::structure("CreateAccessKeyRequest", kCreateFields);
constexpr Field kKeyFields[] = {{"UserName", aws::kString},
                                {"AccessKeyId", aws::kString},
                                {"Status", aws::kString},
                                {"SecretAccessKey", aws::kString},
                                {"CreateDate", aws::kTimestamp}};
constexpr Shape kKey = aws::structure("AccessKey", kKeyFields);
constexpr Field kCreateOutputFields[] = {{"AccessKey", kKey}};
constexpr Shape kCreateOutput = aws::structure("CreateAccessKeyResponse", kCreateOutputFields);

constexpr Field kListFields[] = {{"UserName", kName}, kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListAccessKeysRequest", kListFields);
constexpr Field kMetadataFields[] = {{"UserName", aws::kString},
                                     {"AccessKeyId", aws::kString},
                                     {"Status", aws::kString},
                                     {"CreateDate", aws::kTimestamp}};
constexpr Shape kMetadata = aws::structure("AccessKeyMetadata", kMetadataFields);
constexpr Shape kMetadataList = aws::list_of(kMetadata);
constexpr Field kListOutputFields[] = {
    {"AccessKeyMetadata", kMetadataList}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListAccessKeysResponse", kListOutputFields);

constexpr Field kUpdateFields[] = {
    {"UserName", kName}, {"AccessKeyId", kAccessKeyId, kRequired}, {"Status", kStatus, kRequired}};
constexpr Shape kUpdateInput = aws::structure("UpdateAccessKeyRequest", kUpdateFields);
constexpr Field kDeleteFields[] = {{"UserName", kName}, {"AccessKeyId", kAccessKeyId, kRequired}};
constexpr Shape kDeleteInput = aws::structure("DeleteAccessKeyRequest", kDeleteFields);

constexpr Field kLastUsedInputFields[] = {{"AccessKeyId", kAccessKeyId, kRequired}};
constexpr Shape kLastUsedInput =
    aws::structure("GetAccessKeyLastUsedRequest", kLastUsedInputFields);
constexpr Field kLastUsedFields[] = {
    {"LastUsedDate", aws::kTimestamp}, {"ServiceName", aws::kString}, {"Region", aws::kString}};
constexpr Shape kLastUsed = aws::structure("AccessKeyLastUsed", kLastUsedFields);
constexpr Field kLastUsedOutputFields[] = {{"UserName", aws::kString},
                                           {"AccessKeyLastUsed", kLastUsed}};
constexpr Shape kLastUsedOutput =
    aws::structure("GetAccessKeyLastUsedResponse", kLastUsedOutputFields);

void write_key(json::Writer& out, const User& user, const AccessKey& key) {
  out.member("UserName", user.name).member("AccessKeyId", key.id);
  out.member("Status", key.active ? "Active" : "Inactive");
  write_time(out, "CreateDate", key.created);
}

Result<AccessKey*> find_key(User& user, std::string_view id) {
  const auto key = std::ranges::find(user.access_keys, id, &AccessKey::id);
  if (key != user.access_keys.end()) return &*key;
  return fail(no_such_entity("The Access Key with id " + std::string(id) + " cannot be found."));
}

/// The user whose key an operation is about: the one that is named, else the key's owner or the
/// caller.
Result<User*> find_user(Context& context, Account& account, json::Value request) {
  const auto key = request.find_text("AccessKeyId");
  if (key && !request.find("UserName"))
    for (auto& [name, user] : account.users)
      if (std::ranges::find(user.access_keys, *key, &AccessKey::id) != user.access_keys.end())
        return &user;
  const std::string name = DYNAROCK_TRY(user_name_of(context, request));
  return find(account.users, name);
}

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  User* user = DYNAROCK_TRY(find_user(context, *account, request));
  if (user->access_keys.size() >= kMaxKeys)
    return fail(limit_exceeded("Cannot exceed quota for AccessKeysPerUser: 2"));
  user->access_keys.push_back(
      make_access_key("AKIA", context.call.account, context.ids, context.call.now));
  account.save(*user);
  account.commit();

  std::string body;
  json::Writer out(body);
  out.begin_object().key("AccessKey").begin_object();
  write_key(out, *user, user->access_keys.back());
  out.member("SecretAccessKey", user->access_keys.back().secret);
  out.end_object().end_object();
  return body;
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  const std::string name = DYNAROCK_TRY(user_name_of(context, request));
  const User* user = DYNAROCK_TRY(find(account->users, name));
  return answer_page(
      request, "AccessKeyMetadata", user->access_keys,
      [](const AccessKey& key) { return std::string_view(key.id); },
      [&](json::Writer& out, const AccessKey& key) {
        out.begin_object();
        write_key(out, *user, key);
        out.end_object();
      });
}

Result<std::string> run_update(Context& context, json::Value request) {
  auto account = context.write();
  User* user = DYNAROCK_TRY(find_user(context, *account, request));
  AccessKey* key = DYNAROCK_TRY(find_key(*user, text_of(request, "AccessKeyId")));
  key->active = text_of(request, "Status") == "Active";
  account.save(*user);
  account.commit();
  return std::string();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  User* user = DYNAROCK_TRY(find_user(context, *account, request));
  AccessKey* key = DYNAROCK_TRY(find_key(*user, text_of(request, "AccessKeyId")));
  account.revoke(*key);
  user->access_keys.erase(user->access_keys.begin() + (key - user->access_keys.data()));
  account.save(*user);
  account.commit();
  return std::string();
}

Result<std::string> run_last_used(Context& context, json::Value request) {
  const std::string_view id = text_of(request, "AccessKeyId");
  const auto credentials = context.state.find(id);
  if (!credentials || credentials->principal.account != context.call.account)
    return fail({"AccessDeniedException",
                 "User: " + aws::caller_of(context.call).arn +
                     " is not authorized to perform: iam:GetAccessKeyLastUsed on resource: "
                     "access key " +
                     std::string(id),
                 {}});
  std::string body;
  json::Writer out(body);
  out.begin_object().member("UserName", credentials->principal.name);
  out.key("AccessKeyLastUsed").begin_object();
  if (const auto use = context.state.last_use(id)) {
    write_time(out, "LastUsedDate", use->time);
    out.member("ServiceName", use->service).member("Region", use->region);
  } else {
    out.member("ServiceName", "N/A").member("Region", "N/A");
  }
  out.end_object().end_object();
  return body;
}

}  // namespace

const Operation kCreateAccessKey = {{"CreateAccessKey", &kCreateInput, &kCreateOutput}, run_create};
const Operation kListAccessKeys = {{"ListAccessKeys", &kListInput, &kListOutput}, run_list};
const Operation kUpdateAccessKey = {{"UpdateAccessKey", &kUpdateInput, &kNoOutput}, run_update};
const Operation kDeleteAccessKey = {{"DeleteAccessKey", &kDeleteInput, &kNoOutput}, run_delete};
const Operation kGetAccessKeyLastUsed = {
    {"GetAccessKeyLastUsed", &kLastUsedInput, &kLastUsedOutput}, run_last_used};

}  // namespace dynarock::iam
