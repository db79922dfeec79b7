#include <algorithm>
#include <array>

#include "dynamodb/partiql/translator.h"

namespace dynarock::dynamodb::partiql {
namespace {

using expr::SetValue;
using expr::UpdateAction;
using expr::UpdateSection;

/// What expressions say as ADD and DELETE.
struct SetOperation {
  std::string_view name;
  std::string_view printed;
  UpdateSection section;
};

constexpr auto kSetOperations =
    std::to_array<SetOperation>({{"set_add", "SET_ADD", UpdateSection::kAdd},
                                 {"set_delete", "SET_DELETE", UpdateSection::kDelete}});

const SetOperation* find_set_operation(const Node& node) {
  if (node.kind != Node::Kind::kCall) return nullptr;
  const auto found =
      std::ranges::find(kSetOperations, std::string_view(node.text), &SetOperation::name);
  return found != kSetOperations.end() ? &*found : nullptr;
}

bool is_set(const AttributeValue& value) {
  return value.type() == AttributeType::SS || value.type() == AttributeType::NS ||
         value.type() == AttributeType::BS;
}

bool names_path(const Node& node) {
  return node.kind == Node::Kind::kName || node.kind == Node::Kind::kPath;
}

}  // namespace

Result<expr::Update> Translator::update(const std::vector<StatementSyntax::Change>& changes) const {
  expr::Update update;
  std::vector<expr::Path> targets;
  for (const StatementSyntax::Change& change : changes) {
    update.actions.push_back(DYNAROCK_TRY(assignment(change)));
    targets.push_back(update.actions.back().path);
  }
  DYNAROCK_TRY(check_disjoint(std::move(targets)));
  return update;
}

Result<UpdateAction> Translator::assignment(const StatementSyntax::Change& change) const {
  expr::Path target = DYNAROCK_TRY(path(change.target));
  if (!change.value) return UpdateAction{UpdateSection::kRemove, std::move(target), {}};
  if (find_set_operation(*change.value) != nullptr)
    return set_action(*change.value, std::move(target));
  SetValue value = DYNAROCK_TRY(set_value(*change.value));
  return UpdateAction{UpdateSection::kSet, std::move(target), std::move(value)};
}

Result<UpdateAction> Translator::set_action(const Node& call, expr::Path target) const {
  const SetOperation& operation = *find_set_operation(call);
  const auto refuse = [&](std::string_view before, std::string_view after, const Node& where) {
    return fail(validation_error(std::string(before) + std::string(operation.printed) +
                                 std::string(after) + place_of(where)));
  };
  if (call.children.size() != 2) return refuse("", " must have exactly two arguments", call);
  const Node& first = call.children[0];
  const Node& second = call.children[1];
  if (!names_path(first) || DYNAROCK_TRY(path(first)) != target)
    return refuse("The first argument to ", " must equal the assignment value", call);
  constexpr std::string_view kMustBeSet = " must be a value with type SET";
  if (names_path(second) || second.kind == Node::Kind::kCall ||
      second.kind == Node::Kind::kOperator)
    return refuse("The second argument to ", kMustBeSet, first);
  AttributeValue members = DYNAROCK_TRY(value(second));
  if (!is_set(members)) return refuse("The second argument to ", kMustBeSet, first);
  return UpdateAction{operation.section, std::move(target), std::move(members)};
}

Result<SetValue> Translator::set_value(const Node& node) const {
  switch (node.kind) {
    case Node::Kind::kName:
    case Node::Kind::kPath:
      return SetValue(DYNAROCK_TRY(path(node)));
    case Node::Kind::kMissing:
      return fail(validation_error(std::string(kMissingOperand)));
    case Node::Kind::kTypeTest:
      return fail(validation_error("IS operator is not supported in update expressions"));
    case Node::Kind::kCall:
    case Node::Kind::kOperator:
      break;
    default:
      return SetValue(DYNAROCK_TRY(value(node)));
  }
  if (!expr::is_set_function(node.text)) {
    if (node.kind == Node::Kind::kOperator)
      return fail(
          validation_error("Unsupported operator in Update Expression. Operator: " + node.text));
    if (expr::is_condition_function(node.text) || node.text == "size")
      return fail(validation_error(
          "The function is not allowed in an update expression; function: " + node.text));
    return fail(unrecognized_function(*this, node));
  }
  std::vector<SetValue> operands;
  for (const Node& child : node.children) operands.push_back(DYNAROCK_TRY(set_value(child)));
  return expr::checked_set_call(node.text, std::move(operands));
}

}  // namespace dynarock::dynamodb::partiql
