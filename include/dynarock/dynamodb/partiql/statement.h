#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/projection.h"
#include "dynarock/dynamodb/expr/update.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/json/document.h"

// What PartiQL statements ask for, in terms of what expressions are made of: there is one
// evaluator.

namespace dynarock::dynamodb::partiql {

struct OrderTerm {
  std::string attribute;
  bool descending = false;
};

struct Select {
  std::string table;
  std::optional<std::string> index;
  /// Nothing for `*`.
  std::optional<expr::Projection> projection;
  std::optional<expr::Condition> where;
  std::vector<OrderTerm> order;
};

struct Insert {
  std::string table;
  Item item;
};

/// `(MODIFIED | ALL) (OLD | NEW) *`
struct Returning {
  bool only_modified = false;
  bool old_image = false;
};

struct Update {
  std::string table;
  expr::Update update;
  std::optional<expr::Condition> where;
  std::optional<Returning> returning;
};

struct Delete {
  std::string table;
  std::optional<expr::Condition> where;
  /// Whether with RETURNING ALL OLD *.
  bool returns_item = false;
};

/// `EXISTS(SELECT ...)`, of a transaction of writes.
struct Exists {
  Select select;
};

using Statement = std::variant<Select, Insert, Update, Delete, Exists>;

/// The table that a statement is about.
const std::string& table_of(const Statement& statement);

/// The values of a statement's `Parameters`, which are read before its text. `request` is what the
/// statement stands in.
Result<std::vector<AttributeValue>> read_parameters(json::Value request);

/// Reads a statement and checks all that can be known without its table. Syntax comes first, then
/// the number of parameters, then what the clauses say.
Result<Statement> compile(std::string_view text, std::span<const AttributeValue> parameters);

}  // namespace dynarock::dynamodb::partiql
