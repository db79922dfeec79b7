#include <algorithm>

#include "iam/ops/answer.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_use.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::string_view kKinds[] = {"User", "Role", "Group", "LocalManagedPolicy",
                                       "AWSManagedPolicy"};
constexpr Shape kKind = aws::one_of(kKinds);
constexpr Shape kFilter = aws::list_of(kKind);
constexpr Field kInputFields[] = {{"Filter", kFilter}, kMaxItemsField, kMarkerField};
constexpr Shape kInput = aws::structure("GetAccountAuthorizationDetailsRequest", kInputFields);

constexpr Field kEmbeddedFields[] = {{"PolicyName", aws::kString},
                                     {"PolicyDocument", aws::kString}};
constexpr Shape kEmbedded = aws::structure("PolicyDetail", kEmbeddedFields);
constexpr Shape kEmbeddedList = aws::list_of(kEmbedded);

constexpr Field kUserDetailFields[] = {{"Path", aws::kString},
                                       {"UserName", aws::kString},
                                       {"UserId", aws::kString},
                                       {"Arn", aws::kString},
                                       {"CreateDate", aws::kTimestamp},
                                       {"UserPolicyList", kEmbeddedList},
                                       {"GroupList", aws::kStringList},
                                       {"AttachedManagedPolicies", kAttachedPolicies},
                                       {"PermissionsBoundary", kBoundary},
                                       {"Tags", kTags}};
constexpr Shape kUserDetail = aws::structure("UserDetail", kUserDetailFields);
constexpr Shape kUserDetails = aws::list_of(kUserDetail);
constexpr Field kGroupDetailFields[] = {{"Path", aws::kString},
                                        {"GroupName", aws::kString},
                                        {"GroupId", aws::kString},
                                        {"Arn", aws::kString},
                                        {"CreateDate", aws::kTimestamp},
                                        {"GroupPolicyList", kEmbeddedList},
                                        {"AttachedManagedPolicies", kAttachedPolicies}};
constexpr Shape kGroupDetail = aws::structure("GroupDetail", kGroupDetailFields);
constexpr Shape kGroupDetails = aws::list_of(kGroupDetail);
constexpr Field kRoleDetailFields[] = {{"Path", aws::kString},
                                       {"RoleName", aws::kString},
                                       {"RoleId", aws::kString},
                                       {"Arn", aws::kString},
                                       {"CreateDate", aws::kTimestamp},
                                       {"AssumeRolePolicyDocument", aws::kString},
                                       {"InstanceProfileList", kInstanceProfiles},
                                       {"RolePolicyList", kEmbeddedList},
                                       {"AttachedManagedPolicies", kAttachedPolicies},
                                       {"PermissionsBoundary", kBoundary},
                                       {"Tags", kTags},
                                       {"RoleLastUsed", kRoleLastUsed}};
constexpr Shape kRoleDetail = aws::structure("RoleDetail", kRoleDetailFields);
constexpr Shape kRoleDetails = aws::list_of(kRoleDetail);
constexpr Field kPolicyDetailFields[] = {{"PolicyName", aws::kString},
                                         {"PolicyId", aws::kString},
                                         {"Arn", aws::kString},
                                         {"Path", aws::kString},
                                         {"DefaultVersionId", aws::kString},
                                         {"AttachmentCount", aws::kInteger},
                                         {"PermissionsBoundaryUsageCount", aws::kInteger},
                                         {"IsAttachable", aws::kBoolean},
                                         {"Description", aws::kString},
                                         {"CreateDate", aws::kTimestamp},
                                         {"UpdateDate", aws::kTimestamp},
                                         {"PolicyVersionList", kPolicyVersions}};
constexpr Shape kPolicyDetail = aws::structure("ManagedPolicyDetail", kPolicyDetailFields);
constexpr Shape kPolicyDetails = aws::list_of(kPolicyDetail);
constexpr Field kOutputFields[] = {{"UserDetailList", kUserDetails},
                                   {"GroupDetailList", kGroupDetails},
                                   {"RoleDetailList", kRoleDetails},
                                   {"Policies", kPolicyDetails},
                                   kIsTruncatedField,
                                   kNextMarkerField};
constexpr Shape kOutput = aws::structure("GetAccountAuthorizationDetailsResponse", kOutputFields);

void write_head(json::Writer& out, const Account& account, const auto& entity,
                std::string_view kind) {
  out.member("Path", entity.path).member(std::string(kind) + "Name", entity.name);
  out.member(std::string(kind) + "Id", entity.id).member("Arn", arn_of(account.id, entity));
  write_time(out, "CreateDate", entity.created);
}

