#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dynamodb/expr/predicate.h"
#include "dynarock/dynamodb/expr/update.h"

namespace dynarock::dynamodb::expr {

/// A function or arithmetic operator on the right-hand side of SET.
struct SetFunction {
  std::string_view name;
  std::size_t operands;
  /// What operands given as values may be.
  TypeSet operand_types;
  /// Whether the first operand must be a path, and may lead nowhere.
  bool needs_path;
  Result<AttributeValue> (*evaluate)(const std::vector<SetValue>& operands, const Item& item);
};

/// By name: "if_not_exists", "list_append", "+", "-"; null if there is none.
const SetFunction* find_set_function(std::string_view name);

/// The value of a right-hand side, given the item before the update.
Result<AttributeValue> evaluate(const SetValue& value, const Item& item);

/// Where a function may stand.
enum class FunctionPlace : std::uint8_t {
  kCondition,         ///< as a condition: begins_with
  kConditionOperand,  ///< as an operand in a condition: size
  kSetOperand,        ///< anywhere in the right-hand side of SET: if_not_exists
  kSetValue           ///< as a whole right-hand side: list_append
};

/// Nothing if there is no function of that name.
std::optional<FunctionPlace> function_place(std::string_view name);

}  // namespace dynarock::dynamodb::expr
