#include "dynarock/json/writer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace dynarock::json {
namespace {

TEST(JsonWriter, SetsCommasByItself) {
  std::string text;
  Writer writer(text);
  writer.begin_object();
  writer.member("a", 1).member("b", "x").member("c", true);
  writer.key("d").begin_array().integer(1).null().begin_array().end_array().string("y").end_array();
  writer.key("e").begin_object().end_object();
  writer.key("f").raw("[1]").member("g", false);
  writer.end_object();
  EXPECT_EQ(text, R"({"a":1,"b":"x","c":true,"d":[1,null,[],"y"],"e":{},"f":[1],"g":false})");
}

TEST(JsonWriter, WritesIntegersToTheirLimits) {
  std::string text;
  Writer writer(text);
  writer.begin_array()
      .integer(std::numeric_limits<std::int64_t>::min())
      .integer(std::numeric_limits<std::int64_t>::max())
      .end_array();
  EXPECT_EQ(text, "[-9223372036854775808,9223372036854775807]");
}

TEST(JsonWriter, WritesRealsAsJavaDoes) {
  struct Case {
    double value;
    const char* text;
  };
  const Case cases[] = {{0, "0.0"},     {1, "1.0"},         {0.5, "0.5"},
                        {-2.5, "-2.5"}, {12000, "12000.0"}, {1.5e9, "1500000000.0"}};
  for (const Case& c : cases) {
    std::string text;
    Writer(text).real(c.value);
    EXPECT_EQ(text, c.text);
  }
}

TEST(JsonString, EscapesWhatItMustAndNothingElse) {
  struct Case {
    const char* name;
    std::string raw;
    std::string json;
  };
  const Case cases[] = {
      {"empty", "", R"("")"},
      {"plain", "plain text, longer than a word", R"("plain text, longer than a word")"},
      {"quote and backslash", R"(a"b\c)", R"("a\"b\\c")"},
      {"slash stays", "a/b", R"("a/b")"},
      {"short escapes", "\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {"other control characters", std::string("\0\x01\x1f", 3), R"("\u0000\u0001\u001f")"},
      {"delete stays", "\x7f", "\"\x7f\""},
      {"utf-8 stays", "\xc3\xa9\xf0\x9f\x98\x80", "\"\xc3\xa9\xf0\x9f\x98\x80\""},
      {"escape behind eight bytes", "12345678\n12345678", R"("12345678\n12345678")"},
  };
  for (const Case& c : cases) {
    std::string text = "before";
    append_string(c.raw, text);
    EXPECT_EQ(text, "before" + c.json) << c.name;
  }
}

}  // namespace
}  // namespace dynarock::json
