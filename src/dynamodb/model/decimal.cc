#include "dynarock/dynamodb/model/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <limits>

#include "dynamodb/model/number_texts.h"
#include "dynamodb/model/powers_of_ten.h"
#include "dynarock/base/characters.h"

namespace dynarock::dynamodb {
namespace {

using Coefficient = unsigned __int128;

constexpr int kMaxExponent = 125;
constexpr int kMinExponent = -130;

int count_digits(Coefficient coefficient) {
  const auto above = std::upper_bound(kPowersOfTen.begin(), kPowersOfTen.end(), coefficient);
  return static_cast<int>(above - kPowersOfTen.begin());
}

/// A literal taken apart: value = coefficient * 10^scale, the last digit not zero unless all are.
struct Literal {
  bool negative = false;
  Coefficient coefficient = 0;  // meaningless past 38 digits
  std::int64_t digits = 0;
  std::int64_t scale = 0;
};

/// Takes the digits and the point off the front of `text`. False if there is no digit.
bool take_digits(std::string_view& text, Literal& literal) {
  bool any = false;
  bool behind_point = false;
  std::int64_t zeros = 0;  // read since the last digit that is not zero
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !behind_point) {
      behind_point = true;
      continue;
    }
    if (!is_digit(c)) break;
    any = true;
    if (behind_point) --literal.scale;
    if (c == '0') {
      if (literal.digits != 0) ++zeros;
      continue;
    }
    literal.digits += zeros + 1;
    if (literal.digits <= Decimal::kMaxDigits)
      literal.coefficient = literal.coefficient * power_of_ten(static_cast<int>(zeros) + 1) +
                            static_cast<unsigned>(c - '0');
    zeros = 0;
  }
  literal.scale += zeros;
  text.remove_prefix(at);
  return any;
}

/// Takes an exponent, if there is one. False if it has no digits or does not fit 64 bits: AWS then
/// finds the whole not numeric.
bool take_exponent(std::string_view& text, std::int64_t& exponent) {
  if (text.empty() || (text[0] != 'e' && text[0] != 'E')) return true;
  text.remove_prefix(1);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return false;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc();
}

// The older layer reads numbers into a Java BigDecimal, whose exponent and scale have 32 bits. It
// also counts the digits before the point in 32 bits: what wraps there it takes for tiny.
constexpr std::int64_t kMaxInt = std::numeric_limits<std::int32_t>::max();

bool fits_big_decimal(std::int64_t exponent, std::int64_t scale) {
  return std::max(std::abs(exponent), std::abs(scale)) <= kMaxInt;
}

}  // namespace

Decimal Decimal::from_integer(std::int64_t value) {
  Decimal result;
  result.negative_ = value < 0;
  auto magnitude = static_cast<std::uint64_t>(value);
  if (result.negative_) magnitude = 0 - magnitude;
  while (magnitude != 0 && magnitude % 10 == 0) {
    magnitude /= 10;
    ++result.scale_;
  }
  result.coefficient_ = magnitude;
  return result;
}

Result<Decimal> Decimal::parse(std::string_view text, Wording wording) {
  std::string_view rest = text;
  Literal literal;
  if (rest.starts_with('-') || rest.starts_with('+')) {
    literal.negative = rest[0] == '-';
    rest.remove_prefix(1);
  }
  std::int64_t exponent = 0;
  if (!take_digits(rest, literal) || !take_exponent(rest, exponent) || !rest.empty()) [[unlikely]]
    return fail(not_numeric_error(text, wording));

  // Far beyond any range, and far from where adding the digits could overflow.
  constexpr std::int64_t kFar = std::int64_t{1} << 60;
  exponent = std::clamp(exponent, -kFar, kFar);
  literal.scale += exponent;
  const std::int64_t first = literal.scale + std::max<std::int64_t>(literal.digits, 1) - 1;
  if (wording == Wording::older && !fits_big_decimal(exponent, literal.scale)) [[unlikely]]
    return fail(not_numeric_error(text, wording));
  if (first > kMaxExponent) [[unlikely]] {
    const bool wraps = wording == Wording::older && first >= kMaxInt;
    return fail(number_error(wraps ? kNumberUnderflow : kNumberOverflow));
  }
  if (first < kMinExponent) [[unlikely]]
    return fail(number_error(kNumberUnderflow));
  if (literal.digits > kMaxDigits) [[unlikely]]
    return fail(number_error(kTooManyDigits));

  Decimal result;
  if (literal.digits == 0) return result;
  result.coefficient_ = literal.coefficient;
  result.scale_ = static_cast<std::int16_t>(literal.scale);
  result.negative_ = literal.negative;
  return result;
}

