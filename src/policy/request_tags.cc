#include "dynarock/policy/request_tags.h"

#include <string>

namespace dynarock::policy {

void add_request_tags(json::Value request, Context& context, const TagMembers& members) {
  constexpr std::string_view kTagKeys = "aws:TagKeys";
  if (const auto tags = request.find(members.tags))
    for (const json::Value tag : tags->elements()) {
      const std::string key(tag.find_text(members.key).value_or(""));
      context.set("aws:RequestTag/" + key, tag.find_text(members.value).value_or(""));
      context.add(kTagKeys, key);
    }
  if (const auto keys = request.find(members.keys))
    for (const json::Value key : keys->elements()) context.add(kTagKeys, key.text());
}

}  // namespace dynarock::policy
