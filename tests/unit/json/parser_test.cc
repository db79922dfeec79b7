#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dynarock/json/document.h"

namespace dynarock::json {
namespace {

/// The tree as text: strings raw in angle brackets, numbers as written.
std::string print(Value value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean_true:
      return "true";
    case Kind::boolean_false:
      return "false";
    case Kind::number:
      return std::string(value.text());
    case Kind::string:
      return "<" + std::string(value.text()) + ">";
    case Kind::array: {
      std::string text = "[";
      for (const Value element : value.elements()) text += " " + print(element);
      return text + " ]";
    }
    case Kind::object: {
      std::string text = "{";
      for (const auto& [name, member] : value.members())
        text += " " + std::string(name) + ":" + print(member);
      return text + " }";
    }
  }
  return "";
}

std::string parse_and_print(std::string_view text) {
  Document document;
  return document.parse(text) ? print(document.root()) : "refused";
}

struct Case {
  const char* name;
  std::string text;
  std::string tree;
};

const Case kCases[] = {
    {"empty object", "{}", "{ }"},
    {"empty array", "[]", "[ ]"},
    {"blanks everywhere", " \t\r\n{ \"a\" : [ 1 , 2 ] } ", "{ a:[ 1 2 ] }"},
    {"nested", R"({"a":{"b":[{"c":null}]},"d":true})", "{ a:{ b:[ { c:null } ] } d:true }"},
    {"empty containers side by side", R"([[],{},[[]]])", "[ [ ] { } [ [ ] ] ]"},
    {"scalar roots", "false", "false"},
    {"number forms", "[0,-0,10,-1.5,1e5,1E+5,1.0e-5]", "[ 0 -0 10 -1.5 1e5 1E+5 1.0e-5 ]"},
    {"empty string", R"([""])", "[ <> ]"},
    {"string of eight and more", R"(["12345678","123456789abcdefgh"])",
     "[ <12345678> <123456789abcdefgh> ]"},
    {"short escapes", R"(["\"\\\/\b\f\n\r\t"])", "[ <\"\\/\b\f\n\r\t> ]"},
    {"escapes between runs", R"(["before\nbetween\tafter"])", "[ <before\nbetween\tafter> ]"},
    {"unicode escapes", R"(["\u0041\u00e9\u20AC"])", "[ <A\xc3\xa9\xe2\x82\xac> ]"},
    {"escaped zero", R"(["a\u0000b"])", std::string("[ <a\0b> ]", 9)},
    {"surrogate pair", R"(["\ud83d\ude00"])", "[ <\xf0\x9f\x98\x80> ]"},
    {"lone high surrogate", R"(["\ud83dx"])", "[ <?x> ]"},
    {"lone low surrogate", R"(["\ude00x"])", "[ <?x> ]"},
    {"high surrogate before a letter's escape", R"(["\ud83d\u0041"])", "[ <?A> ]"},
    {"two high surrogates, then a low one", R"(["\ud83d\ud83d\ude00"])", "[ <?\xf0\x9f\x98\x80> ]"},
    {"escapes in names", R"({"\u0061\n":1})", "{ a\n:1 }"},
    {"duplicate names stay", R"({"a":1,"a":2})", "{ a:1 a:2 }"},
    {"delete needs no escape", "[\"\x7f\"]", "[ <\x7f> ]"},
    {"utf-8 of every length", "[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]",
     "[ <\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80> ]"},

