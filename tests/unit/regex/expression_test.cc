#include "dynarock/regex/expression.h"

#include <gtest/gtest.h>

#include <string>

namespace dynarock::regex {
namespace {

struct Case {
  const char* pattern;
  const char* text;
  bool matches;
};

class Matching : public testing::TestWithParam<Case> {};

TEST_P(Matching, WholeText) {
  const auto expression = Expression::parse(GetParam().pattern);
  ASSERT_TRUE(expression) << GetParam().pattern;
  EXPECT_EQ(expression->matches(GetParam().text), GetParam().matches)
      << GetParam().pattern << " on " << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, Matching,
    testing::Values(
        Case{"", "", true}, Case{"", "a", false}, Case{"abc", "abc", true},
        Case{"abc", "abcd", false}, Case{"^\\d+$", "123", true}, Case{"^\\d+$", "", false},
        Case{"\\d+", "12a", false}, Case{"a|bc|d", "bc", true}, Case{"a|bc|d", "d", true},
        Case{"a|bc|d", "ad", false}, Case{"(a|b)*c", "ababc", true}, Case{"(?:ab)+", "abab", true},
        Case{"(?:ab)+", "aba", false}, Case{"a?b", "b", true}, Case{"a{2,3}", "a", false},
        Case{"a{2,3}", "aaa", true}, Case{"a{2,3}", "aaaa", false}, Case{"a{2}", "aa", true},
        Case{"a{2,}", "aaaaa", true}, Case{"a{0}", "", true}, Case{"[a-c_]+", "ab_c", true},
        Case{"[a-c_]+", "abd", false}, Case{"[^a-c]", "d", true}, Case{"[^a-c]", "b", false},
        Case{"[]a]", "]", true}, Case{"[a-]", "-", true}, Case{"[\\w.-]+", "a.b-c_9", true},
        Case{"\\S+", "a b", false}, Case{"\\W", "-", true}, Case{"a.c", "a\nc", false},
        Case{"a.c", "a\u00e9c", true}, Case{"\u00e9{2}", "\u00e9\u00e9", true},
        Case{"\\.\\*", ".*", true}, Case{"a\\tb", "a\tb", true}, Case{"(a*)*", "aaa", true},
        Case{"a*?b", "aab", true}, Case{"a^b", "ab", false}, Case{"(|a)b", "b", true}));

TEST(Expression, RefusesWhatItCantMatchInTime) {
  for (const char* pattern :
       {"(", ")", "a**", "*", "[", "[b-a]", "[a[b]]", "a{", "a{2,1}", "(a)\\1", "(?=a)", "a++",
        "\\", "\\p{L}", "(a{1000}){1000}", "a{99999999999999999999}"})
    EXPECT_FALSE(Expression::parse(pattern)) << pattern;
  EXPECT_FALSE(Expression::parse(std::string(100000, '(')));
}

TEST(Expression, TakesTimeLinearInTheText) {
  const auto expression = Expression::parse("(a|a|aa)*(a*)*b");
  ASSERT_TRUE(expression);
  EXPECT_FALSE(expression->matches(std::string(8192, 'a')));
}

}  // namespace
}  // namespace dynarock::regex
