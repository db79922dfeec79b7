#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

// Numbers in decimal, as they stand in texts.

namespace dynarock {

/// The number that a text is as a whole; nothing for any other text, and for what the type can't
/// hold.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// The number that a text begins with; 0 if there is none. For texts that are of our own writing.
template <class Number>
Number leading_number(std::string_view text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace dynarock
