#include "dynarock/policy/simulate.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "policy/layers.h"
#include "policy/statement_match.h"

namespace dynarock::policy {
namespace {

/// Names of keys by their lower case, as first seen.
using Keys = std::map<std::string, std::string>;

void add_keys(const Document& document, Keys& keys) {
  const auto add_variables = [&](const std::vector<TemplateText::Key>& variables) {
    for (const TemplateText::Key& key : variables) keys.try_emplace(key.lower_name, key.name);
  };
  for (const Statement& statement : document.statements()) {
    for (const PlacedResource& one : statement.resources) add_variables(one.pattern.variables());
    for (const Condition& condition : statement.conditions) {
      keys.try_emplace(condition.lower_key(), condition.key());
      for (const Condition::Value& value : condition.values()) add_variables(value.text.keys());
    }
  }
}

EvalDecision decision_of(const AccessVerdict& verdict) {
  if (verdict.allowed) return EvalDecision::kAllowed;
  return verdict.explicitly_denied() ? EvalDecision::kExplicitDeny : EvalDecision::kImplicitDeny;
}

std::optional<bool> allowed_by(const AccessVerdict& verdict, Layer layer) {
  const Outcome outcome = verdict[layer].outcome;
  if (outcome == Outcome::kNotApplicable) return std::nullopt;
  return outcome == Outcome::kAllowed;
}

EvaluationResult result_of(const Request& request, const Access& access,
                           const AccessVerdict& verdict) {
  EvaluationResult result;
  result.decision = decision_of(verdict);
  const Target target(request, access);
  const Effect contributing =
      result.decision == EvalDecision::kAllowed ? Effect::kAllow : Effect::kDeny;
  Keys keys;
  for (std::size_t i = 0; i < kLayerCount; ++i) {
    const auto layer = static_cast<Layer>(i);
    for (const Policy* policy : policies_of(layer, request, access)) {
      add_keys(*policy->document, keys);
      if (result.decision == EvalDecision::kImplicitDeny) continue;
      for (const Statement& statement : policy->document->statements())
        if (statement.effect == contributing &&
            match(statement, target, layer) != PrincipalMatch::kNone)
          result.matched_statements.push_back({layer, policy, &statement});
    }
  }
  for (const auto& [lower_name, name] : keys)
    if (access.context->find(lower_name).empty()) result.missing_context_values.push_back(name);
  result.allowed_by_permissions_boundary = allowed_by(verdict, Layer::kBoundary);
  result.allowed_by_organizations = allowed_by(verdict, Layer::kServiceControl);
  return result;
}

}  // namespace

std::string_view to_string(EvalDecision decision) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"allowed", "explicitDeny", "implicitDeny"});
  return kNames[static_cast<std::size_t>(decision)];
}

std::vector<EvaluationResult> simulate(const Request& request) {
  const Verdict verdict = evaluate(request);
  std::vector<EvaluationResult> results;
  for (std::size_t i = 0; i < request.accesses.size(); ++i)
    results.push_back(result_of(request, request.accesses[i], verdict.accesses[i]));
  return results;
}

std::vector<std::string> context_keys(const Document& document) {
  Keys keys;
  add_keys(document, keys);
  std::vector<std::string> names;
  for (auto& [lower_name, name] : keys) names.push_back(std::move(name));
  return names;
}

}  // namespace dynarock::policy
