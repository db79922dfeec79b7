#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/json/syntax_error.h"
#include "dynarock/policy/document.h"

namespace dynarock::policy {

enum class Severity : std::uint8_t {
  kError,    ///< AWS refuses the document
  kWarning,  ///< it hardly does what was meant: something never matches, or everything does
  kNote      ///< it could be shorter
};

/// "error", "warning", "note".
std::string_view severity_name(Severity severity);

/// One thing that a person should look at.
struct Finding {
  Severity severity = Severity::kWarning;
  std::string_view rule;  ///< `unknown-action`: stable, for reports and filters
  std::string message;    ///< one line, without a full stop
  json::Position position;
};

/// What is odd in a document that is well-formed, in its order.
std::vector<Finding> lint(const Document& document);

/// All there is to say of a text: what AWS refuses it for, else what lint() finds and whether it is
/// over its quota.
std::vector<Finding> check_policy(PolicyKind kind, std::string_view text);

/// The kind that a text looks like: with actions of sts and no resources a trust policy, with
/// principals a resource-based policy, else a managed policy.
PolicyKind guess_kind(std::string_view text);

}  // namespace dynarock::policy
