#include "dynarock/dynamodb/expr/legacy.h"

#include <gtest/gtest.h>

#include <string>

#include "sample.h"

namespace dynarock::dynamodb::expr {
namespace {

struct Case {
  std::string_view name;
  std::string_view json;
  std::string_view outcome;
};

constexpr std::string_view kPrefix = "One or more parameter values were invalid: ";

/// The tree, or the refusal; `~` stands for the common beginning of messages.
template <class Read>
void check(std::span<const Case> cases, Read read) {
  for (const Case& test : cases) {
    const Json document(test.json);
    const auto result = read(document.root());
    std::string expected(test.outcome);
    if (expected.starts_with('~')) expected.replace(0, 1, kPrefix);
    EXPECT_EQ(result ? to_string(*result) : result.error().message, expected) << test.name;
  }
}

TEST(Legacy, Expected) {
  const Case cases[] = {
      {"value", R"({"a":{"Value":{"S":"x"}}})", R"((and (= a {"S":"x"})))"},
      {"exists with value", R"({"a":{"Value":{"S":"x"},"Exists":true}})",
       R"((and (= a {"S":"x"})))"},
      {"absent", R"({"a":{"Exists":false}})", "(and (attribute_not_exists a))"},
      {"comparison with value", R"({"a":{"Value":{"N":"1"},"ComparisonOperator":"LT"}})",
       R"((and (< a {"N":"1"})))"},
      {"comparison with list",
       R"({"a":{"AttributeValueList":[{"N":"1"}],"ComparisonOperator":"GE"}})",
       R"((and (>= a {"N":"1"})))"},
      {"dots are part of the name", R"({"a.b":{"Exists":false}})",
       "(and (attribute_not_exists a.b))"},
      {"several", R"({"a":{"Exists":false},"b":{"ComparisonOperator":"NOT_NULL"}})",
       "(and (attribute_not_exists a) (attribute_exists b))"},
      {"none", "{}", "(and)"},
      {"nothing said", R"({"a":{}})",
       "~Value must be provided when Exists is null for Attribute: a"},
      {"exists without value", R"({"a":{"Exists":true}})",
       "~Value must be provided when Exists is true for Attribute: a"},
      {"absent with value", R"({"a":{"Exists":false,"Value":{"S":"x"}}})",
       "~Value cannot be used when Exists is false for Attribute: a"},
      {"value and list", R"({"a":{"Value":{"S":"x"},"AttributeValueList":[{"S":"x"}]}})",
       "~Value and AttributeValueList cannot be used together for Attribute: a"},
      {"value and list with comparison",
       R"({"a":{"Value":{"S":"x"},"AttributeValueList":[{"S":"x"}],"ComparisonOperator":"EQ"}})",
       "~Value and AttributeValueList cannot be used together for Attribute: a"},
      {"exists and comparison", R"({"a":{"Exists":true,"ComparisonOperator":"EQ"}})",
       "~Exists and ComparisonOperator cannot be used together for Attribute: a"},
      {"comparison without value", R"({"a":{"ComparisonOperator":"LT"}})",
       "~Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: a"},
      {"list without comparison", R"({"a":{"AttributeValueList":[{"S":"x"}]}})",
       "~AttributeValueList can only be used with a ComparisonOperator for Attribute: a"},
      {"list with exists", R"({"a":{"AttributeValueList":[{"S":"x"}],"Exists":false}})",
       "~AttributeValueList can only be used with a ComparisonOperator for Attribute: a"},
      {"empty list", R"({"a":{"ComparisonOperator":"EQ","AttributeValueList":[]}})",
       "~Invalid number of argument(s) for the EQ ComparisonOperator"},
      {"NULL with a value", R"({"a":{"ComparisonOperator":"NULL","Value":{"S":"x"}}})",
       "~Invalid number of argument(s) for the NULL ComparisonOperator"},
      {"BETWEEN with one value", R"({"a":{"ComparisonOperator":"BETWEEN","Value":{"S":"x"}}})",
       "~Invalid number of argument(s) for the BETWEEN ComparisonOperator"},
      {"bad value", R"({"a":{"Value":{"SS":[]}}})", "~An string set  may not be empty"},
      {"empty name", R"({"":{"Exists":false}})", "Empty attribute name"},
      {"first fault", R"({"b":{"ComparisonOperator":"LT"},"a":{}})",
       "~Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: b"},
  };
  check(cases, [](json::Value json) { return condition_of_expected(json, std::nullopt); });
}

TEST(Legacy, Filters) {
  const Case cases[] = {
      {"EQ", R"({"a":{"ComparisonOperator":"EQ","AttributeValueList":[{"L":[]}]}})",
       R"((and (= a {"L":[]})))"},
      {"NE", R"({"a":{"ComparisonOperator":"NE","AttributeValueList":[{"SS":["x"]}]}})",
       R"((and (<> a {"SS":["x"]})))"},
      {"LE", R"({"a":{"ComparisonOperator":"LE","AttributeValueList":[{"B":"AA=="}]}})",
       R"((and (<= a {"B":"AA=="})))"},
      {"BETWEEN",
       R"({"a":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"1"},{"N":"2"}]}})",
       R"((and (BETWEEN a {"N":"1"} {"N":"2"})))"},
      {"IN", R"({"a":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"1"},{"N":"2"}]}})",
       R"((and (IN a {"N":"1"} {"N":"2"})))"},
      {"BEGINS_WITH",
       R"({"a":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"x"}]}})",
       R"((and (begins_with a {"S":"x"})))"},
      {"CONTAINS", R"({"a":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"N":"1"}]}})",
       R"((and (contains a {"N":"1"})))"},
      {"NOT_CONTAINS",
       R"({"a":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"S":"x"}]}})",
       R"((and (not (contains a {"S":"x"}))))"},
      {"NULL", R"({"a":{"ComparisonOperator":"NULL"}})", "(and (attribute_not_exists a))"},
      {"NOT_NULL", R"({"a":{"ComparisonOperator":"NOT_NULL","AttributeValueList":[]}})",
       "(and (attribute_exists a))"},
      {"no list", R"({"a":{"ComparisonOperator":"GT"}})",
       "~Invalid number of argument(s) for the GT ComparisonOperator"},
      {"two for one",
       R"({"a":{"ComparisonOperator":"GT","AttributeValueList":[{"S":"x"},{"S":"y"}]}})",
       "~Invalid number of argument(s) for the GT ComparisonOperator"},
      {"none for IN", R"({"a":{"ComparisonOperator":"IN","AttributeValueList":[]}})",
       "~Invalid number of argument(s) for the IN ComparisonOperator"},
      {"set ordered", R"({"a":{"ComparisonOperator":"GT","AttributeValueList":[{"SS":["x"]}]}})",
       "~ComparisonOperator GT is not valid for SS AttributeValue type"},
      {"boolean in IN", R"({"a":{"ComparisonOperator":"IN","AttributeValueList":[{"BOOL":true}]}})",
       "~ComparisonOperator IN is not valid for BOOL AttributeValue type"},
      {"number as prefix",
       R"({"a":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"N":"1"}]}})",
       "~ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type"},
      {"set contained",
       R"({"a":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"SS":["x"]}]}})",
       "~ComparisonOperator CONTAINS is not valid for SS AttributeValue type"},
      {"mixed types",
       R"({"a":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"x"},{"N":"1"}]}})",
       "~AttributeValues inside AttributeValueList must be of same type"},
      {"mixed bounds",
       R"({"a":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"S":"x"},{"N":"1"}]}})",
       "~AttributeValues inside AttributeValueList must be of same type"},
      {"bounds crossed",
       R"({"a":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"2"},{"N":"1"}]}})",
       "The BETWEEN condition was provided a range where the lower bound is greater than the upper "
       "bound"},
  };
  check(cases, [](json::Value json) { return condition_of_filter(json, std::nullopt); });
}

TEST(Legacy, ConditionalOperator) {
  const std::string_view two =
      R"({"a":{"ComparisonOperator":"NULL"},"b":{"ComparisonOperator":"NULL"}})";
  const std::string_view one = R"({"a":{"ComparisonOperator":"NULL"}})";
  const auto filter = [](std::string_view json, std::string_view op) {
    const Json document(json);
    const auto condition = condition_of_filter(document.root(), op);
    return condition ? to_string(*condition) : condition.error().message;
  };
  EXPECT_EQ(filter(two, "OR"), "(or (attribute_not_exists a) (attribute_not_exists b))");
  EXPECT_EQ(filter(two, "AND"), "(and (attribute_not_exists a) (attribute_not_exists b))");
  EXPECT_EQ(
      filter(one, "AND"),
      "ConditionalOperator can only be used when Filter or Expected has two or more elements");
  EXPECT_EQ(filter("{}", "OR"), "ConditionalOperator cannot be used without Filter or Expected");
  EXPECT_EQ(check_conditional_operator("OR", std::nullopt).error().message,
            "ConditionalOperator cannot be used without Filter or Expected");
  EXPECT_TRUE(check_conditional_operator(std::nullopt, std::nullopt));
}

TEST(Legacy, FiltersOnMissingAttributes) {
  struct Row {
    std::string_view comparison;
    std::string_view values;
    bool holds;
  };
  const Row rows[] = {
      {"EQ", R"([{"S":"x"}])", false},
      {"NE", R"([{"S":"x"}])", true},
      {"LT", R"([{"S":"x"}])", false},
      {"GE", R"([{"S":"x"}])", false},
      {"IN", R"([{"S":"x"}])", false},
      {"BETWEEN", R"([{"S":"x"},{"S":"y"}])", false},
      {"CONTAINS", R"([{"S":"x"}])", false},
      {"NOT_CONTAINS", R"([{"S":"x"}])", true},
      {"NULL", "[]", true},
      {"NOT_NULL", "[]", false},
      {"BEGINS_WITH", R"([{"S":"x"}])", false},
  };
  for (const Row& row : rows) {
    const Json document(R"({"a":{"ComparisonOperator":")" + std::string(row.comparison) +
                        R"(","AttributeValueList":)" + std::string(row.values) + "}}");
    const auto condition = condition_of_filter(document.root(), std::nullopt);
    ASSERT_TRUE(condition) << row.comparison;
    EXPECT_EQ(evaluate(*condition, item_of(R"({"b":{"S":"x"}})")), row.holds) << row.comparison;
  }
}

