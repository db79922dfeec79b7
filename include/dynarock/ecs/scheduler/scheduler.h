#pragma once

#include <chrono>

#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/model/task_network.h"

namespace dynarock::ecs {

/// The service scheduler: turns what services want into tasks that are wanted, by what is so at a
/// time. It starts tasks up to the desired count, replaces those that stopped (after a while, if
/// they fail again and again), rolls new deployments out within their percentages, gives them up
/// and back as the circuit breaker has it, drains deleted services, and tells of it in events. It
/// also forgets tasks and services an hour after their end.
///
/// Without threads of its own. Safe to call from several threads.
class Scheduler {
 public:
  struct Options {
    /// How long a task must have run to count for a deployment's success, so that one that crashes
    /// at its start does not.
    std::chrono::milliseconds settling{2000};
  };

  /// All must outlive it.
  Scheduler(State& state, TaskNetwork& network, Ids& ids, Options options)
      : state_(state), network_(network), ids_(ids), options_(options) {}

  /// Does what is due everywhere, or in one place. To be called after each change of the state and
  /// each second; once more changes nothing.
  void step(Timestamp now);
  void step(const Place& place, Timestamp now);

 private:
  State& state_;
  TaskNetwork& network_;
  Ids& ids_;
  const Options options_;
};

}  // namespace dynarock::ecs
