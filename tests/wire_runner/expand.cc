#include "tests/wire_runner/expand.h"

#include <charconv>
#include <cstddef>

namespace dynarock::wire {
namespace {

constexpr std::string_view kTurn = "<i>";

void replace_turns(std::string& text, int turn) {
  const std::string number = std::to_string(turn);
  for (std::size_t at = text.find(kTurn); at != std::string::npos; at = text.find(kTurn, at))
    text.replace(at, kTurn.size(), number);
}

/// Replaces the first repetition that holds no other; false if there is none.
bool replace_repetition(std::string& text) {
  for (std::size_t star = text.find('*'); star != std::string::npos;
       star = text.find('*', star + 1)) {
    const std::size_t open = text.rfind('<', star);
    if (open == std::string::npos) continue;
    std::size_t times = 0;
    const char* digits = text.data() + star + 1;
    const char* end = std::from_chars(digits, text.data() + text.size(), times).ptr;
    if (end == digits || *end != '>') continue;
    const std::string repeated = text.substr(open + 1, star - open - 1);
    std::string written;
    written.reserve(repeated.size() * times);
    for (std::size_t i = 0; i < times; ++i) written += repeated;
    text.replace(open, static_cast<std::size_t>(end + 1 - text.data()) - open, written);
    return true;
  }
  return false;
}

}  // namespace

std::string expand(std::string_view text, int turn) {
  std::string expanded(text);
  replace_turns(expanded, turn);
  while (replace_repetition(expanded)) {
  }
  return expanded;
}

}  // namespace dynarock::wire
