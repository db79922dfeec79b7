#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace dynarock::dynamodb {

/// Slow and obvious decimal arithmetic on a fixed row of digits, for checking Decimal against.
class FixedPoint {
 public:
  /// Takes plain notation as Decimal prints it.
  explicit FixedPoint(std::string_view text) {
    if (text.starts_with('-')) {
      negative_ = true;
      text.remove_prefix(1);
    }
    const std::size_t point = std::min(text.find('.'), text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i == point) continue;
      const std::size_t place = i < point ? kPoint - (point - i) : kPoint + (i - point - 1);
      digits_.at(place) = text[i] - '0';
    }
  }

  FixedPoint operator+(const FixedPoint& other) const {
    if (negative_ == other.negative_) return combined(*this, other, 1);
    return digits_ >= other.digits_ ? combined(*this, other, -1) : combined(other, *this, -1);
  }

  std::strong_ordering operator<=>(const FixedPoint& other) const {
    if (negative_ != other.negative_)
      return negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    return negative_ ? other.digits_ <=> digits_ : digits_ <=> other.digits_;
  }
  bool operator==(const FixedPoint&) const = default;

  /// Scientific notation with all digits: a literal that Decimal::parse takes or refuses.
  std::string literal() const {
    std::size_t count = kDigits;
    while (count > 0 && digits_[count - 1] == 0) --count;
    if (count == 0) return "0";
    std::string text = negative_ ? "-" : "";
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + digits_[i]);
    return text + "e" + std::to_string(static_cast<int>(kPoint) - static_cast<int>(count));
  }

 private:
  static constexpr std::size_t kPoint = 130;
  static constexpr std::size_t kDigits = kPoint + 170;

  /// Larger and smaller magnitude, added or (sign -1) subtracted.
  static FixedPoint combined(FixedPoint larger, const FixedPoint& smaller, int sign) {
    int carry = 0;
    for (std::size_t i = kDigits; i-- > 0;) {
      int digit = larger.digits_[i] + sign * smaller.digits_[i] + carry;
      carry = digit < 0 ? -1 : digit / 10;
      larger.digits_[i] = digit - 10 * carry;
    }
    return larger;
  }

  bool negative_ = false;
  std::array<int, kDigits> digits_{};
};

}  // namespace dynarock::dynamodb
