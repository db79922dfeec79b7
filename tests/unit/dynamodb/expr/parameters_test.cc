#include "dynarock/dynamodb/expr/parameters.h"

#include <gtest/gtest.h>

#include <string>

#include "sample.h"

namespace dynarock::dynamodb::expr {
namespace {

Result<Expressions> read_all(json::Value request, const OperationStyle& style) {
  const Parameters given = Parameters::of(request, style);
  Expressions expressions;
  DYNAROCK_TRY(check_parameters(given, style));
  DYNAROCK_TRY(read_legacy(given, style, expressions));
  DYNAROCK_TRY(read_expressions(given, style, expressions));
  return expressions;
}

/// What all of a request's parameters mean, or the first refusal.
std::string read(std::string_view request, const OperationStyle& style) {
  const Json document(request);
  const Result<Expressions> result = read_all(document.root(), style);
  if (!result) return result.error().message;
  const Expressions& expressions = *result;
  std::string shown;
  if (expressions.update) shown += "update " + to_string(*expressions.update) + ";";
  if (expressions.condition) shown += "condition " + to_string(*expressions.condition) + ";";
  if (expressions.key_condition) shown += "key " + to_string(*expressions.key_condition) + ";";
  if (expressions.filter) shown += "filter " + to_string(*expressions.filter) + ";";
  if (expressions.projection) {
    shown += "projection ";
    for (const Path& path : expressions.projection->paths()) shown += to_string(path);
  }
  return shown;
}

struct Case {
  std::string_view name;
  const OperationStyle* style;
  std::string_view request;
  std::string_view outcome;
};

void check(std::span<const Case> cases) {
  for (const Case& test : cases)
    EXPECT_EQ(read(test.request, *test.style), test.outcome) << test.name;
}

TEST(Parameters, Read) {
  const Case cases[] = {
      {"nothing", &kPutItem, "{}", ""},
      {"condition and update", &kUpdateItem,
       R"({"UpdateExpression":"SET a = :v","ConditionExpression":"#b = :v",
           "ExpressionAttributeNames":{"#b":"b"},"ExpressionAttributeValues":{":v":{"N":"1"}}})",
       R"(update SET a = {"N":"1"};condition (= b {"N":"1"});)"},
      {"query", &kQuery,
       R"({"KeyConditionExpression":"pk = :v","FilterExpression":"a = :v","ProjectionExpression":"b, c[0]",
           "ExpressionAttributeValues":{":v":{"S":"x"}}})",
       R"(key pk = {"S":"x"};filter (= a {"S":"x"});projection [b][c, [0]])"},
      {"legacy update", &kUpdateItem,
       R"({"AttributeUpdates":{"a":{"Value":{"N":"1"}}},"Expected":{"b":{"Exists":false}}})",
       R"(update SET a = {"N":"1"};condition (and (attribute_not_exists b));)"},
      {"legacy query", &kQuery,
       R"({"KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]}},
           "QueryFilter":{"a":{"ComparisonOperator":"NULL"}},"AttributesToGet":["b"]})",
       R"(key pk = {"S":"x"};filter (and (attribute_not_exists a));projection [b])"},
      {"key conditions with a filter expression", &kQuery,
       R"({"KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]}},
           "FilterExpression":"attribute_exists(a) "})",
       R"(key pk = {"S":"x"};filter (attribute_exists a);)"},
  };
  check(cases);
}