Result<Decimal> Decimal::make(bool negative, Coefficient coefficient, int scale) {
  Decimal result;
  if (coefficient == 0) return result;
  while (coefficient % 10 == 0) {
    coefficient /= 10;
    ++scale;
  }
  const int digits = count_digits(coefficient);
  if (digits > kMaxDigits) return fail(number_error(kTooManyDigits));
  const int first = scale + digits - 1;
  if (first > kMaxExponent) return fail(number_error(kNumberOverflow));
  if (first < kMinExponent) return fail(number_error(kNumberUnderflow));
  result.coefficient_ = coefficient;
  result.scale_ = static_cast<std::int16_t>(scale);
  result.negative_ = negative;
  return result;
}

Result<Decimal> Decimal::plus(const Decimal& other) const {
  if (is_zero()) return other;
  if (other.is_zero()) return *this;
  const bool swap = scale_ < other.scale_;
  const Decimal& coarse = swap ? other : *this;
  const Decimal& fine = swap ? *this : other;

  // What does not fit 128 bits here can't come back below 39 digits: the fine one is too small to
  // cancel it, and its last digit stays.
  const int shift = coarse.scale_ - fine.scale_;
  Coefficient shifted = 0;
  if (shift > kMaxDigits ||
      __builtin_mul_overflow(coarse.coefficient_, power_of_ten(shift), &shifted))
    return fail(number_error(kTooManyDigits));
  if (coarse.negative_ == fine.negative_) {
    Coefficient sum = 0;
    if (__builtin_add_overflow(shifted, fine.coefficient_, &sum))
      return fail(number_error(kTooManyDigits));
    return make(fine.negative_, sum, fine.scale_);
  }
  if (shifted >= fine.coefficient_)
    return make(coarse.negative_, shifted - fine.coefficient_, fine.scale_);
  return make(fine.negative_, fine.coefficient_ - shifted, fine.scale_);
}

Result<Decimal> Decimal::minus(const Decimal& other) const { return plus(other.negated()); }

Decimal Decimal::negated() const {
  Decimal result = *this;
  result.negative_ = !negative_ && !is_zero();
  return result;
}

int Decimal::digits() const { return count_digits(coefficient_); }

int Decimal::exponent() const { return is_zero() ? 0 : scale_ + digits() - 1; }

std::size_t Decimal::size() const {
  if (is_zero()) return 1;
  const int count = digits();
  const int before_point = std::clamp(exponent() + 1, 0, count);
  const int behind_point = count - before_point;
  return static_cast<std::size_t>(1 + (before_point + 1) / 2 + (behind_point + 1) / 2 +
                                  (negative_ ? 1 : 0));
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  if (negative_ != other.negative_)
    return negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
  const Decimal& low = negative_ ? other : *this;
  const Decimal& high = negative_ ? *this : other;
  if (low.is_zero() || high.is_zero()) return !low.is_zero() <=> !high.is_zero();
  const int low_digits = low.digits();
  const int high_digits = high.digits();
  if (const auto order = low.scale_ + low_digits <=> high.scale_ + high_digits; order != 0)
    return order;
  const int width = std::max(low_digits, high_digits);
  const Coefficient low_aligned = low.coefficient_ * power_of_ten(width - low_digits);
  const Coefficient high_aligned = high.coefficient_ * power_of_ten(width - high_digits);
  if (low_aligned == high_aligned) return std::strong_ordering::equal;
  return low_aligned < high_aligned ? std::strong_ordering::less : std::strong_ordering::greater;
}

int Decimal::write_digits(char* out) const {
  constexpr int kLowDigits = 19;
  constexpr std::uint64_t kLowPower = 10'000'000'000'000'000'000U;
  if (coefficient_ <= std::numeric_limits<std::uint64_t>::max()) {
    const auto small = static_cast<std::uint64_t>(coefficient_);
    return static_cast<int>(std::to_chars(out, out + kMaxDigits, small).ptr - out);
  }
  const auto high = static_cast<std::uint64_t>(coefficient_ / kLowPower);
  auto low = static_cast<std::uint64_t>(coefficient_ % kLowPower);
  char* const middle = std::to_chars(out, out + kMaxDigits, high).ptr;
  for (int i = kLowDigits; i-- > 0; low /= 10) middle[i] = static_cast<char>('0' + low % 10);
  return static_cast<int>(middle - out) + kLowDigits;
}

void Decimal::append_to(std::string& out) const {
  std::array<char, kMaxDigits> buffer;
  const auto count = static_cast<std::size_t>(write_digits(buffer.data()));
  const std::string_view digits(buffer.data(), count);
  const int before_point = static_cast<int>(count) + scale_;
  if (negative_) out += '-';
  if (scale_ >= 0) {
    out += digits;
    out.append(static_cast<std::size_t>(scale_), '0');
  } else if (before_point > 0) {
    out += digits.substr(0, static_cast<std::size_t>(before_point));
    out += '.';
    out += digits.substr(static_cast<std::size_t>(before_point));
  } else {
    out += "0.";
    out.append(static_cast<std::size_t>(-before_point), '0');
    out += digits;
  }
}

std::string Decimal::to_string() const {
  std::string text;
  append_to(text);
  return text;
}

}  // namespace dynarock::dynamodb
