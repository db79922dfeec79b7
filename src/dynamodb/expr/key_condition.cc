#include "dynarock/dynamodb/expr/key_condition.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <string>
#include <utility>

#include "dynamodb/expr/predicate.h"
#include "dynamodb/expr/printer.h"
#include "dynamodb/expr/semantics.h"
#include "dynarock/dynamodb/expr/condition.h"

namespace dynarock::dynamodb::expr {

namespace {

constexpr std::string_view kParameter = "KeyConditionExpression";

AwsError invalid_condition(std::string_view what) {
  return validation_error("Invalid condition in KeyConditionExpression: " + std::string(what));
}

AwsError invalid_operator(std::string_view name) {
  return validation_error("Invalid operator used in KeyConditionExpression: " + std::string(name));
}

std::string_view operator_name(KeyOperator op) {
  for (const std::span<const Predicate> table : {kOperators, kConditionFunctions}) {
    for (const Predicate& row : table) {
      if (row.key_operator == op) return row.name;
    }
  }
  return {};
}

/// `:v < a` says what `a > :v` says.
KeyOperator mirrored(KeyOperator op) {
  switch (op) {
    case KeyOperator::kLess:
      return KeyOperator::kGreater;
    case KeyOperator::kLessOrEqual:
      return KeyOperator::kGreaterOrEqual;
    case KeyOperator::kGreater:
      return KeyOperator::kLess;
    case KeyOperator::kGreaterOrEqual:
      return KeyOperator::kLessOrEqual;
    default:
      return op;
  }
}

/// BETWEEN and begins_with can't be turned round.
bool has_fixed_sides(KeyOperator op) {
  return op == KeyOperator::kBetween || op == KeyOperator::kBeginsWith;
}

/// Takes a condition that is made of predicates and AND apart into terms, first fault first.
class Terms {
 public:
  Result<void> add(const Condition& condition) {
    switch (condition.kind()) {
      case Condition::Kind::kAnd:
        for (const Condition& child : condition.children()) DYNAROCK_TRY(add(child));
        return {};
      case Condition::Kind::kOr:
        return fail(invalid_operator("OR"));
      case Condition::Kind::kNot:
        return fail(invalid_operator("NOT"));
      case Condition::Kind::kPredicate:
        return add_predicate(condition);
    }
    return {};
  }

  KeyCondition take() && { return std::move(result_); }

 private:
  Result<void> add_predicate(const Condition& condition) {
    const Predicate& predicate = condition.predicate();
    if (!predicate.key_operator) return fail(invalid_operator(predicate.name));
    const Path* path = nullptr;
    std::vector<AttributeValue> values;
    for (const Operand& operand : condition.operands()) {
      if (std::holds_alternative<SizeOf>(operand)) {
        return fail(validation_error("KeyConditionExpressions cannot contain nested operations"));
      }
      if (const auto* value = std::get_if<AttributeValue>(&operand)) {
        values.push_back(*value);
        continue;
      }
      if (path != nullptr) {
        return fail(invalid_condition("Multiple attribute names used in one condition"));
      }
      path = &std::get<Path>(operand);
      if (path->is_nested()) {
        return fail(validation_error(
            "KeyConditionExpressions cannot have conditions on nested attributes"));
      }
    }
    KeyOperator op = *predicate.key_operator;
    const bool path_first = std::holds_alternative<Path>(condition.operands().front());
    if (has_fixed_sides(op) && !path_first) {
      return fail(invalid_condition(std::string(predicate.name) +
                                    " operator must have the key attribute as its first operand"));
    }
    if (path == nullptr) return fail(invalid_condition("No key attribute specified"));
    if (!path_first) op = mirrored(op);
    return add_term({path->attribute(), op, std::move(values)});
  }

  Result<void> add_term(KeyTerm term) {
    for (const KeyTerm& other : result_.terms) {
      if (other.attribute != term.attribute) continue;
      return fail(
          validation_error("KeyConditionExpressions must only contain one condition per key"));
    }
    result_.terms.push_back(std::move(term));
    return {};
  }

