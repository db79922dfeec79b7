#include "dynamodb/model/boolean_text.h"

#include <algorithm>

namespace dynarock::dynamodb {
namespace {

struct Word {
  std::string_view text;
  bool value;
};
constexpr Word kWords[] = {{"true", true},   {"1", true},  {"yes", true},
                           {"false", false}, {"0", false}, {"no", false}};

bool same_letter(char lower, char any) {
  return lower == any || (lower >= 'a' && lower <= 'z' && lower - 'a' + 'A' == any);
}

}  // namespace

std::optional<bool> parse_boolean(std::string_view text) {
  for (const Word& word : kWords)
    if (std::ranges::equal(word.text, text, same_letter)) return word.value;
  return std::nullopt;
}

}  // namespace dynarock::dynamodb
