#include "dynarock/check/finding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dynarock::check {
namespace {

constexpr auto kRules = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"running", "A service runs as many tasks as it wants, in one deployment"},
    {"table", "A table is there and active"},
    {"table-keys", "A table has the keys and indexes that were asked for"},
    {"environment", "The environment names tables that are there, and names agree with ARNs"},
    {"role", "A role is there, and ECS may assume it"},
    {"role-allows", "The task role allows what the service was seen to do"},
    {"unused-grant", "A policy grants what was never used"},
    {"route", "A route leads to DynamoDB"},
    {"platform-route", "Fargate reaches what it needs to start a task: the image, secrets, logs"},
    {"endpoint-policy", "The policy of the VPC endpoint allows what the service does"},
    {"secret", "A secret is there, and the execution role may read it"},
    {"logs", "A log group is there, and the execution role may write to it"},
    {"parameter", "A parameter is there"},
    {"stream", "A stream is enabled, and its readers are allowed to read it"},
});

}  // namespace

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 3> kNames = {"pass", "warn", "fail"};
  return kNames[static_cast<std::size_t>(outcome)];
}

std::string_view describe(std::string_view rule) {
  const auto found =
      std::ranges::find(kRules, rule, &std::pair<std::string_view, std::string_view>::first);
  return found == kRules.end() ? std::string_view() : found->second;
}

}  // namespace dynarock::check
