#pragma once

#include <string>
#include <string_view>

#include "dynarock/base/error.h"
#include "dynarock/dynamodb/model/wording.h"

namespace dynarock::dynamodb {

inline constexpr std::string_view kTooManyDigits =
    "Attempting to store more than 38 significant digits in a Number";
inline constexpr std::string_view kNumberOverflow =
    "Number overflow. Attempting to store a number with magnitude larger than supported range";
inline constexpr std::string_view kNumberUnderflow =
    "Number underflow. Attempting to store a number with magnitude smaller than supported range";
inline constexpr std::string_view kNotNumeric =
    "The parameter cannot be converted to a numeric value";

inline AwsError number_error(std::string_view text) { return validation_error(std::string(text)); }

/// The older layer has a text of its own for the empty string.
inline AwsError not_numeric_error(std::string_view literal, Wording wording) {
  if (literal.empty() && wording == Wording::older) return number_error(kNotNumeric);
  return validation_error(std::string(kNotNumeric) + ": " + std::string(literal));
}

}  // namespace dynarock::dynamodb
