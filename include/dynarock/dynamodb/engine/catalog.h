#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/engine/gate.h"
#include "dynarock/dynamodb/engine/streams.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {

/// What DescribeTable says of a table's or index's contents.
struct Count {
  std::int64_t items = 0;
  std::int64_t bytes = 0;
};

/// A table in use: its present description, and what writers share.
class TableState {
 public:
  explicit TableState(Table table);

  /// The description now; keep the pointer for as long as one request needs it.
  std::shared_ptr<const Table> table() const;

  /// Writers hold it shared while they read the description and commit. Whoever publishes another
  /// description holds it alone, so that no write straddles the change.
  Gate& gate() { return gate_; }

  /// Held by whoever changes the table (UpdateTable, DeleteTable, tagging), for the whole change.
  std::mutex& change_lock() { return change_lock_; }

  /// Whether the table has been removed from the catalogue. It becomes so behind the gate.
  bool erased() const { return erased_; }

  /// The stream that is to tell of changes, or null. It stays the same inside the gate.
  Stream* stream() const { return stream_.get(); }

  /// Adds to the count of an index (0: the table). Called by writers inside the gate.
  void add_count(std::uint16_t index, Count change);
  /// Nothing while the count is unknown: the store was not closed in good order.
  std::optional<Count> count(std::uint16_t index) const;
  /// All counts, if they are known.
  std::optional<std::map<std::uint16_t, Count>> counts() const;

 private:
  friend class Catalog;

  /// From here on add_count() gathers what changes while the rest is counted.
  void start_counting();
  /// Makes the counts known, with what was there when the counting started.
  void finish_counting(const std::map<std::uint16_t, Count>& found);

  mutable std::mutex mutex_;  // guards the members below it
  std::shared_ptr<const Table> table_;
  std::map<std::uint16_t, Count> counts_;
  bool counts_known_ = false;

  std::atomic<bool> erased_{false};
  std::shared_ptr<Stream> stream_;
  Gate gate_;
  std::mutex change_lock_;
  std::mutex counting_lock_;  // held by whoever counts the table; taken before the gate
};

/// All tables of a store. Safe to use from several threads.
class Catalog {
 public:
  /// Reads the store's tables and streams. Store and clock must outlive the catalogue.
  Catalog(storage::Store& store, const Clock& clock, const StreamOptions& options);
  /// Keeps the counts for the next time the store is opened.
  ~Catalog();

  /// The table, unless its deletion is over by now; or null.
  std::shared_ptr<TableState> find(std::string_view account, std::string_view region,
                                   std::string_view name) const;

  /// Adds a table, giving it its incarnation. Null if there is one of that name.
  std::shared_ptr<TableState> create(Table table);

  /// Replaces a table's description, in the store first. `change` gets a copy of the present one.
  /// No write is under way meanwhile. False if the table has been erased.
  [[nodiscard]] bool update(TableState& state, const std::function<void(Table&)>& change);

  /// Removes a table at once and starts reclaiming its space. False if that has been done.
  [[nodiscard]] bool erase(TableState& state);

  /// Names behind `after`, in byte order, at most `limit`; `more` tells whether others follow.
  std::vector<std::string> names(std::string_view account, std::string_view region,
                                 std::string_view after, std::size_t limit, bool& more) const;

  /// Where else a table of that name is: `account/region` each. For hints in the log.
  std::vector<std::string> other_places(std::string_view account, std::string_view region,
                                        std::string_view name) const;

  /// The streams, which follow the tables' descriptions: a table whose `stream` has another label
  /// than before gets another stream, one that is deleted leaves its own behind.
  Streams& streams() { return streams_; }

  /// Every table.
  std::vector<std::shared_ptr<TableState>> all() const;

  /// A table's count, made by reading the table if it is not known.
  Count count(TableState& state, std::uint16_t index);

 private:
  struct LiveIndexes;

  void load();
  void reclaim_leftovers();
  void erase_deleted(Timestamp now);
  std::uint32_t take_incarnation(storage::Batch& batch);
  std::shared_ptr<Stream> stream_of(const Table& table, const std::shared_ptr<Stream>& present,
                                    storage::Batch& batch);
  void recount(TableState& state);

  storage::Store& store_;
  const Clock& clock_;
  Streams streams_;
  mutable std::shared_mutex mutex_;  // guards the two below; taken behind a table's gate
  std::map<std::string, std::shared_ptr<TableState>, std::less<>> tables_;  // by catalog_key
  std::uint32_t next_incarnation_ = 1;
  /// How many tables have a DELETING status that ends by itself.
  std::atomic<int> deleting_{0};
  std::shared_ptr<LiveIndexes> live_;
};

}  // namespace dynarock::dynamodb
