#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/wording.h"

namespace dynarock::dynamodb {

/// DynamoDB's number: exact, up to 38 significant digits, magnitude from 1E-130 to 9.99...E+125, or
/// zero. Canonical: equal numbers have equal representations, there is no negative zero.
class Decimal {
 public:
  static constexpr int kMaxDigits = 38;

  Decimal() = default;
  static Decimal from_integer(std::int64_t value);

  /// Reads a number as clients write it: `+1.23`, `1e-003`, `007`, `-0.0`. Refusals are
  /// ValidationExceptions with AWS's texts for what is no number, more than 38 significant digits,
  /// overflow and underflow. Digits are counted between the first and the last that is not zero;
  /// zero is held to the range too, by the exponent it is written with.
  static Result<Decimal> parse(std::string_view text, Wording wording = Wording::current);

  /// Plain notation without an exponent, as AWS returns it: `100`, `12.3`, `-0.001`.
  std::string to_string() const;
  void append_to(std::string& out) const;

  /// The exact sum or difference, or the refusal of parse() when it leaves the range or would need
  /// more than 38 digits.
  Result<Decimal> plus(const Decimal& other) const;
  Result<Decimal> minus(const Decimal& other) const;
  Decimal negated() const;

  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return negative_; }
  /// Significant digits; 0 for zero.
  int digits() const;
  /// The decimal exponent of the first significant digit: 0 for 1.5, 2 for 123, -1 for 0.1.
  int exponent() const;
  /// The bytes that the number counts for in an item's size: one, one more if negative, and one for
  /// each two significant digits before the point and for each two behind it, begun twos counting
  /// in full.
  std::size_t size() const;

  bool operator==(const Decimal&) const = default;
  std::strong_ordering operator<=>(const Decimal& other) const;

  /// Appends bytes whose unsigned order is the numbers' order; no encoding is a prefix of another.
  /// First a byte for sign and magnitude (the exponent to the base 100 plus C0), then the base-100
  /// digits, each doubled and with its lowest bit set if more follow. Of a negative number every
  /// byte is inverted. Zero is 80 00.
  void append_ordered(std::string& out) const;
  /// The inverse of append_ordered: takes one number off the front of `bytes`, which must hold one.
  static Decimal take_ordered(std::string_view& bytes);

  /// The base-100 form in which DynamoDB hashes a number as a partition key: the exponent, then the
  /// digits plus one, or 101 minus the digit and a closing 102 for negative numbers.
  void append_hashed(std::string& out) const;

 private:
  /// Brings a coefficient of any length into canonical form and range.
  static Result<Decimal> make(bool negative, unsigned __int128 coefficient, int scale);
  /// Writes the significant digits (at most 38) and returns how many.
  int write_digits(char* out) const;
  /// The power of 100 of which the first base-100 digit is a multiple, plus one: 1 for 1 to 99.
  int exponent_of_hundred() const;

  // value = (-1)^negative * coefficient * 10^scale, the coefficient without trailing zeros.
  unsigned __int128 coefficient_ = 0;
  std::int16_t scale_ = 0;
  bool negative_ = false;
};

}  // namespace dynarock::dynamodb
