#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/update.h"
#include "dynarock/json/document.h"

// What writes do to an item, shared by the single writes, batches and transactions.

namespace dynarock::dynamodb {

/// The condition of a write, and whether its failure shows the item.
struct Guard {
  const expr::Condition* condition = nullptr;
  /// Whether ReturnValuesOnConditionCheckFailure is ALL_OLD.
  bool return_item = false;

  /// Of a request's condition, which must outlive the guard.
  static Guard of(const std::optional<expr::Condition>& condition, json::Value request);

  /// ConditionalCheckFailedException unless the condition holds.
  Result<void> check(const StoredItem& old) const;
};

class PutChange final : public ItemChange {
 public:
  explicit PutChange(Item item, Guard guard = {}) : item_(std::move(item)), guard_(guard) {}
  Result<std::optional<Item>> apply(const StoredItem& old) override;

 private:
  Item item_;
  Guard guard_;
};

/// DuplicateItemException if there is an item already.
class InsertChange final : public ItemChange {
 public:
  explicit InsertChange(Item item) : item_(std::move(item)) {}
  Result<std::optional<Item>> apply(const StoredItem& old) override;

 private:
  Item item_;
};

class DeleteChange final : public ItemChange {
 public:
  explicit DeleteChange(Guard guard = {}) : guard_(guard) {}
  Result<std::optional<Item>> apply(const StoredItem& old) override;

 private:
  Guard guard_;
};

/// By which rules the item that an update makes is judged. Only UpdateItem measures what the update
/// says besides the item; in transactions the texts for index keys are a put's.
enum class UpdateRules { kUpdateItem, kStatement, kTransaction };

class UpdateChange final : public ItemChange {
 public:
  /// A null update leaves the item as it is, or makes one of the key alone.
  UpdateChange(const Table& table, Item key, const expr::Update* update, Guard guard,
               UpdateRules rules)
      : table_(table), key_(std::move(key)), update_(update), guard_(guard), rules_(rules) {}
  Result<std::optional<Item>> apply(const StoredItem& old) override;

 private:
  const Table& table_;
  Item key_;
  const expr::Update* update_;
  Guard guard_;
  UpdateRules rules_;
};

/// Leaves the item as it is.
class ConditionCheck final : public ItemChange {
 public:
  explicit ConditionCheck(Guard guard) : guard_(guard) {}
  Result<std::optional<Item>> apply(const StoredItem& old) override;

 private:
  Guard guard_;
};

/// The attributes that an update sets to values which it holds itself.
Item literal_attributes(const expr::Update& update);

/// Refuses an update that writes more than an item may hold, what it says included. Of `item` just
/// the attributes that it writes count.
Result<void> check_statement_size(const expr::Update& update, const Item& item);

}  // namespace dynarock::dynamodb
