#include "dynarock/policy/document.h"

#include <algorithm>
#include <array>

#include "dynarock/base/characters.h"

namespace dynarock::policy {
namespace {

// In the order of PolicyKind. Quotas are those of IAM, Organizations, EC2 and DynamoDB as
// documented; an inline policy's is that of a role's policies together, the largest of users,
// groups and roles.
constexpr auto kTraits = std::to_array<PolicyKindTraits>({
    {"managed policy", false, true, 6'144, false},
    {"inline policy", false, true, 10'240, false},
    {"session policy", false, true, 2'048, true},
    {"trust policy", true, false, 2'048, false},
    {"resource-based policy", true, true, 20'480, true},
    {"VPC endpoint policy", true, true, 20'480, true},
    {"service control policy", false, true, 5'120, true},
    {"resource control policy", true, true, 5'120, true},
});

bool is_white_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

const PolicyKindTraits& traits(PolicyKind kind) { return kTraits[static_cast<std::size_t>(kind)]; }

std::size_t policy_size(PolicyKind kind, std::string_view text) {
  if (traits(kind).counts_white_space) return text.size();
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_white_space));
}

ActionName::ActionName(std::string_view action) {
  const std::size_t colon = action.find(':');
  service = lower_case(action.substr(0, colon));
  if (colon != action.npos) name = lower_case(action.substr(colon + 1));
}

ActionPattern::ActionPattern(std::string_view source, json::Position position)
    : source_(source), position_(position) {
  const ActionName action(source);
  any_service_ = action.service == "*";
  if (!any_service_) service_ = action.service;
  name_ = Glob(encode_wildcards(source == "*" ? source : action.name));
}

bool Statement::applies_to_action(const ActionName& action) const {
  const auto matches = [&](const ActionPattern& pattern) { return pattern.matches(action); };
  return std::ranges::any_of(actions, matches) != not_action;
}

bool Statement::applies_to_resource(const std::optional<Arn>& arn, const Context& context) const {
  if (resources.empty()) return true;
  const auto matches = [&](const PlacedResource& one) { return one.pattern.matches(arn, context); };
  return std::ranges::any_of(resources, matches) != not_resource;
}

std::string Malformed::describe() const {
  return "line " + std::to_string(position.line) + ", column " + std::to_string(position.column) +
         ": " + problem;
}

}  // namespace dynarock::policy