    {"nothing", "", "refused"},
    {"blanks only", "  ", "refused"},
    {"two values", "{} {}", "refused"},
    {"zero byte behind", std::string("{}\0", 3), "refused"},
    {"form feed as blank", "\f{}", "refused"},
    {"open object", "{", "refused"},
    {"open array", "[1", "refused"},
    {"wrong bracket", "[1}", "refused"},
    {"closing only", "]", "refused"},
    {"trailing comma in object", R"({"a":1,})", "refused"},
    {"trailing comma in array", "[1,]", "refused"},
    {"leading comma", "[,1]", "refused"},
    {"missing comma", "[1 2]", "refused"},
    {"missing colon", R"({"a" 1})", "refused"},
    {"missing value", R"({"a":})", "refused"},
    {"name without quotes", "{a:1}", "refused"},
    {"number as name", "{1:1}", "refused"},
    {"single quotes", "['a']", "refused"},
    {"comment", "[1] // one", "refused"},
    {"leading zero", "[01]", "refused"},
    {"leading plus", "[+1]", "refused"},
    {"point without digits before", "[.5]", "refused"},
    {"point without digits behind", "[5.]", "refused"},
    {"exponent without digits", "[1e]", "refused"},
    {"exponent with two signs", "[1e+-5]", "refused"},
    {"minus only", "[-]", "refused"},
    {"NaN", "[NaN]", "refused"},
    {"word cut short", "tru", "refused"},
    {"word with a tail", "[nulll]", "refused"},
    {"word in capitals", "[True]", "refused"},
    {"open string", "[\"a", "refused"},
    {"open string at a backslash", "[\"a\\", "refused"},
    {"newline in string", "[\"a\nb\"]", "refused"},
    {"zero byte in string", std::string("[\"a\0b\"]", 7), "refused"},
    {"unknown escape", R"(["\x41"])", "refused"},
    {"escape in capitals", R"(["\N"])", "refused"},
    {"unicode escape cut short", R"(["\u00")", "refused"},
    {"unicode escape of no hex", R"(["\u00g0"])", "refused"},
    {"second surrogate cut short", R"(["\ud83d\ude"])", "refused"},
    {"utf-8 continuation alone", "[\"\x80\"]", "refused"},
    {"utf-8 cut short", "[\"\xe2\x82\"]", "refused"},
    {"utf-8 overlong", "[\"\xc0\xaf\"]", "refused"},
    {"utf-8 surrogate", "[\"\xed\xa0\x80\"]", "refused"},
    {"utf-8 past the last code point", "[\"\xf4\x90\x80\x80\"]", "refused"},
    {"bad utf-8 behind an escape", "[\"\\n\xff\"]", "refused"},
    {"bad utf-8 in a name", "{\"\xff\":1}", "refused"},
    {"byte order mark", "\xef\xbb\xbf{}", "refused"},
};

TEST(JsonParser, ReadsOrRefuses) {
  for (const Case& c : kCases) EXPECT_EQ(parse_and_print(c.text), c.tree) << c.name;
}

TEST(JsonParser, StopsAtItsDepthLimit) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  Document document;
  EXPECT_TRUE(document.parse(nested(Document::kMaxDepth)));
  EXPECT_FALSE(document.parse(nested(Document::kMaxDepth + 1)));
}

TEST(JsonParser, FindsSpecialBytesAtEveryPlaceInAWord) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string plain(before, 'x');
    EXPECT_EQ(parse_and_print("\"" + plain + "\""), "<" + plain + ">");
    EXPECT_EQ(parse_and_print("\"" + plain + "\\n" + plain + "\""),
              "<" + plain + "\n" + plain + ">");
    EXPECT_EQ(parse_and_print("\"" + plain + "\x1f" + plain + "\""), "refused");
    EXPECT_EQ(parse_and_print("\"" + plain + "\xff" + plain + "\""), "refused");
  }
}

TEST(JsonDocument, FindsTheLastMemberOfAName) {
  Document document;
  ASSERT_TRUE(document.parse(R"({"a":1,"b":"x","a":"2","c":null,"d":1,"d":null})"));
  const Value root = document.root();
  EXPECT_EQ(root.find_text("a"), "2");
  EXPECT_EQ(root.find_text("b"), "x");
  EXPECT_FALSE(root.find("c"));
  EXPECT_FALSE(root.find("d"));
  EXPECT_FALSE(root.find("missing"));
  EXPECT_FALSE(root.find("a")->find("x"));
}

TEST(JsonDocument, GivesTheSourceOfContainers) {
  Document document;
  ASSERT_TRUE(document.parse(R"( {"a": [1, {"b": 2}], "c": "d"} )"));
  EXPECT_EQ(document.root().source(), R"({"a": [1, {"b": 2}], "c": "d"})");
  EXPECT_EQ(document.root().find("a")->source(), R"([1, {"b": 2}])");
  EXPECT_EQ(document.root().find("c")->source(), "");
}

TEST(JsonDocument, CountsElementsAndMembers) {
  Document document;
  ASSERT_TRUE(document.parse(R"({"a":[1,[2,3],{"x":4}],"b":{},"c":"text"})"));
  EXPECT_EQ(document.root().size(), 3U);
  EXPECT_EQ(document.root().find("a")->size(), 3U);
  EXPECT_TRUE(document.root().find("b")->empty());
  EXPECT_EQ(document.root().find("c")->size(), 0U);
}

TEST(JsonDocument, CanBeParsedIntoAgain) {
  Document document;
  ASSERT_TRUE(document.parse(R"(["a\nb"])"));
  ASSERT_FALSE(document.parse("["));
  const std::string text = R"({"c":"d\te"})";
  ASSERT_TRUE(document.parse(text));
  EXPECT_EQ(print(document.root()), "{ c:<d\te> }");
}

}  // namespace
}  // namespace dynarock::json
