#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dynarock/policy/evaluate.h"

namespace dynarock::policy {

/// AWS's text for a denied access: `User: ... is not authorized to perform: dynamodb:GetItem on
/// resource: ... because no identity-based policy allows the dynamodb:GetItem action`.
/// `name_policies` appends the ARN of the policy that denies explicitly, as AWS began to in 2026;
/// inline policies have none.
std::string denial_message(const Principal& principal, const Access& access,
                           const AccessVerdict& verdict, bool name_policies);

/// A statement that an explanation points to, in words that outlive the policies.
struct StatementNote {
  std::string policy_name;
  std::string policy_arn;
  std::string sid;        ///< may be empty
  std::size_t index = 0;  ///< from 0
  json::Position position;
};

/// One layer's say on one access.
struct LayerNote {
  Layer layer = Layer::kIdentity;
  Outcome outcome = Outcome::kNotApplicable;
  std::optional<StatementNote> statement;  ///< that decided
};

/// The Allow that came closest to allowing a denied access.
struct NearMiss {
  StatementNote statement;
  /// What would have to be otherwise, a clause each: `Resource has
  /// arn:aws:dynamodb:*:*:table/T, which covers no index: add .../index/*`.
  std::vector<std::string> differences;
};

/// Why an access was allowed or denied.
struct AccessNote {
  std::string action;
  std::string resource;
  bool allowed = false;
  Layer cause = Layer::kIdentity;  ///< of a denial
  std::vector<LayerNote> layers;   ///< those that had a say
  /// Of an implicit deny, if a statement of the layer is about the same service at all.
  std::optional<NearMiss> near_miss;
};

/// Explains a verdict of evaluate() on the same request, access by access. Costs far more than the
/// verdict.
std::vector<AccessNote> explain(const Request& request, const Verdict& verdict);

/// An explanation as lines of text for a terminal.
std::string to_text(const AccessNote& note);

}  // namespace dynarock::policy
