#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "dynamodb/expr/syntax.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/path.h"
#include "dynarock/dynamodb/expr/placeholders.h"

// Checks and look-ups that all kinds of expressions share. Errors lack the "Invalid
// ...Expression: " in front.

namespace dynarock::dynamodb::expr {

/// Refuses reserved words and indices out of range.
Result<void> check_steps(const Node& path);

/// Refuses paths of more than 32 steps.
Result<void> check_levels(const Node& path);

/// The path with its placeholders replaced.
Result<Path> make_path(const Node& path, Placeholders& placeholders);

/// The value that a placeholder stands for.
Result<AttributeValue> make_value(const Node& value, Placeholders& placeholders);

/// `The expression contains too many operators; operator count: 301`: counting stops there.
AwsError too_many_operators();

/// Counts operators and functions; refuses the 301st.
class OperatorCount {
 public:
  Result<void> add();

 private:
  int count_ = 0;
};

/// `Invalid <parameter>: ` before the text of a ValidationException.
template <class T>
Result<T> in_expression(std::string_view parameter, Result<T> result) {
  if (!result) {
    result.error().message.insert(0, "Invalid " + std::string(parameter) + ": ");
  }
  return result;
}

}  // namespace dynarock::dynamodb::expr
