#include <array>

#include "dynarock/dynamodb/model/decimal.h"

namespace dynarock::dynamodb {
namespace {

/// A number's digits in pairs that are aligned at the point, so 1.5 is 01 50.
class DigitPairs {
 public:
  DigitPairs(const char* digits, int count, bool half_first) {
    int at = 0;
    if (half_first) add('0', digits[at++]);
    for (; at + 1 < count; at += 2) add(digits[at], digits[at + 1]);
    if (at < count) add(digits[at], '0');
  }

  const std::uint8_t* begin() const { return pairs_.data(); }
  const std::uint8_t* end() const { return pairs_.data() + size_; }
  std::size_t size() const { return size_; }

 private:
  void add(char tens, char ones) {
    pairs_[size_++] = static_cast<std::uint8_t>((tens - '0') * 10 + (ones - '0'));
  }

  std::array<std::uint8_t, Decimal::kMaxDigits / 2 + 1> pairs_;
  std::size_t size_ = 0;
};

// Exponents to the base 100 run from -64 (1E-130) to 63 (9E+125).
constexpr int kOrderedBias = 0xc0;
constexpr int kHashedBias = -64;
constexpr std::uint8_t kZero = 0x80;

// The hashed form of a negative number is closed unless it has this many pairs.
constexpr std::size_t kUnclosedPairs = 20;

}  // namespace

int Decimal::exponent_of_hundred() const {
  const int digits_before_point = exponent() + 1;
  return (digits_before_point + (digits_before_point > 0 ? 1 : 0)) / 2;
}

void Decimal::append_ordered(std::string& out) const {
  if (is_zero()) {
    out += {static_cast<char>(kZero), '\0'};
    return;
  }
  std::array<char, kMaxDigits> digits;
  const int count = write_digits(digits.data());
  const DigitPairs pairs(digits.data(), count, (scale_ + count) % 2 != 0);
  const int invert = negative_ ? 0xff : 0;
  const auto put = [&](int byte) { out += static_cast<char>(byte ^ invert); };
  put(kOrderedBias + exponent_of_hundred());
  const std::uint8_t* const last = pairs.end() - 1;
  for (const std::uint8_t* pair = pairs.begin(); pair != last; ++pair) put(*pair * 2 + 1);
  put(*last * 2);
}

Decimal Decimal::take_ordered(std::string_view& bytes) {
  const auto take = [&] {
    if (bytes.empty()) return 0;
    const int byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return byte;
  };
  Decimal result;
  const int head = take();
  result.negative_ = head < kZero;
  const int invert = result.negative_ ? 0xff : 0;
  int scale = 2 * ((head ^ invert) - kOrderedBias);
  while (true) {
    const int byte = take() ^ invert;
    const int pair = byte / 2;
    const bool more = byte % 2 != 0;
    // The last digit of a canonical coefficient is not zero.
    const bool half = !more && pair % 10 == 0;
    result.coefficient_ = half ? result.coefficient_ * 10 + static_cast<unsigned>(pair / 10)
                               : result.coefficient_ * 100 + static_cast<unsigned>(pair);
    scale -= half ? 1 : 2;
    if (!more || bytes.empty()) break;
  }
  if (result.coefficient_ != 0) result.scale_ = static_cast<std::int16_t>(scale);
  return result;
}

void Decimal::append_hashed(std::string& out) const {
  if (is_zero()) {
    out += static_cast<char>(kZero);
    return;
  }
  std::array<char, kMaxDigits> digits;
  const int count = write_digits(digits.data());
  const DigitPairs pairs(digits.data(), count, (scale_ + count) % 2 != 0);
  const int head = exponent_of_hundred() + kHashedBias;
  out += static_cast<char>(negative_ ? ~head : head);
  for (const std::uint8_t pair : pairs) out += static_cast<char>(negative_ ? 101 - pair : pair + 1);
  if (negative_ && pairs.size() < kUnclosedPairs) out += static_cast<char>(102);
}

}  // namespace dynarock::dynamodb