TEST(Legacy, KeyConditions) {
  const Case cases[] = {
      {"two", R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]},
                  "sk":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"1"},{"N":"2"}]}})",
       R"(pk = {"S":"x"} AND sk BETWEEN {"N":"1"} AND {"N":"2"})"},
      {"prefix", R"({"sk":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"x"}]}})",
       R"(sk begins_with {"S":"x"})"},
      {"not indexable", R"({"pk":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"x"}]}})",
       "Attempted conditional constraint is not an indexable operation"},
      {"faults before not indexable",
       R"({"pk":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"x"}]},"sk":{"ComparisonOperator":"LT"}})",
       "~Invalid number of argument(s) for the LT ComparisonOperator"},
      {"none", "{}", "Conditions can be of length 1 or 2 only"},
      {"boolean ordered",
       R"({"sk":{"ComparisonOperator":"GT","AttributeValueList":[{"BOOL":true}]}})",
       "~ComparisonOperator GT is not valid for BOOL AttributeValue type"},
  };
  check(cases, [](json::Value json) { return key_condition_of(json); });
}

TEST(Legacy, AttributeUpdates) {
  const Case cases[] = {
      {"put by default", R"({"a":{"Value":{"S":"x"}}})", R"(SET a = {"S":"x"})"},
      {"every action",
       R"({"a":{"Action":"PUT","Value":{"S":"x"}},"b":{"Action":"DELETE"},"c":{"Action":"ADD","Value":{"N":"1"}},
           "d":{"Action":"DELETE","Value":{"SS":["x"]}}})",
       R"(SET a = {"S":"x"} REMOVE b ADD c {"N":"1"} DELETE d {"SS":["x"]})"},
      {"add to a list", R"({"a":{"Action":"ADD","Value":{"L":[]}}})", R"(ADD a {"L":[]})"},
      {"nothing", "{}", ""},
      {"no value", R"({"a":{}})",
       "~Only DELETE action is allowed when no attribute value is specified"},
      {"add without value", R"({"a":{"Action":"ADD"}})",
       "~Only DELETE action is allowed when no attribute value is specified"},
      {"delete a string", R"({"a":{"Action":"DELETE","Value":{"S":"x"}}})",
       "~DELETE action with value is not supported for the type S"},
      {"add a binary", R"({"a":{"Action":"ADD","Value":{"B":"AA=="}}})",
       "~ADD action is not supported for the type B"},
      {"add a map", R"({"a":{"Action":"ADD","Value":{"M":{}}}})",
       "~ADD action is not supported for the type M"},
      {"empty name", R"({"":{"Value":{"S":"x"}}})", "Empty attribute name"},
  };
  check(cases, [](json::Value json) { return update_of(json); });
}

