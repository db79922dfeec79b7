#include "dynamodb/engine/expiry.h"

#include <shared_mutex>
#include <tuple>

#include "dynamodb/engine/commit.h"
#include "dynamodb/engine/item_groups.h"
#include "dynarock/base/numbers.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

// Seconds of this many digits fit into 64 bits, and lie past the end of all calendars.
constexpr int kMaxExponent = 17;

}  // namespace

std::optional<std::uint64_t> expiry_of(const TimeToLive& time_to_live, const Item& item) {
  const AttributeValue* value = item.find(time_to_live.attribute);
  const auto* number = value == nullptr ? nullptr : value->as<Decimal>();
  if (number == nullptr || number->is_negative() || number->exponent() > kMaxExponent)
    return std::nullopt;
  return leading_number<std::uint64_t>(number->to_string());
}

void Engine::write_expiration(std::string_view key, const Written& written, Commit& commit) {
  const Table& table = *written.table;
  const TimeToLive& time_to_live = *table.time_to_live;
  if (!time_to_live.enabled) return;
  const auto before = written.old.exists() ? expiry_of(time_to_live, written.old.item())
                                           : std::optional<std::uint64_t>();
  const auto after =
      written.item ? expiry_of(time_to_live, *written.item) : std::optional<std::uint64_t>();
  // While expirations are being made an older item may not have its own yet.
  if (before == after && !time_to_live.backfilling) return;
  if (before) commit.batch.erase(expiration_key(table.incarnation, time_to_live.id, *before, key));
  if (after) commit.batch.put(expiration_key(table.incarnation, time_to_live.id, *after, key), "");
}

void Engine::backfill_expirations(TableState& state) {
  const std::shared_ptr<const Table> table = state.table();
  for_each_item_group(store_, *table, [&](std::span<const std::string> storage_keys) {
    add_expirations(state, *table, storage_keys);
  });
  std::ignore =
      catalog_.update(state, [](Table& changed) { changed.time_to_live->backfilling = false; });
}

void Engine::add_expirations(TableState& state, const Table& table,
                             std::span<const std::string> storage_keys) {
  const std::shared_lock gate(state.gate());
  const std::vector<std::string_view> lock_names(storage_keys.begin(), storage_keys.end());
  const storage::KeyLocks::Guard locked = locks_.lock(lock_names);
  const std::size_t prefix_size = index_prefix(table.incarnation, 0).size();
  storage::Batch batch;
  std::string record;
  for (const std::string_view storage_key : storage_keys) {
    if (!store_.get(storage_key, record)) continue;
    if (const auto seconds = expiry_of(*table.time_to_live, decode_record(record)))
      batch.put(expiration_key(table.incarnation, table.time_to_live->id, *seconds,
                               storage_key.substr(prefix_size)),
                "");
  }
  if (!batch.empty()) store_.write(std::move(batch));
}

}  // namespace dynarock::dynamodb
