#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dynarock::dynamodb::expr {

/// One step of a path as written: a name, a placeholder for one, or the digits of an index.
struct Step {
  enum class Kind : std::uint8_t { kName, kPlaceholder, kIndex };
  Kind kind;
  std::string_view text;
};

/// What an expression says before anything is looked up. Texts are views of the source.
struct Node {
  enum class Kind : std::uint8_t {
    kPath,
    kValue,     // text is the placeholder
    kFunction,  // text is the name
    kOperator,  // text is "AND", "OR", "NOT", "BETWEEN", "IN", "=", "+" ...
  };
  Kind kind;
  std::string_view text;
  std::vector<Step> steps;     // of a path
  std::vector<Node> operands;  // of a function or operator, in order of writing

  bool is_operator(std::string_view name) const { return kind == Kind::kOperator && text == name; }
};

/// `SET a = :b, ...`: one section of an update expression.
struct SectionSyntax {
  struct Action {
    Node path;
    std::vector<Node> value;  // none or one
  };
  std::string_view name;  // "SET", "REMOVE", "ADD", "DELETE"
  std::vector<Action> actions;
};

}  // namespace dynarock::dynamodb::expr
