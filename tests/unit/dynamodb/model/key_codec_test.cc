#include "dynarock/dynamodb/model/key_codec.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/unit/dynamodb/model/random_values.h"

namespace dynarock::dynamodb {
namespace {

constexpr AttributeType kKeyTypes[] = {AttributeType::S, AttributeType::N, AttributeType::B};

std::string encoded(const AttributeValue& value) {
  std::string bytes;
  append_key_value(value, bytes);
  return bytes;
}

// Stored tables hold these bytes: they must stay as they are.
TEST(KeyCodec, KeepsItsLayout) {
  EXPECT_EQ(encoded(AttributeValue::string("ab")), std::string("ab\0\1", 4));
  EXPECT_EQ(encoded(AttributeValue::string("")), std::string("\0\1", 2));
  EXPECT_EQ(encoded(AttributeValue::string(std::string("a\0b", 3))), std::string("a\0\xff"
                                                                                 "b\0\1",
                                                                                 6));
  EXPECT_EQ(encoded(AttributeValue(AttributeValue::Variant(Binary{std::string("\0\0", 2)}))),
            std::string("\0\xff\0\xff\0\1", 6));
  EXPECT_EQ(encoded(AttributeValue::number(Decimal::from_integer(1))), "\xc1\x02");
}

TEST(KeyCodec, SortsAsTheValuesDo) {
  RandomValues random(1);
  for (const AttributeType type : kKeyTypes) {
    for (int i = 0; i < 20000; ++i) {
      const AttributeValue left = random.scalar(type);
      const AttributeValue right = random.scalar(type);
      const std::string left_bytes = encoded(left);
      const std::string right_bytes = encoded(right);
      ASSERT_EQ(left_bytes <=> right_bytes, compare_scalars(left, right));
      ASSERT_TRUE(left == right || !right_bytes.starts_with(left_bytes));
    }
  }
}

TEST(KeyCodec, ComesBackFromAString) {
  RandomValues random(2);
  for (int i = 0; i < 20000; ++i) {
    const AttributeValue values[] = {random.scalar(kKeyTypes[random.below(3)]),
                                     random.scalar(kKeyTypes[random.below(3)]),
                                     random.scalar(kKeyTypes[random.below(3)])};
    std::string bytes;
    for (const AttributeValue& value : values) append_key_value(value, bytes);
    std::string_view rest = bytes;
    for (const AttributeValue& value : values) ASSERT_EQ(take_key_value(value.type(), rest), value);
    ASSERT_TRUE(rest.empty());
  }
}

TEST(KeyCodec, SurvivesBytesThatHoldNoKey) {
  for (const std::string_view bytes :
       {std::string_view(), std::string_view("a"), std::string_view("a\0", 2),
        std::string_view("a\0\xff", 3), std::string_view("\xff\xff")})
    for (const AttributeType type : kKeyTypes) {
      std::string_view rest = bytes;
      (void)take_key_value(type, rest);
      EXPECT_LE(rest.size(), bytes.size());
    }
}

}  // namespace
}  // namespace dynarock::dynamodb
