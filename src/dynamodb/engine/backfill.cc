#include <algorithm>
#include <shared_mutex>
#include <tuple>

#include "dynamodb/engine/index_entry.h"
#include "dynamodb/engine/item_groups.h"
#include "dynamodb/engine/past_states.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {

namespace {

std::unique_ptr<PastStates> past_states(const storage::Store& store, const Clock& clock,
                                        const ReadLag& lag) {
  const auto [shorter, longer] = std::minmax(lag.eventual, lag.global_index);
  if (longer.count() == 0) return nullptr;
  return std::make_unique<PastStates>(store, clock, shorter.count() == 0 ? longer : shorter,
                                      longer);
}

}  // namespace

Engine::Engine(storage::Store& store, const Clock& clock, const StreamOptions& streams,
               const ReadLag& lag)
    : store_(store),
      clock_(clock),
      catalog_(store, clock, streams),
      tokens_(store),
      lag_(lag),
      past_(past_states(store, clock, lag)) {
  // A process that died while it made an index left the rest to this one.
  for (const auto& state : catalog_.all()) {
    const std::shared_ptr<const Table> table = state->table();
    for (const Index& index : table->global_indexes)
      if (index.backfilling) backfill(*state, index.name);
    if (table->time_to_live && table->time_to_live->backfilling) backfill_expirations(*state);
  }
}

Engine::~Engine() = default;

void Engine::backfill(TableState& state, std::string_view index_name) {
  const std::shared_ptr<const Table> table = state.table();
  const Index& index = *table->find_index(index_name);
  for_each_item_group(store_, *table, [&](std::span<const std::string> storage_keys) {
    add_entries(state, *table, index, storage_keys);
  });
  std::ignore = catalog_.update(state, [&](Table& changed) {
    for (Index& other : changed.global_indexes)
      if (other.id == index.id) other.backfilling = false;
  });
}

// Writers have kept the index since it was added, so every item is taken under its lock and read
// anew: whichever comes second writes the entry of the item as it then is.
void Engine::add_entries(TableState& state, const Table& table, const Index& index,
                         std::span<const std::string> storage_keys) {
  const std::shared_lock gate(state.gate());
  const std::vector<std::string_view> lock_names(storage_keys.begin(), storage_keys.end());
  const storage::KeyLocks::Guard locked = locks_.lock(lock_names);
  const std::size_t prefix_size = index_prefix(table.incarnation, 0).size();
  storage::Batch batch;
  Count added;
  std::string record;
  std::string old_entry;
  for (const std::string_view storage_key : storage_keys) {
    if (!store_.get(storage_key, record)) continue;
    const auto entry =
        index_entry(table, index, storage_key.substr(prefix_size), decode_record(record), record);
    if (!entry || store_.get(entry->key, old_entry)) continue;
    batch.put(entry->key, entry->record);
    ++added.items;
    added.bytes += static_cast<std::int64_t>(record_item_size(entry->record));
  }
  if (batch.empty()) return;
  store_.write(std::move(batch));
  state.add_count(index.id, added);
}

void Engine::forget_index(TableState& state, std::uint16_t index_id) {
  const std::string prefix = index_prefix(state.table()->incarnation, index_id);
  store_.reclaim(prefix, storage::prefix_end(prefix));
}

}  // namespace dynarock::dynamodb
