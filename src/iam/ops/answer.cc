#include "iam/ops/answer.h"

#include "dynarock/base/base64.h"
#include "dynarock/base/uri_encoding.h"
#include "iam/ops/policy_use.h"

namespace dynarock::iam {
namespace {

constexpr std::int64_t kDefaultMaxItems = 100;

void write_head(json::Writer& out, const Entity& entity, std::string_view kind,
                const std::string& arn) {
  out.member("Path", entity.path);
  out.member(std::string(kind) + "Name", entity.name);
  out.member(std::string(kind) + "Id", entity.id);
  out.member("Arn", arn);
  write_time(out, "CreateDate", entity.created);
}

void write_tags_if_any(json::Writer& out, const Entity& entity) {
  if (!entity.tags.empty()) write_tags(out, entity.tags);
}

}  // namespace

void write_time(json::Writer& out, std::string_view name, Timestamp time) {
  out.member(name, std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

void write_document(json::Writer& out, std::string_view name, std::string_view document) {
  std::string encoded;
  append_uri_encoded(document, encoded);
  out.member(name, encoded);
}

void write_tags(json::Writer& out, const std::vector<Tag>& tags) {
  out.key("Tags").begin_array();
  for (const Tag& tag : tags)
    out.begin_object().member("Key", tag.key).member("Value", tag.value).end_object();
  out.end_array();
}

void write_boundary(json::Writer& out, const Identity& identity) {
  if (identity.permissions_boundary.empty()) return;
  out.key("PermissionsBoundary").begin_object();
  out.member("PermissionsBoundaryType", "Policy");
  out.member("PermissionsBoundaryArn", identity.permissions_boundary).end_object();
}

void write_attached(json::Writer& out, const Account& account, const ManagedPolicy& policy) {
  out.begin_object().member("PolicyName", policy.name);
  out.member("PolicyArn", arn_of_policy(account, policy)).end_object();
}

void write(json::Writer& out, const Account& account, const User& user, Detail detail) {
  out.begin_object();
  write_head(out, user, "User", arn_of(account.id, user));
  if (detail == Detail::kFull) {
    write_boundary(out, user);
    write_tags_if_any(out, user);
  }
  out.end_object();
}

void write(json::Writer& out, const Account& account, const Group& group, Detail) {
  out.begin_object();
  write_head(out, group, "Group", arn_of(account.id, group));
  out.end_object();
}

void write(json::Writer& out, const Account& account, const Role& role, Detail detail) {
  out.begin_object();
  write_head(out, role, "Role", arn_of(account.id, role));
  write_document(out, "AssumeRolePolicyDocument", role.trust_policy);
  if (!role.description.empty()) out.member("Description", role.description);
  out.member("MaxSessionDuration", role.max_session_seconds);
  if (detail == Detail::kFull) {
    write_boundary(out, role);
    write_tags_if_any(out, role);
    out.key("RoleLastUsed").begin_object().end_object();
  }
  out.end_object();
}

void write(json::Writer& out, const Account& account, const ManagedPolicy& policy, Detail detail) {
  const std::string arn = arn_of_policy(account, policy);
  out.begin_object().member("PolicyName", policy.name).member("PolicyId", policy.id);
  out.member("Arn", arn).member("Path", policy.path);
  out.member("DefaultVersionId", version_id(policy.default_version));
  out.member("AttachmentCount", attachment_count(account, arn));
  out.member("PermissionsBoundaryUsageCount", boundary_count(account, arn));
  out.member("IsAttachable", true);
  if (detail == Detail::kFull && !policy.description.empty())
    out.member("Description", policy.description);
  write_time(out, "CreateDate", policy.created);
  write_time(out, "UpdateDate", policy.updated);
  if (detail == Detail::kFull) write_tags(out, policy.tags);
  out.end_object();
}

void write(json::Writer& out, const Account& account, const InstanceProfile& profile,
           Detail detail) {
  out.begin_object();
  write_head(out, profile, "InstanceProfile", arn_of(account.id, profile));
  out.key("Roles").begin_array();
  const auto role = account.roles.find(profile.role);
  if (role != account.roles.end()) write(out, account, role->second, Detail::kBrief);
  out.end_array();
  if (detail == Detail::kFull) write_tags(out, profile.tags);
  out.end_object();
}

Result<Page> Page::of(json::Value request) {
  Page page;
  const auto max_items = request.find("MaxItems");
  page.left_ = max_items ? aws::to_integer(*max_items) : kDefaultMaxItems;
  if (const auto marker = request.find_text("Marker")) {
    auto after = base64_decode(*marker);
    if (!after) return fail(validation_error("Invalid Marker."));
    page.after_ = std::move(*after);
  }
  return page;
}

bool Page::takes(std::string_view text) {
  if (after_ && !NameLess()(*after_, text)) return false;
  if (left_ == 0) {
    truncated_ = true;
    return false;
  }
  --left_;
  last_ = text;
  return true;
}

void Page::write_end(json::Writer& out) const {
  out.member("IsTruncated", truncated_);
  if (truncated_) out.member("Marker", base64_encode(last_));
}

}  // namespace dynarock::iam
