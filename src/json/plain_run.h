#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dynarock::json {

/// Whether a byte can't stand for itself inside a JSON string: quote, backslash, control character.
constexpr bool needs_escape(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

struct PlainRun {
  std::size_t length;
  bool ascii;  // false may also be due to bytes shortly behind the run
};

/// How many bytes at the front of `text` stand for themselves inside a JSON string. Looks at eight
/// bytes at a time.
inline PlainRun plain_run(std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  // The high bit of each byte that is below `limit`. A borrow can also set it in bytes above such a
  // one, so only the lowest is to be trusted.
  const auto below = [](std::uint64_t bytes, unsigned limit) {
    return (bytes - kOnes * limit) & ~bytes & kHighBits;
  };
  std::uint64_t seen = 0;
  std::size_t at = 0;
  for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    seen |= bytes;
    const std::uint64_t found =
        below(bytes, 0x20) | below(bytes ^ (kOnes * '"'), 1) | below(bytes ^ (kOnes * '\\'), 1);
    if (found != 0)
      return {at + static_cast<std::size_t>(std::countr_zero(found)) / 8, (seen & kHighBits) == 0};
  }
  for (; at < text.size() && !needs_escape(text[at]); ++at)
    seen |= static_cast<unsigned char>(text[at]);
  return {at, (seen & kHighBits) == 0};
}

}  // namespace dynarock::json
