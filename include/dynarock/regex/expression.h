#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dynarock::regex {

/// A regular expression as users of AWS write them, in the part of Java's language that can be
/// matched in time linear in the text: alternatives, groups, quantifiers, classes, `.`, `^`, `$`,
/// and the escapes of `dDwWsStnr` and of punctuation. Immutable once parsed.
class Expression {
 public:
  /// Nothing for what is malformed, goes beyond that part (references back, looking around) or
  /// would take thousands of steps a character.
  static std::optional<Expression> parse(std::string_view pattern);

  /// Whether all of the text, which is UTF-8, matches.
  bool matches(std::string_view text) const;

 private:
  friend class Parser;
  friend class Run;

  /// Characters, as ranges with both ends.
  struct Set {
    std::vector<std::pair<char32_t, char32_t>> ranges;
    bool negated = false;

    bool contains(char32_t c) const;
  };
  enum class Kind : std::uint8_t { one_of, fork, jump, at_start, at_end };
  /// Where it goes on is said relative to it, so that code can be moved and repeated.
  struct Step {
    Kind kind;
    std::size_t set = 0;  ///< of one_of
    std::ptrdiff_t next = 1;
    std::ptrdiff_t otherwise = 1;  ///< of fork
  };

  std::vector<Set> sets_;
  std::vector<Step> steps_;
};

}  // namespace dynarock::regex
