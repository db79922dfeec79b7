#include <gtest/gtest.h>

#include <string>

#include "sample.h"
#include "texts.h"

namespace dynarock::dynamodb::expr {
namespace {

/// The tree of a condition, or the refusal without "Invalid ConditionExpression: ".
std::string parsed(std::string_view text) {
  Placeholders placeholders = sample_placeholders();
  const Result<Condition> condition = parse_condition("ConditionExpression", text, placeholders);
  if (condition) return to_string(*condition);
  const std::string& message = condition.error().message;
  constexpr std::string_view kPrefix = "Invalid ConditionExpression: ";
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

TEST(ConditionParser, BuildsTrees) {
  check({
      {"a = :a", R"((= a {"S":"x"}))"},
      {"a <> b", "(<> a b)"},
      {"a < :a", R"((< a {"S":"x"}))"},
      {"a <= :a", R"((<= a {"S":"x"}))"},
      {"a > :n", R"((> a {"N":"1"}))"},
      {"a >= :bi", R"((>= a {"B":"eg=="}))"},
      {"#a.b[1].#dot = :a", R"((= a.b[1].a.b {"S":"x"}))"},
      {"a BETWEEN :a AND :b", R"((BETWEEN a {"S":"x"} {"S":"y"}))"},
      {"a between b and c", "(BETWEEN a b c)"},
      {"a IN (:a, :b, c)", R"((IN a {"S":"x"} {"S":"y"} c))"},
      {"attribute_exists(a.b)", "(attribute_exists a.b)"},
      {"attribute_not_exists(#a)", "(attribute_not_exists a)"},
      {"attribute_type(a, :type)", R"((attribute_type a {"S":"SS"}))"},
      {"begins_with(a, :a)", R"((begins_with a {"S":"x"}))"},
      {"contains(a, :n)", R"((contains a {"N":"1"}))"},
      {"size(a) >= :n", R"((>= (size a) {"N":"1"}))"},
      {"size(:a) = :n", R"((= (size {"S":"x"}) {"N":"1"}))"},
      {"contains(a, size(b))", "(contains a (size b))"},
      {"size(size_)=:n", R"((= (size size_) {"N":"1"}))"},
      {"begins_with = :a", R"((= begins_with {"S":"x"}))"},
      {"NOT a = :a", R"((not (= a {"S":"x"})))"},
      {"NOT NOT a = :a", R"((not (not (= a {"S":"x"}))))"},
      {"not(a = :a)", R"((not (= a {"S":"x"})))"},
      {"a = :a AND b = :b OR c = :n",
       R"((or (and (= a {"S":"x"}) (= b {"S":"y"})) (= c {"N":"1"})))"},
      {"a = :a OR b = :b AND c = :n",
       R"((or (= a {"S":"x"}) (and (= b {"S":"y"}) (= c {"N":"1"}))))"},
      {"(a = :a OR b = :b) AND c = :n",
       R"((and (or (= a {"S":"x"}) (= b {"S":"y"})) (= c {"N":"1"})))"},
      {"NOT a = :a AND b = :b", R"((and (not (= a {"S":"x"})) (= b {"S":"y"})))"},
      {"a = :a AND a BETWEEN :a AND :b AND b = :b",
       R"((and (= a {"S":"x"}) (BETWEEN a {"S":"x"} {"S":"y"}) (= b {"S":"y"})))"},
      {"(a) = (:a)", R"((= a {"S":"x"}))"},
      {"(a = :a)", R"((= a {"S":"x"}))"},
      {"((a) = :a)", R"((= a {"S":"x"}))"},
      {"((a = :a) AND (b = :b))", R"((and (= a {"S":"x"}) (= b {"S":"y"})))"},
      {"a IN ((b))", "(IN a b)"},
      {"attribute_exists((a))", "(attribute_exists a)"},
      {"a BETWEEN (:a) AND (:b)", R"((BETWEEN a {"S":"x"} {"S":"y"}))"},
      {"a\t=\n:a", R"((= a {"S":"x"}))"},
      {" a . b [ 0 ] = :a ", R"((= a.b[0] {"S":"x"}))"},
      {"a=:a", R"((= a {"S":"x"}))"},
      {"a[2147483647] = :a", R"((= a[2147483647] {"S":"x"}))"},
      {":a = :a", R"((= {"S":"x"} {"S":"x"}))"},
      {"a1_b = :a", R"((= a1_b {"S":"x"}))"},
      {"size(a) = size(a)", "(= (size a) (size a))"},
      {"(size(a)) = :n", R"((= (size a) {"N":"1"}))"},
  });
}

TEST(ConditionParser, RefusesBadSyntax) {
  check({
      {"  ", R"(Syntax error; token: "<EOF>", near: "  ")"},
      {"a", R"(Syntax error; token: "<EOF>", near: "a")"},
      {"a b", R"(Syntax error; token: "b", near: "a b")"},
      {"a = ", R"(Syntax error; token: "<EOF>", near: "= ")"},
      {"a =", R"(Syntax error; token: "<EOF>", near: "=")"},
      {"a == :a", R"(Syntax error; token: "=", near: "== :a")"},
      {"a != :a", R"(Syntax error; token: "!", near: "a !=")"},
      {"a <> = :a", R"(Syntax error; token: "=", near: "<> = :a")"},
      {"(a = :a", R"(Syntax error; token: "<EOF>", near: ":a")"},
      {"a = :a)", "Syntax error; token: \")\", near: \":a)\""},
      {"a = :a AND", R"(Syntax error; token: "<EOF>", near: "AND")"},
      {"AND a = :a", R"(Syntax error; token: "AND", near: "AND a")"},
      {"a = :a :b", R"(Syntax error; token: ":b", near: ":a :b")"},
      {"NOT", R"(Syntax error; token: "<EOF>", near: "NOT")"},
      {"_a = :a", R"(Syntax error; token: "_", near: "_a")"},
      {"1 = :a", R"(Syntax error; token: "1", near: "1 =")"},
      {" 1 = :a", R"(Syntax error; token: "1", near: " 1 =")"},
      {"a = 1", R"(Syntax error; token: "1", near: "= 1")"},
      {"a = -1", R"(Syntax error; token: "-", near: "= -1")"},
      {R"(a = "x")", R"(Syntax error; token: """, near: "= "x")"},
      {"a = 'x'", R"(Syntax error; token: "'", near: "= 'x")"},
      {"a = :a + :b", R"(Syntax error; token: "+", near: ":a + :b")"},
      {"a IN ()", "Syntax error; token: \")\", near: \"()\""},
      {"a IN :a", R"(Syntax error; token: ":a", near: "IN :a")"},
      {"a IN (:a", R"(Syntax error; token: "<EOF>", near: ":a")"},
      {"a BETWEEN :a", R"(Syntax error; token: "<EOF>", near: ":a")"},
      {"a BETWEEN :a OR :b", R"(Syntax error; token: "OR", near: ":a OR :b")"},
      {"a BETWEEN (:a AND :b)", R"(Syntax error; token: "AND", near: ":a AND :b")"},
      {"(a = :a) = :b", R"(Syntax error; token: "=", near: ") = :b")"},
      {"a = (b = :a)", R"(Syntax error; token: "=", near: "b = :a")"},
      {"(a AND b)", R"(Syntax error; token: "AND", near: "a AND b")"},
      {"()", "Syntax error; token: \")\", near: \"()\""},
      {"(", R"(Syntax error; token: "<EOF>", near: "(")"},
      {"a[00] = :a", R"(Syntax error; token: "0", near: "00]")"},
      {"a[01] = :a", R"(Syntax error; token: "1", near: "01]")"},
      {"a[-1] = :a", R"(Syntax error; token: "-", near: "[-1")"},
      {"a[a] = :a", R"(Syntax error; token: "a", near: "[a]")"},
      {"a[:n] = :a", R"(Syntax error; token: ":n", near: "[:n]")"},
      {"a[] = :a", R"(Syntax error; token: "]", near: "[] =")"},
      {"a.[0] = :a", R"(Syntax error; token: "[", near: ".[0")"},
      {"a..b = :a", R"(Syntax error; token: ".", near: "..b")"},
      {".a = :a", R"(Syntax error; token: ".", near: ".a")"},
      {"a. = :a", R"(Syntax error; token: "=", near: ". = :a")"},
      {"# = :a", R"(Syntax error; token: "#", near: "# =")"},
      {"a = :", R"(Syntax error; token: ":", near: "= :")"},
      {"and = :a", R"(Syntax error; token: "and", near: "and =")"},
      {"a.and = :a", R"(Syntax error; token: "and", near: ".and =")"},
      {"set = :a", R"(Syntax error; token: "set", near: "set =")"},
      {"Between = :a", R"(Syntax error; token: "Between", near: "Between =")"},
      {"size(a", R"(Syntax error; token: "<EOF>", near: "a")"},
      {"size()", "Syntax error; token: \")\", near: \"()\""},
      {"attribute_exists()", "Syntax error; token: \")\", near: \"()\""},
      {"a,b", R"(Syntax error; token: ",", near: "a,b")"},
      {"a = :a;", R"(Syntax error; token: ";", near: ":a;")"},
      {"a = :a @  ", R"(Syntax error; token: "@", near: ":a @  ")"},
      {"é = :a", R"(Syntax error; token: "é", near: "é =")"},
      {"a  =  @  b", R"(Syntax error; token: "@", near: "=  @  b")"},
      {"a*b = :a", R"(Syntax error; token: "*", near: "a*b")"},
      {"NOT (a)", "Syntax error; token: \"<EOF>\", near: \")\""},
  });
}

TEST(ConditionParser, RefusesRedundantParentheses) {
  check({
      {"((a = :a))", kRedundant},
      {"(((a = :a)))", kRedundant},
      {"((a)) = :a", kRedundant},
      {"a = ((:a))", kRedundant},
      {"NOT ((a = :a))", kRedundant},
      {"size(((a))) = :n", kRedundant},
      {"a IN (((b)))", kRedundant},
      {"foo(a) AND ((a = :a))", kRedundant},
      {"((a = :a)) AND", kRedundant},
      {"((a = :a) )", kRedundant},
      {"a = ((:a)) AND", kRedundant},
      {"(((a))) = :a", kRedundant},
  });
}

TEST(ConditionParser, RefusesSyntaxBeforeRedundantParenthesesOfAnOperandAlone) {
  check({
      {"((a)) (b = :a)", "Syntax error; token: \"(\", near: \") (b\""},
      {"(((a))", "Syntax error; token: \"<EOF>\", near: \")\""},
      {"(((a)))", "Syntax error; token: \"<EOF>\", near: \")\""},
      {"NOT ((a)) AND b = :a", "Syntax error; token: \"AND\", near: \") AND b\""},
  });
}

TEST(ConditionParser, RefusesMisusedWords) {
  check({
      {"foo(a)", "Invalid function name; function: foo"},
      {"SIZE(a) = :n", "Invalid function name; function: SIZE"},
      {"if_not_exists(a, :a) = :a", kNotInCondition + "if_not_exists"},
      {"list_append(a, :l) = :l", kNotInCondition + "list_append"},
      {"size(a)", kNotHere + "size"},
      {"(size(a))", kNotHere + "size"},
      {"NOT size(a)", kNotHere + "size"},
      {"attribute_exists(a) = :bo", kNotHere + "attribute_exists"},
      {"a IN (contains(b, :a))", kNotHere + "contains"},
      {"contains(a, begins_with(a, :a))", kNotHere + "begins_with"},
      {"status = :a", kReserved + "status"},
      {"STATUS = :a", kReserved + "STATUS"},
      {"a.Status = :a", kReserved + "Status"},
      {"a[0].size = :a", kReserved + "size"},
      {"a[2147483648] = :a", "List index is not within the allowable range; index: [2147483648]"},
      {"a[99999999999] = :a", "List index is not within the allowable range; index: [99999999999]"},
  });
}

TEST(ConditionParser, RefusesWrongOperands) {
  check({
      {"#x = :a", kNoName + "#x"},
      {"a = :x", kNoValue + ":x"},
      {"attribute_exists(a, b)", kOperandCount + "attribute_exists, number of operands: 2"},
      {"size(a, b) = :n", kOperandCount + "size, number of operands: 2"},
      {"contains(a)", kOperandCount + "contains, number of operands: 1"},
      {"begins_with(:a)", kOperandCount + "begins_with, number of operands: 1"},
      {"a = a", kDistinct + "=, first operand: [a]"},
      {"#a = a", kDistinct + "=, first operand: [a]"},
      {"a.b <> a.b", kDistinct + "<>, first operand: [a, b]"},
      {"a[0] < a[0]", kDistinct + "<, first operand: [a, [0]]"},
      {"begins_with(a, a)", kDistinct + "begins_with, first operand: [a]"},
      {"contains(a, a)", kDistinct + "contains, first operand: [a]"},
      {"a IN (:a, a)", kDistinct + "IN, first operand: [a]"},
      {"a BETWEEN a AND b", kDistinct + "BETWEEN, first operand: [a]"},
      {"attribute_type(a, a)", kDistinct + "attribute_type, first operand: [a]"},
      {"attribute_exists(:a)", kNeedsPath + "attribute_exists"},
      {"attribute_not_exists(size(a))", kNeedsPath + "attribute_not_exists"},
      {"a < :l", kOperandType + "<, operand type: L"},
      {"a <= :bo", kOperandType + "<=, operand type: BOOL"},
      {"a > :nu", kOperandType + ">, operand type: NULL"},
      {":mm >= a", kOperandType + ">=, operand type: M"},
      {"a < :ss", kOperandType + "<, operand type: SS"},
      {"a BETWEEN :l AND :a", kOperandType + "BETWEEN, operand type: L"},
      {"a BETWEEN :a AND :l", kOperandType + "BETWEEN, operand type: L"},
      {":ns BETWEEN a AND b", kOperandType + "BETWEEN, operand type: NS"},
      {"begins_with(a, :n)", kOperandType + "begins_with, operand type: N"},
      {"begins_with(:l, a)", kOperandType + "begins_with, operand type: L"},
      {"begins_with(a, size(b))", kOperandType + "begins_with, operand type: N"},
      {"size(:n) = :n", kOperandType + "size, operand type: N"},
      {"size(:bo) = :n", kOperandType + "size, operand type: BOOL"},
      {"size(:nu) = :n", kOperandType + "size, operand type: NULL"},
      {"size(size(a)) = :n", kOperandType + "size, operand type: N"},
      {"attribute_type(a, :n)", kOperandType + "attribute_type, operand type: N"},
      {"attribute_type(a, b)",
       kOperandType + "attribute_type, operand type: {S,SS,N,NS,B,BS,BOOL,NULL,L,M}"},
      {"attribute_type(a, size(b))", kOperandType + "attribute_type, operand type: N"},
      {"attribute_type(a, :a)",
       "Invalid attribute type name found; type: x, valid types: {S,SS,N,NS,B,BS,BOOL,NULL,L,M}"},
      {"a BETWEEN :a AND :n",
       "The BETWEEN operator requires same data type for lower and upper bounds; lower bound "
       "operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {N:1}"},
      {"a BETWEEN :b AND :a",
       "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
       "lower bound operand: AttributeValue: {S:y}, upper bound operand: AttributeValue: {S:x}"},
      {"a BETWEEN :m AND :n",
       "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
       "lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {N:1}"},
      {"a BETWEEN :a AND :bi",
       "The BETWEEN operator requires same data type for lower and upper bounds; lower bound "
       "operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {B:eg==}"},
      {"a BETWEEN :bi AND :a",
       "The BETWEEN operator requires same data type for lower and upper bounds; lower bound "
       "operand: AttributeValue: {B:eg==}, upper bound operand: AttributeValue: {S:x}"},
  });
}

TEST(ConditionParser, NamesTheFirstOfSeveralFaults) {
  check({
      {"status = :a AND foo(b)", "Invalid function name; function: foo"},
      {"foo(b) AND status = :a", "Invalid function name; function: foo"},
      {"foo(status)", "Invalid function name; function: foo"},
      {"size(status)", kNotHere + "size"},
      {"size(a) AND foo(b)", "Invalid function name; function: foo"},
      {"a[3000000000] = :a AND foo(b)", "Invalid function name; function: foo"},
      {"status = :x", kReserved + "status"},
      {"#x = :x AND foo(b)", "Invalid function name; function: foo"},
      {"#x = :a AND b = :x", kNoName + "#x"},
      {"b = :x AND #x = :a", kNoValue + ":x"},
      {"a = a AND #x = :a", kDistinct + "=, first operand: [a]"},
      {"a < :l AND b = :x", kOperandType + "<, operand type: L"},
      {"attribute_exists(a, :x)", kNoValue + ":x"},
      {"begins_with(:n, :n, :n)", kOperandCount + "begins_with, number of operands: 3"},
      {"begins_with(a, a, a)", kOperandCount + "begins_with, number of operands: 3"},
      {"begins_with(:n, :l)", kOperandType + "begins_with, operand type: N"},
      {"attribute_exists(size(size(a)))", kOperandType + "size, operand type: N"},
      {":x = size(a, b)", kNoValue + ":x"},
      {"NOT (a < :l) AND b = :x", kOperandType + "<, operand type: L"},
      {"a = a AND b < :l", kDistinct + "=, first operand: [a]"},
  });
}

std::string repeated(std::string_view text, std::size_t times, std::string_view separator) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) {
    if (i > 0) all += separator;
    all += text;
  }
  return all;
}

TEST(ConditionParser, HoldsToLimits) {
  const std::string too_many = "The expression contains too many operators; operator count: 301";
  const auto accepted = [](const std::string& expression) {
    return parsed(expression).starts_with('(');
  };
  EXPECT_TRUE(accepted(repeated("a=:a", 150, " OR ")));
  EXPECT_EQ(parsed(repeated("a=:a", 151, " OR ")), too_many);
  EXPECT_TRUE(accepted(repeated("NOT ", 299, "") + "a=:a"));
  EXPECT_EQ(parsed(repeated("NOT ", 300, "") + "a=:a"), too_many);
  EXPECT_EQ(parsed(repeated("size(a)=:n", 101, " OR ")), too_many);

  EXPECT_TRUE(accepted("a IN (" + repeated(":a", 100, ",") + ")"));
  EXPECT_EQ(parsed("a IN (" + repeated(":a", 101, ",") + ")"),
            "The IN operator is provided with too many operands; number of operands: 101");

  EXPECT_TRUE(accepted(repeated("a", 32, ".") + " = :a"));
  EXPECT_EQ(parsed(repeated("a", 33, ".") + " = :a"),
            "The document path has too many nesting levels; nesting levels: 33");

  EXPECT_TRUE(accepted("a = :a" + std::string(4090, ' ')));
  EXPECT_EQ(parsed("a = :a" + std::string(4091, ' ')),
            "Expression size has exceeded the maximum allowed size; expression size: 4097");
  EXPECT_EQ(parsed(""), "The expression can not be empty;");
}

TEST(ConditionParser, SurvivesDeepNesting) {
  EXPECT_EQ(parsed(repeated("NOT(", 800, "") + "a=:a" + std::string(800, ')')),
            "The expression contains too many operators; operator count: 301");
  EXPECT_EQ(parsed(std::string(4096, '(')), kRedundant);
  EXPECT_EQ(parsed(repeated("a(", 2048, "")),
            "The expression contains too many operators; operator count: 301");
  EXPECT_EQ(parsed(repeated("NOT ", 1000, "") + "a=:a"),
            "The expression contains too many operators; operator count: 301");
  EXPECT_TRUE(parsed(repeated("NOT (", 299, "") + "a=:a" + std::string(299, ')')).starts_with('('));
}

TEST(ConditionParser, MarksPlaceholdersAsUsed) {
  Placeholders placeholders = sample_placeholders();
  ASSERT_TRUE(parse_condition("FilterExpression", "#a = :a", placeholders));
  EXPECT_EQ(placeholders.check_all_used().error().message,
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b, #dot}");
}

TEST(ConditionParser, ListsPathsInOrder) {
  Placeholders placeholders = sample_placeholders();
  const auto condition = parse_condition(
      "FilterExpression", "b.c = :a AND (size(a[0]) > :n OR NOT b = #dot)", placeholders);
  ASSERT_TRUE(condition);
  const auto paths = paths_of(*condition);
  std::string text;
  for (const Path* path : paths) text += to_string(*path);
  EXPECT_EQ(text, "[b, c][a, [0]][b][a.b]");
  EXPECT_EQ(attributes_of(paths), (std::vector<std::string_view>{"b", "a", "a.b"}));
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
