#include "dynarock/base/base64.h"

#include <array>
#include <cstdint>

namespace dynarock {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kInvalid = 0xff;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kInvalid);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

std::uint8_t value_of(char c) { return kValues[static_cast<unsigned char>(c)]; }

/// The digits of a text whose length is a multiple of 4.
std::string_view without_padding(std::string_view text) {
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

}  // namespace

void base64_append(std::string_view bytes, std::string& out) {
  const auto byte = [&](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(bytes[i])};
  };
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const std::uint32_t group = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    out += {kAlphabet[group >> 18], kAlphabet[(group >> 12) & 63], kAlphabet[(group >> 6) & 63],
            kAlphabet[group & 63]};
  }
  if (i + 1 == bytes.size()) {
    const std::uint32_t group = byte(i) << 16;
    out += {kAlphabet[group >> 18], kAlphabet[(group >> 12) & 63], '=', '='};
  } else if (i + 2 == bytes.size()) {
    const std::uint32_t group = (byte(i) << 16) | (byte(i + 1) << 8);
    out +=
        {kAlphabet[group >> 18], kAlphabet[(group >> 12) & 63], kAlphabet[(group >> 6) & 63], '='};
  }
}

std::string base64_encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  base64_append(bytes, out);
  return out;
}

Result<void> base64_check(std::string_view text) {
  if (text.size() % 4 != 0)
    return fail(
        serialization_error("Base64 encoded length is expected a multiple of 4 bytes but found: " +
                            std::to_string(text.size())));
  const std::string_view digits = without_padding(text);
  for (const char c : digits)
    if (value_of(c) == kInvalid)
      return fail(serialization_error("Invalid base 64 character: '" + std::string(1, c) + "'"));
  const std::size_t padding = text.size() - digits.size();
  const unsigned spare_bits = padding == 2 ? 0xf : padding == 1 ? 0x3 : 0;
  // The spelling is AWS's.
  if (padding != 0 && (digits.empty() || (value_of(digits.back()) & spare_bits) != 0))
    return fail(serialization_error("Invalid last non-pad Base64 character dectected"));
  return {};
}

Result<std::string> base64_decode(std::string_view text) {
  DYNAROCK_TRY(base64_check(text));
  const std::string_view digits = without_padding(text);
  std::string out;
  out.reserve(digits.size() * 3 / 4);
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    group = (group << 6) | value_of(digits[i]);
    if (i % 4 == 3) {
      out +=
          {static_cast<char>(group >> 16), static_cast<char>(group >> 8), static_cast<char>(group)};
      group = 0;
    }
  }
  if (digits.size() % 4 == 3)
    out += {static_cast<char>(group >> 10), static_cast<char>(group >> 2)};
  if (digits.size() % 4 == 2) out += static_cast<char>(group >> 4);
  return out;
}

}  // namespace dynarock