TEST(Parameters, RefuseMixing) {
  const Case cases[] = {
      {"put", &kPutItem, R"({"Expected":{},"ConditionExpression":"x","ConditionalOperator":"OR"})",
       "1 validation error detected: Can not use both expression and non-expression parameters in "
       "the same request: Non-expression parameters: {Expected, ConditionalOperator} Expression "
       "parameters: {ConditionExpression}"},
      {"update", &kUpdateItem,
       R"({"ConditionalOperator":"OR","Expected":{},"AttributeUpdates":{},"UpdateExpression":"","ConditionExpression":""})",
       "1 validation error detected: Can not use both expression and non-expression parameters in "
       "the same request: Non-expression parameters: {AttributeUpdates, Expected, "
       "ConditionalOperator} Expression parameters: {UpdateExpression, ConditionExpression}"},
      {"get", &kGetItem, R"({"AttributesToGet":["a"],"ProjectionExpression":"b"})",
       "Can not use both expression and non-expression parameters in the same request: "
       "Non-expression parameters: {AttributesToGet} Expression parameters: "
       "{ProjectionExpression}"},
      {"query", &kQuery,
       R"({"KeyConditions":{},"ConditionalOperator":"OR","QueryFilter":{},"AttributesToGet":["a"],
           "KeyConditionExpression":"","FilterExpression":"","ProjectionExpression":""})",
       "Can not use both expression and non-expression parameters in the same request: "
       "Non-expression parameters: {AttributesToGet, QueryFilter, ConditionalOperator, "
       "KeyConditions} Expression parameters: {ProjectionExpression, FilterExpression, "
       "KeyConditionExpression}"},
      {"query with key conditions not counted", &kQuery,
       R"({"KeyConditions":{},"AttributesToGet":["a"],"FilterExpression":"x"})",
       "Can not use both expression and non-expression parameters in the same request: "
       "Non-expression parameters: {AttributesToGet} Expression parameters: {FilterExpression}"},
      {"scan", &kScan, R"({"ScanFilter":{},"AttributesToGet":["a"],"FilterExpression":"x"})",
       "Can not use both expression and non-expression parameters in the same request: "
       "Non-expression parameters: {AttributesToGet, ScanFilter} Expression parameters: "
       "{FilterExpression}"},
  };
  check(cases);
}

TEST(Parameters, RefuseIdlePlaceholders) {
  const Case cases[] = {
      {"names on put", &kPutItem, R"({"ExpressionAttributeNames":{"#a":"a"}})",
       "1 validation error detected: ExpressionAttributeNames can only be specified when using "
       "expressions"},
      {"names beside Expected", &kPutItem,
       R"({"Expected":{"a":{"Exists":false}},"ExpressionAttributeNames":{"#a":"a"}})",
       "1 validation error detected: ExpressionAttributeNames can only be specified when using "
       "expressions"},
      {"values on update", &kUpdateItem, R"({"ExpressionAttributeValues":{":a":{"S":"x"}}})",
       "1 validation error detected: ExpressionAttributeValues can only be specified when using "
       "expressions"},
      {"names before values", &kGetItem,
       R"({"ExpressionAttributeNames":{},"ExpressionAttributeValues":{}})",
       "ExpressionAttributeNames can only be specified when using expressions"},
      {"values on query", &kQuery, R"({"ExpressionAttributeValues":{":a":{"S":"x"}}})",
       "ExpressionAttributeValues can only be specified when using expressions: FilterExpression "
       "and KeyConditionExpression are null"},
      {"values beside a projection", &kScan,
       R"({"ProjectionExpression":"a","ExpressionAttributeValues":{":a":{"S":"x"}}})",
       "ExpressionAttributeValues can only be specified when using expressions: FilterExpression "
       "is null"},
      {"transactions don't mind", &kTransactWriteItems,
       R"({"ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":a":{"S":"x"}}})",
       ""},
  };
  check(cases);
}

