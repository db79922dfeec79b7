#include <algorithm>
#include <map>
#include <shared_mutex>

#include "dynamodb/engine/commit.h"
#include "dynamodb/engine/index_entry.h"
#include "dynamodb/engine/past_states.h"
#include "dynamodb/engine/stream_record.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {

std::int64_t write_units(std::size_t size) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>((size + 1023) / 1024));
}

std::int64_t read_units(std::size_t size) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>((size + 4095) / 4096));
}

namespace {

Count count_change(const std::string* old_record, const std::string* new_record) {
  Count change;
  if (new_record != nullptr) {
    change.items += 1;
    change.bytes += static_cast<std::int64_t>(record_item_size(*new_record));
  }
  if (old_record != nullptr) {
    change.items -= 1;
    change.bytes -= static_cast<std::int64_t>(record_item_size(*old_record));
  }
  return change;
}

// What changing an index's entry costs: a deletion and an insertion each by their size when the key
// differs, one write by the larger size when only projected attributes do, nothing if nothing does.
std::int64_t entry_units(const std::optional<IndexEntry>& old_entry,
                         const std::optional<IndexEntry>& new_entry) {
  const auto size = [](const IndexEntry& entry) { return record_item_size(entry.record); };
  if (!old_entry && !new_entry) return 0;
  if (!old_entry) return write_units(size(*new_entry));
  if (!new_entry) return write_units(size(*old_entry));
  if (old_entry->key != new_entry->key)
    return write_units(size(*old_entry)) + write_units(size(*new_entry));
  if (old_entry->record == new_entry->record) return 0;
  return write_units(std::max(size(*old_entry), size(*new_entry)));
}

// Also the name under which the item is locked.
std::string storage_key_of(const Write& write) {
  return index_prefix(write.table->table()->incarnation, 0) + write.key;
}

// The caller found the table a while ago: nothing may be acknowledged once it is deleted.
Result<void> check_takes_writes(const TableState& state, const Table& table) {
  const bool deleting = table.transition && table.transition->status == "DELETING";
  if (!state.erased() && !deleting) return {};
  return fail({"ResourceNotFoundException", "Requested resource not found", {}});
}

// What the table's stream is to tell of a change. `record` is the item's as it is now.
std::string stream_record(const Write& write, const Written& written, const std::string& record) {
  const Item& item = written.item ? *written.item : written.old.item();
  return encode_stream_record({.old_record = written.old.exists() ? &written.old.record() : nullptr,
                               .new_record = written.item ? &record : nullptr,
                               .keys = key_attributes(item, *written.table, nullptr),
                               .expired = write.expired},
                              written.table->stream->view_type);
}

}  // namespace

void Engine::write_indexes(TableState& state, std::string_view key, const Item* item,
                           std::string_view record, Written& written, Commit& commit) {
  const Table& table = *written.table;
  std::string unused;
  for (const auto* indexes : {&table.local_indexes, &table.global_indexes})
    for (const Index& index : *indexes) {
      std::optional<IndexEntry> old_entry;
      std::optional<IndexEntry> new_entry;
      if (written.old.exists())
        old_entry = index_entry(table, index, key, written.old.item(), written.old.record());
      // While an index is being filled an older item may not have its entry yet.
      if (index.backfilling && old_entry && !store_.get(old_entry->key, unused)) old_entry.reset();
      if (item != nullptr) new_entry = index_entry(table, index, key, *item, record);
      const std::int64_t units = entry_units(old_entry, new_entry);
      if (units == 0) continue;
      written.indexes.push_back({index.name, index.global, units});
      if (old_entry && (!new_entry || new_entry->key != old_entry->key))
        commit.batch.erase(old_entry->key);
      if (new_entry) commit.batch.put(new_entry->key, new_entry->record);
      commit.counts.emplace_back(&state, index.id,
                                 count_change(old_entry ? &old_entry->record : nullptr,
                                              new_entry ? &new_entry->record : nullptr));
    }
}

Result<Written> Engine::prepare(const Write& write, std::string_view storage_key, Commit& commit) {
  Written written{.table = write.table->table()};
  const Table& table = *written.table;
  DYNAROCK_TRY(check_takes_writes(*write.table, table));
  std::string old_record;
  if (store_.get(storage_key, old_record)) written.old = StoredItem(std::move(old_record));

  written.item = DYNAROCK_TRY(write.change->apply(written.old));
  const std::string record = written.item ? encode_record(*written.item) : std::string();
  written.size = written.item ? record_item_size(record) : 0;
  written.table_units = write_units(std::max(written.old.size(), written.size));
  const bool same =
      written.item ? written.old.exists() && written.old.record() == record : !written.old.exists();
  if (same) return written;

  if (written.item)
    commit.batch.put(storage_key, record);
  else
    commit.batch.erase(storage_key);
  commit.counts.emplace_back(write.table, std::uint16_t{0},
                             count_change(written.old.exists() ? &written.old.record() : nullptr,
                                          written.item ? &record : nullptr));
  write_indexes(*write.table, write.key, written.item ? &*written.item : nullptr, record, written,
                commit);
  if (table.time_to_live) write_expiration(write.key, written, commit);
  if (Stream* stream = write.table->stream())
    commit.stream_records.push_back(
        {stream, partition_hash_of(write.key), stream_record(write, written, record)});
  return written;
}

void Engine::finish(Commit& commit) {
  // Kept until the batch is in the store. The items' locks are held, so an item's records take
  // their places in the order of its changes.
  std::vector<Stream::Place> places;
  for (const auto& [stream, partition_hash, record] : commit.stream_records) {
    places.push_back(stream->take_place(partition_hash, clock_.now()));
    commit.batch.put(places.back().key(), record);
  }
  if (past_ != nullptr && !commit.batch.empty()) past_->before_write();
  if (!commit.batch.empty()) store_.write(std::move(commit.batch));
  for (const auto& [table, index, change] : commit.counts) table->add_count(index, change);
}

std::vector<Result<Written>> Engine::write(std::span<const Write> writes) {
  return write_together(writes, nullptr, {});
}

std::vector<Result<Written>> Engine::write_together(std::span<const Write> writes,
                                                    const TransactionToken* token, Timestamp now) {
  // Gates first, in one order for all writers; std::map sorts the tables and names each once.
  std::map<TableState*, std::shared_lock<Gate>> gates;
  for (const Write& write : writes) gates.try_emplace(write.table);
  for (auto& [table, gate] : gates) gate = std::shared_lock(table->gate());

  std::vector<std::string> keys;
  keys.reserve(writes.size());
  for (const Write& write : writes) keys.push_back(storage_key_of(write));
  const std::vector<std::string_view> lock_names(keys.begin(), keys.end());
  const storage::KeyLocks::Guard locked = locks_.lock(lock_names);

  Commit commit;
  std::vector<Result<Written>> results;
  results.reserve(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i)
    results.push_back(prepare(writes[i], keys[i], commit));
  if (std::ranges::any_of(results, [](const auto& result) { return !result.has_value(); }))
    return results;
  if (token != nullptr) tokens_.record(*token, now, commit.batch);
  finish(commit);
  return results;
}

Result<Written> Engine::write(const Write& write) {
  const std::shared_lock gate(write.table->gate());
  const std::string key = storage_key_of(write);
  if (in_transaction_.contains(key)) return fail(transaction_conflict());
  const std::unique_lock locked = locks_.lock(key);
  Commit commit;
  Written written = DYNAROCK_TRY(prepare(write, key, commit));
  finish(commit);
  return written;
}

}  // namespace dynarock::dynamodb
