#include "dynarock/dynamodb/expr/legacy.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "dynamodb/expr/predicate.h"
#include "dynamodb/expr/type_set.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb::expr {

namespace {

using enum AttributeType;

constexpr std::string_view kPrefix = "One or more parameter values were invalid: ";

AwsError invalid(std::string_view what) {
  return validation_error(std::string(kPrefix) + std::string(what));
}

/// A ComparisonOperator: the predicate that it stands for, perhaps negated, and what its values may
/// be, where that differs from the predicate's own rule.
struct Comparison {
  std::string_view name;
  std::string_view predicate;
  bool negated;
  TypeSet types;
};
constexpr TypeSet kContained{S, N, B, BOOL, NUL};
constexpr auto kComparisons = std::to_array<Comparison>({
    {"EQ", "=", false, kAllTypes},
    {"NE", "<>", false, kAllTypes},
    {"LT", "<", false, kOrderedTypes},
    {"LE", "<=", false, kOrderedTypes},
    {"GT", ">", false, kOrderedTypes},
    {"GE", ">=", false, kOrderedTypes},
    {"BETWEEN", "BETWEEN", false, kOrderedTypes},
    {"IN", "IN", false, kOrderedTypes},
    {"BEGINS_WITH", "begins_with", false, {S, B}},
    {"CONTAINS", "contains", false, kContained},
    {"NOT_CONTAINS", "contains", true, kContained},
    {"NULL", "attribute_not_exists", false, {}},
    {"NOT_NULL", "attribute_exists", false, {}},
});

/// One attribute's condition as the request holds it.
struct Element {
  std::string_view attribute;
  std::optional<std::string_view> comparison;
  std::optional<bool> exists;
  std::optional<AttributeValue> value;
  std::optional<std::vector<AttributeValue>> values;
};

Result<void> check_name(std::string_view name) {
  if (name.empty()) return fail(validation_error("Empty attribute name"));
  return {};
}

Result<Element> read_element(std::string_view attribute, json::Value json, Wording wording) {
  DYNAROCK_TRY(check_name(attribute));
  Element element;
  element.attribute = attribute;
  element.comparison = json.find_text("ComparisonOperator");
  if (const auto exists = json.find("Exists")) element.exists = exists->boolean();
  if (const auto value = json.find("Value")) {
    element.value = DYNAROCK_TRY(decode_attribute_value(*value, wording));
  }
  if (const auto list = json.find("AttributeValueList")) {
    element.values.emplace();
    for (const json::Value value : list->elements()) {
      element.values->push_back(DYNAROCK_TRY(decode_attribute_value(value, wording)));
    }
  }
  return element;
}

const Comparison* find_comparison(std::string_view name) {
  for (const Comparison& row : kComparisons) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

/// Checks the values of a comparison: how many, of which types.
Result<void> check_values(const Comparison& comparison, const std::vector<AttributeValue>& values) {
  const std::string name(comparison.name);
  const Predicate& predicate = *find_predicate(comparison.predicate);
  const std::size_t operands = values.size() + 1;
  if (operands < predicate.min_operands || operands > predicate.max_operands) {
    return fail(invalid("Invalid number of argument(s) for the " + name + " ComparisonOperator"));
  }
  for (const AttributeValue& value : values) {
    if (!comparison.types.has(value.type())) {
      return fail(invalid("ComparisonOperator " + name + " is not valid for " +
                          std::string(type_name(value.type())) + " AttributeValue type"));
    }
    if (value.type() != values.front().type()) {
      return fail(invalid("AttributeValues inside AttributeValueList must be of same type"));
    }
  }
  if (predicate.key_operator == KeyOperator::kBetween &&
      std::is_lt(compare_scalars(values.back(), values.front()))) {
    return fail(validation_error(
        "The BETWEEN condition was provided a range where the lower bound is greater than the "
        "upper bound"));
  }
  return {};
}

Result<Condition> condition_of(std::string_view attribute, const Comparison& comparison,
                               std::vector<AttributeValue> values) {
  DYNAROCK_TRY(check_values(comparison, values));
  std::vector<Operand> operands;
  operands.reserve(values.size() + 1);
  operands.emplace_back(Path(std::string(attribute)));
  for (AttributeValue& value : values) operands.emplace_back(std::move(value));
  Condition condition = Condition::predicate(comparison.predicate, std::move(operands));
  return comparison.negated ? Condition::negation(std::move(condition)) : std::move(condition);
}

/// The values that go with a ComparisonOperator.
std::vector<AttributeValue> values_of(Element& element) {
  if (element.values) return std::move(*element.values);
  std::vector<AttributeValue> values;
  if (element.value) values.push_back(std::move(*element.value));
  return values;
}

Result<Condition> condition_of_exists(Element& element, const std::string& suffix) {
  if (element.values) {
    return fail(invalid("AttributeValueList can only be used with a ComparisonOperator" + suffix));
  }
  const bool exists = element.exists.value_or(true);
  if (exists && !element.value) {
    const std::string_view said = element.exists ? "true" : "null";
    return fail(invalid("Value must be provided when Exists is " + std::string(said) + suffix));
  }
  if (!exists && element.value) {
    return fail(invalid("Value cannot be used when Exists is false" + suffix));
  }
  return condition_of(element.attribute, *find_comparison(exists ? "EQ" : "NULL"),
                      values_of(element));
}

/// The rules of Expected about which members go together.
Result<Condition> condition_of_expectation(Element element) {
  const std::string suffix = " for Attribute: " + std::string(element.attribute);
  if (element.value && element.values) {
    return fail(invalid("Value and AttributeValueList cannot be used together" + suffix));
  }
  if (!element.comparison) return condition_of_exists(element, suffix);
  if (element.exists) {
    return fail(invalid("Exists and ComparisonOperator cannot be used together" + suffix));
  }
  const Comparison& comparison = *find_comparison(*element.comparison);
  const bool needs_values = find_predicate(comparison.predicate)->min_operands > 1;
  if (needs_values && !element.value && !element.values) {
    return fail(invalid("Value or AttributeValueList must be used with ComparisonOperator: " +
                        std::string(comparison.name) + suffix));
  }
  return condition_of(element.attribute, comparison, values_of(element));
}

Condition combine(std::vector<Condition> conditions,
                  std::optional<std::string_view> conditional_operator) {
  if (conditional_operator == "OR") return Condition::any_of(std::move(conditions));
  return Condition::all_of(std::move(conditions));
}

struct UpdateActionRow {
  std::string_view name;
  UpdateSection section;
  TypeSet types;
  std::string_view complaint;
};
constexpr auto kUpdateActions = std::to_array<UpdateActionRow>({
    {"PUT", UpdateSection::kSet, kAllTypes, ""},
    {"ADD", UpdateSection::kAdd, {N, SS, NS, BS, L}, "ADD action is not supported for the type "},
    {"DELETE",
     UpdateSection::kDelete,
     {SS, NS, BS},
     "DELETE action with value is not supported for the type "},
});

Result<UpdateAction> update_action(std::string_view attribute, json::Value json, Wording wording) {
  DYNAROCK_TRY(check_name(attribute));
  const std::string_view name = json.find_text("Action").value_or("PUT");
  const auto row =
      std::find_if(kUpdateActions.begin(), kUpdateActions.end(),
                   [name](const UpdateActionRow& candidate) { return candidate.name == name; });
  Path path{std::string(attribute)};
  const std::optional<json::Value> given = json.find("Value");
  if (!given) {
    if (row->section == UpdateSection::kDelete) {
      return UpdateAction{UpdateSection::kRemove, std::move(path), {}};
    }
    return fail(invalid("Only DELETE action is allowed when no attribute value is specified"));
  }
  AttributeValue value = DYNAROCK_TRY(decode_attribute_value(*given, wording));
  if (!row->types.has(value.type())) {
    return fail(invalid(std::string(row->complaint) + std::string(type_name(value.type()))));
  }
  return UpdateAction{row->section, std::move(path), std::move(value)};
}

}  // namespace

Result<Condition> condition_of_expected(json::Value expected,
                                        std::optional<std::string_view> conditional_operator,
                                        Wording wording) {
  std::vector<Condition> conditions;
  conditions.reserve(expected.size());
  for (const json::Value::Member member : expected.members()) {
    Element element = DYNAROCK_TRY(read_element(member.name, member.value, wording));
    conditions.push_back(DYNAROCK_TRY(condition_of_expectation(std::move(element))));
  }
  DYNAROCK_TRY(check_conditional_operator(conditional_operator, expected));
  return combine(std::move(conditions), conditional_operator);
}

Result<Condition> condition_of_filter(json::Value filter,
                                      std::optional<std::string_view> conditional_operator,
                                      Wording wording) {
  std::vector<Condition> conditions;
  conditions.reserve(filter.size());
  for (const json::Value::Member member : filter.members()) {
    Element element = DYNAROCK_TRY(read_element(member.name, member.value, wording));
    const Comparison& comparison = *find_comparison(*element.comparison);
    conditions.push_back(
        DYNAROCK_TRY(condition_of(element.attribute, comparison, values_of(element))));
  }
  DYNAROCK_TRY(check_conditional_operator(conditional_operator, filter));
  return combine(std::move(conditions), conditional_operator);
}

Result<KeyCondition> key_condition_of(json::Value key_conditions, Wording wording) {
  KeyCondition condition;
  const Comparison* not_indexable = nullptr;
  for (const json::Value::Member member : key_conditions.members()) {
    Element element = DYNAROCK_TRY(read_element(member.name, member.value, wording));
    const Comparison& comparison = *find_comparison(*element.comparison);
    std::vector<AttributeValue> values = values_of(element);
    DYNAROCK_TRY(check_values(comparison, values));
    const std::optional<KeyOperator> op = find_predicate(comparison.predicate)->key_operator;
    if (op) {
      condition.terms.push_back({std::string(member.name), *op, std::move(values)});
    } else {
      not_indexable = &comparison;
    }
  }
  if (not_indexable != nullptr) {
    return fail(validation_error("Attempted conditional constraint is not an indexable operation"));
  }
  if (condition.terms.empty()) {
    return fail(validation_error("Conditions can be of length 1 or 2 only"));
  }
  return condition;
}

Result<Update> update_of(json::Value attribute_updates, Wording wording) {
  Update update;
  update.legacy = true;
  update.actions.reserve(attribute_updates.size());
  for (const json::Value::Member member : attribute_updates.members()) {
    update.actions.push_back(DYNAROCK_TRY(update_action(member.name, member.value, wording)));
  }
  return update;
}

Result<Projection> projection_of(json::Value attributes_to_get) {
  std::vector<Path> paths;
  paths.reserve(attributes_to_get.size());
  for (const json::Value name : attributes_to_get.elements()) {
    DYNAROCK_TRY(check_name(name.text()));
    paths.emplace_back(std::string(name.text()));
  }
  std::vector<std::string_view> names;
  for (const Path& path : paths) {
    if (std::find(names.begin(), names.end(), path.attribute()) != names.end()) {
      return fail(invalid("Duplicate value in attribute name: " + path.attribute()));
    }
    names.push_back(path.attribute());
  }
  return Projection(std::move(paths));
}

Result<void> check_conditional_operator(std::optional<std::string_view> conditional_operator,
                                        std::optional<json::Value> conditions) {
  if (!conditional_operator) return {};
  if (!conditions || conditions->empty()) {
    return fail(validation_error("ConditionalOperator cannot be used without Filter or Expected"));
  }
  if (conditions->size() > 1) return {};
  return fail(validation_error(
      "ConditionalOperator can only be used when Filter or Expected has two or more elements"));
}

}  // namespace dynarock::dynamodb::expr
