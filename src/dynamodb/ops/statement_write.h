#pragma once

#include <memory>
#include <optional>
#include <string>

#include "dynamodb/ops/context.h"
#include "dynarock/dynamodb/partiql/statement.h"

namespace dynarock::dynamodb {

/// An INSERT, UPDATE or DELETE with its table and item found.
struct StatementWrite {
  std::shared_ptr<TableState> state;
  std::shared_ptr<const Table> table;
  std::string storage_key;
  /// What must hold; the change refers to it.
  std::unique_ptr<const expr::Condition> condition;
  std::unique_ptr<ItemChange> change;

  Write write() const { return {state.get(), storage_key, change.get()}; }
};

/// Checks the statement against its table. The statement must outlive the result.
Result<StatementWrite> prepare_write(Context& context, const partiql::Statement& statement,
                                     bool return_item_on_failure);

/// What RETURNING asks for, as JSON; nothing if there is none of it.
std::optional<std::string> returned_item(const partiql::Statement& statement,
                                         const Written& written);

/// The condition of an UPDATE with `rest` in its WHERE: an item that is not there fails it.
expr::Condition update_condition(const KeySchema& keys, std::optional<expr::Condition> rest);
/// The condition of a DELETE, if it has one: it holds for an item that is not there.
std::optional<expr::Condition> delete_condition(const KeySchema& keys,
                                                std::optional<expr::Condition> rest);

/// Refuses an item that INSERT can't put into the table.
Result<void> check_inserted(const Table& table, const Item& item);

}  // namespace dynarock::dynamodb
