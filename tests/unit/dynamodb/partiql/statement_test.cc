#include "dynarock/dynamodb/partiql/statement.h"

#include <gtest/gtest.h>

namespace dynarock::dynamodb::partiql {
namespace {

struct Case {
  const char* statement;
  const char* outcome;
};

// What a statement means in terms of expressions, or its refusal.
std::string outcome(std::string_view text) {
  const Result<Statement> compiled = compile(text, {});
  if (!compiled) return compiled.error().message;
  struct Visitor {
    std::string operator()(const Select& select) const {
      return select.where ? to_string(*select.where) : "all of " + select.table;
    }
    std::string operator()(const Insert& insert) const {
      return std::to_string(insert.item.size()) + " attributes";
    }
    std::string operator()(const Update& update) const { return to_string(update.update); }
    std::string operator()(const Delete& erase) const { return "delete from " + erase.table; }
    std::string operator()(const Exists& exists) const {
      return "exists in " + exists.select.table;
    }
  };
  return std::visit(Visitor(), *compiled);
}

class Meaning : public testing::TestWithParam<Case> {};

TEST_P(Meaning, IsAsExpressionsHaveIt) {
  EXPECT_EQ(outcome(GetParam().statement), GetParam().outcome);
}

constexpr Case kMeanings[] = {
    {"SELECT * FROM tab", "all of tab"},
    {"SELECT * FROM tab WHERE a = 'x' AND NOT b.c[0] < 5",
     R"((and (= a {"S":"x"}) (not (< b.c[0] {"N":"5"}))))"},
    {"SELECT * FROM tab WHERE a NOT IN [1, true] OR size(b) BETWEEN 1 AND 2",
     R"((or (not (IN a {"N":"1"} {"BOOL":true})) (BETWEEN (size b) {"N":"1"} {"N":"2"})))"},
    {"SELECT * FROM tab WHERE a IS MISSING OR a IS NOT NULL OR a IS STRING",
     R"((or (or (attribute_not_exists a) (not (attribute_type a {"S":"NULL"}))) )"
     R"((attribute_type a {"S":"S"})))"},
    {"SELECT * FROM tab WHERE contains(a, 'x') = false AND true <> attribute_exists(b)",
     R"((and (not (contains a {"S":"x"})) (not (attribute_exists b))))"},
    {"SELECT * FROM tab WHERE a = {'x': [1, null]} AND b = <<'z', 'y'>>",
     R"((and (= a {"M":{"x":{"L":[{"N":"1"},{"NULL":true}]}}}) (= b {"SS":["y","z"]})))"},
    {"INSERT INTO tab VALUE {'a': 1, 'b': {'c': 2}}", "2 attributes"},
    {"UPDATE tab SET a = b + 1 - 2, c = list_append(c, [1]) SET d = set_add(d, <<1>>) REMOVE e.f",
     R"(SET a = (- (+ b {"N":"1"}) {"N":"2"}), c = (list_append c {"L":[{"N":"1"}]}) )"
     R"(REMOVE e.f ADD d {"NS":["1"]})"},
    {"UPDATE tab SET d = set_delete(d, <<'x'>>)", R"(DELETE d {"SS":["x"]})"},
    {"DELETE FROM tab WHERE a = 1", "delete from tab"},
    {"EXISTS(SELECT * FROM tab WHERE a = 1 AND b = 2)", "exists in tab"},
};
INSTANTIATE_TEST_SUITE_P(Statement, Meaning, testing::ValuesIn(kMeanings));

class Refusal : public testing::TestWithParam<Case> {};

TEST_P(Refusal, HasAwsText) { EXPECT_EQ(outcome(GetParam().statement), GetParam().outcome); }

constexpr Case kRefusals[] = {
    {"SELECT * FROM tab x", "Aliasing is not supported"},
    {"SELECT a AS b FROM tab", "Aliasing is not supported"},
    {"SELECT DISTINCT a FROM tab", "Unsupported token in expression: DISTINCT"},
    {"SELECT * FROM tab LIMIT 1", "Unsupported clause: LIMIT at 1:25:1"},
    {"SELECT * FROM tab, tac", "Only select from a single table or index is supported."},
    {"SELECT * FROM <<1>>", "Unexpected from source"},
    {"SELECT * FROM tab ORDER BY a",
     "Must have WHERE clause in the statement when using ORDER BY clause."},
    {"SELECT * FROM tab WHERE a",
     "WHERE clause must contain an expression that resolves to a boolean"},
    {"SELECT * FROM tab WHERE a AND b = 1", "The arguments to AND/OR must be Expressions"},
    {"SELECT * FROM tab WHERE NOT a", "The argument to NOT must be a Type or Expression"},
    {"SELECT * FROM tab WHERE a LIKE 'x'",
     "Unsupported operator in Condition Expression. Operator: like"},
    {"SELECT * FROM tab WHERE a + 1 = 2",
     "Unsupported operator in Condition Expression. Operator: +"},
    {"SELECT * FROM tab WHERE a = MISSING", "MISSING must be compared using IS operator"},
    {"SELECT * FROM tab WHERE a = a",
     "The first operand must be distinct from the remaining operands for this operator or "
     "function; "
     "operator: =, first operand: [a]"},
    {"SELECT * FROM tab WHERE foo(a) = 1", "Unrecognized function: foo at 1:25:3"},
    {"SELECT * FROM tab WHERE\n  EXISTS(a)", "Unrecognized function: exists at 2:3:6"},
    {"SELECT * FROM tab WHERE count(a) = 1", "Unsupported token in expression: count at 1:25:5"},
    {"SELECT * FROM tab WHERE a IN []",
     "IN operator must have a left hand argument of type Variable Reference and right hand "
     "argument "
     "of type Seq with at least one member"},
    {"SELECT * FROM tab WHERE a IS INT",
     "Unsupported data type for IS operator: INTEGER. Supported data types are [MISSING, NULL, "
     "BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST] at 1:27:2"},
    {"SELECT * FROM tab WHERE attribute_exists('a')",
     "Operator or function requires a document path; operator or function: attribute_exists"},
    {"SELECT * FROM tab WHERE attribute_exists()",
     "Incorrect number of operands for operator or function; operator or function: "
     "attribute_exists, number of operands: 0"},
    {"SELECT * FROM tab WHERE a <= [1]",
     "Incorrect operand type for operator or function; operator or function: <=, operand type: L"},
    {"SELECT * FROM tab WHERE a = <<>>", "Empty bags are not supported"},
    {"SELECT * FROM tab WHERE a = <<'x', 'x'>>",
     "One or more parameter values were invalid: Input collection [x, x] contains duplicates."},
    {"SELECT * FROM tab WHERE a = <<1, 'x'>>",
     "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"},
    {"SELECT * FROM tab WHERE a = 1e126",
     "Number overflow. Attempting to store a number with magnitude larger than supported range "
     "under root"},
    {"SELECT * FROM tab WHERE a = ?", "Number of parameters in request and statement don't match."},
    {"SELECT 5 FROM tab", "Unexpected path component at 1:8:1"},
    {"SELECT size(a) FROM tab", "Unexpected path component at 1:8:4"},
    {"SELECT a[-1] FROM tab",
     "List index is not within the allowable range; index: [-1] at 1:11:1"},
    {"SELECT a[b] FROM tab", "Unexpected path component at 1:10:1"},
    {"SELECT a.* FROM tab", "Changing item's hierarchy while reading isn't supported"},
    {"SELECT a.b, c.b FROM tab", "Duplicate identifiers in select clause: b"},
    {"INSERT INTO tab VALUE 5",
     "Unsupported format in item expression. Please use struct format {...} to express item values "
     "for insert statement. at 1:23:1"},
    {"INSERT INTO tab VALUE {'a': 1, 'a': 2}",
     "Duplicate keys in tuple. Key: a under root at 1:32:3"},
    {"INSERT INTO tab VALUE {'a': {'b': [1, 1e126]}}",
     "Number overflow. Attempting to store a number with magnitude larger than supported range "
     "under root.b[1]"},
    {"INSERT INTO tab VALUE {'a': set_add(1)}",
     "Unsupported data type: set_add under key root at 1:29:7"},
    {"INSERT INTO tab VALUE {a: 1}",
     "Tuple keys must be of type String. Actual type: VariableReference under root at 1:24:1"},
    {"INSERT INTO tab VALUE {'a': 1} ON CONFLICT DO NOTHING", "Unsupported clause: ON CONFLICT"},
    {"UPDATE tab.i SET a = 1", "This operation is not supported on an index"},
    {"UPDATE tab SET a = 1, a.b = 2",
     "Two document paths overlap with each other; must remove or rewrite one of these paths; path "
     "one: [a, b], path two: [a]"},
    {"UPDATE tab SET a = b * 2", "Unsupported operator in Update Expression. Operator: *"},
    {"UPDATE tab SET a = b IS NULL", "IS operator is not supported in update expressions"},
    {"UPDATE tab SET a = size(b)",
     "The function is not allowed in an update expression; function: size"},
    {"UPDATE tab SET a = foo(b)", "Unrecognized function: foo at 1:20:3"},
    {"UPDATE tab SET a = set_add(b, <<1>>)",
     "The first argument to SET_ADD must equal the assignment value at 1:20:7"},
    {"UPDATE tab SET a = set_delete(a, 1)",
     "The second argument to SET_DELETE must be a value with type SET at 1:31:1"},
    {"UPDATE tab SET a = set_add(a)", "SET_ADD must have exactly two arguments at 1:20:7"},
    {"UPDATE tab SET a = 1 WHERE b = 1 RETURNING ALL NEW c",
     "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause"},
    {"DELETE FROM tab WHERE a = 1 RETURNING ALL NEW *",
     "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE "
     "statements."},
    {"EXISTS(a)", "EXISTS() must contain a single item read with additional condition"},
    {"x IS INT4", "Unsupported operation: IsType"},
    {"'x'", "Unsupported operation: Lit"},
};
INSTANTIATE_TEST_SUITE_P(Statement, Refusal, testing::ValuesIn(kRefusals));

}  // namespace
}  // namespace dynarock::dynamodb::partiql
