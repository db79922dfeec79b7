#include "dynarock/dynamodb/engine/ttl.h"

#include <algorithm>
#include <string>
#include <vector>

#include "dynamodb/engine/expiry.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

/// What expired longer ago is left alone, as DynamoDB does: five years.
constexpr std::int64_t kOldestSeconds = std::int64_t{5} * 365 * 24 * 3600;

/// The seconds of expirations that are due.
struct Due {
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  bool holds(std::optional<std::uint64_t> seconds) const {
    return seconds && *seconds >= first && *seconds <= last;
  }
};

std::uint64_t seconds_of(Timestamp time, std::int64_t earlier) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, seconds - earlier));
}

/// Deletes the item if it has expired as it is now: it may have been given more time.
class Expire final : public ItemChange {
 public:
  Expire(const TimeToLive& time_to_live, const Due& due) : time_to_live_(time_to_live), due_(due) {}

  Result<std::optional<Item>> apply(const StoredItem& old) override {
    if (!old.exists()) return std::nullopt;
    deleted_ = due_.holds(expiry_of(time_to_live_, old.item()));
    if (deleted_) return std::nullopt;
    return old.item();
  }
  bool deleted() const { return deleted_; }

 private:
  const TimeToLive& time_to_live_;
  const Due& due_;
  bool deleted_ = false;
};

}  // namespace

std::size_t Ttl::step(Timestamp now) {
  std::size_t deleted = 0;
  for (const auto& state : engine_.catalog().all()) {
    const std::shared_ptr<const Table> table = state->table();
    if (table->time_to_live && table->time_to_live->status(now) == "ENABLED")
      deleted += sweep(*state, *table, now);
  }
  return deleted;
}

std::size_t Ttl::sweep(TableState& state, const Table& table, Timestamp now) {
  const TimeToLive& time_to_live = *table.time_to_live;
  const Due due{seconds_of(now, kOldestSeconds), seconds_of(now, delay_.count())};
  const auto cursor =
      store_.cursor(expiration_key(table.incarnation, time_to_live.id, due.first, ""),
                    expiration_key(table.incarnation, time_to_live.id, due.last + 1, ""));
  const std::size_t item_key_at =
      expiration_key(table.incarnation, time_to_live.id, due.first, "").size();
  std::size_t deleted = 0;
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    Expire expire(time_to_live, due);
    // An item that can't be had now, as its table goes or others are at it, is left to the next
    // step.
    const bool done = engine_
                          .write({.table = &state,
                                  .key = std::string(cursor->key().substr(item_key_at)),
                                  .change = &expire,
                                  .expired = true})
                          .has_value();
    if (done && expire.deleted()) ++deleted;
  }
  return deleted;
}

}  // namespace dynarock::dynamodb
