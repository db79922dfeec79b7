#include "dynarock/base/uri_encoding.h"

#include <cstddef>

#include "dynarock/base/characters.h"

namespace dynarock {
namespace {

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) { return is_alphanumeric(c) || is_one_of(c, "-._~"); }

}  // namespace

void append_uri_encoded(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

std::string_view uri_decode(std::string_view text, char* out) {
  char* end = out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      *end++ = static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      *end++ = text[i];
    }
  }
  return {out, static_cast<std::size_t>(end - out)};
}

std::string uri_decoded(std::string_view text) {
  std::string result(text.size(), '\0');
  result.resize(uri_decode(text, result.data()).size());
  return result;
}

}  // namespace dynarock
