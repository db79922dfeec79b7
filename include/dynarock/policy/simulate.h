#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/policy/evaluate.h"

namespace dynarock::policy {

/// EvalDecision of the simulation APIs.
enum class EvalDecision : std::uint8_t { kAllowed, kExplicitDeny, kImplicitDeny };

/// "allowed", "explicitDeny", "implicitDeny".
std::string_view to_string(EvalDecision decision);

/// A statement that contributed to a decision. The pointers are into the request's policies.
struct MatchedStatement {
  Layer layer;
  const Policy* policy;
  const Statement* statement;
};

/// What SimulateCustomPolicy and SimulatePrincipalPolicy answer for one action on one resource.
struct EvaluationResult {
  EvalDecision decision = EvalDecision::kImplicitDeny;
  /// The Denies that match of an explicit deny, the Allows of an allowed access, else none.
  std::vector<MatchedStatement> matched_statements;
  /// Keys that the policies ask for and the context lacks, sorted, as the policies write them.
  std::vector<std::string> missing_context_values;
  /// Nothing without a boundary; nothing outside of an organization.
  std::optional<bool> allowed_by_permissions_boundary;
  std::optional<bool> allowed_by_organizations;
};

/// One result an access of the request.
std::vector<EvaluationResult> simulate(const Request& request);

/// The keys of a document's conditions and variables, as it first writes each, sorted: what
/// GetContextKeysForCustomPolicy answers.
std::vector<std::string> context_keys(const Document& document);

}  // namespace dynarock::policy
