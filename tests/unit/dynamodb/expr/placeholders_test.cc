#include "dynarock/dynamodb/expr/placeholders.h"

#include <gtest/gtest.h>

#include <string>

#include "dynamodb/expr/reserved_words.h"
#include "sample.h"

namespace dynarock::dynamodb::expr {
namespace {

std::string refusal(std::string_view names, std::string_view values,
                    Wording wording = Wording::current) {
  const Json names_json(names.empty() ? "null" : names);
  const Json values_json(values.empty() ? "null" : values);
  const auto given = [](std::string_view text, const Json& json) {
    return text.empty() ? std::nullopt : std::optional(json.root());
  };
  const auto placeholders =
      Placeholders::read(given(names, names_json), given(values, values_json), wording);
  return placeholders ? "" : placeholders.error().message;
}

TEST(Placeholders, Refuses) {
  struct Case {
    std::string_view name;
    std::string_view names;
    std::string_view values;
    std::string_view refusal;
  };
  const std::string key_256 = std::string(255, 'a');
  const std::string long_name = R"({"#)" + key_256 + R"(":"a"})";
  const std::string long_value = R"({":)" + key_256 + R"(":{"S":"x"}})";
  const std::string longest_key = R"({"#)" + key_256.substr(1) + R"(":"a"})";
  const Case cases[] = {
      {"good ones", R"({"#a_1":"any thing."})", R"({":0":{"S":"x"}})", ""},
      {"longest key", longest_key, "", ""},
      {"no names", "{}", "", "ExpressionAttributeNames must not be empty"},
      {"no values", "", "{}", "ExpressionAttributeValues must not be empty"},
      {"neither", "{}", "{}", "ExpressionAttributeNames must not be empty"},
      {"sigil alone", R"({"#":"a"})", "",
       R"(ExpressionAttributeNames contains invalid key: Syntax error; key: "#")"},
      {"no sigil", R"({"a":"a"})", "",
       R"(ExpressionAttributeNames contains invalid key: Syntax error; key: "a")"},
      {"wrong sigil", "", R"({"#a":{"S":"x"}})",
       R"(ExpressionAttributeValues contains invalid key: Syntax error; key: "#a")"},
      {"blank", R"({"#a b":"a"})", "",
       R"(ExpressionAttributeNames contains invalid key: Syntax error; key: "#a b")"},
      {"key of a name too long", long_name, "",
       "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key "
       "that is too long; size of key: 256"},
      {"key of a value too long", "", long_value,
       "ExpressionAttributeValues contains invalid key: The expression attribute map contains a "
       "key that is too long;"},
      {"empty name", R"({"#a":""})", "",
       "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a"},
      {"keys before names", R"({"#a":"","b":"x"})", "",
       R"(ExpressionAttributeNames contains invalid key: Syntax error; key: "b")"},
      {"keys of values before names", R"({"#a":""})", R"({"b":{"S":"x"}})",
       R"(ExpressionAttributeValues contains invalid key: Syntax error; key: "b")"},
      {"keys before values", "", R"({":a":{"SS":[]},"b":{"S":"x"}})",
       R"(ExpressionAttributeValues contains invalid key: Syntax error; key: "b")"},
      {"empty set", "", R"({":a":{"SS":[]}})",
       "One or more parameter values were invalid: An string set  may not be empty"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(refusal(test.names, test.values), test.refusal) << test.name;
  }
}

TEST(Placeholders, OlderWordingNamesTheKey) {
  EXPECT_EQ(refusal("", R"({":a":{"S":"x"},":b":{"SS":[]}})", Wording::older),
            "ExpressionAttributeValues contains invalid value: One or more parameter values were "
            "invalid: An string set  may not be empty for key :b");
}

TEST(Placeholders, HoldsToSizes) {
  const std::string name(65000, 'x');
  const auto names = [&name](int count) {
    std::string json = "{";
    for (int i = 0; i < count; ++i) {
      if (i > 0) json += ',';
      json += R"("#n)" + std::to_string(i) + R"(":")" + name + '"';
    }
    return json + '}';
  };
  const auto value = [](std::size_t size) {
    return R"({":v":{"S":")" + std::string(size, 'x') + R"("}})";
  };
  EXPECT_EQ(refusal(names(40), ""), "ExpressionAttributeNames exceeds max size");
  EXPECT_EQ(refusal("", value(2U << 20)), "ExpressionAttributeValues exceeds max size");
  EXPECT_EQ(refusal(names(20), value(1U << 20)),
            "Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max "
            "size");
  EXPECT_EQ(refusal(names(10), value(1U << 20)), "");
}

TEST(Placeholders, TellsWhatIsUnused) {
  Placeholders placeholders =
      placeholders_of(R"({"#b":"x","#a":"y"})", R"({":b":{"S":"x"},":a":{"S":"y"}})");
  EXPECT_EQ(placeholders.check_all_used().error().message,
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
  EXPECT_EQ(*placeholders.use_name("#a"), "y");
  EXPECT_EQ(*placeholders.use_name("#b"), "x");
  EXPECT_EQ(placeholders.use_name("#c"), nullptr);
  EXPECT_EQ(*placeholders.use_value(":a"), AttributeValue::string("y"));
  EXPECT_EQ(placeholders.use_value(":c"), nullptr);
  EXPECT_EQ(placeholders.check_all_used().error().message,
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}");
  placeholders.use_value(":b");
  EXPECT_TRUE(placeholders.check_all_used());
}

TEST(ReservedWords, InAnyCase) {
  for (const char* word :
       {"ABORT", "abort", "Status", "zone", "size", "timestamp", "TRANSACTION"}) {
    EXPECT_TRUE(is_reserved_word(word)) << word;
  }
  for (const char* word :
       {"", "a", "pk", "statuses", "abor", "ZONEZ", "a_very_long_attribute_name"}) {
    EXPECT_FALSE(is_reserved_word(word)) << word;
  }
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