void write_policies(json::Writer& out, const Account& account, const Identity& identity,
                    std::string_view kind) {
  out.key(std::string(kind) + "PolicyList").begin_array();
  for (const auto& [name, document] : identity.inline_policies) {
    out.begin_object().member("PolicyName", name);
    write_document(out, "PolicyDocument", document);
    out.end_object();
  }
  out.end_array().key("AttachedManagedPolicies").begin_array();
  for (const std::string& arn : identity.attached_policies)
    if (const ManagedPolicy* policy = find_policy(account, arn))
      write_attached(out, account, *policy);
  out.end_array();
}

void write_detail(json::Writer& out, const Account& account, const User& user) {
  out.begin_object();
  write_head(out, account, user, "User");
  write_policies(out, account, user, "User");
  out.key("GroupList").begin_array();
  for (const std::string& group : user.groups) out.string(group);
  out.end_array();
  write_boundary(out, user);
  write_tags(out, user.tags);
  out.end_object();
}

void write_detail(json::Writer& out, const Account& account, const Group& group) {
  out.begin_object();
  write_head(out, account, group, "Group");
  write_policies(out, account, group, "Group");
  out.end_object();
}

void write_detail(json::Writer& out, const Account& account, const Role& role) {
  out.begin_object();
  write_head(out, account, role, "Role");
  write_document(out, "AssumeRolePolicyDocument", role.trust_policy);
  out.key("InstanceProfileList").begin_array();
  for (const auto& [name, profile] : account.instance_profiles)
    if (profile.role == role.name) write(out, account, profile, Detail::kBrief);
  out.end_array();
  write_policies(out, account, role, "Role");
  write_boundary(out, role);
  write_tags(out, role.tags);
  out.key("RoleLastUsed").begin_object().end_object();
  out.end_object();
}

void write_detail(json::Writer& out, const Account& account, const ManagedPolicy& policy) {
  const std::string arn = arn_of_policy(account, policy);
  out.begin_object().member("PolicyName", policy.name).member("PolicyId", policy.id);
  out.member("Arn", arn).member("Path", policy.path);
  out.member("DefaultVersionId", version_id(policy.default_version));
  out.member("AttachmentCount", attachment_count(account, arn));
  out.member("PermissionsBoundaryUsageCount", boundary_count(account, arn));
  out.member("IsAttachable", true);
  if (!policy.description.empty()) out.member("Description", policy.description);
  write_time(out, "CreateDate", policy.created);
  write_time(out, "UpdateDate", policy.updated);
  out.key("PolicyVersionList").begin_array();
  for (const PolicyVersion& version : policy.versions) {
    out.begin_object();
    write_document(out, "Document", version.document);
    out.member("VersionId", version_id(version.number));
    out.member("IsDefaultVersion", version.number == policy.default_version);
    write_time(out, "CreateDate", version.created);
    out.end_object();
  }
  out.end_array().end_object();
}

/// Writes the lists one after another. Pages run through them in this order, as if names began with
/// the list's number.
class Details {
 public:
  Details(const Account& account, json::Value request, Page& page, json::Writer& out)
      : account_(account), filter_(request.find("Filter")), page_(page), out_(out) {}

  template <class T>
  void write(std::string_view kind, const ByName<T>& entities) {
    ++number_;
    if (!wanted(kind)) return;
    for (const auto& [name, entity] : entities)
      if (page_.takes(std::to_string(number_) + "/" + name)) write_detail(out_, account_, entity);
  }

  /// AWS's own policies are told as far as somebody uses them.
  void write_used(std::string_view kind, const ByName<ManagedPolicy>& policies) {
    ByName<ManagedPolicy> used;
    for (const auto& [name, policy] : policies)
      if (attachment_count(account_, arn_of_policy(account_, policy)) > 0)
        used.emplace(name, policy);
    write(kind, used);
  }

 private:
  bool wanted(std::string_view kind) const {
    if (!filter_ || filter_->empty()) return true;
    for (const json::Value one : filter_->elements())
      if (one.text() == kind) return true;
    return false;
  }

  const Account& account_;
  const std::optional<json::Value> filter_;
  Page& page_;
  json::Writer& out_;
  int number_ = 0;
};

Result<std::string> run(Context& context, json::Value request) {
  const auto account = context.read();
  Page page = DYNAROCK_TRY(Page::of(request));
  std::string body;
  json::Writer out(body);
  Details details(*account, request, page, out);
  out.begin_object().key("UserDetailList").begin_array();
  details.write("User", account->users);
  out.end_array().key("GroupDetailList").begin_array();
  details.write("Group", account->groups);
  out.end_array().key("RoleDetailList").begin_array();
  details.write("Role", account->roles);
  out.end_array().key("Policies").begin_array();
  details.write("LocalManagedPolicy", account->policies);
  details.write_used("AWSManagedPolicy", aws_policies());
  out.end_array();
  page.write_end(out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kGetAccountAuthorizationDetails = {
    {"GetAccountAuthorizationDetails", &kInput, &kOutput}, run};

}  // namespace dynarock::iam
