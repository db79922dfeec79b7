#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dynarock/policy/evaluate.h"

namespace dynarock::policy {

/// One case of tests/policy/*.json, with everything that a Request refers to. README.md there says
/// what the files look like.
struct EvaluationCase {
  std::string name;  ///< file and case
  Principal principal;
  PrincipalPolicies policies;
  std::vector<PolicyLevel> resource_control;
  std::optional<Policy> resource_policy;
  std::optional<Policy> vpc_endpoint;
  bool gateway_endpoint = false;
  Context context;
  std::vector<Access> accesses;
  std::string expected;  ///< as print() gives it
  std::string by;        ///< `identity[0]`, empty if the case does not say

  Request request() const;
};

enum class StatementOrder { kAsWritten, kReversed };

std::vector<std::unique_ptr<EvaluationCase>> load_cases(
    StatementOrder order = StatementOrder::kAsWritten);

/// "allow", "deny identity", "explicit deny scp": the verdict on the first denied access.
std::string print(const Verdict& verdict);

/// `policy[index]` of each layer's deciding statement, with blanks between.
std::string deciding_statements(const Verdict& verdict);

}  // namespace dynarock::policy
