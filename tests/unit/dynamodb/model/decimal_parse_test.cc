#include <gtest/gtest.h>

#include <string>

#include "dynarock/dynamodb/model/decimal.h"

namespace dynarock::dynamodb {
namespace {

std::string parse_and_print(std::string_view text, Wording wording = Wording::current) {
  const Result<Decimal> number = Decimal::parse(text, wording);
  return number ? number->to_string() : number.error().message;
}

std::string zeros(std::size_t count) { return std::string(count, '0'); }

struct Case {
  const char* name;
  std::string literal;
  std::string result;
};

const std::string kNines(38, '9');

TEST(DecimalParse, PrintsTheCanonicalForm) {
  const Case cases[] = {
      {"zero", "0", "0"},
      {"negative zero", "-0", "0"},
      {"zero with a point", "-0.0", "0"},
      {"many zeros", "0000.000", "0"},
      {"zero times a power", "0e125", "0"},
      {"zero at the smallest power", "0e-130", "0"},
      {"integer", "42", "42"},
      {"plus sign", "+1.23", "1.23"},
      {"leading zeros", "007", "7"},
      {"leading and trailing zeros", "00012.300", "12.3"},
      {"inner zeros", "1000.0001", "1000.0001"},
      {"point only behind", "5.", "5"},
      {"point only before", ".5", "0.5"},
      {"point before the exponent", "1.e5", "100000"},
      {"small e", "1e2", "100"},
      {"large E with plus", "+1E+6", "1000000"},
      {"exponent with leading zeros", "1e-003", "0.001"},
      {"negative exponent inside the digits", "12345e-2", "123.45"},
      {"fraction scaled up", "0.00123e5", "123"},
      {"trailing zeros scaled down", "1500e-2", "15"},
      {"negative fraction", "-0.00100", "-0.001"},
      {"38 digits", "-" + kNines, "-" + kNines},
      {"38 digits among zeros", "000" + kNines + "000", kNines + "000"},
      {"38 digits around the point", "1234567890123456789.0123456789012345678",
       "1234567890123456789.0123456789012345678"},
      {"more than 38 digits, the last of them zeros", "1" + zeros(60) + ".000", "1" + zeros(60)},
      {"38 digits with inner zeros", "1" + zeros(36) + "1", "1" + zeros(36) + "1"},
      {"largest", "9.9999999999999999999999999999999999999e125", kNines + zeros(88)},
      {"largest written out", "999" + zeros(123), "999" + zeros(123)},
      {"smallest", "1e-130", "0." + zeros(129) + "1"},
      {"smallest negative", "-1E-130", "-0." + zeros(129) + "1"},
      {"digits below the smallest power", "1.5e-130", "0." + zeros(129) + "15"},
      {"a long way down and up again", "0." + zeros(200) + "1e200", "0.1"},
  };
  for (const Case& c : cases) EXPECT_EQ(parse_and_print(c.literal), c.result) << c.name;
}

TEST(DecimalParse, RefusesWhatIsNoNumber) {
  const char* const literals[] = {"abc",
                                  " 1",
                                  "1 ",
                                  "1.2.3",
                                  "0x10",
                                  "1e",
                                  "12e",
                                  "e5",
                                  ".",
                                  "-",
                                  "+",
                                  "--1",
                                  "+-1",
                                  "1e+",
                                  "1e+-5",
                                  "1e5.0",
                                  "1,000",
                                  "NaN",
                                  "Infinity",
                                  "\"1\"",
                                  "1_0",
                                  "1e9223372036854775808",
                                  "1e-9223372036854775809"};
  for (const std::string literal : literals)
    EXPECT_EQ(parse_and_print(literal),
              "The parameter cannot be converted to a numeric value: " + literal);
  EXPECT_EQ(parse_and_print(std::string("1\0", 2)),
            std::string("The parameter cannot be converted to a numeric value: 1\0", 56));
}

TEST(DecimalParse, WordsTheEmptyTextByLayer) {
  EXPECT_EQ(parse_and_print(""), "The parameter cannot be converted to a numeric value: ");
  EXPECT_EQ(parse_and_print("", Wording::older),
            "The parameter cannot be converted to a numeric value");
}

TEST(DecimalParse, RefusesWhatIsOutOfRange) {
  const std::string overflow =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  const std::string underflow =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  const std::string precision = "Attempting to store more than 38 significant digits in a Number";
  const Case cases[] = {
      {"first power too large", "1e126", overflow},
      {"negative", "-1e126", overflow},
      {"written out", "1" + zeros(126), overflow},
      {"large exponent", "1e99999999999", overflow},
      {"negative with large exponent", "-1e99999999999", overflow},
      {"past 32 bits", "1e2147483648", overflow},
      {"at the end of 32 bits", "1e2147483647", overflow},
      {"largest 64-bit exponent", "12e9223372036854775807", overflow},
      {"zero with too large a power", "0e126", overflow},
      {"too small", "1e-131", underflow},
      {"too small with digits", "9.9e-131", underflow},
      {"small exponent", "1e-99999999999", underflow},
      {"below 32 bits", "1e-2147483648", underflow},
      {"smallest 64-bit exponent", "0.1e-9223372036854775808", underflow},
      {"zero with too small a power", "0e-131", underflow},
      {"zero with too many decimals", "0." + zeros(131), underflow},
      {"39 digits", "1" + kNines, precision},
      {"39 digits around the point", kNines + ".1", precision},
      {"39 digits by an inner run of zeros", "1" + zeros(37) + "1", precision},
      {"40 digits", "1234567890123456789012345678901234567891", precision},
      {"out of range and too long", "1" + kNines + "e126", overflow},
  };
  for (const Case& c : cases) EXPECT_EQ(parse_and_print(c.literal), c.result) << c.name;
}

TEST(DecimalParse, ReadsExponentsOfThirtyTwoBitsInTheOlderLayer) {
  const std::string not_numeric = "The parameter cannot be converted to a numeric value: ";
  const std::string overflow =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  const std::string underflow =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  const Case cases[] = {
      {"ordinary overflow", "1e126", overflow},
      {"ordinary underflow", "1e-131", underflow},
      {"digits before the point wrap", "1e2147483647", underflow},
      {"digits before the point just fit", "1e2147483646", overflow},
      {"exponent too large", "1e2147483648", not_numeric + "1e2147483648"},
      {"exponent too small", "1e-2147483648", not_numeric + "1e-2147483648"},
      {"scale too large", "1.5e-2147483647", not_numeric + "1.5e-2147483647"},
      {"negative", "-1e99999999999", not_numeric + "-1e99999999999"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(parse_and_print(c.literal, Wording::older), c.result) << c.name;
}

TEST(DecimalParse, ReadsItsOwnPrint) {
  for (const char* literal : {"1e-130", "-9.99e125", "123.456", "-0.000001", "1e37", "1e38"}) {
    const Decimal number = *Decimal::parse(literal);
    EXPECT_EQ(*Decimal::parse(number.to_string()), number) << literal;
  }
}

TEST(Decimal, ComesFromIntegers) {
  struct IntegerCase {
    std::int64_t value;
    const char* text;
  };
  const IntegerCase cases[] = {{0, "0"},
                               {1, "1"},
                               {-1, "-1"},
                               {1200, "1200"},
                               {INT64_MAX, "9223372036854775807"},
                               {INT64_MIN, "-9223372036854775808"}};
  for (const IntegerCase& c : cases) {
    EXPECT_EQ(Decimal::from_integer(c.value).to_string(), c.text);
    EXPECT_EQ(Decimal::from_integer(c.value), *Decimal::parse(c.text));
  }
}

TEST(Decimal, TellsDigitsAndExponent) {
  struct DigitsCase {
    const char* literal;
    int digits;
    int exponent;
  };
  const DigitsCase cases[] = {{"0", 0, 0},    {"1.5", 2, 0},     {"123", 3, 2},
                              {"0.1", 1, -1}, {"100", 1, 2},     {"0.0012", 2, -3},
                              {"-42", 2, 1},  {"1e125", 1, 125}, {"1e-130", 1, -130}};
  for (const DigitsCase& c : cases) {
    EXPECT_EQ(Decimal::parse(c.literal)->digits(), c.digits) << c.literal;
    EXPECT_EQ(Decimal::parse(c.literal)->exponent(), c.exponent) << c.literal;
  }
}

// Measured on AWS by filling items up to their size limit.
TEST(Decimal, CountsBytes) {
  struct SizeCase {
    const char* literal;
    std::size_t bytes;
  };
  const SizeCase cases[] = {{"1", 2},
                            {"12", 2},
                            {"123", 3},
                            {"1234", 3},
                            {"12345", 4},
                            {"123456", 4},
                            {"1234567", 5},
                            {"12345678", 5},
                            {"123456789", 6},
                            {"1234567891", 6},
                            {"12345678912", 7},
                            {"123456789123", 7},
                            {"1234567890123456789", 11},
                            {"12345678901234567890123456789012345678", 20},
                            {"0042", 2},
                            {"100", 2},
                            {"1010", 3},
                            {"0.0000001", 2},
                            {"0", 1},
                            {"1E125", 2},
                            {"1E-100", 2},
                            {"1.5", 3},
                            {"1.2", 3},
                            {"1.200", 3},
                            {"1.234", 4},
                            {"3.14159", 5},
                            {"100.5", 4},
                            {"0.15", 2},
                            {"15", 2},
                            {"-42", 3},
                            {"-12345", 5},
                            {"-1E125", 3},
                            {"-0.15", 3},
                            {"-0", 1}};
  for (const SizeCase& c : cases)
    EXPECT_EQ(Decimal::parse(c.literal)->size(), c.bytes) << c.literal;
}

}  // namespace
}  // namespace dynarock::dynamodb
