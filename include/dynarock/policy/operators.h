#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "dynarock/policy/template_text.h"

namespace dynarock::policy {

class ArnPattern;
class Glob;
class IpRange;

/// A value of a condition made ready for its operator; monostate if it is none for it, such as
/// `abc` for NumericEquals, which then never matches.
using Operand = std::variant<std::monostate, std::string, bool, double, std::int64_t,
                             std::shared_ptr<const Glob>, std::shared_ptr<const ArnPattern>,
                             std::shared_ptr<const IpRange>>;

/// One condition operator without qualifiers: `StringEquals`. The table is in operators.cc.
struct Operator {
  std::string_view name;
  /// Whether it is the opposite of its row's `matches`: it holds if no value matches, and if the
  /// key is missing.
  bool negated;
  TemplateText::Wildcards wildcards;
  Operand (*prepare)(std::string_view text);
  bool (*matches)(const Operand& operand, std::string_view actual);
};

/// Null, which asks whether the key is there, is a row as well.
extern const Operator& kNullOperator;

std::span<const Operator> operators();
/// By its exact name; null if there is none.
const Operator* find_operator(std::string_view name);

}  // namespace dynarock::policy
