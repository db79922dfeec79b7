#include <gtest/gtest.h>

#include <string>

#include "dynarock/dynamodb/model/decimal.h"
#include "tests/unit/dynamodb/model/fixed_point.h"
#include "tests/unit/dynamodb/model/random_values.h"

namespace dynarock::dynamodb {
namespace {

std::string print(const Result<Decimal>& number) {
  return number ? number->to_string() : number.error().message;
}

TEST(DecimalArithmetic, AddsAndSubtracts) {
  const std::string nines(38, '9');
  const std::string precision = "Attempting to store more than 38 significant digits in a Number";
  const std::string overflow =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  const std::string underflow =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  struct Case {
    const char* name;
    std::string left;
    std::string right;
    std::string sum;
  };
  const Case cases[] = {
      {"integers", "1", "2", "3"},
      {"zero left", "0", "-2.5", "-2.5"},
      {"zero right", "-2.5", "0", "-2.5"},
      {"opposites", "12.5", "-12.5", "0"},
      {"fractions", "0.1", "0.2", "0.3"},
      {"different scales", "1000", "0.001", "1000.001"},
      {"carry to fewer digits", "0.5", "9.5", "10"},
      {"sign of the larger", "3", "-10", "-7"},
      {"cancelling the front", "1000000000000000000.5", "-1000000000000000000", "0.5"},
      {"38 digits by carry", nines, "1", "1" + std::string(38, '0')},
      {"38 digits left by borrow", "1e38", "-1", nines},
      {"39 digits left by borrow", "2e38", "-1", precision},
      {"39 digits", nines, "0.1", precision},
      {"39 digits far apart", "1e100", "1", precision},
      {"39 digits farther apart", "1e125", "1e-130", precision},
      {"128 bits do not hold it", "99e38", "-1", precision},
      {"overflow", "9e125", "1e125", overflow},
      {"negative overflow", "-9e125", "-1e125", overflow},
      {"underflow", "1.1e-130", "-1e-130", underflow},
  };
  for (const Case& c : cases) {
    const Decimal left = *Decimal::parse(c.left);
    const Decimal right = *Decimal::parse(c.right);
    EXPECT_EQ(print(left.plus(right)), c.sum) << c.name;
    EXPECT_EQ(print(right.plus(left)), c.sum) << c.name;
    EXPECT_EQ(print(left.minus(right.negated())), c.sum) << c.name;
  }
}

TEST(DecimalArithmetic, AgreesWithDigitByDigit) {
  RandomValues random(1);
  int sums = 0;
  for (int i = 0; i < 20000; ++i) {
    const Decimal left = random.decimal();
    const Decimal right = random.decimal();
    const FixedPoint sum = FixedPoint(left.to_string()) + FixedPoint(right.to_string());
    // The literal goes through parse(), which refuses what the sum must refuse.
    const Result<Decimal> expected = Decimal::parse(sum.literal());
    const Result<Decimal> actual = left.plus(right);
    ASSERT_EQ(actual.has_value(), expected.has_value())
        << left.to_string() << " + " << right.to_string() << ": " << print(actual);
    if (!expected) continue;
    ASSERT_EQ(*actual, *expected) << left.to_string() << " + " << right.to_string();
    ASSERT_EQ(*actual->minus(right), left);
    ++sums;
  }
  EXPECT_GT(sums, 5000);
}

TEST(DecimalOrder, AgreesWithDigitByDigit) {
  RandomValues random(2);
  for (int i = 0; i < 20000; ++i) {
    const Decimal left = random.decimal();
    const Decimal right = random.decimal();
    const auto expected = FixedPoint(left.to_string()) <=> FixedPoint(right.to_string());
    ASSERT_EQ(left <=> right, expected) << left.to_string() << " <=> " << right.to_string();
    ASSERT_EQ(left == right, expected == 0);
    ASSERT_EQ(left == right, left.to_string() == right.to_string());
    ASSERT_EQ(*Decimal::parse(left.to_string()), left);
  }
}

}  // namespace
}  // namespace dynarock::dynamodb
