#include "policy/moment.h"

#include <charconv>
#include <chrono>
#include <limits>

#include "dynarock/base/characters.h"
#include "dynarock/base/numbers.h"

namespace dynarock::policy {
namespace {

constexpr std::int64_t kMaxYear = 292'278'993;  // of java.util.Date
constexpr std::int64_t kMinYear = -292'275'054;
constexpr std::int64_t kSecondsADay = 86'400;

/// Reads fields off the front of a text. Once one is amiss, ok() stays false.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return text_.empty(); }

  bool take(char wanted) {
    if (text_.empty() || (text_.front() | 0x20) != (wanted | 0x20)) return false;
    text_.remove_prefix(1);
    return true;
  }

  /// Digits that make a number between the limits.
  std::int64_t number(std::int64_t lowest, std::int64_t highest, std::size_t max_digits,
                      std::size_t min_digits = 1) {
    std::size_t digits = 0;
    while (digits < text_.size() && is_digit(text_[digits])) ++digits;
    std::int64_t value = 0;
    std::from_chars(text_.data(), text_.data() + digits, value);
    ok_ =
        ok_ && digits >= min_digits && digits <= max_digits && value >= lowest && value <= highest;
    last_digits_ = digits;
    text_.remove_prefix(digits);
    return value;
  }

  /// The fraction of a second behind its point, in milliseconds.
  std::int64_t fraction() {
    std::int64_t value = number(0, 999'999'999, 9);
    for (std::size_t digits = last_digits_; digits < 3; ++digits) value *= 10;
    for (std::size_t digits = last_digits_; digits > 3; --digits) value /= 10;
    return value;
  }

 private:
  std::string_view text_;
  std::size_t last_digits_ = 0;
  bool ok_ = true;
};

std::int64_t days_since_epoch(std::int64_t year, std::int64_t month, std::int64_t day) {
  // Civil days by eras of 400 years, for years far beyond those of std::chrono.
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

/// `Z`, `+01`, `+01:30`, or none for UTC; in seconds east.
std::int64_t read_zone(FieldReader& in) {
  if (in.at_end() || in.take('z')) return 0;
  const bool west = in.take('-');
  if (!west && !in.take('+')) return 0;
  std::int64_t seconds = in.number(0, 23, 2, 2) * 3600;
  if (in.take(':')) seconds += in.number(0, 59, 2, 2) * 60;
  return west ? -seconds : seconds;
}

std::optional<std::int64_t> parse_iso(std::string_view text) {
  FieldReader in(text);
  const bool before_christ = in.take('-');
  const std::int64_t year = in.number(0, before_christ ? -kMinYear : kMaxYear, 9);
  const std::int64_t month = in.take('-') ? in.number(1, 12, 2) : 1;
  const std::int64_t day = in.take('-') ? in.number(1, 31, 2) : 1;
  std::int64_t seconds = 0, millis = 0, zone = 0;
  if (in.take('t') && !in.at_end()) {
    seconds = in.number(0, 23, 2) * 3600;
    if (in.take(':')) seconds += in.number(0, 59, 2) * 60;
    if (in.take(':')) seconds += in.number(0, 59, 2);
    if (in.take('.')) millis = in.fraction();
    zone = read_zone(in);
  }
  if (!in.ok() || !in.at_end()) return std::nullopt;
  const std::int64_t days = days_since_epoch(before_christ ? -year : year, month, day);
  return (days * kSecondsADay + seconds - zone) * 1000 + millis;
}

}  // namespace

std::optional<std::int64_t> parse_moment(std::string_view text) {
  if (text.find_first_of("tT-") != text.npos) return parse_iso(text);
  const auto seconds = parse_number<std::int64_t>(text);
  if (!seconds || *seconds < 0) return std::nullopt;
  constexpr std::int64_t kMaxSeconds = std::numeric_limits<std::int64_t>::max() / 1000;
  return *seconds > kMaxSeconds ? std::numeric_limits<std::int64_t>::max() : *seconds * 1000;
}

}  // namespace dynarock::policy
