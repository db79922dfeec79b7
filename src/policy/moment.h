#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dynarock::policy {

/// A time of the Date operators, in milliseconds since the Unix epoch: ISO 8601 from a year alone
/// to fractions of a second with a zone, or whole seconds since the epoch. Nothing if it is
/// neither, which IAM refuses in a policy.
std::optional<std::int64_t> parse_moment(std::string_view text);

}  // namespace dynarock::policy
