// The functions of conditions and updates. To add one: its row in one of the tables and one in
// kPlaces; the grammar knows no names.

#include "dynamodb/expr/functions.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace dynarock::dynamodb::expr {

namespace {

using enum AttributeType;

constexpr std::string_view kTypeNames = "{S,SS,N,NS,B,BS,BOOL,NULL,L,M}";

bool attribute_exists(std::span<const Operand> operands, const Item& item) {
  return OperandValue(operands[0], item).get() != nullptr;
}

bool attribute_not_exists(std::span<const Operand> operands, const Item& item) {
  return !attribute_exists(operands, item);
}

bool attribute_type(std::span<const Operand> operands, const Item& item) {
  const OperandValue value(operands[0], item);
  const auto* wanted = std::get_if<AttributeValue>(&operands[1]);
  if (value.get() == nullptr || wanted == nullptr) return false;
  const auto* name = wanted->as<std::string>();
  return name != nullptr && *name == type_name(value.get()->type());
}

Result<void> check_attribute_type(std::span<const Operand> operands) {
  const auto* wanted = std::get_if<AttributeValue>(&operands[1]);
  if (wanted == nullptr) {
    const bool is_path = std::holds_alternative<Path>(operands[1]);
    return fail(incorrect_operand_type("attribute_type", is_path ? kTypeNames : type_name(N)));
  }
  const auto* name = wanted->as<std::string>();
  if (name == nullptr) {
    return fail(incorrect_operand_type("attribute_type", type_name(wanted->type())));
  }
  AttributeType type;
  if (parse_type_name(*name, type)) return {};
  return fail(validation_error("Invalid attribute type name found; type: " + *name +
                               ", valid types: " + std::string(kTypeNames)));
}

/// The characters of a string or the bytes of a binary, or null.
const std::string* sequence(const AttributeValue& value) {
  if (const auto* binary = value.as<Binary>()) return &binary->bytes;
  return value.as<std::string>();
}

bool begins_with(std::span<const Operand> operands, const Item& item) {
  const OperandValue value(operands[0], item);
  const OperandValue prefix(operands[1], item);
  if (value.get() == nullptr || prefix.get() == nullptr) return false;
  if (value.get()->type() != prefix.get()->type()) return false;
  const std::string* text = sequence(*value.get());
  return text != nullptr && text->starts_with(*sequence(*prefix.get()));
}

template <class Members, class Member>
bool has_member(const Members& members, const Member& member) {
  return std::find(members.begin(), members.end(), member) != members.end();
}

bool contains(const AttributeValue& whole, const AttributeValue& part) {
  const auto* text = part.as<std::string>();
  const auto* binary = part.as<Binary>();
  if (const auto* list = whole.as<List>()) return has_member(list->elements, part);
  if (const auto* string = whole.as<std::string>()) {
    return text != nullptr && string->find(*text) != std::string::npos;
  }
  if (const auto* bytes = whole.as<Binary>()) {
    return binary != nullptr && bytes->bytes.find(binary->bytes) != std::string::npos;
  }
  if (const auto* strings = whole.as<StringSet>()) {
    return text != nullptr && has_member(strings->members, *text);
  }
  if (const auto* binaries = whole.as<BinarySet>()) {
    return binary != nullptr && has_member(binaries->members, binary->bytes);
  }
  const auto* number = part.as<Decimal>();
  const auto* numbers = whole.as<NumberSet>();
  return numbers != nullptr && number != nullptr && has_member(numbers->members, *number);
}

bool contains(std::span<const Operand> operands, const Item& item) {
  const OperandValue whole(operands[0], item);
  const OperandValue part(operands[1], item);
  return whole.get() != nullptr && part.get() != nullptr && contains(*whole.get(), *part.get());
}

// Columns as in operators.cc.
constexpr auto kConditionRows = std::to_array<Predicate>({
    {"attribute_exists", 1, 1, kAllTypes, true, nullptr, attribute_exists, {}},
    {"attribute_not_exists", 1, 1, kAllTypes, true, nullptr, attribute_not_exists, {}},
    {"attribute_type", 2, 2, kAllTypes, false, check_attribute_type, attribute_type, {}},
    {"begins_with", 2, 2, {S, B}, false, nullptr, begins_with, KeyOperator::kBeginsWith},
    {"contains", 2, 2, kAllTypes, false, nullptr, contains, {}},
});

Result<AttributeValue> if_not_exists(const std::vector<SetValue>& operands, const Item& item) {
  // The other operand must be there even when it is not taken.
  AttributeValue otherwise = DYNAROCK_TRY(evaluate(operands[1], item));
  const AttributeValue* present = resolve(std::get<Path>(operands[0]), item);
  if (present != nullptr) return *present;
  return otherwise;
}

AwsError wrong_operand_type() {
  return validation_error("An operand in the update expression has an incorrect data type");
}

Result<AttributeValue> list_append(const std::vector<SetValue>& operands, const Item& item) {
  AttributeValue front = DYNAROCK_TRY(evaluate(operands[0], item));
  auto* list = front.as<List>();
  if (list == nullptr) return fail(wrong_operand_type());
  AttributeValue back = DYNAROCK_TRY(evaluate(operands[1], item));
  auto* more = back.as<List>();
  if (more == nullptr) return fail(wrong_operand_type());
  std::move(more->elements.begin(), more->elements.end(), std::back_inserter(list->elements));
  return front;
}

template <Result<Decimal> (Decimal::*kOperation)(const Decimal&) const>
Result<AttributeValue> arithmetic(const std::vector<SetValue>& operands, const Item& item) {
  const AttributeValue left = DYNAROCK_TRY(evaluate(operands[0], item));
  const auto* first = left.as<Decimal>();
  if (first == nullptr) return fail(wrong_operand_type());
  const AttributeValue right = DYNAROCK_TRY(evaluate(operands[1], item));
  const auto* second = right.as<Decimal>();
  if (second == nullptr) return fail(wrong_operand_type());
  return AttributeValue::number(DYNAROCK_TRY((first->*kOperation)(*second)));
}

// Columns: name, operands, types of values, first must be a path, evaluation.
constexpr auto kSetRows = std::to_array<SetFunction>({
    {"if_not_exists", 2, kAllTypes, true, if_not_exists},
    {"list_append", 2, {L}, false, list_append},
    {"+", 2, {N}, false, arithmetic<&Decimal::plus>},
    {"-", 2, {N}, false, arithmetic<&Decimal::minus>},
});

constexpr auto kPlaces = std::to_array<std::pair<std::string_view, FunctionPlace>>({
    {"attribute_exists", FunctionPlace::kCondition},
    {"attribute_not_exists", FunctionPlace::kCondition},
    {"attribute_type", FunctionPlace::kCondition},
    {"begins_with", FunctionPlace::kCondition},
    {"contains", FunctionPlace::kCondition},
    {"size", FunctionPlace::kConditionOperand},
    {"if_not_exists", FunctionPlace::kSetOperand},
    {"list_append", FunctionPlace::kSetValue},
});

}  // namespace

const std::span<const Predicate> kConditionFunctions = kConditionRows;

const SetFunction* find_set_function(std::string_view name) {
  for (const SetFunction& row : kSetRows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Result<AttributeValue> evaluate(const SetValue& value, const Item& item) {
  if (const auto* literal = std::get_if<AttributeValue>(&value)) return *literal;
  if (const auto* call = std::get_if<SetCall>(&value)) {
    return call->function->evaluate(call->operands, item);
  }
  const AttributeValue* found = resolve(std::get<Path>(value), item);
  if (found != nullptr) return *found;
  return fail(validation_error(
      "The provided expression refers to an attribute that does not exist in the item"));
}

std::optional<FunctionPlace> function_place(std::string_view name) {
  for (const auto& [function, place] : kPlaces) {
    if (function == name) return place;
  }
  return std::nullopt;
}

}  // namespace dynarock::dynamodb::expr
