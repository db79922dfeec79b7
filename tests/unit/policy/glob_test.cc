#include "dynarock/policy/glob.h"

#include <gtest/gtest.h>

namespace dynarock::policy {
namespace {

bool matches(std::string_view pattern, std::string_view text) {
  return Glob(encode_wildcards(pattern)).matches(text);
}

/// The definition, in exponential time.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*')
    return matches_by_definition(pattern.substr(1), text) ||
           (!text.empty() && matches_by_definition(pattern, text.substr(1)));
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         matches_by_definition(pattern.substr(1), text.substr(1));
}

/// All texts over an alphabet of up to a length.
std::vector<std::string> all_texts(std::string_view alphabet, std::size_t length) {
  std::vector<std::string> texts{""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < length; ++i)
    for (const char c : alphabet) texts.push_back(texts[i] + c);
  return texts;
}

TEST(Glob, AgreesWithItsDefinition) {
  const auto texts = all_texts("ab", 6);
  for (const std::string& pattern : all_texts("ab*?", 5))
    for (const std::string& text : texts)
      ASSERT_EQ(matches(pattern, text), matches_by_definition(pattern, text))
          << pattern << " of " << text;
}

TEST(Glob, TakesACharacterForWhateverBytesItHas) {
  EXPECT_TRUE(matches("gr?n", "grün"));
  EXPECT_TRUE(matches("?", "\U0001f600"));
  EXPECT_FALSE(matches("??", "ü"));
  EXPECT_TRUE(matches("*?", "ü"));
  EXPECT_TRUE(matches("*a?c*", "xxaücxx"));
  EXPECT_FALSE(matches("*a??c*", "xxaücxx"));
  EXPECT_TRUE(matches("*ü?*", "aüb"));
  EXPECT_FALSE(matches("*ü?*", "aü"));
}

TEST(Glob, SearchesForMoreThanAWordOfCharacters) {
  const std::string wanted(100, 'x');
  for (const std::size_t hole : {0U, 1U, 62U, 63U, 64U, 65U, 99U}) {
    std::string pattern = wanted;
    pattern[hole] = '?';
    EXPECT_TRUE(matches("*" + pattern + "*", "abc" + wanted + "def")) << hole;
    EXPECT_FALSE(matches("*" + pattern + "*", wanted.substr(40) + "yy" + wanted.substr(40)))
        << hole;
  }
}

TEST(Glob, StaysQuickWithHostilePatterns) {
  const std::string text(100'000, 'a');
  std::string stars, holes;
  for (int i = 0; i < 5'000; ++i) stars += "*a", holes += "*a?";
  EXPECT_FALSE(matches(stars + "b", text));
  EXPECT_TRUE(matches(stars, text));
  EXPECT_FALSE(matches(holes + "*b", text));
  EXPECT_FALSE(matches("*" + std::string(10'000, 'a') + "b*", text));
  EXPECT_FALSE(matches("*" + std::string(2'000, '?') + "b*", text));
}

TEST(Glob, KnowsWhetherItMatchesEverything) {
  EXPECT_TRUE(Glob(encode_wildcards("*")).matches_all());
  EXPECT_TRUE(Glob(encode_wildcards("**")).matches_all());
  EXPECT_FALSE(Glob(encode_wildcards("*?")).matches_all());
  EXPECT_FALSE(Glob("*").matches_all());
}

}  // namespace
}  // namespace dynarock::policy
