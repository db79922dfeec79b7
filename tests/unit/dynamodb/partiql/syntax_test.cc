#include "dynamodb/partiql/syntax.h"

#include <gtest/gtest.h>

namespace dynarock::dynamodb::partiql {
namespace {

struct Case {
  const char* statement;
  const char* tree;
};

std::string parse(std::string_view statement) {
  const Result<StatementSyntax> parsed = parse_syntax(statement);
  return parsed ? to_string(*parsed) : parsed.error().message;
}

class Tree : public testing::TestWithParam<Case> {};

TEST_P(Tree, IsPrinted) { EXPECT_EQ(parse(GetParam().statement), GetParam().tree); }

constexpr Case kTrees[] = {
    {"SELECT * FROM t", "(select (from t))"},
    {"select a, \"b c\".d[0]['e'] from \"t\".\"i\" where a = 1 order by a desc, b",
     "(select (list a (path b c d 0 e)) (from (path t i)) (where (= a 1)) (descending a) "
     "(ascending b))"},
    {"SELECT * FROM t WHERE a = 1 OR b = 2 AND NOT c = 3",
     "(select (from t) (where (or (= a 1) (and (= b 2) (not (= c 3))))))"},
    {"SELECT * FROM t WHERE (a = 1 OR b = 2) AND c < d + 1 * 2",
     "(select (from t) (where (and (or (= a 1) (= b 2)) (< c (+ d (* 1 2))))))"},
    {"SELECT * FROM t WHERE a BETWEEN 1 AND 2 AND b NOT BETWEEN 3 AND 4",
     "(select (from t) (where (and (between a 1 2) (not (between b 3 4)))))"},
    {"SELECT * FROM t WHERE a IN (1) AND b NOT IN [2, ?] AND c IN (?, ?)",
     "(select (from t) (where (and (and (in a (list 1)) (not (in b (list 2 ?0)))) (in c (list ?1 "
     "?2)))))"},
    {"SELECT * FROM t WHERE a IS NULL AND b IS NOT DOUBLE PRECISION AND c IS NUMERIC(5, 2)",
     "(select (from t) (where (and (and (is null a) (not (is double precision b))) (is numeric "
     "c))))"},
    {"SELECT * FROM t WHERE Begins_With(a, 'it''s') != true",
     "(select (from t) (where (<> (call begins_with a 'it's') true)))"},
    {"SELECT * FROM t WHERE a = -1 AND b = - - .5e+3 AND c = -d",
     "(select (from t) (where (and (and (= a -1) (= b .5e+3)) (= c (- d)))))"},
    {"SELECT m.*, l[*], COUNT(*) FROM t -- note\n WHERE /* note */ a = `1`;",
     "(select (list (path m .*) (path l [*]) (call count)) (from t) (where (= a `1`)))"},
    {"INSERT INTO t VALUE {'a': [1, null, MISSING], 'b': <<'x'>>, 'c': {}, 'd': (1, 2)}",
     "(insert (from t) (value (struct 'a' (list 1 null missing) 'b' (bag 'x') 'c' (struct) 'd' "
     "(list 1 2))))"},
    {"UPDATE t SET a = 1, b.c = d + 1 REMOVE e[0] WHERE k = ? RETURNING MODIFIED OLD *",
     "(update (from t) (set a 1) (set (path b c) (+ d 1)) (remove (path e 0)) (where (= k ?0)) "
     "(returning modified old))"},
    {"FROM t WHERE k = 1 SET a = 1 REMOVE b RETURNING ALL NEW *",
     "(update (from t) (set a 1) (remove b) (where (= k 1)) (returning all new))"},
    {"DELETE FROM t WHERE k = 1", "(delete (from t) (where (= k 1)))"},
    {"EXISTS(SELECT * FROM t)", "(do (from (call exists (select (from t)))))"},
    {"SELECT * FROM t AS x, y LIMIT 5",
     "(select (from t) (unsupported Aliasing is not supported))"},
};
INSTANTIATE_TEST_SUITE_P(Syntax, Tree, testing::ValuesIn(kTrees));

class Malformed : public testing::TestWithParam<Case> {};

TEST_P(Malformed, IsRefused) {
  EXPECT_EQ(parse(GetParam().statement),
            std::string("Statement wasn't well formed, can't be processed: ") + GetParam().tree);
}

constexpr Case kMalformed[] = {
    {"", "Unexpected term"},
    {";", "Unexpected term"},
    {"SELECT * FROM", "Unexpected term"},
    {"SELECT FROM t", "Cannot have empty SELECT list"},
    {"SELECT a", "Expected FROM after SELECT list"},
    {"SELECT * FROM t WHERE", "Unexpected term"},
    {"SELECT * FROM t WHERE NOT", "Unexpected term"},
    {"SELECT * FROM t WHERE (", "Unexpected term"},
    {"SELECT * FROM t WHERE a = 1 AND", "Missing right-hand side expression of infix operator"},
    {"SELECT * FROM t WHERE ORDER BY a", "Unexpected keyword"},
    {"SELECT * FROM t WHERE IS NULL", "Unexpected operator"},
    {"SELECT * FROM t WHERE a = LIKE", "Unexpected operator"},
    {"SELECT * FROM t WHERE a IS FOO", "Expected type name"},
    {"SELECT * FROM t WHERE a IS FROM", "Expected type name"},
    {"SELECT * FROM t WHERE m.inner = 1", "Invalid path dot component"},
    {"SELECT * FROM t WHERE a = 1 b", "Unexpected token after expression"},
    {"SELECT * FROM t WHERE a = 1 e5", "Unexpected token after expression"},
    {"SELECT * FROM t; x", "Unexpected token after semicolon. (Only one query is allowed.)"},
    {"SELECT * FROM t WHERE a = 1e2147483648", ""},
    {"SELECT * FROM t WHERE a = 1.5e-2147483647", ""},
    {"SELECT * FROM t WHERE a = 1e", ""},
    {"SELECT * FROM t WHERE a = 1 # note", ""},
    {"SELECT * FROM t WHERE a = 1 /* note", ""},
    {"SELECT * FROM t WHERE a = 'x", ""},
    {"SLECT * FROM t", "Expected data manipulation"},
    {"UPDATE t WHERE a = 1", "Expected data manipulation"},
    {"UPDATE t SET a WHERE a = 1", "Expected assignment for SET"},
    {"DELETE FROM", "Expected identifier for simple path"},
    {"DELETE FROM WHERE a = 1", "Expected identifier for simple path"},
    {"DELETE t", "Expected FROM after DELETE"},
    {"INSERT INTO t x VALUE {}", "Unexpected token after expression"},
    {"FROM t SET a = 1 WHERE b = 1", "Unexpected token after expression"},
    {"UPDATE t SET a = 1 WHERE b = 1 RETURNING NEW *",
     "Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element."},
};
INSTANTIATE_TEST_SUITE_P(Syntax, Malformed, testing::ValuesIn(kMalformed));

TEST(Syntax, DepthIsBounded) {
  for (const char* opening : {"(", "[", "NOT ", "-", "EXISTS(SELECT ", "{'a':"}) {
    std::string statement = "SELECT * FROM t WHERE ";
    for (int i = 0; i < 4000; ++i) statement += opening;
    EXPECT_FALSE(parse_syntax(statement)) << opening;
  }
}

TEST(Syntax, PlacesCountCharactersInLines) {
  constexpr std::string_view kStatement = "a\n\u00E4\u00E4 bc";
  EXPECT_EQ(place({7, 2}, kStatement), " at 2:4:2");
  EXPECT_EQ(place({0, 1}, kStatement), " at 1:1:1");
  EXPECT_EQ(place({2, 4}, kStatement), " at 2:1:2");
}

}  // namespace
}  // namespace dynarock::dynamodb::partiql
