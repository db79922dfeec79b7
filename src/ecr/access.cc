#include "dynarock/ecr/access.h"

#include <string>
#include <utility>

#include "dynarock/policy/request_tags.h"

namespace dynarock::ecr {
namespace {

/// The repositories that a request names.
std::vector<std::string> resources_of(const aws::Call& call, json::Value request) {
  const Place place{call.account, call.region};
  if (const auto name = request.find_text("repositoryName")) return {arn_of(place, *name)};
  if (const auto arn = request.find_text("resourceArn")) return {std::string(*arn)};
  std::vector<std::string> arns;
  if (const auto names = request.find("repositoryNames"))
    for (const json::Value name : names->elements()) arns.push_back(arn_of(place, name.text()));
  if (!arns.empty()) return arns;
  return {call.operation == "DescribeRepositories" ? arn_of(place, "*") : "*"};
}

void add_resource_tags(policy::AccessRequest& access, const aws::Call& call,
                       const Repositories& repositories) {
  const Place place{call.account, call.region};
  const std::string prefix = arn_of(place, {});
  if (!access.resource.starts_with(prefix)) return;
  const auto repository = repositories.find(place, access.resource.substr(prefix.size()));
  if (!repository) return;
  for (const auto& [key, value] : repository->tags)
    for (const char* start : {"aws:ResourceTag/", "ecr:ResourceTag/"})
      access.context.set(start + key, value);
}

}  // namespace

std::vector<policy::AccessRequest> accesses_of(const aws::Call& call, json::Value request,
                                               const Repositories& repositories,
                                               const policy::Context& shared) {
  std::vector<policy::AccessRequest> accesses;
  const auto add = [&](std::string_view action, std::string arn) {
    policy::AccessRequest access{"ecr:" + std::string(action), std::move(arn),
                                 std::string(call.account), policy::Context(&shared), nullptr};
    policy::add_request_tags(request, access.context, {.tags = "tags", .keys = "tagKeys"});
    add_resource_tags(access, call, repositories);
    accesses.push_back(std::move(access));
  };
  for (std::string& arn : resources_of(call, request)) add(call.operation, std::move(arn));
  if (call.operation == "CreateRepository" && request.find("tags"))
    add("TagResource", accesses.front().resource);
  return accesses;
}

}  // namespace dynarock::ecr
