#include <algorithm>
#include <array>

#include "dynamodb/partiql/translator.h"
#include "dynamodb/partiql/types.h"

namespace dynarock::dynamodb::partiql {
namespace {

using expr::Condition;
using expr::Operand;

constexpr auto kComparisons =
    std::to_array<std::string_view>({"=", "<>", "<", "<=", ">", ">=", "between"});
constexpr auto kAggregates = std::to_array<std::string_view>({"count", "avg", "max", "min", "sum"});

bool is_comparison(const Node& node) {
  return node.kind == Node::Kind::kOperator &&
         std::ranges::find(kComparisons, node.text) != kComparisons.end();
}

// Whether the part makes a truth value, not looking inside.
bool is_condition(const Node& node) {
  if (node.kind == Node::Kind::kTypeTest) return true;
  if (node.kind == Node::Kind::kCall) return node.text != "size";
  return node.kind == Node::Kind::kOperator;
}

// Of `condition = true` and its kin: the part that is the condition, or null.
const Node* compared_with_boolean(const Node& node, bool& expected) {
  if (!node.is_operator("=") && !node.is_operator("<>")) return nullptr;
  const Node* condition = &node.children[0];
  const Node* literal = &node.children[1];
  if (condition->kind == Node::Kind::kBoolean) std::swap(condition, literal);
  if (literal->kind != Node::Kind::kBoolean || !is_condition(*condition)) return nullptr;
  expected = (literal->text == "true") == (node.text == "=");
  return condition;
}

AwsError unsupported_operator(std::string_view name) {
  return validation_error("Unsupported operator in Condition Expression. Operator: " +
                          std::string(name));
}

}  // namespace

AwsError unrecognized_function(const Translator& translator, const Node& call) {
  return validation_error("Unrecognized function: " + call.text + translator.place_of(call));
}

Result<Condition> Translator::where(const Node& node) const {
  return condition_or(node, "WHERE clause must contain an expression that resolves to a boolean");
}

Result<Condition> Translator::condition_or(const Node& node, std::string_view complaint) const {
  if (is_condition(node)) return condition(node);
  // What is wrong within the operand comes before that it stands alone.
  DYNAROCK_TRY(operand(node));
  return fail(validation_error(std::string(complaint)));
}

Result<Condition> Translator::condition(const Node& node) const {
  if (node.kind == Node::Kind::kTypeTest) return type_test(node);
  if (node.kind == Node::Kind::kCall) return function(node);
  if (node.is_operator("and") || node.is_operator("or") || node.is_operator("not"))
    return connective(node);
  bool expected = true;
  if (const Node* inner = compared_with_boolean(node, expected)) {
    Condition made = DYNAROCK_TRY(condition(*inner));
    return expected ? std::move(made) : Condition::negation(std::move(made));
  }
  if (node.is_operator("in")) return membership(node);
  if (is_comparison(node)) return comparison(node);
  return fail(unsupported_operator(node.text));
}

Result<Condition> Translator::connective(const Node& node) const {
  const std::string_view complaint = node.text == "not"
                                         ? "The argument to NOT must be a Type or Expression"
                                         : "The arguments to AND/OR must be Expressions";
  std::vector<Condition> children;
  for (const Node& child : node.children)
    children.push_back(DYNAROCK_TRY(condition_or(child, complaint)));
  if (node.text == "not") return Condition::negation(std::move(children.front()));
  return node.text == "and" ? Condition::all_of(std::move(children))
                            : Condition::any_of(std::move(children));
}

Result<Condition> Translator::comparison(const Node& node) const {
  std::vector<Operand> compared = DYNAROCK_TRY(operands(node.children));
  return Condition::checked_predicate(node.text == "between" ? "BETWEEN" : node.text,
                                      std::move(compared));
}

Result<Condition> Translator::membership(const Node& node) const {
  const Node& left = node.children[0];
  const Node& right = node.children[1];
  const bool fits = (left.kind == Node::Kind::kName || left.kind == Node::Kind::kPath) &&
                    right.kind == Node::Kind::kList && !right.children.empty();
  if (!fits)
    return fail(validation_error(
        "IN operator must have a left hand argument of type Variable Reference and right hand "
        "argument of type Seq with at least one member"));
  std::vector<Operand> all;
  all.push_back(DYNAROCK_TRY(operand(left)));
  for (const Node& member : right.children) all.push_back(DYNAROCK_TRY(operand(member)));
  return Condition::checked_predicate("IN", std::move(all));
}

Result<Condition> Translator::type_test(const Node& node) const {
  const Node& tested = node.children.front();
  const bool literal = tested.kind == Node::Kind::kString || tested.kind == Node::Kind::kNumber ||
                       tested.kind == Node::Kind::kBoolean || tested.kind == Node::Kind::kNull ||
                       tested.kind == Node::Kind::kParameter;
  if (tested.kind != Node::Kind::kName && tested.kind != Node::Kind::kPath && !literal)
    return fail(validation_error(
        "The left hand side argument to IS must be a Variable Reference, Literal, or Path"));
  const TypeName* row = find_type(node.text);
  std::vector<Operand> arguments;
  arguments.push_back(DYNAROCK_TRY(operand(tested)));
  if (row->word == "missing")
    return Condition::checked_predicate("attribute_not_exists", std::move(arguments));
  if (row->type.empty())
    return fail(validation_error(
        "Unsupported data type for IS operator: " + std::string(row->name) +
        ". Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, "
        "LIST]" +
        place_of(node)));
  arguments.emplace_back(AttributeValue::string(std::string(row->type)));
  return Condition::checked_predicate("attribute_type", std::move(arguments));
}

Result<Condition> Translator::function(const Node& node) const {
  if (std::ranges::find(kAggregates, node.text) != kAggregates.end())
    return fail(validation_error("Unsupported token in expression: " + node.text + place_of(node)));
  if (expr::is_set_function(node.text))
    return fail(validation_error(
        "The function is not allowed in a condition expression; function: " + node.text));
  if (!expr::is_condition_function(node.text)) return fail(unrecognized_function(*this, node));
  std::vector<Operand> arguments = DYNAROCK_TRY(operands(node.children));
  return Condition::checked_predicate(node.text, std::move(arguments));
}

Result<std::vector<Operand>> Translator::operands(const std::vector<Node>& nodes) const {
  std::vector<Operand> made;
  made.reserve(nodes.size());
  for (const Node& node : nodes) made.push_back(DYNAROCK_TRY(operand(node)));
  return made;
}

Result<Operand> Translator::operand(const Node& node) const {
  switch (node.kind) {
    case Node::Kind::kName:
    case Node::Kind::kPath:
      return Operand(DYNAROCK_TRY(path(node)));
    case Node::Kind::kMissing:
      return fail(validation_error(std::string(kMissingOperand)));
    case Node::Kind::kOperator:
      return fail(unsupported_operator(node.text));
    case Node::Kind::kTypeTest:
      return fail(unsupported_operator("is"));
    case Node::Kind::kStatement:
      return fail(validation_error("Unsupported token in expression: SELECT" + place_of(node)));
    case Node::Kind::kCall:
      break;
    default:
      return Operand(DYNAROCK_TRY(value(node)));
  }
  if (node.text == "size") return expr::checked_size(DYNAROCK_TRY(operands(node.children)));
  DYNAROCK_TRY(function(node));
  return fail(validation_error(
      "The function is not allowed to be used this way in an expression; function: " + node.text));
}

}  // namespace dynarock::dynamodb::partiql
