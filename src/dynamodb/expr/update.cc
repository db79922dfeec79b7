#include "dynarock/dynamodb/expr/update.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dynamodb/expr/functions.h"
#include "dynamodb/expr/parser.h"
#include "dynamodb/expr/printer.h"
#include "dynamodb/expr/semantics.h"
#include "dynamodb/expr/type_set.h"
#include "dynarock/dynamodb/expr/projection.h"

namespace dynarock::dynamodb::expr {

namespace {

using enum AttributeType;

struct SectionRow {
  std::string_view name;
  UpdateSection section;
};
constexpr auto kSections = std::to_array<SectionRow>({{"SET", UpdateSection::kSet},
                                                      {"REMOVE", UpdateSection::kRemove},
                                                      {"ADD", UpdateSection::kAdd},
                                                      {"DELETE", UpdateSection::kDelete}});

/// What ADD and DELETE take.
struct OperandRule {
  UpdateSection section;
  TypeSet types;
  std::string_view name;
};
constexpr auto kOperandRules =
    std::to_array<OperandRule>({{UpdateSection::kAdd, {N, SS, NS, BS}, "ADD"},
                                {UpdateSection::kDelete, {SS, NS, BS}, "DELETE"}});

/// The types' names in complaints about ADD and DELETE.
std::string_view long_type_name(AttributeType type) {
  switch (type) {
    case S:
      return "STRING";
    case N:
      return "NUMBER";
    case B:
      return "BINARY";
    case BOOL:
      return "BOOLEAN";
    case L:
      return "LIST";
    case M:
      return "MAP";
    default:
      return type_name(type);
  }
}

using Sections = std::vector<SectionSyntax>;

template <class Visit>
Result<void> visit_leaves(const Node& node, Node::Kind kind, const Visit& visit) {
  if (node.kind == kind) DYNAROCK_TRY(visit(node));
  for (const Node& operand : node.operands) DYNAROCK_TRY(visit_leaves(operand, kind, visit));
  return {};
}

/// Visits the paths, functions or operators of all actions. Like AWS it works through them from the
/// last to the first.
template <class Visit>
Result<void> visit_all(const Sections& sections, Node::Kind kind, const Visit& visit) {
  for (auto section = sections.rbegin(); section != sections.rend(); ++section) {
    for (auto action = section->actions.rbegin(); action != section->actions.rend(); ++action) {
      DYNAROCK_TRY(visit_leaves(action->path, kind, visit));
      for (const Node& value : action->value) DYNAROCK_TRY(visit_leaves(value, kind, visit));
    }
  }
  return {};
}

/// In order of writing: functions that don't exist or stand in the wrong place.
Result<void> check_functions(const Node& node, FunctionPlace place) {
  if (node.kind == Node::Kind::kFunction) {
    const std::optional<FunctionPlace> proper = function_place(node.text);
    std::string_view fault;
    if (!proper) {
      fault = "Invalid function name";
    } else if (*proper == FunctionPlace::kCondition ||
               *proper == FunctionPlace::kConditionOperand) {
      fault = "The function is not allowed in an update expression";
    } else if (*proper == FunctionPlace::kSetValue && place != FunctionPlace::kSetValue) {
      fault = "The function is not allowed to be used this way in an expression";
    }
    if (!fault.empty()) {
      return fail(validation_error(std::string(fault) + "; function: " + std::string(node.text)));
    }
  }
  for (const Node& operand : node.operands) {
    DYNAROCK_TRY(check_functions(operand, FunctionPlace::kSetOperand));
  }
  return {};
}

/// Reserved words and indices out of range come before all faults of functions.
Result<void> check_all_words(const Sections& sections) {
  for (const SectionSyntax& section : sections) {
    for (const SectionSyntax::Action& action : section.actions) {
      DYNAROCK_TRY(check_steps(action.path));
      for (const Node& value : action.value) {
        DYNAROCK_TRY(visit_leaves(value, Node::Kind::kPath, check_steps));
      }
    }
  }
  for (const SectionSyntax& section : sections) {
    for (const SectionSyntax::Action& action : section.actions) {
      for (const Node& value : action.value) {
        DYNAROCK_TRY(check_functions(value, FunctionPlace::kSetValue));
      }
    }
  }
  return {};
}

Result<void> check_sections_once(const Sections& sections) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (sections[i].name != sections[j].name) continue;
      return fail(validation_error("The \"" + std::string(sections[i].name) +
                                   "\" section can only be used once in an update expression;"));
    }
  }
  return {};
}

