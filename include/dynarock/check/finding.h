#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::check {

enum class Outcome : std::uint8_t { kPass, kWarn, kFail };

/// `pass`, `warn`, `fail`.
std::string_view name_of(Outcome outcome);

/// What one look at one thing found.
struct Finding {
  Outcome outcome = Outcome::kPass;
  /// What was looked for, as the list of rules has it: `route`.
  std::string rule;
  /// What was looked at: `service mysfits in cluster web`.
  std::string subject;
  /// A sentence without a full stop.
  std::string message;
  /// What to do about it; empty if nothing is to be done.
  std::string fix;
};

using Findings = std::vector<Finding>;

/// What a rule asks for, a clause; empty for a rule that is not known.
std::string_view describe(std::string_view rule);

}  // namespace dynarock::check
