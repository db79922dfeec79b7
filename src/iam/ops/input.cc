#include "iam/ops/input.h"

#include <algorithm>

namespace dynarock::iam {
namespace {

Result<void> check_arn(std::string_view arn) {
  if (arn.starts_with("arn:") && std::ranges::count(arn, ':') >= 5) return {};
  return fail({"InvalidInput", "ARN " + std::string(arn) + " is not valid.", {}});
}

}  // namespace

Result<std::shared_ptr<const policy::Document>> parse_document(Context& context,
                                                               policy::PolicyKind kind,
                                                               std::string_view document) {
  auto parsed = policy::parse_policy(kind, document);
  if (parsed) return std::move(*parsed);
  context.call.note = parsed.error().describe();
  return fail(parsed.error().error());
}

bool same_key(std::string_view left, std::string_view right) {
  return !NameLess()(left, right) && !NameLess()(right, left);
}

Result<std::vector<Tag>> read_tags(json::Value request) {
  std::vector<Tag> tags;
  const auto given = request.find("Tags");
  if (!given) return tags;
  for (const json::Value tag : given->elements()) {
    const std::string_view key = *tag.find_text("Key");
    const auto same = [key](const Tag& other) { return same_key(other.key, key); };
    if (std::ranges::any_of(tags, same))
      return fail({"InvalidInput",
                   "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                   {}});
    tags.push_back({std::string(key), std::string(*tag.find_text("Value"))});
  }
  return tags;
}

Result<const ManagedPolicy*> find_managed(const Account& account, std::string_view arn) {
  DYNAROCK_TRY(check_arn(arn));
  if (const ManagedPolicy* policy = find_policy(account, arn)) return policy;
  return fail(no_such_entity("Policy " + std::string(arn) + " was not found."));
}

Result<const ManagedPolicy*> find_attachable(const Account& account, std::string_view arn) {
  DYNAROCK_TRY(check_arn(arn));
  if (const ManagedPolicy* policy = find_policy(account, arn)) return policy;
  return fail(
      no_such_entity("Policy " + std::string(arn) + " does not exist or is not attachable."));
}

Result<ManagedPolicy*> find_own(Account& account, std::string_view arn) {
  const ManagedPolicy* policy = DYNAROCK_TRY(find_managed(account, arn));
  const auto own = account.policies.find(policy->name);
  if (own != account.policies.end() && &own->second == policy) return &own->second;
  return fail({"AccessDeniedException",
               "Policy is outside your own account and cannot be changed: " + std::string(arn),
               {}});
}

}  // namespace dynarock::iam
