#pragma once

#include <algorithm>
#include <string>
#include <string_view>

// ASCII's characters, whatever the locale.

namespace dynarock {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
constexpr bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
constexpr bool is_one_of(char c, std::string_view characters) {
  return characters.find(c) != std::string_view::npos;
}

constexpr bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

constexpr char lower_case(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = lower_case(c);
  return lower;
}

/// Whether all characters are letters, digits or among `others`.
constexpr bool is_made_of(std::string_view text, std::string_view others = {}) {
  return std::ranges::all_of(
      text, [others](char c) { return is_alphanumeric(c) || is_one_of(c, others); });
}

}  // namespace dynarock
