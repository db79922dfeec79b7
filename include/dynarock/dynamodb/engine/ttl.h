#pragma once

#include <chrono>
#include <cstddef>

#include "dynarock/base/clock.h"
#include "dynarock/dynamodb/engine/engine.h"

namespace dynarock::dynamodb {

/// Deletes items whose time has come, `delay` after it came. Does nothing by itself: step() is
/// called now and then, by one thread at a time.
class Ttl {
 public:
  Ttl(Engine& engine, storage::Store& store, std::chrono::seconds delay)
      : engine_(engine), store_(store), delay_(delay) {}

  /// Deletes what has expired by `now` in all tables; returns how many items that were.
  std::size_t step(Timestamp now);

 private:
  std::size_t sweep(TableState& state, const Table& table, Timestamp now);

  Engine& engine_;
  storage::Store& store_;
  const std::chrono::seconds delay_;
};

}  // namespace dynarock::dynamodb
