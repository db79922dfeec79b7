#include "dynarock/dynamodb/expr/key_condition.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "sample.h"

namespace dynarock::dynamodb::expr {
namespace {

using enum AttributeType;

std::string parsed(std::string_view text) {
  Placeholders placeholders = sample_placeholders();
  const Result<KeyCondition> condition = parse_key_condition(text, placeholders);
  return condition ? to_string(*condition) : condition.error().message;
}

struct Case {
  std::string_view expression;
  std::string_view outcome;
};

TEST(KeyConditionParser, ReadsTerms) {
  const Case cases[] = {
      {"pk = :a", R"(pk = {"S":"x"})"},
      {"pk = :a AND sk = :b", R"(pk = {"S":"x"} AND sk = {"S":"y"})"},
      {"sk = :b AND pk = :a", R"(sk = {"S":"y"} AND pk = {"S":"x"})"},
      {"(pk = :a) AND (sk = :b)", R"(pk = {"S":"x"} AND sk = {"S":"y"})"},
      {"(pk = :a AND sk < :b)", R"(pk = {"S":"x"} AND sk < {"S":"y"})"},
      {"(a = :a AND b = :b) AND c = :n", R"(a = {"S":"x"} AND b = {"S":"y"} AND c = {"N":"1"})"},
      {":a = pk", R"(pk = {"S":"x"})"},
      {":a > sk", R"(sk < {"S":"x"})"},
      {":a >= sk", R"(sk <= {"S":"x"})"},
      {":a < sk", R"(sk > {"S":"x"})"},
      {":a <= sk", R"(sk >= {"S":"x"})"},
      {"sk BETWEEN :a AND :b", R"(sk BETWEEN {"S":"x"} AND {"S":"y"})"},
      {"begins_with(sk, :a)", R"(sk begins_with {"S":"x"})"},
      {"#a = :a", R"(a = {"S":"x"})"},
      {"#dot = :bo", R"(a.b = {"BOOL":true})"},
  };
  for (const Case& test : cases)
    EXPECT_EQ(parsed(test.expression), test.outcome) << test.expression;
}

TEST(KeyConditionParser, Refuses) {
  const Case cases[] = {
      {"", "Invalid KeyConditionExpression: The expression can not be empty;"},
      {"pk", R"(Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "pk")"},
      {"pk = :x",
       "Invalid KeyConditionExpression: An expression attribute value used in expression is not "
       "defined; attribute value: :x"},
      {"#x = :a",
       "Invalid KeyConditionExpression: An expression attribute name used in the document path is "
       "not defined; attribute name: #x"},
      {"status = :a",
       "Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: "
       "status"},
      {"((pk = :a))", "Invalid KeyConditionExpression: The expression has redundant parentheses;"},
      {"pk = :a AND sk > :bo",
       "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator "
       "or function: >, operand type: BOOL"},
      {":l < sk",
       "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator "
       "or function: <, operand type: L"},
      {"begins_with(sk, :n)",
       "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator "
       "or function: begins_with, operand type: N"},
      {"sk BETWEEN :b AND :a",
       "Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater "
       "than or equal to lower bound; lower bound operand: AttributeValue: {S:y}, upper bound "
       "operand: AttributeValue: {S:x}"},
      {"sk = sk",
       "Invalid KeyConditionExpression: The first operand must be distinct from the remaining "
       "operands for this operator or function; operator: =, first operand: [sk]"},
      {"attribute_type(sk, :a)",
       "Invalid KeyConditionExpression: Invalid attribute type name found; type: x, valid types: "
       "{S,SS,N,NS,B,BS,BOOL,NULL,L,M}"},
      {"attribute_exists(:a)",
       "Invalid KeyConditionExpression: Operator or function requires a document path; operator or "
       "function: attribute_exists"},
      {"if_not_exists(a, :b) = :a",
       "Invalid KeyConditionExpression: The function is not allowed in a condition expression; "
       "function: if_not_exists"},
      {"pk = :a OR sk = :x",
       "Invalid KeyConditionExpression: An expression attribute value used in expression is not "
       "defined; attribute value: :x"},
      {"pk = :a OR sk = :b",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR"},
      {"NOT pk = :a",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: NOT"},
      {"pk = :a AND NOT sk = :b",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: NOT"},
      {"pk = :a AND (sk = :a OR sk = :b)",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR"},
      {"pk IN (:a)",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: IN"},
      {"pk <> :a",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: <>"},
      {"contains(pk, :a)",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: contains"},
      {"attribute_exists(pk)",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: "
       "attribute_exists"},
      {"attribute_not_exists(sk)",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: "
       "attribute_not_exists"},
      {"attribute_type(pk, :type)",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: "
       "attribute_type"},
      {"size(pk) = :n",
       "Invalid KeyConditionExpression: KeyConditionExpressions cannot contain nested operations"},
      {"pk = :a AND sk = size(:a)",
       "Invalid KeyConditionExpression: KeyConditionExpressions cannot contain nested operations"},
      {"pk = sk",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: Multiple "
       "attribute names used in one "
       "condition"},
      {"sk BETWEEN pk AND :b",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: Multiple "
       "attribute names used in one "
       "condition"},
      {"begins_with(sk, pk)",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: Multiple "
       "attribute names used in one "
       "condition"},
      {"sk BETWEEN :a AND c.d",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: Multiple "
       "attribute names used in one "
       "condition"},
      {":a = :b",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: No key "
       "attribute specified"},
      {"begins_with(:a, sk)",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: begins_with "
       "operator must have the key "
       "attribute as its first operand"},
      {"begins_with(:a, :b)",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: begins_with "
       "operator must have the key "
       "attribute as its first operand"},
      {":b BETWEEN sk AND :b",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: BETWEEN "
       "operator must have the key attribute "
       "as its first operand"},
      {":a BETWEEN :a AND :b",
       "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: BETWEEN "
       "operator must have the key attribute "
       "as its first operand"},
      {"pk.x = :a",
       "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested "
       "attributes"},
      {"sk[0] > :a AND pk = :b",
       "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested "
       "attributes"},
      {"pk = :a AND a.b = c.d",
       "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested "
       "attributes"},
      {"pk = :a AND pk = :b",
       "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition "
       "per key"},
      {"pk = :a AND sk > :a AND sk < :b",
       "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition "
       "per key"},
      {"pk = :a AND pk <> :b",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: <>"},
      {"size(pk) = :n OR pk = :a",
       "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR"},
  };
  for (const Case& test : cases)
    EXPECT_EQ(parsed(test.expression), test.outcome) << test.expression;
}

/// What a schema makes of a key condition: `hash; prefix; range`, or the refusal.
std::string bound(std::string_view text, std::span<const KeyAttribute> hash,
                  std::span<const KeyAttribute> range) {
  Placeholders placeholders = placeholders_of(R"({"#a":"a"})", R"({
      ":s":{"S":"x"},":t":{"S":"y"},":n":{"N":"1"},":b":{"B":"AA=="},":e":{"S":""},
      ":eb":{"B":""},":bo":{"BOOL":true}})");
  auto condition = parse_key_condition(text, placeholders);
  EXPECT_TRUE(condition) << text << ": " << condition.error().message;
  if (!condition) return {};
  const auto query = bind(std::move(*condition), hash, range);
  if (!query) return query.error().message;
  std::string shown;
  for (const AttributeValue& value : query->hash) encode_attribute_value(value, shown);
  shown += "; ";
  for (const AttributeValue& value : query->range_prefix) encode_attribute_value(value, shown);
  shown += "; ";
  if (query->range) shown += to_string(KeyCondition{{*query->range}});
  return shown;
}

constexpr std::string_view kTypeMismatch =
    "One or more parameter values were invalid: Condition parameter type does not match schema "
    "type";

TEST(KeyConditionBinding, HashOnly) {
  const KeyAttribute hash[] = {{"pk", S}};
  const Case cases[] = {
      {"pk = :s", R"({"S":"x"}; ; )"},
      {"pk = :n", kTypeMismatch},
      {"pk = :bo", kTypeMismatch},
      {"pk > :s", "Query key condition not supported"},
      {"begins_with(pk, :s)", "Query key condition not supported"},
      {"a = :s", "Query condition missed key schema element: pk"},
      {"pk = :s AND a = :s",
       "The number of query conditions (2) exceeds the number of key attributes defined in the "
       "schema (1)"},
      {"pk = :e",
       "One or more parameter values are not valid. The AttributeValue for a key attribute cannot "
       "contain an empty string value. Key: pk"},
  };
  for (const Case& test : cases)
    EXPECT_EQ(bound(test.expression, hash, {}), test.outcome) << test.expression;
}

TEST(KeyConditionBinding, HashAndRange) {
  const KeyAttribute hash[] = {{"pk", S}};
  const KeyAttribute range[] = {{"sk", N}};
  const Case cases[] = {
      {"pk = :s", R"({"S":"x"}; ; )"},
      {"pk = :s AND sk = :n", R"({"S":"x"}; ; sk = {"N":"1"})"},
      {":n <= sk AND pk = :s", R"({"S":"x"}; ; sk >= {"N":"1"})"},
      {"pk = :s AND sk BETWEEN :n AND :n", R"({"S":"x"}; ; sk BETWEEN {"N":"1"} AND {"N":"1"})"},
      {"pk = :s AND sk = :t", kTypeMismatch},
      {"pk = :s AND begins_with(sk, :t)", kTypeMismatch},
      {"sk = :n", "Query condition missed key schema element: pk"},
      {"pk < :s AND sk = :n", "Query key condition not supported"},
      {"pk = :s AND a = :n", "Query condition missed key schema element: sk"},
      {"pk = :s AND sk = :n AND a = :s",
       "The number of query conditions (3) exceeds the number of key attributes defined in the "
       "schema (2)"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(bound(test.expression, hash, range), test.outcome) << test.expression;
  }
  const KeyAttribute binary[] = {{"sk", B}};
  EXPECT_EQ(bound("pk = :s AND sk > :eb", hash, binary),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty binary value. Key: sk");
}

TEST(KeyConditionBinding, SeveralAttributes) {
  const KeyAttribute hash[] = {{"h1", S}, {"h2", N}};
  const KeyAttribute range[] = {{"a", S}, {"b", S}, {"c", S}, {"d", S}};
  const Case cases[] = {
      {"h1 = :s AND h2 = :n", R"({"S":"x"}{"N":"1"}; ; )"},
      {"h2 = :n AND a > :s AND h1 = :s", R"({"S":"x"}{"N":"1"}; ; a > {"S":"x"})"},
      {"h1 = :s AND h2 = :n AND b < :t AND a = :s",
       R"({"S":"x"}{"N":"1"}; {"S":"x"}; b < {"S":"y"})"},
      {"h1 = :s AND h2 = :n AND a = :s AND b = :s AND c = :t AND begins_with(d, :s)",
       R"({"S":"x"}{"N":"1"}; {"S":"x"}{"S":"x"}{"S":"y"}; d begins_with {"S":"x"})"},
      {"h1 = :s AND a = :s", "Query condition missed key schema element: h2"},
      {"h1 = :s AND h2 > :n", "Query key condition not supported"},
      {"h1 = :s AND h2 = :n AND b = :s",
       "RANGE key attributes a must have equality conditions specified in the query because a "
       "condition is present on key attribute b"},
      {"h1 = :s AND h2 = :n AND a = :s AND c = :s",
       "RANGE key attributes b must have equality conditions specified in the query because a "
       "condition is present on key attribute c"},
      {"h1 = :s AND h2 = :n AND a = :s AND b > :s AND c = :s",
       "RANGE key attributes b must have equality conditions specified in the query because a "
       "condition is present on key attribute c"},
      {"h1 = :s AND h2 = :n AND c = :s",
       "RANGE key attributes a, b must have equality conditions specified in the query because a "
       "condition is present on key attribute c"},
      {"h1 = :s AND h2 = :n AND x = :s", "Query condition missed key schema element: a"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(bound(test.expression, hash, range), test.outcome) << test.expression;
  }
}

TEST(KeyQuery, MatchesRangeValues) {
  struct Row {
    std::string_view condition;
    std::string_view a;
    std::string_view b;
    bool matches;
  };
  const Row rows[] = {
      {"h = :s", "any", "any", true},
      {"h = :s AND a = :s", "x", "any", true},
      {"h = :s AND a = :s", "xx", "any", false},
      {"h = :s AND a < :s", "w", "any", true},
      {"h = :s AND a < :s", "x", "any", false},
      {"h = :s AND a <= :s", "x", "any", true},
      {"h = :s AND a > :s", "x", "any", false},
      {"h = :s AND a >= :s", "x", "any", true},
      {"h = :s AND a BETWEEN :s AND :t", "xyz", "any", true},
      {"h = :s AND a BETWEEN :s AND :t", "ya", "any", false},
      {"h = :s AND begins_with(a, :s)", "xa", "any", true},
      {"h = :s AND begins_with(a, :s)", "ax", "any", false},
      {"h = :s AND a = :s AND b > :t", "x", "z", true},
      {"h = :s AND a = :s AND b > :t", "y", "z", false},
      {"h = :s AND a = :s AND b > :t", "x", "a", false},
  };
  const KeyAttribute hash[] = {{"h", S}};
  const KeyAttribute range[] = {{"a", S}, {"b", S}};
  for (const Row& row : rows) {
    Placeholders placeholders =
        placeholders_of(R"({"#a":"a"})", R"({":s":{"S":"x"},":t":{"S":"y"}})");
    auto condition = parse_key_condition(row.condition, placeholders);
    ASSERT_TRUE(condition);
    const auto query = bind(std::move(*condition), hash, range);
    ASSERT_TRUE(query) << row.condition;
    const AttributeValue a = AttributeValue::string(std::string(row.a));
    const AttributeValue b = AttributeValue::string(std::string(row.b));
    const std::array values{&a, &b};
    EXPECT_EQ(matches_range(*query, values), row.matches) << row.condition << ' ' << row.a;
  }
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
