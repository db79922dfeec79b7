#include "dynarock/dynamodb/expr/projection.h"

#include <gtest/gtest.h>

#include <string>

#include "sample.h"
#include "texts.h"

namespace dynarock::dynamodb::expr {
namespace {

/// The paths, or the refusal without "Invalid ProjectionExpression: ".
std::string parsed(std::string_view text) {
  Placeholders placeholders = sample_placeholders();
  const Result<Projection> projection = parse_projection(text, placeholders);
  if (projection) {
    std::string all;
    for (const Path* path : paths_of(*projection)) all += to_string(*path);
    return all;
  }
  const std::string& message = projection.error().message;
  constexpr std::string_view kPrefix = "Invalid ProjectionExpression: ";
  EXPECT_TRUE(message.starts_with(kPrefix)) << message;
  return message.substr(kPrefix.size());
}

struct Case {
  std::string_view expression;
  std::string outcome;
};

template <std::size_t kCount>
void check(const Case (&cases)[kCount]) {
  for (const Case& test : cases)
    EXPECT_EQ(parsed(test.expression), test.outcome) << test.expression;
}

TEST(ProjectionParser, ReadsPaths) {
  check({
      {"a", "[a]"},
      {"a, b", "[a][b]"},
      {"a.b[0].#dot", "[a, b, [0], a.b]"},
      {"#a, b", "[a][b]"},
      {"a[0], a[1]", "[a, [0]][a, [1]]"},
      {"a , b . c [ 1 ]", "[a][b, c, [1]]"},
      {"a.b, a.c", "[a, b][a, c]"},
      {"begins_with", "[begins_with]"},
  });
}

TEST(ProjectionParser, Refuses) {
  check({
      {"", "The expression can not be empty;"},
      {"  ", R"(Syntax error; token: "<EOF>", near: "  ")"},
      {"a,", R"(Syntax error; token: "<EOF>", near: ",")"},
      {"a b", R"(Syntax error; token: "b", near: "a b")"},
      {"(a)", R"(Syntax error; token: "(", near: "(a")"},
      {"*", R"(Syntax error; token: "*", near: "*")"},
      {"a:", R"(Syntax error; token: ":", near: "a:")"},
      {"foo(a)", R"(Syntax error; token: "(", near: "foo(a")"},
      {"AND", R"(Syntax error; token: "AND", near: "AND")"},
      {"a[0", R"(Syntax error; token: "<EOF>", near: "0")"},
      {"a]", R"(Syntax error; token: "]", near: "a]")"},
      {"[0]", R"(Syntax error; token: "[", near: "[0")"},
      {"!!!", R"(Syntax error; token: "!", near: "!!")"},
      {"status", kReserved + "status"},
      {"a.status", kReserved + "status"},
      {"#x", kNoName + "#x"},
      {"a[3000000000]", "List index is not within the allowable range; index: [3000000000]"},
      {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a",
       "The document path has too many nesting levels; nesting levels: 33"},
      {"a, a", kOverlap + "[a], path two: [a]"},
      {"#a, a", kOverlap + "[a], path two: [a]"},
      {"a, a.b", kOverlap + "[a], path two: [a, b]"},
      {"a.b, a", kOverlap + "[a, b], path two: [a]"},
      {"a[0], a.b", kConflict + "[a, [0]], path two: [a, b]"},
      {"a.b.c, a.b[0]", kConflict + "[a, b, c], path two: [a, b, [0]]"},
      {"status, #x", kReserved + "status"},
      {"#x, #y", kNoName + "#y"},
      {"a, a, #x", kNoName + "#x"},
      {"a, a.b, a.c", kOverlap + "[a], path two: [a, c]"},
      {"a.b, a[0], a", kOverlap + "[a, [0]], path two: [a]"},
  });
  EXPECT_EQ(parsed(std::string(4097, 'a')),
            "Expression size has exceeded the maximum allowed size;");
}

TEST(Projection, TakesPartsOfItems) {
  const Item item = item_of(R"({
      "s":{"S":"x"},
      "l":{"L":[{"S":"0"},{"S":"1"},{"S":"2"},{"M":{"x":{"N":"1"},"y":{"N":"2"}}}]},
      "m":{"M":{"x":{"N":"1"},"e":{"M":{}},"ss":{"SS":["a"]}}},
      "ll":{"L":[{"L":[{"N":"5"},{"N":"6"}]},{"S":"z"}]}})");
  const Case cases[] = {
      {"s", R"({"s":{"S":"x"}})"},
      {"s, zz", R"({"s":{"S":"x"}})"},
      {"zz", "{}"},
      {"m.x", R"({"m":{"M":{"x":{"N":"1"}}}})"},
      {"m.e", R"({"m":{"M":{"e":{"M":{}}}}})"},
      {"m.zz", "{}"},
      {"m.x, m.zz", R"({"m":{"M":{"x":{"N":"1"}}}})"},
      {"l[2], l[0]", R"({"l":{"L":[{"S":"0"},{"S":"2"}]}})"},
      {"l[9]", "{}"},
      {"l[3].y, l[3].x", R"({"l":{"L":[{"M":{"x":{"N":"1"},"y":{"N":"2"}}}]}})"},
      {"l[0].x, l[1]", R"({"l":{"L":[{"S":"1"}]}})"},
      {"ll[0][1], ll[1]", R"({"ll":{"L":[{"L":[{"N":"6"}]},{"S":"z"}]}})"},
      {"ll[1][0]", "{}"},
      {"s.x", "{}"},
      {"s[0]", "{}"},
      {"m[0], l.x", "{}"},
      {"m.ss[0]", "{}"},
      {"m.x, s", R"({"m":{"M":{"x":{"N":"1"}}},"s":{"S":"x"}})"},
  };
  for (const Case& test : cases) {
    Placeholders placeholders = sample_placeholders();
    const auto projection = parse_projection(test.expression, placeholders);
    ASSERT_TRUE(projection) << projection.error().message;
    EXPECT_EQ(json_of(project(*projection, item)), test.outcome) << test.expression;
  }
}

TEST(Projection, KnowsWhetherItWantsWholeAttributes) {
  Placeholders placeholders = sample_placeholders();
  EXPECT_TRUE(parse_projection("a, #dot", placeholders)->is_top_level());
  EXPECT_FALSE(parse_projection("a, b.c", placeholders)->is_top_level());
}

TEST(Projection, ShorterPathWins) {
  const Item item = item_of(R"({"m":{"M":{"x":{"N":"1"},"y":{"N":"2"}}}})");
  Path whole("m");
  Path part("m");
  part.elements.emplace_back(std::string("x"));
  EXPECT_EQ(Projection({whole, part}).apply(item), item);
  EXPECT_EQ(Projection({part, whole}).apply(item), item);
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
