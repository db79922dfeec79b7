#include "dynarock/authz/least_privilege.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "dynarock/json/writer.h"
#include "dynarock/policy/arn.h"
#include "dynarock/policy/context.h"

namespace dynarock::authz {
namespace {

using Names = std::set<std::string>;

void append_list(std::string_view name, const Names& values, std::string& out) {
  const std::string margin = "      ";
  out.append(margin).append("\"").append(name).append("\": ");
  const bool several = values.size() > 1;
  if (several) out += "[";
  std::string_view separator = several ? "\n" : "";
  for (const std::string& value : values) {
    out.append(separator);
    if (several) out.append(margin).append("  ");
    json::append_string(value, out);
    separator = ",\n";
  }
  if (several) out.append("\n").append(margin).append("]");
}

/// What was observed, ready to be matched.
struct Need {
  policy::ActionName action;
  std::optional<policy::Arn> resource;
};

std::vector<Need> needs_of(std::span<const Observation> observed) {
  std::vector<Need> needs;
  for (const Observation& one : observed)
    needs.push_back({policy::ActionName(one.action), policy::split_arn(one.resource)});
  return needs;
}

bool covers(const policy::PlacedResource& resource, const Need& need) {
  return !resource.pattern.variables().empty() ||
         resource.pattern.matches(need.resource, policy::Context());
}

void add_grants(const policy::Policy& policy, const policy::Statement& statement,
                std::span<const Need> needs, std::vector<Grant>& grants) {
  const auto is_action = [&](const Need& need) { return statement.applies_to_action(need.action); };
  const auto is_resource = [&](const Need& need) {
    return statement.not_resource || std::ranges::any_of(statement.resources, [&](const auto& one) {
             return covers(one, need);
           });
  };
  const auto add = [&](std::string element, const std::string& value, json::Position position,
                       bool used) {
    grants.push_back({policy.name, policy.arn, statement.sid, statement.index, position,
                      std::move(element), value, used});
  };
  if (!statement.not_action)
    for (const policy::ActionPattern& action : statement.actions)
      add("Action", action.source(), action.position(),
          std::ranges::any_of(needs, [&](const Need& need) {
            return action.matches(need.action) && is_resource(need);
          }));
  if (!statement.not_resource)
    for (const policy::PlacedResource& resource : statement.resources)
      add("Resource", resource.pattern.source(), resource.position,
          std::ranges::any_of(
              needs, [&](const Need& need) { return covers(resource, need) && is_action(need); }));
}

}  // namespace

std::string least_privilege_policy(std::span<const Observation> observed) {
  std::map<std::string, Names> actions_by_resource;
  for (const Observation& one : observed) actions_by_resource[one.resource].insert(one.action);
  std::map<Names, Names> resources_by_actions;
  for (const auto& [resource, actions] : actions_by_resource)
    resources_by_actions[actions].insert(resource);

  std::string policy = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [";
  std::string_view separator = "\n";
  for (const auto& [actions, resources] : resources_by_actions) {
    policy.append(separator).append("    {\n      \"Effect\": \"Allow\",\n");
    append_list("Action", actions, policy);
    policy += ",\n";
    append_list("Resource", resources, policy);
    policy += "\n    }";
    separator = ",\n";
  }
  return policy += "\n  ]\n}\n";
}

std::vector<Grant> grants_of(std::span<const policy::Policy> policies,
                             std::span<const Observation> observed) {
  const std::vector<Need> needs = needs_of(observed);
  std::vector<Grant> grants;
  for (const policy::Policy& policy : policies)
    for (const policy::Statement& statement : policy.document->statements())
      if (statement.effect == policy::Effect::kAllow) add_grants(policy, statement, needs, grants);
  return grants;
}

}  // namespace dynarock::authz
