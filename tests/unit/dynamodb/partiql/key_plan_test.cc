#include "dynarock/dynamodb/partiql/key_plan.h"

#include <gtest/gtest.h>

#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb::partiql {
namespace {

const KeySchema kKeys{{{"pk", AttributeType::S}}, {{"sk", AttributeType::S}}};

struct Case {
  const char* tail;
  const char* plan;
};

// `scan`, or each branch; `filter` and `backward` where they hold; or the refusal.
std::string plan(std::string_view tail) {
  const Result<Statement> statement = compile("SELECT * FROM tab " + std::string(tail), {});
  if (!statement) return statement.error().message;
  const Result<ReadPlan> plan = plan_reads(std::get<Select>(*statement), kKeys);
  if (!plan) return plan.error().message;
  std::string text = plan->scan ? "scan" : "";
  for (const KeyBranch& branch : plan->branches) {
    text += '(' + *branch.hash.as<std::string>();
    for (const expr::KeyTerm& term : branch.range)
      text += ", " + to_string(expr::KeyCondition{{term}});
    text += ')';
  }
  if (plan->filter) text += " filter";
  if (!plan->forward) text += " backward";
  return text;
}

class Plan : public testing::TestWithParam<Case> {};

TEST_P(Plan, ReadsWhatTheWhereNames) { EXPECT_EQ(plan(GetParam().tail), GetParam().plan); }

constexpr Case kPlans[] = {
    {"", "scan"},
    {"WHERE x = 1", "scan filter"},
    {"WHERE pk < 'a'", "scan filter"},
    {"WHERE NOT pk = 'a'", "scan filter"},
    {"WHERE pk = 'a' OR x = 1", "scan filter"},
    {"WHERE pk = 'a'", "(a)"},
    {"WHERE 'a' = pk AND x = 1", "(a) filter"},
    {"WHERE pk = 'a' AND '1' < sk AND sk <= '5'", R"((a, sk > {"S":"1"}, sk <= {"S":"5"}))"},
    {"WHERE pk = 'a' AND begins_with(sk, '1')", R"((a, sk begins_with {"S":"1"}))"},
    {"WHERE pk = 'a' AND sk <> '1'", "(a) filter"},
    {"WHERE pk IN ['b', 'a', 'b']", "(b)(b)(a)"},
    {"WHERE pk IN ['b', 'a'] ORDER BY pk, sk DESC", "(a)(b) backward"},
    {"WHERE pk = 'a' AND sk IN ['1', '2']", R"((a, sk = {"S":"1"})(a, sk = {"S":"2"}))"},
    {"WHERE sk = '1' AND (pk = 'a' OR pk = 'b')", R"((a, sk = {"S":"1"})(b, sk = {"S":"1"}))"},
    {"WHERE pk = 'a' AND pk = 'b'", ""},
    {"WHERE pk = 'a' AND x = 1 OR pk = 'b' AND sk = '1'", R"((a)(b, sk = {"S":"1"}) filter)"},
    {"WHERE pk = 'a' AND x = 1 OR pk = 'a' AND sk = '1'",
     "Overlapping conditions with range keys are not supported in where clause"},
    {"WHERE pk = 'a' AND NOT sk = '1' OR pk = 'a' AND sk = '2'",
     R"((a)(a, sk = {"S":"2"}) filter)"},
    {"WHERE pk = 'a' OR pk = 'a' AND NOT sk = '1'", "(a)(a) filter"},
    {"WHERE pk = 5",
     "Key attribute's data type should match its data type in table's schema: Key pk"},
    {"WHERE pk = 'a' AND sk > 5",
     "Key attribute's data type should match its data type in table's schema: Key sk"},
    {"WHERE pk = 'a' ORDER BY x",
     "Variable reference x in ORDER BY clause must be part of the primary key"},
    {"WHERE x = 1 ORDER BY sk",
     "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY "
     "clause."},
    {"WHERE pk IN ['a', 'b'] ORDER BY sk",
     "Must have hash key in ORDER BY clause when more than one hash key condition specified in "
     "WHERE clause."},
};
INSTANTIATE_TEST_SUITE_P(KeyPlan, Plan, testing::ValuesIn(kPlans));

// The key and what else the WHERE says; `twice` names what it gives two values.
std::string key(std::string_view where, SingleIn single_in) {
  const Result<Statement> statement = compile("SELECT * FROM tab WHERE " + std::string(where), {});
  if (!statement) return statement.error().message;
  const KeyedWhere found = find_key(std::get<Select>(*statement).where, kKeys, single_in);
  std::string text;
  encode_item(found.key, text);
  if (found.rest) text += " " + to_string(*found.rest);
  if (found.contradicted) text += " twice " + *found.contradicted;
  return text;
}

TEST(KeyPlan, FindsTheKeyOfOneItem) {
  constexpr auto kCondition = SingleIn::kIsCondition;
  EXPECT_EQ(key("pk = 'a' AND sk = '1'", kCondition), R"({"pk":{"S":"a"},"sk":{"S":"1"}})");
  EXPECT_EQ(key("(sk = '1' AND x = 1) AND 'a' = pk AND pk = 'a'", kCondition),
            R"({"pk":{"S":"a"},"sk":{"S":"1"}} (and (= x {"N":"1"})))");
  EXPECT_EQ(key("pk = 5 AND sk > '1'", kCondition), R"({"pk":{"N":"5"}} (and (> sk {"S":"1"})))");
  EXPECT_EQ(key("pk = 'a' AND pk = 'b'", kCondition),
            R"({"pk":{"S":"a"}} (and (= pk {"S":"b"})) twice pk)");
  EXPECT_EQ(key("pk = 'a' OR sk = '1'", kCondition),
            R"({} (and (or (= pk {"S":"a"}) (= sk {"S":"1"}))))");
  EXPECT_EQ(key("pk IN ['a']", kCondition), R"({} (and (IN pk {"S":"a"})))");
  EXPECT_EQ(key("pk IN ['a']", SingleIn::kIsEquality), R"({"pk":{"S":"a"}})");
  EXPECT_EQ(key("pk IN ['a', 'b']", SingleIn::kIsEquality),
            R"({} (and (IN pk {"S":"a"} {"S":"b"})))");
}

TEST(KeyPlan, BoundsTheReads) {
  std::string tail = "WHERE pk = 'a'";
  for (int i = 0; i < 10; ++i) tail += " AND (sk = '1' OR sk = '2')";
  EXPECT_EQ(plan(tail), "Too many decomposed read operations for a given query.");
}

}  // namespace
}  // namespace dynarock::dynamodb::partiql
