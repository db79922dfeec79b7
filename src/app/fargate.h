#pragma once

#include <functional>
#include <string>
#include <thread>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/agent/agent.h"
#include "dynarock/ecs/scheduler/scheduler.h"

namespace dynarock::app {

/// What goes on in ECS by itself, on a thread of its own: the service scheduler, and the agent that
/// runs tasks.
class Fargate {
 public:
  /// What it is given must outlive it.
  Fargate(ecs::Scheduler& scheduler, ecs::AgentOptions options, const ecs::AgentParts& parts);
  /// Kills what still runs.
  ~Fargate();

  ecs::Agent& agent() { return agent_; }

  /// Once the server listens; `url` is where tasks reach it.
  void start(std::string url);
  /// Ends all tasks, by force after a while.
  void stop();

 private:
  void run(const std::stop_token& stop);

  ecs::Scheduler& scheduler_;
  ecs::State& state_;
  const Clock& clock_;
  const std::function<void(const std::string&)> warn_;
  ecs::Agent agent_;
  std::jthread thread_;  // last, so that it ends before what it uses
};

}  // namespace dynarock::app
