#include "dynamodb/ops/statement_write.h"

#include "dynamodb/ops/item_changes.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/stateless.h"
#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/partiql/key_plan.h"

namespace dynarock::dynamodb {
namespace {

using expr::Condition;

Condition on_key(const KeySchema& keys, std::string_view function) {
  std::vector<expr::Operand> operands;
  operands.emplace_back(expr::Path(keys.hash.front().name));
  return Condition::predicate(function, std::move(operands));
}

Result<partiql::KeyedWhere> read_where(const Table& table, const std::optional<Condition>& where) {
  if (where) DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*where)));
  return partiql::require_key(where, table.keys);
}

/// Fills in the storage key, the condition and the change.
struct Preparer {
  StatementWrite& write;
  bool return_item;

  Result<void> operator()(const partiql::Insert& insert) {
    DYNAROCK_TRY(check_inserted(*write.table, insert.item));
    append_item_key(write.table->keys, insert.item, write.storage_key);
    write.change = std::make_unique<InsertChange>(insert.item);
    return {};
  }

  Result<void> operator()(const partiql::Update& update) {
    const Table& table = *write.table;
    partiql::KeyedWhere where = DYNAROCK_TRY(read_where(table, update.where));
    write.storage_key = DYNAROCK_TRY(key_of_key(table, where.key));
    DYNAROCK_TRY(expr::check_leaves_key(update.update, key_names(table.keys)));
    DYNAROCK_TRY(check_key_paths(table, expr::paths_of(update.update)));
    write.condition =
        std::make_unique<Condition>(update_condition(table.keys, std::move(where.rest)));
    write.change = std::make_unique<UpdateChange>(table, std::move(where.key), &update.update,
                                                  Guard{write.condition.get(), return_item},
                                                  UpdateRules::kStatement);
    return {};
  }

  Result<void> operator()(const partiql::Delete& erase) {
    partiql::KeyedWhere where = DYNAROCK_TRY(read_where(*write.table, erase.where));
    write.storage_key = DYNAROCK_TRY(key_of_key(*write.table, where.key));
    auto condition = delete_condition(write.table->keys, std::move(where.rest));
    if (condition) write.condition = std::make_unique<Condition>(std::move(*condition));
    write.change = std::make_unique<DeleteChange>(Guard{write.condition.get(), return_item});
    return {};
  }

  Result<void> operator()(const partiql::Exists&) {
    return fail(validation_error("EXISTS can only be used in ExecuteTransaction write requests."));
  }

  Result<void> operator()(const partiql::Select&) { return {}; }
};

}  // namespace

Condition update_condition(const KeySchema& keys, std::optional<Condition> rest) {
  std::vector<Condition> all;
  all.push_back(on_key(keys, "attribute_exists"));
  if (rest) all.push_back(std::move(*rest));
  return Condition::all_of(std::move(all));
}

std::optional<Condition> delete_condition(const KeySchema& keys, std::optional<Condition> rest) {
  if (!rest) return std::nullopt;
  std::vector<Condition> either;
  either.push_back(on_key(keys, "attribute_not_exists"));
  either.push_back(std::move(*rest));
  return Condition::any_of(std::move(either));
}

Result<void> check_inserted(const Table& table, const Item& item) {
  for (const auto* part : {&table.keys.hash, &table.keys.range})
    for (const KeyAttribute& attribute : *part) {
      const AttributeValue* value = item.find(attribute.name);
      if (value == nullptr)
        return fail(
            validation_error("Key attribute should be present in the item: Key " + attribute.name));
      if (value->type() != attribute.type)
        return fail(validation_error(
            "Key attribute's data type should match its data type in table's schema: Key " +
            attribute.name));
    }
  DYNAROCK_TRY(check_key_size(table.keys, item));
  if (item_size(item) > kMaxItemSize)
    return fail(validation_error("Item size has exceeded the maximum allowed size"));
  return check_index_keys(table, item);
}

Result<StatementWrite> prepare_write(Context& context, const partiql::Statement& statement,
                                     bool return_item_on_failure) {
  StatementWrite write;
  if (const auto* exists = std::get_if<partiql::Exists>(&statement))
    return fail(Preparer{write, false}(*exists).error());
  write.state = DYNAROCK_TRY(find_table_for_items(context, partiql::table_of(statement)));
  write.table = write.state->table();
  DYNAROCK_TRY(std::visit(Preparer{write, return_item_on_failure}, statement));
  return write;
}

std::optional<std::string> returned_item(const partiql::Statement& statement,
                                         const Written& written) {
  if (const auto* erase = std::get_if<partiql::Delete>(&statement)) {
    if (!erase->returns_item || !written.old.exists()) return std::nullopt;
    return std::string(written.old.json());
  }
  const auto* update = std::get_if<partiql::Update>(&statement);
  if (update == nullptr || !update->returning) return std::nullopt;
  const Item& image = update->returning->old_image ? written.old.item() : *written.item;
  const Item shown =
      update->returning->only_modified ? expr::updated_projection(update->update, image) : image;
  if (shown.empty()) return std::nullopt;
  std::string json;
  encode_item(shown, json);
  return json;
}

}  // namespace dynarock::dynamodb
