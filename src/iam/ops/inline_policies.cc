#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

/// How many bytes all inline policies of one entity may have, blanks aside.
template <class T>
constexpr std::size_t kQuota = 0;
template <>
constexpr std::size_t kQuota<User> = 2048;
template <>
constexpr std::size_t kQuota<Group> = 5120;
template <>
constexpr std::size_t kQuota<Role> = 10240;

std::size_t size_of(std::string_view document) {
  return policy::policy_size(policy::PolicyKind::kInline, document);
}

AwsError no_such_policy(std::string_view noun, std::string_view name) {
  return no_such_entity("The " + std::string(noun) + " policy with name " + std::string(name) +
                        " cannot be found.");
}

/// The four operations on policies that are embedded in one kind of entity.
template <class T>
struct InlinePolicies {
  static constexpr Field kPutFields[] = {{Kind<T>::member, kName, kRequired},
                                         {"PolicyName", kName, kRequired},
                                         {"PolicyDocument", kPolicyDocument, kRequired}};
  static constexpr Shape kPutInput = aws::structure("PutPolicyRequest", kPutFields);
  static constexpr Field kOneFields[] = {{Kind<T>::member, kName, kRequired},
                                         {"PolicyName", kName, kRequired}};
  static constexpr Shape kOneInput = aws::structure("GetPolicyRequest", kOneFields);
  static constexpr Field kOneOutputFields[] = {{Kind<T>::member, aws::kString},
                                               {"PolicyName", aws::kString},
                                               {"PolicyDocument", aws::kString}};
  static constexpr Shape kOneOutput = aws::structure("GetPolicyResponse", kOneOutputFields);
  static constexpr Field kListFields[] = {
      {Kind<T>::member, kName, kRequired}, kMarkerField, kMaxItemsField};
  static constexpr Shape kListInput = aws::structure("ListPoliciesRequest", kListFields);
  static constexpr Field kListOutputFields[] = {
      {"PolicyNames", aws::kStringList}, kIsTruncatedField, kNextMarkerField};
  static constexpr Shape kListOutput = aws::structure("ListPoliciesResponse", kListOutputFields);

  static Result<std::string> put(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(find_changeable<T>(*account, request));
    const std::string_view name = text_of(request, "PolicyName");
    const std::string_view document = text_of(request, "PolicyDocument");
    DYNAROCK_TRY(parse_document(context, policy::PolicyKind::kInline, document));
    std::size_t size = size_of(document);
    for (const auto& [other, text] : entity->inline_policies)
      if (!same_key(other, name)) size += size_of(text);
    if (size > kQuota<T>)
      return fail(limit_exceeded("Maximum policy size of " + std::to_string(kQuota<T>) +
                                 " bytes exceeded for " + std::string(Kind<T>::noun) + " " +
                                 entity->name));
    entity->inline_policies.insert_or_assign(std::string(name), std::string(document));
    account.save(*entity);
    account.commit();
    return std::string();
  }

  static Result<std::string> get(Context& context, json::Value request) {
    const auto account = context.read();
    const T* entity = DYNAROCK_TRY(find_named<T>(*account, request));
    const std::string_view name = text_of(request, "PolicyName");
    const auto found = entity->inline_policies.find(name);
    if (found == entity->inline_policies.end()) return fail(no_such_policy(Kind<T>::noun, name));
    std::string body;
    json::Writer out(body);
    out.begin_object().member(Kind<T>::member, entity->name).member("PolicyName", found->first);
    write_document(out, "PolicyDocument", found->second);
    out.end_object();
    return body;
  }

  static Result<std::string> remove(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(find_changeable<T>(*account, request));
    const std::string_view name = text_of(request, "PolicyName");
    const auto found = entity->inline_policies.find(name);
    if (found == entity->inline_policies.end()) return fail(no_such_policy(Kind<T>::noun, name));
    entity->inline_policies.erase(found);
    account.save(*entity);
    account.commit();
    return std::string();
  }

  static Result<std::string> list(Context& context, json::Value request) {
    const auto account = context.read();
    const T* entity = DYNAROCK_TRY(find_named<T>(*account, request));
    std::vector<std::string> names;
    for (const auto& [name, document] : entity->inline_policies) names.push_back(name);
    return answer_page(request, "PolicyNames", std::move(names), std::identity(),
                       [](json::Writer& out, const std::string& name) { out.string(name); });
  }
};

using OfUser = InlinePolicies<User>;
using OfGroup = InlinePolicies<Group>;
using OfRole = InlinePolicies<Role>;

}  // namespace

const Operation kPutUserPolicy = {{"PutUserPolicy", &OfUser::kPutInput, &kNoOutput}, OfUser::put};
const Operation kPutGroupPolicy = {{"PutGroupPolicy", &OfGroup::kPutInput, &kNoOutput},
                                   OfGroup::put};
const Operation kPutRolePolicy = {{"PutRolePolicy", &OfRole::kPutInput, &kNoOutput}, OfRole::put};
const Operation kGetUserPolicy = {{"GetUserPolicy", &OfUser::kOneInput, &OfUser::kOneOutput},
                                  OfUser::get};
const Operation kGetGroupPolicy = {{"GetGroupPolicy", &OfGroup::kOneInput, &OfGroup::kOneOutput},
                                   OfGroup::get};
const Operation kGetRolePolicy = {{"GetRolePolicy", &OfRole::kOneInput, &OfRole::kOneOutput},
                                  OfRole::get};
const Operation kDeleteUserPolicy = {{"DeleteUserPolicy", &OfUser::kOneInput, &kNoOutput},
                                     OfUser::remove};
const Operation kDeleteGroupPolicy = {{"DeleteGroupPolicy", &OfGroup::kOneInput, &kNoOutput},
                                      OfGroup::remove};
const Operation kDeleteRolePolicy = {{"DeleteRolePolicy", &OfRole::kOneInput, &kNoOutput},
                                     OfRole::remove};
const Operation kListUserPolicies = {
    {"ListUserPolicies", &OfUser::kListInput, &OfUser::kListOutput}, OfUser::list};
const Operation kListGroupPolicies = {
    {"ListGroupPolicies", &OfGroup::kListInput, &OfGroup::kListOutput}, OfGroup::list};
const Operation kListRolePolicies = {
    {"ListRolePolicies", &OfRole::kListInput, &OfRole::kListOutput}, OfRole::list};

}  // namespace dynarock::iam
