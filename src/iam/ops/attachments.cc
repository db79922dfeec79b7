#include <algorithm>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_use.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::size_t kMaxAttached = 10;

/// Attaching managed policies to one kind of entity.
template <class T>
struct Attachments {
  static constexpr Field kAttachFields[] = {{Kind<T>::member, kName, kRequired},
                                            {"PolicyArn", kArn, kRequired}};
  static constexpr Shape kAttachInput = aws::structure("AttachPolicyRequest", kAttachFields);
  static constexpr Field kListFields[] = {
      {Kind<T>::member, kName, kRequired}, {"PathPrefix", kPath}, kMarkerField, kMaxItemsField};
  static constexpr Shape kListInput = aws::structure("ListAttachedPoliciesRequest", kListFields);
  static constexpr Field kListOutputFields[] = {
      {"AttachedPolicies", kAttachedPolicies}, kIsTruncatedField, kNextMarkerField};
  static constexpr Shape kListOutput =
      aws::structure("ListAttachedPoliciesResponse", kListOutputFields);

  static Result<std::string> attach(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(find_changeable<T>(*account, request));
    const std::string_view arn = text_of(request, "PolicyArn");
    DYNAROCK_TRY(find_attachable(*account, arn));
    if (is_attached(*entity, arn)) return std::string();
    if (entity->attached_policies.size() >= kMaxAttached)
      return fail(limit_exceeded("Cannot exceed quota for PoliciesPer" +
                                 std::string(Kind<T>::name) + ": " + std::to_string(kMaxAttached)));
    entity->attached_policies.emplace_back(arn);
    account.save(*entity);
    account.commit();
    return std::string();
  }

  static Result<std::string> detach(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(find_changeable<T>(*account, request));
    const std::string_view arn = text_of(request, "PolicyArn");
    if (!is_attached(*entity, arn))
      return fail(no_such_entity("Policy " + std::string(arn) + " was not found."));
    std::erase(entity->attached_policies, arn);
    account.save(*entity);
    account.commit();
    return std::string();
  }

  static Result<std::string> list(Context& context, json::Value request) {
    const auto account = context.read();
    const T* entity = DYNAROCK_TRY(find_named<T>(*account, request));
    const std::string_view prefix = request.find_text("PathPrefix").value_or("/");
    std::vector<const ManagedPolicy*> policies;
    for (const std::string& arn : entity->attached_policies) {
      const ManagedPolicy* policy = find_policy(*account, arn);
      if (policy && policy->path.starts_with(prefix)) policies.push_back(policy);
    }
    return answer_page(
        request, "AttachedPolicies", std::move(policies),
        [&](const ManagedPolicy* policy) { return policy->name; },
        [&](json::Writer& out, const ManagedPolicy* policy) {
          write_attached(out, *account, *policy);
        });
  }
};

using OfUser = Attachments<User>;
using OfGroup = Attachments<Group>;
using OfRole = Attachments<Role>;

}  // namespace

const Operation kAttachUserPolicy = {{"AttachUserPolicy", &OfUser::kAttachInput, &kNoOutput},
                                     OfUser::attach};
const Operation kAttachGroupPolicy = {{"AttachGroupPolicy", &OfGroup::kAttachInput, &kNoOutput},
                                      OfGroup::attach};
const Operation kAttachRolePolicy = {{"AttachRolePolicy", &OfRole::kAttachInput, &kNoOutput},
                                     OfRole::attach};
const Operation kDetachUserPolicy = {{"DetachUserPolicy", &OfUser::kAttachInput, &kNoOutput},
                                     OfUser::detach};
const Operation kDetachGroupPolicy = {{"DetachGroupPolicy", &OfGroup::kAttachInput, &kNoOutput},
                                      OfGroup::detach};
const Operation kDetachRolePolicy = {{"DetachRolePolicy", &OfRole::kAttachInput, &kNoOutput},
                                     OfRole::detach};
const Operation kListAttachedUserPolicies = {
    {"ListAttachedUserPolicies", &OfUser::kListInput, &OfUser::kListOutput}, OfUser::list};
const Operation kListAttachedGroupPolicies = {
    {"ListAttachedGroupPolicies", &OfGroup::kListInput, &OfGroup::kListOutput}, OfGroup::list};
const Operation kListAttachedRolePolicies = {
    {"ListAttachedRolePolicies", &OfRole::kListInput, &OfRole::kListOutput}, OfRole::list};

}  // namespace dynarock::iam
