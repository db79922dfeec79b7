#include "dynamodb/expr/reserved_words.h"

#include <algorithm>
#include <array>

#include "dynamodb/expr/reserved_word_list.h"

namespace dynarock::dynamodb::expr {

namespace {

static_assert(kReservedWords.size() == 573);
static_assert(std::is_sorted(kReservedWords.begin(), kReservedWords.end()));

constexpr std::size_t kLongest =
    std::max_element(kReservedWords.begin(), kReservedWords.end(),
                     [](std::string_view a, std::string_view b) { return a.size() < b.size(); })
        ->size();

}  // namespace

bool is_reserved_word(std::string_view word) {
  if (word.size() > kLongest) return false;
  std::array<char, kLongest> upper;
  std::transform(word.begin(), word.end(), upper.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return std::binary_search(kReservedWords.begin(), kReservedWords.end(),
                            std::string_view(upper.data(), word.size()));
}

}  // namespace dynarock::dynamodb::expr
