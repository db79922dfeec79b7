#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/json/syntax_error.h"
#include "dynarock/policy/context.h"
#include "dynarock/policy/operators.h"

namespace dynarock::policy {

/// How a condition looks at a multivalued key.
enum class SetQualifier : std::uint8_t { kNone, kForAllValues, kForAnyValue };

/// An operator as policies write it: `ForAllValues:StringLikeIfExists`.
struct QualifiedOperator {
  const Operator* base = nullptr;
  SetQualifier set = SetQualifier::kNone;
  bool if_exists = false;
};

/// Nothing if there is no such operator. Null takes no IfExists.
std::optional<QualifiedOperator> parse_operator(std::string_view name);
std::string to_string(const QualifiedOperator& qualified);

/// One key of one operator in a Condition: true if any of the values matches, or, for a negated
/// operator, none of them.
class Condition {
 public:
  Condition(QualifiedOperator qualified, std::string_view key, json::Position position);

  void add_value(std::string_view source, TemplateText::Variables variables);

  bool holds(const Context& context) const;

  const QualifiedOperator& qualified() const { return qualified_; }
  const std::string& key() const { return key_; }
  const std::string& lower_key() const { return lower_key_; }
  json::Position position() const { return position_; }

  struct Value {
    std::string source;
    TemplateText text;
    Operand operand;  // ready if the text has no variables
  };
  const std::vector<Value>& values() const { return values_; }

 private:
  bool value_matches(const Value& value, std::string_view actual, const Context& context) const;
  bool any_value_matches(std::string_view actual, const Context& context) const;

  QualifiedOperator qualified_;
  std::string key_;
  std::string lower_key_;
  json::Position position_;
  std::vector<Value> values_;
};

}  // namespace dynarock::policy
