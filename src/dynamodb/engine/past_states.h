#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>

#include "dynarock/base/clock.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {

/// What a store held a while ago, for reads that lag behind. A snapshot is kept of what writes are
/// about to change, at most ten in the time of the shortest lag: so a write may show up to a tenth
/// of that earlier than the lag says, and never later. Safe to use from several threads; must not
/// outlive the store.
class PastStates {
 public:
  PastStates(const storage::Store& store, const Clock& clock,
             std::chrono::microseconds shortest_lag, std::chrono::microseconds longest_lag);

  /// To be called before each write to the store.
  void before_write();

  /// The state so long ago, at most the longest lag; null if it is still the present one.
  std::shared_ptr<const storage::Snapshot> before(std::chrono::microseconds lag);

 private:
  /// What was there up to the moment, from the one of the state before it on.
  struct State {
    Timestamp until;
    std::shared_ptr<const storage::Snapshot> snapshot;
  };

  void forget_old(Timestamp now);

  const storage::Store& store_;
  const Clock& clock_;
  const std::chrono::microseconds interval_;
  const std::chrono::microseconds longest_lag_;
  std::mutex mutex_;
  std::deque<State> states_;
};

}  // namespace dynarock::dynamodb
