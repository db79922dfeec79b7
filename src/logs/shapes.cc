#include "logs/shapes.h"

#include <algorithm>

namespace dynarock::logs {

bool is_group_name(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_/#").find(c) != std::string_view::npos;
  });
}

bool is_stream_name(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return c == ':' || c == '*' || c == '\0'; });
}

}  // namespace dynarock::logs
