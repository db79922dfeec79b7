#include "policy/resource_format.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dynarock::policy {
namespace {

constexpr auto kPartitions =
    std::to_array<std::string_view>({"*", "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b",
                                     "aws-iso-e", "aws-iso-f", "aws-eusc"});

constexpr auto kIamPaths = std::to_array<std::string_view>(
    {"user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/",
     "server-certificate/", "policy/", "sms-mfa/", "saml-provider/", "oidc-provider/", "report/",
     "access-report/"});

/// The text up to the next colon, which is taken off as well.
std::string_view take_part(std::string_view& text) {
  const std::size_t colon = text.find(':');
  const std::string_view part = text.substr(0, colon);
  text = colon == text.npos ? std::string_view() : text.substr(colon + 1);
  return part;
}

/// `"b" is not valid for resource "arn:b:c:*:*:*"`: missing parts as `*`.
std::string partition_detail(std::string_view partition, std::string_view rest) {
  std::string text = "\"" + std::string(partition) +
                     "\" is not valid for resource \"arn:" + std::string(partition);
  for (int part = 0; part < 4; ++part) {
    const bool missing = rest.empty();
    const std::string_view next = part < 3 ? take_part(rest) : rest;
    text += ":" + (missing && next.empty() ? "*" : std::string(next));
  }
  return text + "\"";
}

std::optional<ResourceProblem> check_iam(std::string_view resource, std::string_view region,
                                         std::string_view path) {
  if (!region.empty())
    return ResourceProblem{Rule::kIamResourceRegion, std::string(resource),
                           "IAM is global: its ARNs have no region"};
  const auto starts = [&](std::string_view start) { return path.starts_with(start); };
  if (path.starts_with('*') || std::ranges::any_of(kIamPaths, starts)) return std::nullopt;
  std::string all;
  for (const std::string_view start : kIamPaths)
    all += (all.empty() ? "" : ", ") + std::string(start);
  return ResourceProblem{Rule::kIamResourcePath, all,
                         "'" + std::string(path) + "' is no path of an IAM resource"};
}

}  // namespace

std::optional<ResourceProblem> check_resource_format(std::string_view resource) {
  if (resource == "*") return std::nullopt;
  if (resource.find(':') == resource.npos)
    return ResourceProblem{Rule::kResourceFormat, std::string(resource),
                           "a resource is an ARN, arn:aws:service:region:account:name, or \"*\""};
  std::string_view rest = resource;
  take_part(rest);
  const bool has_service = rest.find(':') != rest.npos;
  const std::string_view partition = take_part(rest);
  if (std::ranges::find(kPartitions, partition) == kPartitions.end())
    return ResourceProblem{
        Rule::kResourcePartition, partition_detail(partition, rest),
        "'" + std::string(partition) + "' is no partition; most are arn:aws:..."};
  if (!has_service)
    return ResourceProblem{Rule::kResourceVendor, {}, "the ARN ends before its service"};
  const std::string_view service = take_part(rest);
  const std::string_view region = take_part(rest);
  take_part(rest);
  if (service == "iam") return check_iam(resource, region, rest);
  if (service == "s3" && !region.empty() && !rest.starts_with("accesspoint/"))
    return ResourceProblem{Rule::kResourceRegion, std::string(resource),
                           "buckets' ARNs have no region"};
  return std::nullopt;
}

bool passes_legacy_parsing(std::string_view resource) {
  if (resource == "*") return true;
  const auto colons = std::ranges::count(resource, ':');
  if (colons < 5 && resource.find("::") != resource.npos) return false;
  std::string_view rest = resource;
  take_part(rest);
  take_part(rest);
  return colons < 2 || !take_part(rest).empty();
}

}  // namespace dynarock::policy
