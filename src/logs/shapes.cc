#include "logs/shapes.h"

#include <algorithm>

#include "dynarock/base/characters.h"

namespace dynarock::logs {

bool is_group_name(std::string_view value) { return !value.empty() && is_made_of(value, ".-_/#"); }

bool is_stream_name(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return c == ':' || c == '*' || c == '\0'; });
}

}  // namespace dynarock::logs
