#include "dynarock/ssm/access.h"

#include <utility>

#include "dynarock/aws/deserialize.h"
#include "dynarock/policy/request_tags.h"
#include "ssm/names.h"
#include "ssm/public_parameters.h"

namespace dynarock::ssm {
namespace {

using Accesses = std::vector<policy::AccessRequest>;

/// Makes the accesses of one call.
struct Maker {
  const aws::Call& call;
  const Parameters& parameters;
  const policy::Context& shared;

  /// AWS's own parameters are nobody's.
  Place place_of(std::string_view name) const {
    return {is_public(name) ? std::string_view() : call.account, call.region};
  }

  policy::AccessRequest on(std::string_view action, std::string resource) const {
    return {"ssm:" + std::string(action), std::move(resource), std::string(call.account),
            policy::Context(&shared), nullptr};
  }

  policy::AccessRequest on_parameter(std::string_view action, std::string_view text) const {
    const Reference reference = parse_reference(text);
    const Place place = place_of(reference.name);
    policy::AccessRequest access = on(action, arn_of(place, reference.name));
    if (const auto parameter = parameters.find(place, reference.name))
      for (const Tag& tag : parameter->tags)
        for (const char* prefix : {"aws:ResourceTag/", "ssm:resourceTag/"})
          access.context.set(prefix + tag.key, tag.value);
    return access;
  }
};

/// The members that name parameters, one or several.
constexpr std::string_view kOneName[] = {"Name", "ResourceId", "Path"};

void add_keys(json::Value request, policy::Context& context) {
  constexpr std::pair<std::string_view, std::string_view> kFlags[] = {
      {"Overwrite", "ssm:Overwrite"}, {"Recursive", "ssm:Recursive"}};
  for (const auto& [member, key] : kFlags)
    if (const auto flag = request.find(member))
      context.set(key, aws::to_boolean(*flag) ? "true" : "false");
  policy::add_request_tags(request, context);
}

}  // namespace

Accesses accesses_of(const aws::Call& call, json::Value request, const Parameters& parameters,
                     const policy::Context& shared) {
  const Maker maker{call, parameters, shared};
  Accesses accesses;
  for (const std::string_view member : kOneName)
    if (const auto name = request.find_text(member))
      accesses.push_back(maker.on_parameter(call.operation, *name));
  if (const auto names = request.find("Names"))
    for (const json::Value name : names->elements())
      accesses.push_back(maker.on_parameter(call.operation, name.text()));
  if (accesses.empty()) {
    std::string all = "arn:aws:ssm:" + std::string(call.region) + ":";
    accesses.push_back(maker.on(call.operation, all + std::string(call.account) + ":*"));
  }
  if (call.operation == "PutParameter" && request.find("Tags"))
    accesses.push_back(maker.on_parameter("AddTagsToResource", *request.find_text("Name")));
  for (policy::AccessRequest& access : accesses) add_keys(request, access.context);
  return accesses;
}

}  // namespace dynarock::ssm
