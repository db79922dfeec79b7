#include <gtest/gtest.h>

#include <string>

#include "dynarock/dynamodb/expr/update.h"
#include "sample.h"
#include "texts.h"

namespace dynarock::dynamodb::expr {
namespace {

/// The tree of an update, or the refusal without "Invalid UpdateExpression: ".
std::string parsed(std::string_view text) {
  Placeholders placeholders = sample_placeholders();
  const Result<Update> update = parse_update(text, placeholders);
  if (update) return to_string(*update);
  const std::string& message = update.error().message;
  constexpr std::string_view kPrefix = "Invalid UpdateExpression: ";
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

TEST(UpdateParser, BuildsTrees) {
  check({
      {"SET a = :a", R"(SET a = {"S":"x"})"},
      {"set a = :a remove b add c :n delete d :ss",
       R"(SET a = {"S":"x"} REMOVE b ADD c {"N":"1"} DELETE d {"SS":["a"]})"},
      {"SET a = b, c = d[0].e", "SET a = b, c = d[0].e"},
      {"SET a = b + :n", R"(SET a = (+ b {"N":"1"}))"},
      {"SET a = b-:n", R"(SET a = (- b {"N":"1"}))"},
      {"SET a = (b + :n)", R"(SET a = (+ b {"N":"1"}))"},
      {"SET a = (b) + (:n)", R"(SET a = (+ b {"N":"1"}))"},
      {"SET a = (:a)", R"(SET a = {"S":"x"})"},
      {"SET a = if_not_exists(a, :a)", R"(SET a = (if_not_exists a {"S":"x"}))"},
      {"SET a = if_not_exists(b, if_not_exists(c, :a))",
       R"(SET a = (if_not_exists b (if_not_exists c {"S":"x"})))"},
      {"SET a = if_not_exists(a, :n) + :n", R"(SET a = (+ (if_not_exists a {"N":"1"}) {"N":"1"}))"},
      {"SET a = :n - if_not_exists(a, :n)", R"(SET a = (- {"N":"1"} (if_not_exists a {"N":"1"})))"},
      {"SET a = list_append(a, :l)", R"(SET a = (list_append a {"L":[]}))"},
      {"SET a = (list_append(:l, if_not_exists(a, :l)))",
       R"(SET a = (list_append {"L":[]} (if_not_exists a {"L":[]})))"},
      {"SET a = if_not_exists((a), (:a))", R"(SET a = (if_not_exists a {"S":"x"}))"},
      {"REMOVE a, b[0], c.d", "REMOVE a, b[0], c.d"},
      {"ADD a :n, b :ss, c :ns", R"(ADD a {"N":"1"}, b {"SS":["a"]}, c {"NS":["1"]})"},
      {"DELETE a :ss", R"(DELETE a {"SS":["a"]})"},
      {"DELETE a :ss SET b = :a", R"(SET b = {"S":"x"} DELETE a {"SS":["a"]})"},
      {"SET a[0].b = :a, a[0].c = :b", R"(SET a[0].b = {"S":"x"}, a[0].c = {"S":"y"})"},
      {"SET #dot = :a, #a.#b = :b", R"(SET a.b = {"S":"x"}, a.b = {"S":"y"})"},
      {"SET a = a", "SET a = a"},
      {"ADD a.b :n", R"(ADD a.b {"N":"1"})"},
      {" SET a = :a ", R"(SET a = {"S":"x"})"},
  });
}

TEST(UpdateParser, RefusesBadSyntax) {
  check({
      {"  ", R"(Syntax error; token: "<EOF>", near: "  ")"},
      {"SET", R"(Syntax error; token: "<EOF>", near: "SET")"},
      {"SET a", R"(Syntax error; token: "<EOF>", near: "a")"},
      {"SET a =", R"(Syntax error; token: "<EOF>", near: "=")"},
      {"SET a = :a,", R"(Syntax error; token: "<EOF>", near: ",")"},
      {"SETa = :a", R"(Syntax error; token: "SETa", near: "SETa =")"},
      {"SET a == :a", R"(Syntax error; token: "=", near: "== :a")"},
      {"SET :a = a", R"(Syntax error; token: ":a", near: "SET :a =")"},
      {"SET (a) = :a", R"(Syntax error; token: "(", near: "SET (a")"},
      {"SET a = :a;", R"(Syntax error; token: ";", near: ":a;")"},
      {"SET a = :a foo", R"(Syntax error; token: "foo", near: ":a foo")"},
      {"SET a = b = :a", R"(Syntax error; token: "=", near: "b = :a")"},
      {"SET a = -b", R"(Syntax error; token: "-", near: "= -b")"},
      {"SET a = b * :n", R"(Syntax error; token: "*", near: "b * :n")"},
      {"SET a = b + :n + :m", R"(Syntax error; token: "+", near: ":n + :m")"},
      {"SET a = (b + :n) + :n", R"(Syntax error; token: "+", near: ") + :n")"},
      {"SET a = b + (c - :n)", R"(Syntax error; token: "-", near: "c - :n")"},
      {"SET a = if_not_exists(a, b + :n)", R"(Syntax error; token: "+", near: "b + :n")"},
      {"SET a = list_append(a, b + :n)", R"(Syntax error; token: "+", near: "b + :n")"},
      {"SET a = (b - :n", R"(Syntax error; token: "<EOF>", near: ":n")"},
      {"SET a = :a AND", R"(Syntax error; token: "AND", near: ":a AND")"},
      {"REMOVE", R"(Syntax error; token: "<EOF>", near: "REMOVE")"},
      {"REMOVE a,", R"(Syntax error; token: "<EOF>", near: ",")"},
      {"REMOVE a = :a", R"(Syntax error; token: "=", near: "a = :a")"},
      {"REMOVE a b", R"(Syntax error; token: "b", near: "a b")"},
      {"REMOVE (a)", R"(Syntax error; token: "(", near: "REMOVE (a")"},
      {"REMOVE :a", R"(Syntax error; token: ":a", near: "REMOVE :a")"},
      {"ADD a", R"(Syntax error; token: "<EOF>", near: "a")"},
      {"ADD a :n,", R"(Syntax error; token: "<EOF>", near: ",")"},
      {"ADD a = :n", R"(Syntax error; token: "=", near: "a = :n")"},
      {"ADD a b", R"(Syntax error; token: "b", near: "a b")"},
      {"ADD a (:n)", R"(Syntax error; token: "(", near: "a (:n")"},
      {"ADD a, b", R"(Syntax error; token: ",", near: "a, b")"},
      {"DELETE a", R"(Syntax error; token: "<EOF>", near: "a")"},
      {"DELETE a b", R"(Syntax error; token: "b", near: "a b")"},
      {"foo", R"(Syntax error; token: "foo", near: "foo")"},
      {"a = :a", R"(Syntax error; token: "a", near: "a =")"},
      {"SET a = ()", "Syntax error; token: \")\", near: \"()\""},
      {"SET a = f()", "Syntax error; token: \")\", near: \"()\""},
  });
}

TEST(UpdateParser, RefusesMisusedWords) {
  check({
      {"SET a = foo(b)", "Invalid function name; function: foo"},
      {"SET a = size(b)", kNotInUpdate + "size"},
      {"SET a = attribute_exists(b)", kNotInUpdate + "attribute_exists"},
      {"SET a = if_not_exists(size(b), :a)", kNotInUpdate + "size"},
      {"SET a = list_append(list_append(a, :l), :l)", kNotHere + "list_append"},
      {"SET a = if_not_exists(a, list_append(b, :l))", kNotHere + "list_append"},
      {"SET a = list_append(a, :l) + :n", kNotHere + "list_append"},
      {"SET status = :a", kReserved + "status"},
      {"SET a = b.Status", kReserved + "Status"},
      {"REMOVE status", kReserved + "status"},
      {"ADD a.status :n", kReserved + "status"},
      {"SET a[2147483648] = :a",
       "List index is not within the allowable range; index: [2147483648]"},
      {"SET a = ((:a))", kRedundant},
      {"SET a = ((b + :n))", kRedundant},
      {"SET a = if_not_exists(((a)), :a)", kRedundant},
      {"SET a = :a SET b = :b",
       R"(The "SET" section can only be used once in an update expression;)"},
      {"SET a = :a REMOVE b set c = :b",
       R"(The "SET" section can only be used once in an update expression;)"},
      {"ADD a :n ADD b :n", R"(The "ADD" section can only be used once in an update expression;)"},
  });
}

TEST(UpdateParser, RefusesWrongOperands) {
  check({
      {"SET #x = :a", kNoName + "#x"},
      {"SET a = #x", kNoName + "#x"},
      {"REMOVE #x", kNoName + "#x"},
      {"SET a = :x", kNoValue + ":x"},
      {"ADD a :x", kNoValue + ":x"},
      {"SET a = if_not_exists(:a, a)", kNeedsPath + "if_not_exists"},
      {"SET a = if_not_exists(if_not_exists(a, :a), :a)", kNeedsPath + "if_not_exists"},
      {"SET a = if_not_exists(a)", kOperandCount + "if_not_exists, number of operands: 1"},
      {"SET a = if_not_exists(a, b, c)", kOperandCount + "if_not_exists, number of operands: 3"},
      {"SET a = list_append(:l)", kOperandCount + "list_append, number of operands: 1"},
      {"SET a = list_append(a, :a)", kOperandType + "list_append, operand type: S"},
      {"SET a = list_append(:ss, a)", kOperandType + "list_append, operand type: SS"},
      {"SET a = b + :a", kOperandType + "+, operand type: S"},
      {"SET a = :l - b", kOperandType + "-, operand type: L"},
      {"SET a = b - :nu", kOperandType + "-, operand type: NULL"},
      {"ADD a :a",
       "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"ADD a :bi",
       "Incorrect operand type for operator or function; operator: ADD, operand type: BINARY, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"ADD a :bo",
       "Incorrect operand type for operator or function; operator: ADD, operand type: BOOLEAN, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"ADD a :nu",
       "Incorrect operand type for operator or function; operator: ADD, operand type: NULL, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"ADD a :l",
       "Incorrect operand type for operator or function; operator: ADD, operand type: LIST, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"ADD a :mm",
       "Incorrect operand type for operator or function; operator: ADD, operand type: MAP, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"DELETE a :a",
       "Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, "
       "typeSet: ALLOWED_FOR_DELETE_OPERAND"},
      {"DELETE a :n",
       "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, "
       "typeSet: ALLOWED_FOR_DELETE_OPERAND"},
      {"DELETE a :l",
       "Incorrect operand type for operator or function; operator: DELETE, operand type: LIST, "
       "typeSet: ALLOWED_FOR_DELETE_OPERAND"},
      {"DELETE a :mm",
       "Incorrect operand type for operator or function; operator: DELETE, operand type: MAP, "
       "typeSet: ALLOWED_FOR_DELETE_OPERAND"},
      {"DELETE a :bi",
       "Incorrect operand type for operator or function; operator: DELETE, operand type: BINARY, "
       "typeSet: ALLOWED_FOR_DELETE_OPERAND"},
  });
}

TEST(UpdateParser, RefusesClashingPaths) {
  check({
      {"SET a = :a, a = :b", kOverlap + "[a], path two: [a]"},
      {"SET a = :a REMOVE a", kOverlap + "[a], path two: [a]"},
      {"SET a = :a, #a = :b", kOverlap + "[a], path two: [a]"},
      {"SET a = :a REMOVE a.b", kOverlap + "[a], path two: [a, b]"},
      {"SET a.b = :a, a = :b", kOverlap + "[a, b], path two: [a]"},
      {"SET a.b.c = :a DELETE a.b :ss", kOverlap + "[a, b, c], path two: [a, b]"},
      {"REMOVE a[0], a[0]", kOverlap + "[a, [0]], path two: [a, [0]]"},
      {"SET a.b = :a REMOVE a[0]", kConflict + "[a, b], path two: [a, [0]]"},
      {"SET a[0].b = :a, a[0][1] = :a", kConflict + "[a, [0], b], path two: [a, [0], [1]]"},
      {"SET a.b = :a, a[0] = :a, a = :a", kOverlap + "[a, [0]], path two: [a]"},
      {"SET c = :a, c.d = :a, e.f = :a, e[0] = :a", kConflict + "[e, f], path two: [e, [0]]"},
  });
}

TEST(UpdateParser, NamesTheFirstOfSeveralFaults) {
  check({
      {"SET status = foo(a)", kReserved + "status"},
      {"SET a = foo(status)", kReserved + "status"},
      {"SET status = :a SET b = :b", kReserved + "status"},
      {"SET a = foo(b) SET b = :b", "Invalid function name; function: foo"},
      {"SET #x = :a SET b = :b",
       R"(The "SET" section can only be used once in an update expression;)"},
      {"SET #x = :x", kNoName + "#x"},
      {"SET a = :x, #x = :a", kNoName + "#x"},
      {"SET #x = :a, #y = :a", kNoName + "#y"},
      {"SET a = :x, a = :a", kNoValue + ":x"},
      {"SET a = :x, b = :y", kNoValue + ":y"},
      {"SET a = :x + :y", kNoValue + ":x"},
      {"SET a = :a, a = if_not_exists(b)", kOverlap + "[a], path two: [a]"},
      {"SET a = list_append(b, :a) ADD c :a",
       "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, "
       "typeSet: ALLOWED_FOR_ADD_OPERAND"},
      {"ADD c :a DELETE d :n",
       "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, "
       "typeSet: ALLOWED_FOR_DELETE_OPERAND"},
      {"SET a = list_append(:n), b = :a + c", kOperandType + "+, operand type: S"},
      {"SET a = list_append(:n, if_not_exists(:a, b))", kNeedsPath + "if_not_exists"},
      {"SET a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = #x",
       "The document path has too many nesting levels; nesting levels: 33"},
  });
}

TEST(UpdateParser, HoldsToLimits) {
  const auto many = [](std::string section, std::string_view value, int count) {
    for (int i = 0; i < count; ++i) {
      section += (i > 0 ? ",a" : " a") + std::to_string(i);
      section += value;
    }
    return section;
  };
  const std::string too_many = "The expression contains too many operators; operator count: 301";
  EXPECT_TRUE(parsed(many("SET", "=:n+:n", 300)).starts_with("SET"));
  EXPECT_EQ(parsed(many("SET", "=:n+:n", 301)), too_many);
  EXPECT_TRUE(parsed(many("SET", "=:n", 301)).starts_with("SET"));
  EXPECT_TRUE(parsed(many("REMOVE", "", 301)).starts_with("REMOVE"));
  EXPECT_EQ(parsed(std::string(4097, 'a')),
            "Expression size has exceeded the maximum allowed size;");
  EXPECT_EQ(parsed(""), "The expression can not be empty;");
}

TEST(UpdateParser, SurvivesDeepNesting) {
  EXPECT_EQ(parsed("SET a = " + std::string(4000, '(')), kRedundant);
}

TEST(Update, ListsPaths) {
  Placeholders placeholders = sample_placeholders();
  const auto update =
      parse_update("SET a.b = if_not_exists(c, d[0]) + :n REMOVE e ADD f :n", placeholders);
  ASSERT_TRUE(update);
  const auto text = [](const std::vector<const Path*>& paths) {
    std::string all;
    for (const Path* path : paths) all += to_string(*path);
    return all;
  };
  EXPECT_EQ(text(targets_of(*update)), "[a, b][e][f]");
  EXPECT_EQ(text(paths_of(*update)), "[a, b][c][d, [0]][e][f]");
}

TEST(Update, MustLeaveTheKey) {
  Placeholders placeholders = sample_placeholders();
  const auto update = parse_update("SET a = :a REMOVE sk.x", placeholders);
  ASSERT_TRUE(update);
  const std::string_view keys[] = {"pk", "sk"};
  EXPECT_EQ(check_leaves_key(*update, keys).error().message,
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute "
            "is part of the key");
  const std::string_view others[] = {"x"};
  EXPECT_TRUE(check_leaves_key(*update, others));
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
