#include <algorithm>
#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::size_t kMaxTags = 50;

/// By what a request names the entity whose tags it is about.
template <class T>
struct Subject {
  static constexpr Field kField{Kind<T>::member, kName, kRequired};
  static Result<T*> find(Account& account, json::Value request) {
    return find_changeable<T>(account, request);
  }
  static Result<const T*> find(const Account& account, json::Value request) {
    return find_named<T>(account, request);
  }
};
template <>
struct Subject<ManagedPolicy> {
  static constexpr Field kField{"PolicyArn", kArn, kRequired};
  static Result<ManagedPolicy*> find(Account& account, json::Value request) {
    return find_own(account, text_of(request, "PolicyArn"));
  }
  static Result<const ManagedPolicy*> find(const Account& account, json::Value request) {
    return find_managed(account, text_of(request, "PolicyArn"));
  }
};

template <class T>
struct TagsOf {
  static constexpr Field kTagFieldsOfInput[] = {Subject<T>::kField, {"Tags", kTags, kRequired}};
  static constexpr Shape kTagInput = aws::structure("TagRequest", kTagFieldsOfInput);
  static constexpr Field kUntagFields[] = {Subject<T>::kField, {"TagKeys", kTagKeys, kRequired}};
  static constexpr Shape kUntagInput = aws::structure("UntagRequest", kUntagFields);
  static constexpr Field kListFields[] = {Subject<T>::kField, kMarkerField, kMaxItemsField};
  static constexpr Shape kListInput = aws::structure("ListTagsRequest", kListFields);
  static constexpr Field kListOutputFields[] = {
      {"Tags", kTags}, kIsTruncatedField, kNextMarkerField};
  static constexpr Shape kListOutput = aws::structure("ListTagsResponse", kListOutputFields);

  static Result<std::string> tag(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(Subject<T>::find(*account, request));
    std::vector<Tag> tags = entity->tags;
    std::vector<Tag> wanted = DYNAROCK_TRY(read_tags(request));
    for (Tag& given : wanted) {
      const auto found =
          std::ranges::find_if(tags, [&](const Tag& own) { return same_key(own.key, given.key); });
      if (found == tags.end())
        tags.push_back(std::move(given));
      else
        *found = std::move(given);
    }
    if (tags.size() > kMaxTags)
      return fail(limit_exceeded("Cannot exceed quota for TagsPer" + std::string(kNoun) + ": 50"));
    entity->tags = std::move(tags);
    account.save(*entity);
    account.commit();
    return std::string();
  }

  static Result<std::string> untag(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(Subject<T>::find(*account, request));
    for (const json::Value key : request.find("TagKeys")->elements())
      std::erase_if(entity->tags, [&](const Tag& tag) { return same_key(tag.key, key.text()); });
    account.save(*entity);
    account.commit();
    return std::string();
  }

  static Result<std::string> list(Context& context, json::Value request) {
    const auto account = context.read();
    const T* entity = DYNAROCK_TRY(Subject<T>::find(*account, request));
    return answer_page(request, "Tags", entity->tags, &Tag::key,
                       [](json::Writer& out, const Tag& tag) {
                         out.begin_object().member("Key", tag.key).member("Value", tag.value);
                         out.end_object();
                       });
  }

  static constexpr std::string_view kNoun = [] {
    if constexpr (std::is_same_v<T, ManagedPolicy>)
      return "Policy";
    else if constexpr (std::is_same_v<T, InstanceProfile>)
      return "InstanceProfile";
    else
      return Kind<T>::name;
  }();
};

using OfUser = TagsOf<User>;
using OfRole = TagsOf<Role>;
using OfPolicy = TagsOf<ManagedPolicy>;
using OfProfile = TagsOf<InstanceProfile>;

}  // namespace

const Operation kTagUser = {{"TagUser", &OfUser::kTagInput, &kNoOutput}, OfUser::tag};
const Operation kTagRole = {{"TagRole", &OfRole::kTagInput, &kNoOutput}, OfRole::tag};
const Operation kTagPolicy = {{"TagPolicy", &OfPolicy::kTagInput, &kNoOutput}, OfPolicy::tag};
const Operation kTagInstanceProfile = {{"TagInstanceProfile", &OfProfile::kTagInput, &kNoOutput},
                                       OfProfile::tag};
const Operation kUntagUser = {{"UntagUser", &OfUser::kUntagInput, &kNoOutput}, OfUser::untag};
const Operation kUntagRole = {{"UntagRole", &OfRole::kUntagInput, &kNoOutput}, OfRole::untag};
const Operation kUntagPolicy = {{"UntagPolicy", &OfPolicy::kUntagInput, &kNoOutput},
                                OfPolicy::untag};
const Operation kUntagInstanceProfile = {
    {"UntagInstanceProfile", &OfProfile::kUntagInput, &kNoOutput}, OfProfile::untag};
const Operation kListUserTags = {{"ListUserTags", &OfUser::kListInput, &OfUser::kListOutput},
                                 OfUser::list};
const Operation kListRoleTags = {{"ListRoleTags", &OfRole::kListInput, &OfRole::kListOutput},
                                 OfRole::list};
const Operation kListPolicyTags = {
    {"ListPolicyTags", &OfPolicy::kListInput, &OfPolicy::kListOutput}, OfPolicy::list};
const Operation kListInstanceProfileTags = {
    {"ListInstanceProfileTags", &OfProfile::kListInput, &OfProfile::kListOutput}, OfProfile::list};

}  // namespace dynarock::iam
