#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "dynamodb/expr/type_set.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/key_condition.h"

namespace dynarock::dynamodb::expr {

inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

/// An operator or function that makes a truth value of operands. The tables of these are
/// kOperators (operators.cc) and kConditionFunctions (functions.cc).
struct Predicate {
  std::string_view name;
  std::size_t min_operands;
  std::size_t max_operands;
  /// What operands given as values (or made by size()) may be; paths are judged at run time.
  TypeSet operand_types;
  /// Whether the first operand must be a path.
  bool needs_path;
  /// Checks of its own, after the general ones; may be null.
  Result<void> (*check)(std::span<const Operand> operands);
  bool (*holds)(std::span<const Operand> operands, const Item& item);
  /// Its counterpart in key conditions, if it has one.
  std::optional<KeyOperator> key_operator;
};

extern const std::span<const Predicate> kOperators;
extern const std::span<const Predicate> kConditionFunctions;

/// By name, in either table; null if there is none.
const Predicate* find_predicate(std::string_view name);

/// Checks operands in AWS's order: their number, the first one's being distinct, its being a path,
/// their types, the predicate's own check.
Result<void> check_operands(const Predicate& predicate, std::span<const Operand> operands);

/// `Incorrect operand type for operator or function; operator or function: <, operand type: L`.
AwsError incorrect_operand_type(std::string_view name, std::string_view type);
/// `Incorrect number of operands for operator or function; ...`.
AwsError incorrect_operand_count(std::string_view name, std::size_t count);
/// `The first operand must be distinct from the remaining operands for this operator or function;
/// ...`.
AwsError not_distinct(std::string_view name, const Path& first);
/// `Operator or function requires a document path; operator or function: attribute_exists`.
AwsError requires_path(std::string_view name);

/// What size() makes of a value; false for types that have none.
bool size_of(const AttributeValue& value, Decimal& size);
inline constexpr TypeSet kSizedTypes{AttributeType::S,  AttributeType::B,  AttributeType::SS,
                                     AttributeType::NS, AttributeType::BS, AttributeType::L,
                                     AttributeType::M};

/// An operand's value in an item. Holds the number that a size() makes, so it does not allocate.
class OperandValue {
 public:
  OperandValue(const Operand& operand, const Item& item);
  OperandValue(const OperandValue&) = delete;
  OperandValue& operator=(const OperandValue&) = delete;

  /// Null if the path leads nowhere or the value has no size.
  const AttributeValue* get() const { return value_; }

 private:
  AttributeValue made_;
  const AttributeValue* value_ = nullptr;
};

}  // namespace dynarock::dynamodb::expr
