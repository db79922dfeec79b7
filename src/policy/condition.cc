#include "dynarock/policy/condition.h"

#include <algorithm>

#include "dynarock/base/characters.h"

namespace dynarock::policy {
namespace {

constexpr std::string_view kForAllValues = "ForAllValues:";
constexpr std::string_view kForAnyValue = "ForAnyValue:";
constexpr std::string_view kIfExists = "IfExists";

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<QualifiedOperator> parse_operator(std::string_view name) {
  QualifiedOperator qualified;
  if (take_prefix(name, kForAllValues)) {
    qualified.set = SetQualifier::kForAllValues;
  } else if (take_prefix(name, kForAnyValue)) {
    qualified.set = SetQualifier::kForAnyValue;
  }
  if (name.ends_with(kIfExists)) {
    qualified.if_exists = true;
    name.remove_suffix(kIfExists.size());
  }
  qualified.base = find_operator(name);
  if (qualified.base == nullptr) return std::nullopt;
  if (qualified.base == &kNullOperator && qualified.if_exists) return std::nullopt;
  return qualified;
}

std::string to_string(const QualifiedOperator& qualified) {
  std::string text;
  if (qualified.set == SetQualifier::kForAllValues) text = kForAllValues;
  if (qualified.set == SetQualifier::kForAnyValue) text = kForAnyValue;
  text += qualified.base->name;
  if (qualified.if_exists) text += kIfExists;
  return text;
}

Condition::Condition(QualifiedOperator qualified, std::string_view key, json::Position position)
    : qualified_(qualified), key_(key), lower_key_(lower_case(key)), position_(position) {}

void Condition::add_value(std::string_view source, TemplateText::Variables variables) {
  Value value{std::string(source), TemplateText(source, variables, qualified_.base->wildcards), {}};
  if (!value.text.has_variables()) value.operand = qualified_.base->prepare(value.text.constant());
  values_.push_back(std::move(value));
}

bool Condition::value_matches(const Value& value, std::string_view actual,
                              const Context& context) const {
  const Operator& op = *qualified_.base;
  if (!value.text.has_variables())
    return !std::holds_alternative<std::monostate>(value.operand) &&
           op.matches(value.operand, actual);
  const std::optional<std::string> resolved = value.text.resolve(context);
  if (!resolved) return false;
  const Operand operand = op.prepare(*resolved);
  return !std::holds_alternative<std::monostate>(operand) && op.matches(operand, actual);
}

bool Condition::any_value_matches(std::string_view actual, const Context& context) const {
  return std::ranges::any_of(
      values_, [&](const Value& value) { return value_matches(value, actual, context); });
}

bool Condition::holds(const Context& context) const {
  const auto actual = context.find(lower_key_);
  if (qualified_.base == &kNullOperator)
    return any_value_matches(actual.empty() ? "true" : "false", context);

  const bool negated = qualified_.base->negated;
  const auto matches = [&](std::string_view value) { return any_value_matches(value, context); };
  switch (qualified_.set) {
    case SetQualifier::kForAllValues:  // of none, too
      return std::ranges::all_of(actual,
                                 [&](std::string_view one) { return matches(one) != negated; });
    case SetQualifier::kForAnyValue:  // of none never, and IfExists does not change that
      return std::ranges::any_of(actual,
                                 [&](std::string_view one) { return matches(one) != negated; });
    case SetQualifier::kNone:
      break;
  }
  if (actual.empty()) return negated || qualified_.if_exists;
  return std::ranges::any_of(actual, matches) != negated;
}

}  // namespace dynarock::policy