/// Counts what the grammar calls operators: functions and arithmetic.
Result<void> count_operators(const Sections& sections) {
  OperatorCount count;
  const auto add = [&count](const Node&) { return count.add(); };
  DYNAROCK_TRY(visit_all(sections, Node::Kind::kFunction, add));
  return visit_all(sections, Node::Kind::kOperator, add);
}

Result<SetValue> make_set_value(const Node& node, Placeholders& placeholders) {
  if (node.kind == Node::Kind::kPath) return SetValue(DYNAROCK_TRY(make_path(node, placeholders)));
  if (node.kind == Node::Kind::kValue) {
    return SetValue(DYNAROCK_TRY(make_value(node, placeholders)));
  }
  SetCall call{find_set_function(node.text), {}};
  call.operands.reserve(node.operands.size());
  for (const Node& operand : node.operands) {
    call.operands.push_back(DYNAROCK_TRY(make_set_value(operand, placeholders)));
  }
  return SetValue(std::move(call));
}

UpdateSection section_of(std::string_view name) {
  const auto row =
      std::find_if(kSections.begin(), kSections.end(),
                   [name](const SectionRow& candidate) { return candidate.name == name; });
  return row->section;
}

/// Also from the last action to the first.
Result<Update> make_update(const Sections& sections, Placeholders& placeholders) {
  Update update;
  for (auto section = sections.rbegin(); section != sections.rend(); ++section) {
    for (auto action = section->actions.rbegin(); action != section->actions.rend(); ++action) {
      Path path = DYNAROCK_TRY(make_path(action->path, placeholders));
      SetValue value;
      if (!action->value.empty()) {
        value = DYNAROCK_TRY(make_set_value(action->value.front(), placeholders));
      }
      update.actions.push_back({section_of(section->name), std::move(path), std::move(value)});
    }
  }
  std::reverse(update.actions.begin(), update.actions.end());
  return update;
}

Result<void> check_targets_disjoint(const Update& update) {
  std::vector<Path> targets;
  targets.reserve(update.actions.size());
  for (const UpdateAction& action : update.actions) targets.push_back(action.path);
  return check_disjoint(targets);
}

Result<void> check_operand(const UpdateAction& action) {
  for (const OperandRule& rule : kOperandRules) {
    if (action.section != rule.section) continue;
    const AttributeType type = std::get<AttributeValue>(action.value).type();
    if (rule.types.has(type)) continue;
    const std::string name(rule.name);
    return fail(validation_error("Incorrect operand type for operator or function; operator: " +
                                 name + ", operand type: " + std::string(long_type_name(type)) +
                                 ", typeSet: ALLOWED_FOR_" + name + "_OPERAND"));
  }
  return {};
}

Result<void> check_call(const SetCall& call) {
  const SetFunction& function = *call.function;
  if (call.operands.size() != function.operands) {
    return fail(incorrect_operand_count(function.name, call.operands.size()));
  }
  if (function.needs_path) {
    const auto* first = std::get_if<Path>(&call.operands.front());
    if (first == nullptr) return fail(requires_path(function.name));
    const auto* second = std::get_if<Path>(&call.operands.back());
    if (second != nullptr && *second == *first) return fail(not_distinct(function.name, *first));
  }
  for (const SetValue& operand : call.operands) {
    const auto* literal = std::get_if<AttributeValue>(&operand);
    if (literal != nullptr && !function.operand_types.has(literal->type())) {
      return fail(incorrect_operand_type(function.name, type_name(literal->type())));
    }
  }
  return {};
}

/// Inner calls first.
Result<void> check_calls(const SetValue& value) {
  const auto* call = std::get_if<SetCall>(&value);
  if (call == nullptr) return {};
  for (const SetValue& operand : call->operands) DYNAROCK_TRY(check_calls(operand));
  return check_call(*call);
}

