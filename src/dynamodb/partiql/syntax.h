#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynamodb/partiql/lexer.h"
#include "dynarock/dynamodb/partiql/statement.h"

// What a statement says before anything in it is judged.

namespace dynarock::dynamodb::partiql {

struct StatementSyntax;

struct Node {
  enum class Kind : std::uint8_t {
    kName,      ///< text: the name
    kPath,      ///< children: what it starts from, then each step
    kWildcard,  ///< a step of a path, `.*` or `[*]`; text: which
    kString,    ///< text: the characters
    kNumber,    ///< text: the literal, with its sign
    kBoolean,   ///< text: `true` or `false`
    kNull,
    kMissing,
    kIon,        ///< text: the literal without its backquotes
    kParameter,  ///< index: which one
    kList,       ///< `[a, b]`, or `(a, b)`
    kBag,        ///< `<<a, b>>`
    kStruct,     ///< children: keys and values in turn
    kCall,       ///< text: the name in lower case; children: the arguments
    kOperator,   ///< text: `and`, `=`, `between`, `not in`, `-` ...; children: the operands
    kTypeTest,   ///< text: the type's name; children: what is tested
    kStatement   ///< a statement as part of an expression
  };

  Kind kind = Kind::kNull;
  std::string text;
  /// The token that AWS names in complaints.
  Span span;
  std::vector<Node> children;
  std::size_t index = 0;
  std::shared_ptr<const StatementSyntax> statement;

  bool is_operator(std::string_view name) const { return kind == Kind::kOperator && text == name; }
};

struct StatementSyntax {
  enum class Kind : std::uint8_t { kSelect, kInsert, kUpdate, kDelete, kExpression };

  struct Order {
    Node by;
    bool descending = false;
  };
  /// One assignment of SET, or one REMOVE.
  struct Change {
    Node target;
    /// None for REMOVE.
    std::optional<Node> value;
  };

  Kind kind = Kind::kExpression;
  /// The keyword that it starts with.
  Span span;
  /// The table, or for kExpression the expression.
  Node source;
  std::optional<Node> where;
  /// A complaint about something in it that DynamoDB does not support, to come before all others.
  std::string unsupported;

  /// Of SELECT; nothing for `*`.
  std::optional<std::vector<Node>> projection;
  std::vector<Order> order;
  /// Of INSERT.
  Node value;
  /// Of UPDATE.
  std::vector<Change> changes;
  std::optional<Returning> returning;
  /// How many parameters the whole text holds.
  std::size_t parameters = 0;
};

/// Reads a whole statement. Complaints of what is no PartiQL start with `Statement wasn't well
/// formed, can't be processed: `.
Result<StatementSyntax> parse_syntax(std::string_view statement);

/// The trees as text, for tests: `(select (list a (path b c)) (from t) (where (= a ?0)))`.
std::string to_string(const Node& node);
std::string to_string(const StatementSyntax& statement);

}  // namespace dynarock::dynamodb::partiql
