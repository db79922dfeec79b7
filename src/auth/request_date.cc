#include "auth/request_date.h"

#include <algorithm>
#include <cstddef>

namespace dynarock::auth {
namespace {

/// Whether `text` is `form` with a digit for every `0` and anything for every `?`.
bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char c, char wanted) {
    return wanted == '0' ? c >= '0' && c <= '9' : wanted == '?' || c == wanted;
  });
}

/// 1 to 12, or 0 if the three letters are no month.
int month_number(std::string_view name) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  for (std::size_t i = 0; i < kMonths.size(); i += 3) {
    if (kMonths.substr(i, 3) == name) return static_cast<int>(i / 3 + 1);
  }
  return 0;
}

}  // namespace

std::optional<RequestDate> parse_request_date(std::string_view text) {
  RequestDate result{};
  if (has_form(text, "00000000T000000Z")) {
    std::ranges::copy(text, result.begin());
    return result;
  }
  if (!has_form(text, "???, 00 ??? 0000 00:00:00 GMT")) return std::nullopt;
  const int month = month_number(text.substr(8, 3));
  if (month == 0) return std::nullopt;
  char* out = result.data();
  const auto append = [&out](std::string_view part) { out = std::ranges::copy(part, out).out; };
  append(text.substr(12, 4));
  *out++ = static_cast<char>('0' + month / 10);
  *out++ = static_cast<char>('0' + month % 10);
  append(text.substr(5, 2));
  *out++ = 'T';
  for (const std::size_t position : {17U, 20U, 23U}) append(text.substr(position, 2));
  *out++ = 'Z';
  return result;
}

Timestamp time_of(const RequestDate& date) {
  const auto number = [&date](std::size_t start, std::size_t count) {
    int value = 0;
    for (const char c : std::string_view(date.data() + start, count))
      value = value * 10 + (c - '0');
    return value;
  };
  using namespace std::chrono;
  const int month_of_year = std::clamp(number(4, 2), 1, 12);
  const sys_days first_of_month =
      year(number(0, 4)) / month(static_cast<unsigned>(month_of_year)) / day(1);
  return first_of_month + days(number(6, 2) - 1) + hours(number(9, 2)) + minutes(number(11, 2)) +
         seconds(number(13, 2));
}

}  // namespace dynarock::auth
