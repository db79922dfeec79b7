#include "dynarock/dynamodb/expr/condition.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dynamodb/expr/functions.h"
#include "dynamodb/expr/parser.h"
#include "dynamodb/expr/predicate.h"
#include "dynamodb/expr/printer.h"
#include "dynamodb/expr/semantics.h"

namespace dynarock::dynamodb::expr {

namespace {

AwsError misused_function(std::string_view name) {
  return validation_error(
      "The function is not allowed to be used this way in an expression; function: " +
      std::string(name));
}

bool is_connective(const Node& node) {
  return node.is_operator("AND") || node.is_operator("OR") || node.is_operator("NOT");
}

/// Calls visit(node, place) for every node, in order of writing, `place` being where it stands.
template <class Visit>
Result<void> walk(const Node& node, FunctionPlace place, const Visit& visit) {
  DYNAROCK_TRY(visit(node, place));
  const FunctionPlace inside =
      is_connective(node) ? FunctionPlace::kCondition : FunctionPlace::kConditionOperand;
  for (const Node& operand : node.operands) DYNAROCK_TRY(walk(operand, inside, visit));
  return {};
}

Result<void> check_function_exists(const Node& node, FunctionPlace) {
  if (node.kind != Node::Kind::kFunction || function_place(node.text)) return {};
  return fail(validation_error("Invalid function name; function: " + std::string(node.text)));
}

Result<void> check_function_placed(const Node& node, FunctionPlace place) {
  if (node.kind != Node::Kind::kFunction) return {};
  const std::optional<FunctionPlace> proper = function_place(node.text);
  if (*proper == FunctionPlace::kSetOperand || *proper == FunctionPlace::kSetValue) {
    return fail(
        validation_error("The function is not allowed in a condition expression; function: " +
                         std::string(node.text)));
  }
  if (*proper != place) return fail(misused_function(node.text));
  return {};
}

Result<void> check_path(const Node& node, FunctionPlace) {
  return node.kind == Node::Kind::kPath ? check_steps(node) : Result<void>();
}

/// Functions that don't exist come before those in the wrong place, wherever they stand, and these
/// before reserved words and indices out of range.
Result<void> check_words(const Node& root) {
  DYNAROCK_TRY(walk(root, FunctionPlace::kCondition, check_function_exists));
  DYNAROCK_TRY(walk(root, FunctionPlace::kCondition, check_function_placed));
  return walk(root, FunctionPlace::kCondition, check_path);
}

/// Makes conditions of syntax trees whose words have been checked, and checks the rest: predicate
/// by predicate, inner ones first, placeholders before operands.
class Builder {
 public:
  explicit Builder(Placeholders& placeholders) : placeholders_(placeholders) {}

  Result<Condition> condition(const Node& node) {
    if (is_connective(node)) return connective(node);
    std::vector<Operand> operands;
    operands.reserve(node.operands.size());
    for (const Node& child : node.operands) operands.push_back(DYNAROCK_TRY(operand(child)));
    DYNAROCK_TRY(check_operands(*find_predicate(node.text), operands));
    DYNAROCK_TRY(count_.add());
    return Condition::predicate(node.text, std::move(operands));
  }

 private:
  Result<Condition> connective(const Node& node) {
    std::vector<Condition> children;
    children.reserve(node.operands.size());
    for (const Node& child : node.operands) {
      children.push_back(DYNAROCK_TRY(condition(child)));
      if (children.size() > 1) DYNAROCK_TRY(count_.add());
    }
    if (node.text == "AND") return Condition::all_of(std::move(children));
    if (node.text == "OR") return Condition::any_of(std::move(children));
    DYNAROCK_TRY(count_.add());
    return Condition::negation(std::move(children.front()));
  }

  Result<Operand> operand(const Node& node) {
    if (node.kind == Node::Kind::kPath) return Operand(DYNAROCK_TRY(path(node)));
    if (node.kind == Node::Kind::kValue) {
      return Operand(DYNAROCK_TRY(make_value(node, placeholders_)));
    }
    return size(node);
  }

  Result<Path> path(const Node& node) {
    DYNAROCK_TRY(check_levels(node));
    return make_path(node, placeholders_);
  }

  Result<Operand> size(const Node& node) {
    std::vector<Operand> operands;
    for (const Node& child : node.operands) operands.push_back(DYNAROCK_TRY(operand(child)));
    if (operands.size() == 1) DYNAROCK_TRY(count_.add());
    return checked_size(std::move(operands));
  }

