#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

std::string storage_key_of(const Table& table, std::string_view key) {
  return index_prefix(table.incarnation, 0).append(key);
}

// What a call answers that met a transaction: conflicts in their places, nothing in the others.
template <class T>
std::vector<Result<T>> refused(const std::vector<bool>& conflicts) {
  std::vector<Result<T>> results;
  for (const bool conflict : conflicts) {
    if (conflict)
      results.push_back(fail(transaction_conflict()));
    else
      results.emplace_back();
  }
  return results;
}

}  // namespace

std::vector<Result<Written>> Engine::transact(std::span<const Write> writes,
                                              const TransactionToken* token, Timestamp now) {
  std::vector<std::string> keys;
  keys.reserve(writes.size());
  for (const Write& write : writes)
    keys.push_back(storage_key_of(*write.table->table(), write.key));
  const TransactionKeys::Claim claim = in_transaction_.claim(keys);
  if (!claim.conflicts().empty()) return refused<Written>(claim.conflicts());
  return write_together(writes, token, now);
}

std::vector<Result<StoredItem>> Engine::read_together(std::span<const Read> reads) const {
  std::vector<std::string> keys;
  keys.reserve(reads.size());
  for (const Read& read : reads) keys.push_back(storage_key_of(*read.table, read.key));
  const std::vector<bool> conflicts = in_transaction_.claimed(keys);
  if (!conflicts.empty()) return refused<StoredItem>(conflicts);

  // A transaction commits one batch, which a snapshot holds wholly or not at all.
  const std::unique_ptr<storage::Snapshot> snapshot = store_.snapshot();
  std::vector<Result<StoredItem>> items;
  for (const std::string& key : keys) {
    std::string record;
    if (store_.get(key, record, snapshot.get()))
      items.emplace_back(StoredItem(std::move(record)));
    else
      items.emplace_back();
  }
  return items;
}

}  // namespace dynarock::dynamodb
