// The operators that make truth values. To add one: a row in kOperators, and its spelling in the
// grammar (parser.cc).

#include <array>
#include <compare>
#include <string>

#include "dynamodb/expr/predicate.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb::expr {

namespace {

constexpr std::size_t kMaxInOperands = 100;

bool equal(std::span<const Operand> operands, const Item& item) {
  const OperandValue left(operands[0], item);
  const OperandValue right(operands[1], item);
  return left.get() != nullptr && right.get() != nullptr && *left.get() == *right.get();
}

/// True also if an operand is missing.
bool not_equal(std::span<const Operand> operands, const Item& item) {
  return !equal(operands, item);
}

/// The order of two values, unordered unless both are there, of one type, and that type has one.
std::partial_ordering order(const AttributeValue* left, const AttributeValue* right) {
  if (left == nullptr || right == nullptr || left->type() != right->type() ||
      !is_scalar_key_type(left->type())) {
    return std::partial_ordering::unordered;
  }
  return compare_scalars(*left, *right);
}

template <bool (*kAccepts)(std::partial_ordering)>
bool compare(std::span<const Operand> operands, const Item& item) {
  const OperandValue left(operands[0], item);
  const OperandValue right(operands[1], item);
  return kAccepts(order(left.get(), right.get()));
}

bool between(std::span<const Operand> operands, const Item& item) {
  const OperandValue value(operands[0], item);
  const OperandValue low(operands[1], item);
  const OperandValue high(operands[2], item);
  return std::is_gteq(order(value.get(), low.get())) &&
         std::is_lteq(order(value.get(), high.get()));
}

bool in(std::span<const Operand> operands, const Item& item) {
  const OperandValue value(operands[0], item);
  if (value.get() == nullptr) return false;
  for (const Operand& operand : operands.subspan(1)) {
    const OperandValue candidate(operand, item);
    if (candidate.get() != nullptr && *candidate.get() == *value.get()) return true;
  }
  return false;
}

Result<void> check_between(std::span<const Operand> operands) {
  const auto* low = std::get_if<AttributeValue>(&operands[1]);
  const auto* high = std::get_if<AttributeValue>(&operands[2]);
  if (low == nullptr || high == nullptr) return {};
  std::string_view demand;
  if (low->type() != high->type()) {
    demand = "same data type for lower and upper bounds";
  } else if (std::is_lt(compare_scalars(*high, *low))) {
    demand = "upper bound to be greater than or equal to lower bound";
  } else {
    return {};
  }
  return fail(validation_error(
      "The BETWEEN operator requires " + std::string(demand) +
      "; lower bound operand: AttributeValue: " + describe_attribute_value(*low) +
      ", upper bound operand: AttributeValue: " + describe_attribute_value(*high)));
}

Result<void> check_in(std::span<const Operand> operands) {
  const std::size_t candidates = operands.size() - 1;
  if (candidates <= kMaxInOperands) return {};
  return fail(
      validation_error("The IN operator is provided with too many operands; number of operands: " +
                       std::to_string(candidates)));
}

// Columns: name, fewest and most operands, types of values, first must be a path, own check,
// evaluation, key condition.
constexpr auto kRows = std::to_array<Predicate>({
    {"=", 2, 2, kAllTypes, false, nullptr, equal, KeyOperator::kEqual},
    {"<>", 2, 2, kAllTypes, false, nullptr, not_equal, {}},
    {"<", 2, 2, kOrderedTypes, false, nullptr, compare<std::is_lt>, KeyOperator::kLess},
    {"<=", 2, 2, kOrderedTypes, false, nullptr, compare<std::is_lteq>, KeyOperator::kLessOrEqual},
    {">", 2, 2, kOrderedTypes, false, nullptr, compare<std::is_gt>, KeyOperator::kGreater},
    {">=", 2, 2, kOrderedTypes, false, nullptr, compare<std::is_gteq>,
     KeyOperator::kGreaterOrEqual},
    {"BETWEEN", 3, 3, kOrderedTypes, false, check_between, between, KeyOperator::kBetween},
    {"IN", 2, kAnyNumber, kAllTypes, false, check_in, in, {}},
});

}  // namespace

const std::span<const Predicate> kOperators = kRows;

}  // namespace dynarock::dynamodb::expr
