#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace dynarock::auth {

/// A request's date as `20130609T095204Z`, from that form (X-Amz-Date) or from the HTTP form
/// `Sun, 09 Jun 2013 09:52:04 GMT` (Date). Nothing if it is neither.
std::optional<std::array<char, 16>> parse_request_date(std::string_view text);

}  // namespace dynarock::auth
