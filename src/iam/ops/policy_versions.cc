#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_use.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::size_t kMaxVersions = 5;

constexpr Field kCreateFields[] = {{"PolicyArn", kArn, kRequired},
                                   {"PolicyDocument", kPolicyDocument, kRequired},
                                   {"SetAsDefault", aws::kBoolean}};
constexpr Shape kCreateInput = aws::structure("CreatePolicyVersionRequest", kCreateFields);
constexpr Field kOneFields[] = {{"PolicyVersion", kPolicyVersion}};
constexpr Shape kOneOutput = aws::structure("GetPolicyVersionResponse", kOneFields);
constexpr Field kOneInputFields[] = {{"PolicyArn", kArn, kRequired},
                                     {"VersionId", kVersionId, kRequired}};
constexpr Shape kOneInput = aws::structure("GetPolicyVersionRequest", kOneInputFields);
constexpr Field kListFields[] = {{"PolicyArn", kArn, kRequired}, kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListPolicyVersionsRequest", kListFields);
constexpr Field kListOutputFields[] = {
    {"Versions", kPolicyVersions}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListPolicyVersionsResponse", kListOutputFields);

/// Of an id that matches its pattern; -1 if it is none that we give out.
std::int64_t number_of(std::string_view id) {
  std::int64_t number = -1;
  const char* end = id.data() + id.size();
  return std::from_chars(id.data() + 1, end, number).ptr == end ? number : -1;
}

Result<const PolicyVersion*> find_version(const ManagedPolicy& policy, std::string_view arn,
                                          std::string_view id) {
  if (const PolicyVersion* version = policy.find(number_of(id))) return version;
  return fail(no_such_entity("Policy " + std::string(arn) + " version " + std::string(id) +
                             " does not exist or is not attachable."));
}

void write_head(json::Writer& out, const ManagedPolicy& policy, const PolicyVersion& version) {
  out.member("VersionId", version_id(version.number));
  out.member("IsDefaultVersion", version.number == policy.default_version);
  write_time(out, "CreateDate", version.created);
}

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  ManagedPolicy* policy = DYNAROCK_TRY(find_own(*account, text_of(request, "PolicyArn")));
  const std::string_view document = text_of(request, "PolicyDocument");
  DYNAROCK_TRY(check_managed_document(context, document));
  if (policy->versions.size() >= kMaxVersions)
    return fail(
        limit_exceeded("A managed policy can have up to 5 versions. Before you create a new "
                       "version, you must delete an existing version."));
  policy->versions.push_back({policy->next_version++, std::string(document), context.call.now});
  const PolicyVersion& version = policy->versions.back();
  const auto as_default = request.find("SetAsDefault");
  if (as_default && aws::to_boolean(*as_default)) policy->default_version = version.number;
  policy->updated = context.call.now;
  account.save(*policy);
  account.commit();

  std::string body;
  json::Writer out(body);
  out.begin_object().key("PolicyVersion").begin_object();
  write_head(out, *policy, version);
  out.end_object().end_object();
  return body;
}

Result<std::string> run_get(Context& context, json::Value request) {
  const auto account = context.read();
  const std::string_view arn = text_of(request, "PolicyArn");
  const ManagedPolicy* policy = DYNAROCK_TRY(find_managed(*account, arn));
  const PolicyVersion* version =
      DYNAROCK_TRY(find_version(*policy, arn, text_of(request, "VersionId")));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("PolicyVersion").begin_object();
  write_document(out, "Document", version->document);
  write_head(out, *policy, *version);
  out.end_object().end_object();
  return body;
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  const ManagedPolicy* policy = DYNAROCK_TRY(find_managed(*account, text_of(request, "PolicyArn")));
  // The newest first, as AWS has them.
  const auto order = [](const PolicyVersion& version) {
    return std::to_string(std::numeric_limits<std::int64_t>::max() - version.number);
  };
  return answer_page(request, "Versions", policy->versions, order,
                     [&](json::Writer& out, const PolicyVersion& version) {
                       out.begin_object();
                       write_head(out, *policy, version);
                       out.end_object();
                     });
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view arn = text_of(request, "PolicyArn");
  ManagedPolicy* policy = DYNAROCK_TRY(find_own(*account, arn));
  const PolicyVersion* version =
      DYNAROCK_TRY(find_version(*policy, arn, text_of(request, "VersionId")));
  if (version->number == policy->default_version)
    return fail(delete_conflict("Cannot delete the default version of a policy."));
  policy->versions.erase(policy->versions.begin() + (version - policy->versions.data()));
  policy->updated = context.call.now;
  account.save(*policy);
  account.commit();
  return std::string();
}

Result<std::string> run_set_default(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view arn = text_of(request, "PolicyArn");
  ManagedPolicy* policy = DYNAROCK_TRY(find_own(*account, arn));
  const PolicyVersion* version =
      DYNAROCK_TRY(find_version(*policy, arn, text_of(request, "VersionId")));
  policy->default_version = version->number;
  policy->updated = context.call.now;
  account.save(*policy);
  account.commit();
  return std::string();
}

}  // namespace

const Operation kCreatePolicyVersion = {{"CreatePolicyVersion", &kCreateInput, &kOneOutput},
                                        run_create};
const Operation kGetPolicyVersion = {{"GetPolicyVersion", &kOneInput, &kOneOutput}, run_get};
const Operation kListPolicyVersions = {{"ListPolicyVersions", &kListInput, &kListOutput}, run_list};
const Operation kDeletePolicyVersion = {{"DeletePolicyVersion", &kOneInput, &kNoOutput},
                                        run_delete};
const Operation kSetDefaultPolicyVersion = {{"SetDefaultPolicyVersion", &kOneInput, &kNoOutput},
                                            run_set_default};

}  // namespace dynarock::iam
