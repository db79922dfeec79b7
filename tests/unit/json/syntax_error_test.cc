#include "dynarock/json/syntax_error.h"

#include <gtest/gtest.h>

#include "dynarock/json/document.h"

namespace dynarock::json {
namespace {

std::string describe(std::string_view text) {
  Document document;
  if (document.parse(text)) return "well-formed";
  const SyntaxError error = describe_syntax_error(text, document.stopped_at());
  const Position position = LineIndex(text).position(error.offset);
  return std::to_string(position.line) + ":" + std::to_string(position.column) + " " +
         error.problem;
}

struct Case {
  const char* text;
  const char* problem;
};

const Case kCases[] = {
    {"{}", "well-formed"},
    {"", "1:1 the text is empty"},
    {" \n", "1:1 the text is empty"},
    {"{\n  \"a\": 1,\n}", "2:9 a trailing comma: nothing follows it before the '}'"},
    {"[1, 2,\n]", "1:6 a trailing comma: nothing follows it before the ']'"},
    {"{\n \"a\": [1\n", "2:7 this '[' is never closed"},
    {"{\"a\": 1", "1:1 this '{' is never closed"},
    {"{\"a: 1}", "1:2 this string is never closed"},
    {"{\"a\": \"b\n\"}", "1:7 this string is not closed on its line"},
    {"{\"a\": \"\\d\"}", "1:8 a backslash that is no escape of JSON"},
    {"{\"a\": \"\t\"}", "1:8 a control character in a string"},
    {"{\"a\": \"\\u12x4\"}",
     "1:7 this string is not UTF-8, or has an escape that is none of JSON's"},
    {"{'a': 1}", "1:2 a single quote: JSON's strings are in double quotes"},
    {"{// no\n}", "1:2 a comment, which JSON does not have"},
    {"{\"a\": 1 \"b\": 2}", "1:9 a comma is missing before the '\"'"},
    {"{\"a\": \"x\" \"b\": 2}", "1:11 a ':' or a ',' is missing before the '\"'"},
    {"[{} {}]", "1:5 a comma is missing before the '{'"},
    {"{\"a\" 1}", "1:6 a ':' or a ',' is missing before the '1'"},
    {"{\"a\": }", "1:7 a value is missing before the '}'"},
    {"{\"a\": 1]", "1:8 ']' closes nothing that is open here"},
    {"{,}", "1:2 a comma where a value belongs"},
    {"{a: 1}", "1:2 a member's name in double quotes belongs here, not 'a'"},
    {"{\"a\": yes}", "1:7 a value belongs here, not 'y'"},
    {"{} {}", "1:4 something follows the end of the document"},
};

TEST(SyntaxError, SaysWhatIsWrongAndWhere) {
  for (const Case& one : kCases) EXPECT_EQ(describe(one.text), one.problem) << one.text;
}

TEST(SyntaxError, IsDescribedAtEveryCut) {
  const std::string text = "{\"a\": [1, true, {\"b\\u0041\": \"c\\n\"}], \"d\": null}";
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_NE(describe(text.substr(0, length)), "well-formed") << length;
}

TEST(SyntaxError, TellsOfNestingThatIsTooDeep) {
  EXPECT_EQ(describe(std::string(1500, '[')), "1:1001 more than 1000 levels deep");
}

TEST(Offsets, AreThoseOfTheSource) {
  const std::string text = R"({"a\n": "x", "b": ["\t", 12, {}], "c": true})";
  Document document;
  ASSERT_TRUE(document.parse(text));
  std::string starts;
  for (const auto& [name, value] : document.root().members()) {
    starts += text.substr(value.name_offset(), 2) + text.substr(value.offset(), 2) + " ";
    for (const Value element : value.elements()) starts += text.substr(element.offset(), 2) + " ";
  }
  EXPECT_EQ(starts, "\"a\"x \"b[\" \"\\ 12 {} \"ctr ");
}

}  // namespace
}  // namespace dynarock::json
