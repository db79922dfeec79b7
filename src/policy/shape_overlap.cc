#include "policy/shape_overlap.h"

#include <string>
#include <vector>

namespace dynarock::policy {
namespace {

constexpr char kName = '\x01';  // one or more characters of a name

/// Each `{}` as kName.
std::string symbols_of(std::string_view shape) {
  std::string symbols;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const bool name = shape.substr(at, 2) == "{}";
    symbols += name ? kName : shape[at];
    at += name ? 1 : 0;
  }
  return symbols;
}

/// Each `${...}` as `*`.
std::string without_variables(std::string_view pattern) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t end = pattern.starts_with("${") ? pattern.find('}') : pattern.npos;
    const std::size_t taken = end == pattern.npos ? 1 : end + 1;
    text += end == pattern.npos ? pattern[0] : '*';
    pattern.remove_prefix(taken);
  }
  return text;
}

bool can_be(char wanted, char symbol) {
  if (symbol == kName) return wanted != '/' && wanted != ':';
  return wanted == '?' || wanted == symbol;
}

}  // namespace

bool overlaps(std::string_view pattern_source, std::string_view shape) {
  const std::string pattern = without_variables(pattern_source);
  const std::string symbols = symbols_of(shape);
  // reach[j]: the pattern so far and the first j symbols have a text in common. in_name[j]: the
  // same, and the j-th symbol is a name that may go on.
  std::vector<char> reach(symbols.size() + 1, 0), in_name(symbols.size() + 1, 0);
  reach[0] = 1;
  for (const char wanted : pattern) {
    std::vector<char> next(reach.size(), 0), next_in_name(reach.size(), 0);
    for (std::size_t j = 0; j < reach.size(); ++j) {
      if (wanted == '*') {
        // A star takes nothing, or a symbol more.
        next[j] = reach[j] != 0 || (j > 0 && next[j - 1] != 0) ? 1 : 0;
        next_in_name[j] = j > 0 && next[j] != 0 && symbols[j - 1] == kName ? 1 : 0;
        continue;
      }
      if (j == 0) continue;
      const char symbol = symbols[j - 1];
      if (!can_be(wanted, symbol)) continue;
      const bool goes_on = symbol == kName && in_name[j] != 0;
      next[j] = reach[j - 1] != 0 || goes_on ? 1 : 0;
      next_in_name[j] = next[j] != 0 && symbol == kName ? 1 : 0;
    }
    reach = std::move(next);
    in_name = std::move(next_in_name);
  }
  return reach.back() != 0;
}

}  // namespace dynarock::policy
