#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/context.h"
#include "dynarock/dynamodb/expr/parameters.h"

// What TransactWriteItems, TransactGetItems and ExecuteTransaction do once their requests are read.

namespace dynarock::dynamodb {

/// One action of a transaction that writes.
struct TransactAction {
  /// kInsert is a put where no item is: ExecuteTransaction's INSERT.
  enum class Kind { kConditionCheck, kPut, kInsert, kDelete, kUpdate };

  Kind kind;
  /// Name or ARN as the caller wrote it; must outlive the call.
  std::string_view table_name;
  /// What is put; of other kinds the key.
  Item item;
  /// Of these the update and the condition.
  expr::Expressions expressions;
  /// Whether a failed condition shows the item.
  bool return_item = false;

  bool is_put() const { return kind == Kind::kPut || kind == Kind::kInsert; }
};

/// What a transaction used: a table each, in order of appearance.
struct TransactCapacity {
  std::vector<ConsumedCapacity> tables;
  /// The member that repeats the units: WriteCapacityUnits, or ReadCapacityUnits.
  std::string_view units_name;
};

struct TransactWritten {
  TransactCapacity capacity;
  /// The table of each action.
  std::vector<std::shared_ptr<const Table>> tables;
  /// The key of each action whose table has local indexes, and so item collections; else empty.
  std::vector<Item> collections;
};

/// The request's ClientRequestToken, if it has one. `operation` with its `member` is what a
/// transaction must repeat to be the same.
std::optional<TransactionToken> read_token(const Context& context, json::Value request,
                                           std::string_view operation, std::string_view member);

/// Does all of the actions or none. Fails with TransactionCanceledException for what the tables and
/// the items show, a reason for each action; with ResourceNotFoundException for a missing table and
/// ValidationException for empty keys, two actions on one item, and more than 4 MB. A transaction
/// whose token was committed in the last ten minutes is not done again but reads its items, for the
/// capacity alone; IdempotentParameterMismatchException and TransactionInProgressException come by
/// the token too.
Result<TransactWritten> transact_write(Context& context, std::vector<TransactAction> actions,
                                       const std::optional<TransactionToken>& token);

/// One read of a transaction that reads.
struct TransactRead {
  /// As TransactAction::table_name.
  std::string_view table_name;
  Item key;
  /// Null for all of the item; must outlive the read.
  const expr::Projection* projection = nullptr;
};

struct TransactItems {
  /// In the order of the reads.
  std::vector<StoredItem> items;
  TransactCapacity capacity;
};

/// The items as they are at one moment; fails as transact_write() does.
Result<TransactItems> transact_read(Context& context, const std::vector<TransactRead>& reads);

/// The answer of an operation that reads: `Responses` with the items by their projections, and what
/// the request asks for of ConsumedCapacity.
std::string transact_read_answer(const std::vector<TransactRead>& reads, const TransactItems& found,
                                 json::Value request);

/// Writes the member ConsumedCapacity, if it is wanted.
void write_capacity_member(const TransactCapacity& capacity, json::Value request,
                           json::Writer& out);

}  // namespace dynarock::dynamodb