TEST(Legacy, AttributeUpdatesApply) {
  const std::string_view before =
      R"({"s":{"S":"x"},"n":{"N":"1"},"l":{"L":[{"S":"x"}]},"ss":{"SS":["a"]}})";
  const std::string mismatch = "Type mismatch for attribute to update";
  const Case cases[] = {
      {"append to a list", R"({"l":{"Action":"ADD","Value":{"L":[{"S":"y"}]}}})",
       R"({"l":{"L":[{"S":"x"},{"S":"y"}]},"n":{"N":"1"},"s":{"S":"x"},"ss":{"SS":["a"]}})"},
      {"list from nothing",
       R"({"z":{"Action":"ADD","Value":{"L":[]}},"s":{"Action":"DELETE"},"l":{"Action":"DELETE"}})",
       R"({"n":{"N":"1"},"ss":{"SS":["a"]},"z":{"L":[]}})"},
      {"last member", R"({"ss":{"Action":"DELETE","Value":{"SS":["a"]}}})",
       R"({"l":{"L":[{"S":"x"}]},"n":{"N":"1"},"s":{"S":"x"}})"},
      {"number to a string", R"({"s":{"Action":"ADD","Value":{"N":"1"}}})", mismatch},
      {"number to a list", R"({"l":{"Action":"ADD","Value":{"N":"1"}}})", mismatch},
      {"set to a number", R"({"n":{"Action":"ADD","Value":{"SS":["1"]}}})", mismatch},
      {"members of another type", R"({"ss":{"Action":"DELETE","Value":{"NS":["1"]}}})", mismatch},
  };
  for (const Case& test : cases) {
    const Json document(test.json);
    const auto update = update_of(document.root());
    ASSERT_TRUE(update) << test.name;
    const auto after = apply(*update, item_of(before));
    EXPECT_EQ(after ? json_of(*after) : after.error().message, test.outcome) << test.name;
  }
}

TEST(Legacy, AttributesToGet) {
  const auto read = [](std::string_view json) {
    const Json document(json);
    const auto projection = projection_of(document.root());
    if (!projection) return projection.error().message;
    return json_of(
        project(*projection, item_of(R"({"a":{"S":"x"},"a.b":{"S":"y"},"c":{"S":"z"}})")));
  };
  EXPECT_EQ(read(R"(["a.b","c","zz"])"), R"({"a.b":{"S":"y"},"c":{"S":"z"}})");
  EXPECT_EQ(read(R"(["b","a","a","b"])"),
            "One or more parameter values were invalid: Duplicate value in attribute name: a");
  EXPECT_EQ(read(R"([""])"), "Empty attribute name");
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