Result<Update> parse(std::string_view text, Placeholders& placeholders) {
  DYNAROCK_TRY(check_length(text, SizeText::kWithout));
  const Sections sections = DYNAROCK_TRY(parse_update_syntax(text));
  DYNAROCK_TRY(check_all_words(sections));
  DYNAROCK_TRY(check_sections_once(sections));
  DYNAROCK_TRY(visit_all(sections, Node::Kind::kPath, check_levels));
  DYNAROCK_TRY(visit_all(sections, Node::Kind::kPath, [&placeholders](const Node& path) {
    return make_path(path, placeholders).map([](const Path&) {});
  }));
  Update update = DYNAROCK_TRY(make_update(sections, placeholders));
  DYNAROCK_TRY(check_targets_disjoint(update));
  for (auto action = update.actions.rbegin(); action != update.actions.rend(); ++action) {
    DYNAROCK_TRY(check_operand(*action));
  }
  for (auto action = update.actions.rbegin(); action != update.actions.rend(); ++action) {
    DYNAROCK_TRY(check_calls(action->value));
  }
  DYNAROCK_TRY(count_operators(sections));
  return update;
}

void collect_paths(const SetValue& value, std::vector<const Path*>& paths) {
  if (const auto* path = std::get_if<Path>(&value)) paths.push_back(path);
  if (const auto* call = std::get_if<SetCall>(&value)) {
    for (const SetValue& operand : call->operands) collect_paths(operand, paths);
  }
}

void print_value(const SetValue& value, std::string& out) {
  if (const auto* path = std::get_if<Path>(&value)) return print(*path, out);
  if (const auto* literal = std::get_if<AttributeValue>(&value)) return print(*literal, out);
  const auto& call = std::get<SetCall>(value);
  out += '(';
  out += call.function->name;
  for (const SetValue& operand : call.operands) {
    out += ' ';
    print_value(operand, out);
  }
  out += ')';
}

}  // namespace

bool is_set_function(std::string_view name) { return find_set_function(name) != nullptr; }

Result<SetValue> checked_set_call(std::string_view name, std::vector<SetValue> operands) {
  SetCall call{find_set_function(name), std::move(operands)};
  DYNAROCK_TRY(check_call(call));
  return SetValue(std::move(call));
}

Result<Update> parse_update(std::string_view text, Placeholders& placeholders) {
  return in_expression("UpdateExpression", parse(text, placeholders));
}

Item updated_projection(const Update& update, const Item& image) {
  std::vector<Path> paths;
  paths.reserve(update.actions.size());
  for (const UpdateAction& action : update.actions) paths.push_back(action.path);
  return Projection(std::move(paths)).apply(image);
}

std::vector<const Path*> targets_of(const Update& update) {
  std::vector<const Path*> paths;
  paths.reserve(update.actions.size());
  for (const UpdateAction& action : update.actions) paths.push_back(&action.path);
  return paths;
}

std::vector<const Path*> paths_of(const Update& update) {
  std::vector<const Path*> paths;
  for (const UpdateAction& action : update.actions) {
    paths.push_back(&action.path);
    if (action.section == UpdateSection::kSet) collect_paths(action.value, paths);
  }
  return paths;
}

Result<void> check_leaves_key(const Update& update, std::span<const std::string_view> keys) {
  for (const UpdateAction& action : update.actions) {
    const std::string& attribute = action.path.attribute();
    if (std::find(keys.begin(), keys.end(), attribute) == keys.end()) continue;
    return fail(
        validation_error("One or more parameter values were invalid: Cannot update attribute " +
                         attribute + ". This attribute is part of the key"));
  }
  return {};
}

std::string to_string(const Update& update) {
  std::string text;
  for (const SectionRow& row : kSections) {
    std::string_view lead = row.name;
    for (const UpdateAction& action : update.actions) {
      if (action.section != row.section) continue;
      if (lead == row.name && !text.empty()) text += ' ';
      text += lead;
      text += ' ';
      print(action.path, text);
      if (row.section == UpdateSection::kSet) text += " =";
      if (row.section != UpdateSection::kRemove) {
        text += ' ';
        print_value(action.value, text);
      }
      lead = ",";
    }
  }
  return text;
}

}  // namespace dynarock::dynamodb::expr
