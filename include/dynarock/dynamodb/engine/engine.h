#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/engine/catalog.h"
#include "dynarock/dynamodb/engine/stored_item.h"
#include "dynarock/dynamodb/engine/transaction_keys.h"
#include "dynarock/dynamodb/engine/transaction_tokens.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/projection.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/storage/key_locks.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {

class PastStates;

/// Decides what becomes of an item, with the item as it is in hand.
class ItemChange {
 public:
  virtual ~ItemChange() = default;
  /// The item from now on; nothing to have none. An error leaves all as it was. Called under the
  /// item's lock, once.
  virtual Result<std::optional<Item>> apply(const StoredItem& old) = 0;
};

/// One item to write: its key as append_item_key() makes it, and what to do.
struct Write {
  TableState* table = nullptr;
  std::string key;
  ItemChange* change = nullptr;
  /// The item is deleted because its time to live is over, which streams tell.
  bool expired = false;
};

/// How far behind the present reads are that need not be consistent; zero is not at all. Writes
/// show up to a tenth of the shorter lag earlier.
struct ReadLag {
  /// Of tables and local indexes.
  std::chrono::microseconds eventual{0};
  /// Of global indexes.
  std::chrono::microseconds global_index{0};
};

/// One item to read, by its key as append_item_key() makes it.
struct Read {
  const Table* table = nullptr;
  std::string key;
};

/// Bytes that a write moved in one place, by which capacity is charged: the table's item, or an
/// index's entries (old and new entries of an index whose key changed count each).
struct IndexWrite {
  std::string name;
  bool global = false;
  std::int64_t units = 0;
};

/// What a write did.
struct Written {
  std::shared_ptr<const Table> table;
  StoredItem old;
  /// The item now, if there is one.
  std::optional<Item> item;
  std::size_t size = 0;
  /// ceil(max(old, new) / 1 KB), at least 1.
  std::int64_t table_units = 1;
  std::vector<IndexWrite> indexes;
};

/// A range of items or index entries to read in order.
struct PageRequest {
  const Table* table = nullptr;
  /// Null for the table itself.
  const Index* index = nullptr;
  /// Keys behind the index prefix: [lower, upper), an empty `upper` being the end.
  std::string lower;
  std::string upper;
  bool forward = true;
  /// Read behind this key (in reading order).
  std::optional<std::string> start_after;
  std::optional<std::int64_t> limit;
  const expr::Condition* filter = nullptr;
  const expr::Projection* projection = nullptr;
  /// The items themselves are not wanted, only their number.
  bool count_only = false;
  /// Return (and filter) whole items of the table in place of the index's entries.
  bool fetch_items = false;
  bool consistent = false;
};

struct Page {
  /// The items' JSON, separated by commas.
  std::string items;
  std::int64_t count = 0;
  std::int64_t scanned = 0;
  /// Sum of the sizes of all that was evaluated.
  std::int64_t bytes = 0;
  /// Read units for items fetched from the table, each rounded by itself.
  std::int64_t fetched_units = 0;
  /// Key attributes of the last entry evaluated, when the page ended before the range did.
  std::optional<Item> last_key;
};

/// Tables and their items over a store. Safe to use from several threads.
class Engine {
 public:
  Engine(storage::Store& store, const Clock& clock, const StreamOptions& streams = {},
         const ReadLag& lag = {});
  ~Engine();

  Catalog& catalog() { return catalog_; }
  Streams& streams() { return catalog_.streams(); }
  const Clock& clock() const { return clock_; }

  /// The item with that key; unless the read is consistent, as it was the lag of such reads ago.
  StoredItem read(const Table& table, std::string_view key, bool consistent) const;

  /// Does all of the writes or, if one of them fails, none; items, index entries, counts and stream
  /// records change together. Of the results, in order, those that failed hold their error; if any
  /// did, the others tell what would have been done. The keys must be distinct.
  /// ResourceNotFoundException for a table that has been deleted since it was found.
  std::vector<Result<Written>> write(std::span<const Write> writes);
  /// The same for one item. TransactionConflictException if a transaction is about to write it;
  /// other writes are waited for.
  Result<Written> write(const Write& write);

  /// As write() for several items, and records the token, if there is one, with them. Where another
  /// transaction is about to write one of the items, its result is a TransactionConflictException
  /// and nothing has been judged.
  std::vector<Result<Written>> transact(std::span<const Write> writes,
                                        const TransactionToken* token, Timestamp now);

  /// The items as they are at one moment. TransactionConflictException for those that a transaction
  /// is about to write.
  std::vector<Result<StoredItem>> read_together(std::span<const Read> reads) const;

  TransactionTokens& tokens() { return tokens_; }

  /// Reads until the limit, 1 MB or the end, all of it as it was the lag of such reads ago.
  Page read_page(const PageRequest& request) const;

  /// Makes the entries of an index that was added to a table with items, then has it ACTIVE. The
  /// caller holds the table's change_lock().
  void backfill(TableState& state, std::string_view index_name);

  /// Makes the expirations of the items of a table whose time to live was just enabled. The caller
  /// holds the table's change_lock().
  void backfill_expirations(TableState& state);

  /// Starts reclaiming the space of an index, or of expirations, that its table no longer has.
  void forget_index(TableState& state, std::uint16_t index_id);

 private:
  struct Commit;

  Result<Written> prepare(const Write& write, std::string_view storage_key, Commit& commit);
  void write_indexes(TableState& state, std::string_view key, const Item* item,
                     std::string_view record, Written& written, Commit& commit);
  void write_expiration(std::string_view key, const Written& written, Commit& commit);
  void add_expirations(TableState& state, const Table& table,
                       std::span<const std::string> storage_keys);
  void finish(Commit& commit);
  std::vector<Result<Written>> write_together(std::span<const Write> writes,
                                              const TransactionToken* token, Timestamp now);
  void add_entries(TableState& state, const Table& table, const Index& index,
                   std::span<const std::string> storage_keys);
  std::shared_ptr<const storage::Snapshot> state_before(std::chrono::microseconds lag) const;

  storage::Store& store_;
  const Clock& clock_;
  Catalog catalog_;
  storage::KeyLocks locks_;
  TransactionKeys in_transaction_;
  TransactionTokens tokens_;
  const ReadLag lag_;
  /// Null if no read lags.
  const std::unique_ptr<PastStates> past_;
};

/// Units of 1 KB that writing `size` bytes costs, at least 1.
std::int64_t write_units(std::size_t size);
/// Units of 4 KB that reading `size` bytes costs strongly consistently, at least 1.
std::int64_t read_units(std::size_t size);

/// The part of an item that an index keeps.
Item project_to_index(const Item& item, const Index& index, const KeySchema& table_keys);

/// The key attributes of an item by the table's schema and, if there is one, the index's.
Item key_attributes(const Item& item, const Table& table, const Index* index);

}  // namespace dynarock::dynamodb
