#include "dynarock/aws/host.h"

#include <algorithm>

#include "dynarock/base/characters.h"
#include "dynarock/base/ids.h"

namespace dynarock::aws {
namespace {

/// What the names of a partition's endpoints end with, for IPv4 alone and for both protocols.
struct Domain {
  std::string_view name;
  /// Of endpoints that name no region.
  std::string_view global_region;
};
constexpr Domain kDomains[] = {
    {".amazonaws.com", "us-east-1"},        {".api.aws", "us-east-1"},
    {".amazonaws.com.cn", "cn-north-1"},    {".api.amazonwebservices.com.cn", "cn-north-1"},
    {".amazonaws.eu", "eusc-de-east-1"},    {".api.amazonwebservices.eu", "eusc-de-east-1"},
    {".c2s.ic.gov", "us-iso-east-1"},       {".api.aws.ic.gov", "us-iso-east-1"},
    {".sc2s.sgov.gov", "us-isob-east-1"},   {".api.aws.scloud", "us-isob-east-1"},
    {".cloud.adc-e.uk", "eu-isoe-west-1"},  {".api.cloud-aws.adc-e.uk", "eu-isoe-west-1"},
    {".csp.hci.ic.gov", "us-isof-south-1"}, {".api.aws.hci.ic.gov", "us-isof-south-1"},
};

/// Where a service's endpoints are.
enum class Reach { kRegional, kGlobalToo, kOfAccount };

struct Endpoint {
  /// What stands before the region.
  std::string_view name;
  std::string_view service;
  Reach reach = Reach::kRegional;
};
constexpr Endpoint kEndpoints[] = {
    {"api.ecr", "ecr"},
    {"ddb", "dynamodb", Reach::kOfAccount},
    {"dynamodb", "dynamodb"},
    {"ec2", "ec2"},
    {"ecr", "ecr"},
    {"ecs", "ecs"},
    {"iam", "iam", Reach::kGlobalToo},
    {"logs", "logs"},
    {"secretsmanager", "secretsmanager"},
    {"ssm", "ssm"},
    {"streams-dynamodb", "dynamodb"},
    {"streams.dynamodb", "dynamodb"},
    {"sts", "sts", Reach::kGlobalToo},
};

/// What stands for a region in names of global endpoints.
constexpr Domain kGlobalNames[] = {{"global", {}}, {"us-gov", "us-gov-west-1"}};

constexpr std::string_view kFips = "-fips";
constexpr std::string_view kVpcEndpointDomain = ".vpce", kVpcEndpointPrefix = "vpce-";

/// "us-gov-west-1": words of letters, and a number.
bool is_region(std::string_view label) {
  const std::size_t dash = std::min(label.rfind('-'), label.size());
  const std::string_view words = label.substr(0, dash);
  const std::string_view number = label.substr(std::min(label.size(), dash + 1));
  return !number.empty() && all_digits(number) && words.find('-') != std::string_view::npos &&
         std::ranges::all_of(words, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

/// Cuts off and returns the last label of a name.
std::string_view take_last(std::string_view& name) {
  const std::size_t dot = name.rfind('.');
  const std::string_view label = dot == std::string_view::npos ? name : name.substr(dot + 1);
  name = dot == std::string_view::npos ? std::string_view{} : name.substr(0, dot);
  return label;
}

/// The same of the first.
std::string_view take_first(std::string_view& name) {
  const std::string_view label = name.substr(0, name.find('.'));
  name.remove_prefix(std::min(name.size(), label.size() + 1));
  return label;
}

const Domain* find_domain(std::string_view host) {
  const auto* found = std::ranges::find_if(
      kDomains, [host](const Domain& domain) { return host.ends_with(domain.name); });
  return found == std::end(kDomains) ? nullptr : found;
}

/// Takes the region off the end of a name; empty if it has none.
std::string_view take_region(std::string_view& name) {
  std::string_view rest = name;
  const std::string_view label = take_last(rest);
  if (!is_region(label)) return {};
  name = rest;
  return label;
}

/// Of an endpoint whose name has no region: the partition's, or what stands in the region's place.
std::string_view take_global_region(std::string_view& name, const Domain& domain) {
  std::string_view rest = name;
  const std::string_view label = take_last(rest);
  const auto* global = std::ranges::find(kGlobalNames, label, &Domain::name);
  if (global == std::end(kGlobalNames)) return domain.global_region;
  name = rest;
  return global->global_region.empty() ? domain.global_region : global->global_region;
}

/// Takes the endpoint's label off the front of "vpce-0a1b-2c3d.dynamodb.eu-west-1.vpce", where a
/// zone may follow the endpoint ("vpce-0a1b-2c3d-eu-west-1a"), and returns its id.
std::string_view take_vpc_endpoint(std::string_view& name) {
  if (!name.ends_with(kVpcEndpointDomain)) return {};
  name.remove_suffix(kVpcEndpointDomain.size());
  while (!name.empty()) {
    const std::string_view label = take_first(name);
    if (label.starts_with(kVpcEndpointPrefix))
      return label.substr(0, label.find('-', kVpcEndpointPrefix.size()));
  }
  return {};
}

/// Takes an account's id off the front of a name; empty if none is there.
std::string_view take_account(std::string_view& name) {
  std::string_view rest = name;
  const std::string_view label = take_first(rest);
  if (!is_account_id(label)) return {};
  name = rest;
  return label;
}

}  // namespace

std::optional<AwsHost> parse_aws_host(std::string_view host) {
  host = host.substr(0, host.find(':'));
  const Domain* domain = find_domain(host);
  if (!domain) return std::nullopt;
  std::string_view name = host.substr(0, host.size() - domain->name.size());

  AwsHost result;
  result.vpc_endpoint = take_vpc_endpoint(name);
  std::string_view region = take_region(name);
  const bool is_global = region.empty();
  if (is_global) region = take_global_region(name, *domain);
  const std::string_view account = take_account(name);
  if (name.ends_with(kFips)) name.remove_suffix(kFips.size());

  const auto* endpoint = std::ranges::find(kEndpoints, name, &Endpoint::name);
  const bool exists = endpoint != std::end(kEndpoints) &&
                      (!is_global || endpoint->reach == Reach::kGlobalToo) &&
                      !account.empty() == (endpoint->reach == Reach::kOfAccount);
  if (!exists) return result;
  result.service = endpoint->service;
  result.region = region;
  result.account = account;
  return result;
}

}  // namespace dynarock::aws
