#include "ssm/shapes.h"

#include <algorithm>
#include <array>

namespace dynarock::ssm {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_one_of(char c, std::string_view characters) {
  return characters.find(c) != std::string_view::npos;
}

}  // namespace

bool is_tag_text(std::string_view value) {
  // Letters, digits and blanks of every script: all that is not ASCII passes.
  return std::ranges::all_of(value, [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_alphanumeric(c) || is_one_of(c, " _.:/=+-@");
  });
}

bool is_key_id(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) {
    return is_alphanumeric(c) || is_one_of(c, ":/_-");
  });
}

bool is_filter_key(std::string_view value) {
  constexpr auto kKeys = std::to_array<std::string_view>(
      {"Name", "Type", "KeyId", "Path", "Label", "Tier", "DataType"});
  constexpr std::string_view kTagPrefix = "tag:";
  return std::ranges::find(kKeys, value) != kKeys.end() ||
         (value.starts_with(kTagPrefix) && value.size() > kTagPrefix.size());
}

}  // namespace dynarock::ssm
