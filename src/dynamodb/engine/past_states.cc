#include "dynamodb/engine/past_states.h"

#include <algorithm>

namespace dynarock::dynamodb {

PastStates::PastStates(const storage::Store& store, const Clock& clock,
                       std::chrono::microseconds shortest_lag,
                       std::chrono::microseconds longest_lag)
    : store_(store), clock_(clock), interval_(shortest_lag / 10), longest_lag_(longest_lag) {}

void PastStates::before_write() {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_.now();
  forget_old(now);
  // A write soon after another shows together with it. Clocks may also be set back.
  const bool soon = !states_.empty() && now < states_.back().until + interval_;
  if (!soon) states_.push_back({now, store_.snapshot()});
}

std::shared_ptr<const storage::Snapshot> PastStates::before(std::chrono::microseconds lag) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_.now();
  forget_old(now);
  const auto found = std::ranges::upper_bound(states_, now - lag, {}, &State::until);
  return found == states_.end() ? nullptr : found->snapshot;
}

void PastStates::forget_old(Timestamp now) {
  while (!states_.empty() && states_.front().until <= now - longest_lag_) states_.pop_front();
}

}  // namespace dynarock::dynamodb