  KeyCondition result_;
};

AwsError missed_element(std::string_view name) {
  return validation_error("Query condition missed key schema element: " + std::string(name));
}

const KeyTerm* find_term(const KeyCondition& condition, std::string_view attribute) {
  for (const KeyTerm& term : condition.terms) {
    if (term.attribute == attribute) return &term;
  }
  return nullptr;
}

Result<void> check_count(const KeyCondition& condition, std::size_t attributes) {
  if (condition.terms.size() <= attributes) return {};
  return fail(validation_error("The number of query conditions (" +
                               std::to_string(condition.terms.size()) +
                               ") exceeds the number of key attributes defined in the schema (" +
                               std::to_string(attributes) + ')'));
}

Result<void> check_hash_terms(const KeyCondition& condition, std::span<const KeyAttribute> hash) {
  for (const KeyAttribute& attribute : hash) {
    if (find_term(condition, attribute.name) == nullptr)
      return fail(missed_element(attribute.name));
  }
  for (const KeyAttribute& attribute : hash) {
    if (find_term(condition, attribute.name)->op != KeyOperator::kEqual) {
      return fail(validation_error("Query key condition not supported"));
    }
  }
  return {};
}

/// Conditions on RANGE attributes must come from the left, all but the last by `=`.
Result<void> check_range_terms(const KeyCondition& condition, std::size_t hash_count,
                               std::span<const KeyAttribute> range) {
  std::size_t found = 0;
  std::string open;  // attributes so far that no `=` fixes
  for (const KeyAttribute& attribute : range) {
    const KeyTerm* term = find_term(condition, attribute.name);
    if (term != nullptr) {
      ++found;
      if (!open.empty()) {
        return fail(validation_error(
            "RANGE key attributes " + open +
            " must have equality conditions specified in the query because a condition is present "
            "on key attribute " +
            std::string(attribute.name)));
      }
    }
    if (term == nullptr || term->op != KeyOperator::kEqual) {
      if (!open.empty()) open += ", ";
      open += attribute.name;
    }
  }
  if (hash_count + found == condition.terms.size()) return {};
  // The rest is on attributes that are no keys.
  for (const KeyAttribute& attribute : range) {
    if (find_term(condition, attribute.name) == nullptr)
      return fail(missed_element(attribute.name));
  }
  return fail(validation_error("Query key condition not supported"));
}

bool is_empty(const AttributeValue& value) {
  if (const auto* text = value.as<std::string>()) return text->empty();
  const auto* binary = value.as<Binary>();
  return binary != nullptr && binary->bytes.empty();
}

AwsError empty_value(const KeyTerm& term, AttributeType type, std::string_view index) {
  std::string text = "One or more parameter values are not valid. ";
  if (!index.empty()) text += "A value specified for a secondary index key is not supported. ";
  text += "The AttributeValue for a key attribute cannot contain an empty ";
  text += type == AttributeType::S ? "string" : "binary";
  text += " value. ";
  if (!index.empty()) text.append("IndexName: ").append(index).append(", Index");
  return validation_error(text + "Key: " + term.attribute);
}

Result<void> check_values(const KeyTerm& term, AttributeType type, std::string_view index) {
  for (const AttributeValue& value : term.values) {
    if (value.type() != type) {
      return fail(validation_error(
          "One or more parameter values were invalid: Condition parameter type does not match "
          "schema type"));
    }
    if (is_empty(value)) return fail(empty_value(term, type, index));
  }
  return {};
}

bool holds(const KeyTerm& term, const AttributeValue& value) {
  const AttributeValue& first = term.values.front();
  if (value.type() != first.type()) return false;
  const std::strong_ordering order = compare_scalars(value, first);
  switch (term.op) {
    case KeyOperator::kEqual:
      return order == 0;
    case KeyOperator::kLess:
      return order < 0;
    case KeyOperator::kLessOrEqual:
      return order <= 0;
    case KeyOperator::kGreater:
      return order > 0;
    case KeyOperator::kGreaterOrEqual:
      return order >= 0;
    case KeyOperator::kBetween:
      return order >= 0 && compare_scalars(value, term.values.back()) <= 0;
    case KeyOperator::kBeginsWith:
      if (const auto* text = value.as<std::string>()) {
        return text->starts_with(*first.as<std::string>());
      }
      const auto* binary = value.as<Binary>();
      return binary != nullptr && binary->bytes.starts_with(first.as<Binary>()->bytes);
  }
  return false;
}

}  // namespace

std::optional<KeyTerm> key_term_of(const Condition& condition) {
  if (condition.kind() != Condition::Kind::kPredicate) return std::nullopt;
  Terms terms;
  if (!terms.add(condition)) return std::nullopt;
  return std::move(std::move(terms).take().terms.front());
}

Result<KeyCondition> parse_key_condition(std::string_view text, Placeholders& placeholders) {
  const Condition condition = DYNAROCK_TRY(parse_condition(kParameter, text, placeholders));
  Terms terms;
  DYNAROCK_TRY(in_expression(kParameter, terms.add(condition)));
  return std::move(terms).take();
}

Result<KeyQuery> bind(KeyCondition condition, std::span<const KeyAttribute> hash,
                      std::span<const KeyAttribute> range, std::string_view index) {
  DYNAROCK_TRY(check_count(condition, hash.size() + range.size()));
  DYNAROCK_TRY(check_hash_terms(condition, hash));
  DYNAROCK_TRY(check_range_terms(condition, hash.size(), range));

  KeyQuery query;
  for (const KeyAttribute& attribute : hash) {
    const KeyTerm& term = *find_term(condition, attribute.name);
    DYNAROCK_TRY(check_values(term, attribute.type, index));
    query.hash.push_back(term.values.front());
  }
  for (const KeyAttribute& attribute : range) {
    const KeyTerm* term = find_term(condition, attribute.name);
    if (term == nullptr) break;
    DYNAROCK_TRY(check_values(*term, attribute.type, index));
    if (query.range) query.range_prefix.push_back(std::move(query.range->values.front()));
    query.range = *term;
  }
  return query;
}

bool matches_range(const KeyQuery& query, std::span<const AttributeValue* const> range_values) {
  const std::size_t prefix = query.range_prefix.size();
  if (range_values.size() < prefix + (query.range ? 1 : 0)) return false;
  for (std::size_t i = 0; i < prefix; ++i) {
    if (*range_values[i] != query.range_prefix[i]) return false;
  }
  return !query.range || holds(*query.range, *range_values[prefix]);
}

std::string to_string(const KeyCondition& condition) {
  std::string text;
  for (const KeyTerm& term : condition.terms) {
    if (!text.empty()) text += " AND ";
    text += term.attribute + ' ' + std::string(operator_name(term.op)) + ' ';
    print(term.values.front(), text);
    if (term.values.size() == 1) continue;
    text += " AND ";
    print(term.values.back(), text);
  }
  return text;
}

}  // namespace dynarock::dynamodb::expr
