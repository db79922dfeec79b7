#pragma once

#include <string>
#include <string_view>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"

namespace dynarock::dynamodb {

/// What a resource-based policy is attached to.
enum class PolicyHolder { kTable, kStream };

/// Checks a policy document, and gives it the form in which GetResourcePolicy answers it: without
/// blanks, members in a fixed order, lists of one as their element, accounts as their roots' ARNs.
/// Documents that mean the same by this have the same form. Texts and form were seen in the
/// service's answers (October 2026).
Result<std::string> read_policy_document(std::string_view document, PolicyHolder holder);

/// The revision id of a policy that is changed now. `last` is that of the change before, or empty.
std::string next_revision(std::string_view last, Timestamp now);

}  // namespace dynarock::dynamodb
