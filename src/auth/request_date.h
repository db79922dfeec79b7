#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "dynarock/base/clock.h"

namespace dynarock::auth {

/// `20130609T095204Z`.
using RequestDate = std::array<char, 16>;

/// A request's date from that form (X-Amz-Date) or from the HTTP form
/// `Sun, 09 Jun 2013 09:52:04 GMT` (Date). Nothing if it is neither.
std::optional<RequestDate> parse_request_date(std::string_view text);

/// The moment of such a date; days and hours that there are not run on into those that follow.
Timestamp time_of(const RequestDate& date);

}  // namespace dynarock::auth