  Placeholders& placeholders_;
  OperatorCount count_;
};

Result<Condition> parse(std::string_view text, Placeholders& placeholders) {
  DYNAROCK_TRY(check_length(text, SizeText::kWithSize));
  const Node syntax = DYNAROCK_TRY(parse_condition_syntax(text));
  DYNAROCK_TRY(check_words(syntax));
  return Builder(placeholders).condition(syntax);
}

void collect_paths(const Condition& condition, std::vector<const Path*>& paths) {
  for (const Operand& operand : condition.operands()) {
    const auto* path = std::get_if<Path>(&operand);
    if (const auto* size = std::get_if<SizeOf>(&operand)) path = std::get_if<Path>(&size->operand);
    if (path != nullptr) paths.push_back(path);
  }
  for (const Condition& child : condition.children()) collect_paths(child, paths);
}

void print_operand(const Operand& operand, std::string& out) {
  if (const auto* path = std::get_if<Path>(&operand)) {
    print(*path, out);
  } else if (const auto* value = std::get_if<AttributeValue>(&operand)) {
    print(*value, out);
  } else {
    out += "(size ";
    std::visit([&out](const auto& measured) { print(measured, out); },
               std::get<SizeOf>(operand).operand);
    out += ')';
  }
}

void print_condition(const Condition& condition, std::string& out) {
  switch (condition.kind()) {
    case Condition::Kind::kPredicate:
      out += '(';
      out += condition.predicate().name;
      break;
    case Condition::Kind::kAnd:
      out += "(and";
      break;
    case Condition::Kind::kOr:
      out += "(or";
      break;
    case Condition::Kind::kNot:
      out += "(not";
      break;
  }
  for (const Operand& operand : condition.operands()) {
    out += ' ';
    print_operand(operand, out);
  }
  for (const Condition& child : condition.children()) {
    out += ' ';
    print_condition(child, out);
  }
  out += ')';
}

}  // namespace

Condition Condition::predicate(std::string_view name, std::vector<Operand> operands) {
  Condition condition;
  condition.kind_ = Kind::kPredicate;
  condition.predicate_ = find_predicate(name);
  if (condition.predicate_ == nullptr) {
    throw std::logic_error("no such predicate: " + std::string(name));
  }
  condition.operands_ = std::move(operands);
  return condition;
}

Result<Condition> Condition::checked_predicate(std::string_view name,
                                               std::vector<Operand> operands) {
  Condition condition = predicate(name, std::move(operands));
  DYNAROCK_TRY(check_operands(*condition.predicate_, condition.operands_));
  return condition;
}

std::string_view Condition::name() const { return predicate_->name; }

Result<Operand> checked_size(std::vector<Operand> operands) {
  if (operands.size() != 1) return fail(incorrect_operand_count("size", operands.size()));
  if (auto* measured = std::get_if<Path>(&operands.front())) {
    return Operand(SizeOf{std::move(*measured)});
  }
  auto* value = std::get_if<AttributeValue>(&operands.front());
  const AttributeType type = value != nullptr ? value->type() : AttributeType::N;
  if (!kSizedTypes.has(type)) return fail(incorrect_operand_type("size", type_name(type)));
  return Operand(SizeOf{std::move(*value)});
}

bool is_condition_function(std::string_view name) {
  return std::any_of(kConditionFunctions.begin(), kConditionFunctions.end(),
                     [name](const Predicate& row) { return row.name == name; });
}

Condition Condition::all_of(std::vector<Condition> children) {
  Condition condition;
  condition.kind_ = Kind::kAnd;
  condition.children_ = std::move(children);
  return condition;
}

Condition Condition::any_of(std::vector<Condition> children) {
  Condition condition;
  condition.kind_ = Kind::kOr;
  condition.children_ = std::move(children);
  return condition;
}

Condition Condition::negation(Condition child) {
  Condition condition;
  condition.kind_ = Kind::kNot;
  condition.children_.push_back(std::move(child));
  return condition;
}

Result<Condition> parse_condition(std::string_view parameter, std::string_view text,
                                  Placeholders& placeholders) {
  return in_expression(parameter, parse(text, placeholders));
}

bool evaluate(const Condition& condition, const Item& item) {
  const auto holds = [&item](const Condition& child) { return evaluate(child, item); };
  const std::vector<Condition>& children = condition.children();
  switch (condition.kind()) {
    case Condition::Kind::kPredicate:
      return condition.predicate().holds(condition.operands(), item);
    case Condition::Kind::kAnd:
      return std::all_of(children.begin(), children.end(), holds);
    case Condition::Kind::kOr:
      return std::any_of(children.begin(), children.end(), holds);
    case Condition::Kind::kNot:
      return !evaluate(children.front(), item);
  }
  return false;
}

std::vector<const Path*> paths_of(const Condition& condition) {
  std::vector<const Path*> paths;
  collect_paths(condition, paths);
  return paths;
}

std::string to_string(const Condition& condition) {
  std::string text;
  print_condition(condition, text);
  return text;
}

}  // namespace dynarock::dynamodb::expr
