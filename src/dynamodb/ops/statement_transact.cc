#include "dynamodb/ops/statement_transact.h"

#include <utility>

#include "dynamodb/ops/statement_write.h"
#include "dynarock/dynamodb/partiql/key_plan.h"

namespace dynarock::dynamodb {
namespace {

using Kind = TransactAction::Kind;

AwsError returning_refused() {
  return validation_error("RETURNING clause is not supported in ExecuteTransaction.");
}

// The WHERE of a statement that writes. Without one value for every key attribute there is no key,
// which does not match the schema.
partiql::KeyedWhere written_key(const std::optional<expr::Condition>& where,
                                const KeySchema& keys) {
  partiql::KeyedWhere split = partiql::find_key(where, keys, partiql::SingleIn::kIsCondition);
  if (split.contradicted) split.key = Item();
  return split;
}

/// Makes the action of a statement whose table has been found.
struct Maker {
  const KeySchema& keys;
  std::string_view table_name;
  bool return_item;

  TransactAction action(Kind kind, Item item) const {
    return {kind, table_name, std::move(item), {}, return_item};
  }

  Result<TransactAction> operator()(partiql::Insert& insert) const {
    return action(Kind::kInsert, std::move(insert.item));
  }

  Result<TransactAction> operator()(partiql::Update& update) const {
    if (update.returning) return fail(returning_refused());
    partiql::KeyedWhere where = written_key(update.where, keys);
    TransactAction made = action(Kind::kUpdate, std::move(where.key));
    made.expressions.update = std::move(update.update);
    made.expressions.condition = update_condition(keys, std::move(where.rest));
    return made;
  }

  Result<TransactAction> operator()(partiql::Delete& erase) const {
    if (erase.returns_item) return fail(returning_refused());
    partiql::KeyedWhere where = written_key(erase.where, keys);
    TransactAction made = action(Kind::kDelete, std::move(where.key));
    made.expressions.condition = delete_condition(keys, std::move(where.rest));
    return made;
  }

  Result<TransactAction> operator()(partiql::Exists& exists) const {
    if (exists.select.index)
      return fail(validation_error("Operations on indices are not supported in transactions"));
    partiql::KeyedWhere where =
        partiql::find_key(exists.select.where, keys, partiql::SingleIn::kIsCondition);
    if (where.key.size() != keys.size() || !where.rest)
      return fail(
          validation_error("EXISTS() must contain a single item read with additional condition"));
    TransactAction made = action(Kind::kConditionCheck, std::move(where.key));
    made.expressions.condition = std::move(where.rest);
    return made;
  }

  Result<TransactAction> operator()(partiql::Select&) const {
    return fail(validation_error("Unsupported operation in transaction."));
  }
};

}  // namespace

Result<TransactAction> transact_action(Context& context, partiql::Statement& statement,
                                       bool return_item_on_failure) {
  const std::string& table_name = partiql::table_of(statement);
  const auto table = DYNAROCK_TRY(find_table_for_items(context, table_name))->table();
  return std::visit(Maker{table->keys, table_name, return_item_on_failure}, statement);
}

Result<TransactRead> statement_read(Context& context, const partiql::Select& select) {
  const auto table = DYNAROCK_TRY(find_table_for_items(context, select.table))->table();
  if (select.index)
    return fail(validation_error("Reads on indices are not supported within transactions."));
  partiql::KeyedWhere where =
      partiql::find_key(select.where, table->keys, partiql::SingleIn::kIsEquality);
  if (where.key.size() != table->keys.size() || where.rest)
    return fail(validation_error(
        "Select statements within ExecuteTransaction must specify the primary key in the where "
        "clause."));
  return TransactRead{select.table, std::move(where.key),
                      select.projection ? &*select.projection : nullptr};
}

}  // namespace dynarock::dynamodb
