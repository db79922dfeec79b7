#include "iam/ops/shapes.h"

#include <algorithm>

#include "dynarock/base/characters.h"

namespace dynarock::iam {

bool is_name(std::string_view value) { return is_made_of(value, "_+=,.@-"); }

bool is_word(std::string_view value) { return is_made_of(value, "_"); }

bool is_path(std::string_view value) {
  if (value == "/") return true;
  return value.size() > 2 && value.starts_with('/') && value.ends_with('/') &&
         std::ranges::all_of(value, [](char c) { return c >= '!' && c <= '~'; });
}

bool is_path_prefix(std::string_view value) {
  return value.starts_with('/') && std::ranges::all_of(value, [](char c) { return c >= '!'; });
}

bool is_latin_text(std::string_view value) {
  // In UTF-8 the code points from U+0080 to U+00FF begin with C2 or C3.
  return std::ranges::all_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte < 0xc4 : is_one_of(c, "\t\n\r");
  });
}

bool is_account_alias(std::string_view value) {
  return !value.empty() && value.front() != '-' && value.back() != '-' &&
         value.find("--") == std::string_view::npos && std::ranges::all_of(value, [](char c) {
           return (is_alphanumeric(c) && !is_upper(c)) || c == '-';
         });
}

bool is_version_id(std::string_view value) {
  if (value.size() < 2 || value[0] != 'v' || value[1] == '0' || !is_digit(value[1])) return false;
  const std::string_view number = value.substr(1, value.find('.') - 1);
  const std::string_view rest = value.substr(1 + number.size());
  return all_digits(number) && is_made_of(rest.substr(std::min<std::size_t>(rest.size(), 1)), "-");
}

}  // namespace dynarock::iam
