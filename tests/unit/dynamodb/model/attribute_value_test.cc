#include "dynarock/dynamodb/model/attribute_value.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "dynarock/dynamodb/model/item_json.h"
#include "tests/unit/dynamodb/model/random_values.h"

namespace dynarock::dynamodb {
namespace {

AttributeValue from_json(std::string_view text) {
  json::Document document;
  EXPECT_TRUE(document.parse(text)) << text;
  const Result<AttributeValue> value = decode_attribute_value(document.root());
  EXPECT_TRUE(value) << text;
  return value.value_or(AttributeValue());
}

TEST(AttributeType, HasNamesBothWays) {
  for (const char* name : {"S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"}) {
    AttributeType type{};
    ASSERT_TRUE(parse_type_name(name, type)) << name;
    EXPECT_EQ(type_name(type), name);
  }
  for (const std::string_view name :
       {std::string_view(""), std::string_view("s"), std::string_view("SSS"),
        std::string_view("BOOLS"), std::string_view("\0S", 2), std::string_view("NUL")}) {
    AttributeType type{};
    EXPECT_FALSE(parse_type_name(name, type)) << name;
  }
}

TEST(AttributeType, OnlyScalarsAreKeys) {
  for (const auto type : {AttributeType::S, AttributeType::N, AttributeType::B})
    EXPECT_TRUE(is_scalar_key_type(type));
  for (const auto type : {AttributeType::BOOL, AttributeType::NUL, AttributeType::SS,
                          AttributeType::NS, AttributeType::BS, AttributeType::L, AttributeType::M})
    EXPECT_FALSE(is_scalar_key_type(type));
}

TEST(AttributeValue, CountsBytes) {
  struct Case {
    const char* json;
    std::size_t bytes;
  };
  const Case cases[] = {
      {R"({"S":""})", 0},
      {R"({"S":"h\u00e9llo"})", 6},
      {R"({"B":"AAEC"})", 3},
      {R"({"N":"-42"})", 3},
      {R"({"BOOL":false})", 1},
      {R"({"NULL":true})", 1},
      {R"({"SS":["a","bcd"]})", 4},
      {R"({"NS":["1","-5","123"]})", 8},
      {R"({"BS":["AAEC","AA=="]})", 4},
      {R"({"L":[]})", 3},
      {R"({"M":{}})", 3},
      {R"({"L":[{"S":"ab"},{"S":"cd"}]})", 9},
      {R"({"M":{"k1":{"S":"v"}}})", 7},
      {R"({"L":[{"L":[]},{"M":{"a":{"NULL":true}}}]})", 14},
  };
  for (const Case& c : cases) EXPECT_EQ(from_json(c.json).size(), c.bytes) << c.json;
}

TEST(Item, CountsNamesAndValues) {
  EXPECT_EQ(item_size(Item()), 0U);
  EXPECT_EQ(item_size(*from_json(R"({"M":{"id":{"S":"Fred"},"n":{"N":"1"}}})").as<Map>()), 9U);
}

TEST(AttributeValue, ComparesAsDynamoDbDoes) {
  struct Case {
    const char* name;
    const char* left;
    const char* right;
    bool equal;
  };
  const Case cases[] = {
      {"numbers by value", R"({"N":"1.0"})", R"({"N":"1e0"})", true},
      {"types count", R"({"S":"1"})", R"({"N":"1"})", false},
      {"strings and binaries differ", R"({"S":"a"})", R"({"B":"YQ=="})", false},
      {"sets ignore order", R"({"SS":["a","b"]})", R"({"SS":["b","a"]})", true},
      {"number sets by value", R"({"NS":["1","2"]})", R"({"NS":["2.0","1e0"]})", true},
      {"lists keep order", R"({"L":[{"S":"a"},{"S":"b"}]})", R"({"L":[{"S":"b"},{"S":"a"}]})",
       false},
      {"maps ignore order, deeply", R"({"M":{"a":{"M":{"x":{"N":"1"},"y":{"N":"2"}}}}})",
       R"({"M":{"a":{"M":{"y":{"N":"2.0"},"x":{"N":"1"}}}}})", true},
      {"maps differ by a name", R"({"M":{"a":{"N":"1"}}})", R"({"M":{"b":{"N":"1"}}})", false},
  };
  for (const Case& c : cases) EXPECT_EQ(from_json(c.left) == from_json(c.right), c.equal) << c.name;
}

TEST(AttributeValue, OrdersScalars) {
  const char* const ascending[][4] = {
      {R"({"S":""})", R"({"S":"B"})", R"({"S":"a"})", R"({"S":"\u00e9"})"},
      {R"({"N":"-10"})", R"({"N":"-9.5"})", R"({"N":"0"})", R"({"N":"1e3"})"},
      {R"({"B":""})", R"({"B":"AA=="})", R"({"B":"AAA="})", R"({"B":"/w=="})"},
  };
  for (const auto& row : ascending)
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j)
        EXPECT_EQ(compare_scalars(from_json(row[i]), from_json(row[j])), i <=> j)
            << row[i] << row[j];
}

TEST(Map, BehavesAsStdMap) {
  RandomValues random(1);
  Map map;
  std::map<std::string, AttributeValue> oracle;
  for (int i = 0; i < 5000; ++i) {
    const std::string name(1, static_cast<char>('a' + random.below(20)));
    const AttributeValue value = random.scalar(AttributeType::N);
    switch (random.below(4)) {
      case 0:
        EXPECT_EQ(map.erase(name), oracle.erase(name) == 1);
        break;
      case 1:
        map.append(name, value);
        oracle[name] = value;
        break;
      default:
        EXPECT_EQ(map.set(name, value), value);
        oracle[name] = value;
    }
    ASSERT_EQ(map.size(), oracle.size());
    ASSERT_TRUE(std::equal(map.begin(), map.end(), oracle.begin(), [](auto& left, auto& right) {
      return left.first == right.first && left.second == right.second;
    }));
    const auto wanted = oracle.find(name);
    const AttributeValue* found = map.find(name);
    ASSERT_EQ(found != nullptr, wanted != oracle.end());
    if (found) {
      ASSERT_EQ(*found, wanted->second);
    }
  }
}

TEST(Map, IsMadeOfEntriesInAnyOrder) {
  RandomValues random(2);
  for (int i = 0; i < 2000; ++i) {
    std::vector<Map::Entry> entries;
    std::map<std::string, AttributeValue> oracle;
    for (std::size_t n = random.below(40); n > 0; --n) {
      entries.emplace_back(std::string(1, static_cast<char>('a' + random.below(26))),
                           random.scalar(AttributeType::N));
      oracle[entries.back().first] = entries.back().second;
    }
    const Map map = Map::from_entries(std::move(entries));
    ASSERT_EQ(map.size(), oracle.size());
    auto wanted = oracle.begin();
    for (const auto& [name, value] : map) {
      ASSERT_EQ(name, wanted->first);
      ASSERT_EQ(value, wanted->second);
      ++wanted;
    }
  }
}

}  // namespace
}  // namespace dynarock::dynamodb
