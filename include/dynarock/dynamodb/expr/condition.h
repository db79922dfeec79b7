#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/path.h"
#include "dynarock/dynamodb/expr/placeholders.h"
#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb::expr {

/// The size() of what a path leads to, or of a value.
struct SizeOf {
  std::variant<Path, AttributeValue> operand;
};

/// What a predicate looks at.
using Operand = std::variant<Path, AttributeValue, SizeOf>;

/// An operator or function that makes a truth value: a row of operators.cc or functions.cc.
struct Predicate;

/// A checked condition: of a ConditionExpression or FilterExpression, of the legacy parameters, or
/// built by hand. Immutable once built; may be evaluated by several threads.
class Condition {
 public:
  enum class Kind { kPredicate, kAnd, kOr, kNot };

  /// `name` is an operator or function as expressions spell it: "=", "BETWEEN", "begins_with". The
  /// operands must be such as the grammar would accept. Throws std::logic_error for an unknown
  /// name.
  static Condition predicate(std::string_view name, std::vector<Operand> operands);
  /// True if all children are (so without children, true).
  static Condition all_of(std::vector<Condition> children);
  /// True if one of the children is.
  static Condition any_of(std::vector<Condition> children);
  static Condition negation(Condition child);

  /// A predicate whose operands have any number and types: refuses those that expressions refuse.
  static Result<Condition> checked_predicate(std::string_view name, std::vector<Operand> operands);

  Kind kind() const { return kind_; }
  /// The predicate's name; of Kind::kPredicate only.
  std::string_view name() const;
  /// Of Kind::kPredicate only.
  const Predicate& predicate() const { return *predicate_; }
  const std::vector<Operand>& operands() const { return operands_; }
  const std::vector<Condition>& children() const { return children_; }

 private:
  Condition() = default;

  Kind kind_ = Kind::kAnd;
  const Predicate* predicate_ = nullptr;
  std::vector<Operand> operands_;
  std::vector<Condition> children_;
};

/// The size() of operands of any number and types, refused as in expressions.
Result<Operand> checked_size(std::vector<Operand> operands);

/// Whether there is a function of that name that makes a condition: "begins_with".
bool is_condition_function(std::string_view name);

/// Parses and checks a condition. `parameter` names it in messages: "ConditionExpression" or
/// "FilterExpression".
Result<Condition> parse_condition(std::string_view parameter, std::string_view text,
                                  Placeholders& placeholders);

/// Whether the condition holds for the item; a missing item is an empty one. Allocates nothing.
bool evaluate(const Condition& condition, const Item& item);

/// Every path in the condition, in order of appearance. They live as long as the condition.
std::vector<const Path*> paths_of(const Condition& condition);

/// The tree as text, for tests: `(and (= a {"S":"x"}) (not (attribute_exists b[0].c)))`.
std::string to_string(const Condition& condition);

}  // namespace dynarock::dynamodb::expr
