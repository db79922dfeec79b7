#include "dynarock/logs/access.h"

#include "logs/operations.h"

namespace dynarock::logs {
namespace {

void add_keys(json::Value request, policy::Context& context) {
  if (const auto tags = request.find("tags"))
    for (const json::Value::Member tag : tags->members()) {
      context.set("aws:RequestTag/" + std::string(tag.name), std::string(tag.value.text()));
      context.add("aws:TagKeys", std::string(tag.name));
    }
  if (const auto keys = request.find("tagKeys"))
    for (const json::Value key : keys->elements())
      context.add("aws:TagKeys", std::string(key.text()));
}

}  // namespace

std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const LogGroups& groups,
                                               const policy::Context& shared) {
  const Place place{call.account, call.region};
  const std::string_view name = group_name_of(request);
  std::string resource = arn_of(place, name) + ":log-stream:";
  resource += request.find_text("logStreamName").value_or("");
  const auto group = groups.find_group(place, name);
  const auto access_to = [&](std::string_view action) {
    policy::AccessRequest access{"logs:" + std::string(action), resource, std::string(call.account),
                                 policy::Context(&shared), nullptr};
    add_keys(request, access.context);
    if (group)
      for (const auto& [key, value] : group->tags)
        access.context.set("aws:ResourceTag/" + key, value);
    return access;
  };
  std::vector<policy::AccessRequest> accesses;
  accesses.push_back(access_to(call.operation));
  if (call.operation == "CreateLogGroup" && request.find("tags"))
    accesses.push_back(access_to("TagResource"));
  return accesses;
}

}  // namespace dynarock::logs