TEST(Parameters, KeepAwsOrder) {
  const Case cases[] = {
      {"names, then values, then expressions", &kDeleteItem,
       R"({"ConditionExpression":"(","ExpressionAttributeNames":{"a":"a"},"ExpressionAttributeValues":{}})",
       "1 validation error detected: ExpressionAttributeNames contains invalid key: Syntax error; "
       R"(key: "a")"},
      {"values before expressions", &kDeleteItem,
       R"({"ConditionExpression":"(","ExpressionAttributeValues":{}})",
       "1 validation error detected: ExpressionAttributeValues must not be empty"},
      {"condition before update", &kUpdateItem,
       R"({"UpdateExpression":"","ConditionExpression":""})",
       "1 validation error detected: Invalid ConditionExpression: The expression can not be "
       "empty;"},
      {"update before condition in transactions", &kTransactWriteItems,
       R"({"UpdateExpression":"","ConditionExpression":""})",
       "Invalid UpdateExpression: The expression can not be empty;"},
      {"key condition, filter, projection", &kQuery,
       R"({"ProjectionExpression":"","FilterExpression":"","KeyConditionExpression":""})",
       "Invalid KeyConditionExpression: The expression can not be empty;"},
      {"filter before projection", &kScan, R"({"ProjectionExpression":"","FilterExpression":""})",
       "Invalid FilterExpression: The expression can not be empty;"},
      {"expressions before unused names", &kGetItem,
       R"({"ProjectionExpression":"","ExpressionAttributeNames":{"#a":"a"}})",
       "Invalid ProjectionExpression: The expression can not be empty;"},
      {"unused in the end", &kTransactWriteItems,
       R"({"ConditionExpression":"attribute_exists(a) ","ExpressionAttributeValues":{":v":{"S":"x"}}})",
       "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}"},
      {"expected before its operator", &kPutItem,
       R"({"Expected":{"a":{}},"ConditionalOperator":"OR"})",
       "1 validation error detected: One or more parameter values were invalid: Value must be "
       "provided when Exists is null for Attribute: a"},
      {"operator alone", &kQuery, R"({"ConditionalOperator":"OR"})",
       "ConditionalOperator cannot be used without Filter or Expected"},
      {"values named on scan", &kScan,
       R"({"FilterExpression":"a = :v","ExpressionAttributeValues":{":v":{"SS":[]}}})",
       "ExpressionAttributeValues contains invalid value: One or more parameter values were "
       "invalid: An string set  may not be empty for key :v"},
      {"values bare on query", &kQuery,
       R"({"FilterExpression":"a = :v","ExpressionAttributeValues":{":v":{"SS":[]}}})",
       "One or more parameter values were invalid: An string set  may not be empty"},
  };
  check(cases);
}

TEST(Parameters, EnvelopeIsForValidationOnly) {
  EXPECT_EQ(in_envelope(validation_error("x")).message, "1 validation error detected: x");
  EXPECT_EQ(in_envelope(serialization_error("x")).message, "x");
}

TEST(Filters, SpareKeys) {
  Placeholders placeholders = sample_placeholders();
  const auto filter =
      parse_condition("FilterExpression", "a = :a AND sk = :a AND pk = :a", placeholders);
  ASSERT_TRUE(filter);
  const std::string_view keys[] = {"pk", "sk"};
  EXPECT_EQ(check_filter_spares_keys(*filter, keys, false).error().message,
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
            "sk");
  EXPECT_EQ(check_filter_spares_keys(*filter, keys, true).error().message,
            "QueryFilter can only contain non-primary key attributes: Primary key attribute: sk");
  const std::string_view others[] = {"x"};
  EXPECT_TRUE(check_filter_spares_keys(*filter, others, false));
}

TEST(KeyPaths, MustBeScalars) {
  Placeholders placeholders = sample_placeholders();
  const auto filter = parse_condition("FilterExpression", "a.b = :a AND sk[0] = :a", placeholders);
  ASSERT_TRUE(filter);
  const std::string_view keys[] = {"pk", "sk"};
  EXPECT_EQ(check_keys_are_scalars(paths_of(*filter), keys, KeyRole::kKey).error().message,
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
            "allowed: Key: sk");
  EXPECT_EQ(check_keys_are_scalars(paths_of(*filter), keys, KeyRole::kIndexKey).error().message,
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
            "allowed: IndexKey: sk");
}

TEST(KeyPaths, AreComplainedOfInTheOrderOfTheKeys) {
  Placeholders placeholders = sample_placeholders();
  const auto filter = parse_condition("FilterExpression", "sk[0] = :a AND pk.b = :a", placeholders);
  ASSERT_TRUE(filter);
  const std::string_view keys[] = {"pk", "sk"};
  EXPECT_EQ(check_keys_are_scalars(paths_of(*filter), keys, KeyRole::kKey).error().message,
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
            "allowed: Key: pk");
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
