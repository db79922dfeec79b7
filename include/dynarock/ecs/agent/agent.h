#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecs/agent/images.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/http/message.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::ecs {

struct AgentOptions {
  Images images;
  /// Of the credentials of tasks.
  std::chrono::seconds credentials_lifetime{std::chrono::hours(6)};
  /// Whether containers get no more CPU than they are given, where that can be held.
  bool limit_cpu = false;
  /// Whether roles must exist and trust ecs-tasks.amazonaws.com.
  bool check_trust = false;
  /// Of this process, for containers to find programs by.
  std::string path, home;
  /// The CIDR block of a subnet, empty if it is not known.
  std::function<std::string(const Place&, std::string_view subnet_id)> subnet_block;
  /// Take lines for the server's own log, from several threads: what containers print, and what is
  /// wrong.
  std::function<void(const std::string&line)> log, warn;
};

/// What a container printed.
struct TaskLine {
  /// Counts the lines of its task.
  std::int64_t position = 0;
  std::string container;
  bool is_error = false;
  std::string text;
};

/// What the agent works with; all of it must outlive the agent.
struct AgentParts {
  State& state;
  iam::State& identities;
  /// The services, which judge their callers.
  http::Handler& api;
  const Clock& clock;
  Ids& ids;
};

/// Runs tasks as processes of this machine: makes what is so of ECS's state what is wanted of it,
/// as the agent of ECS on Fargate does with containers.
class Agent {
 public:
  /// Tasks that the state says are under way are of a server that is gone: they are stopped now.
  Agent(AgentOptions options, const AgentParts& parts);
  /// Kills what still runs.
  ~Agent();

  /// From here on tasks are started. `url` is where they reach the server, `http://127.0.0.1:8000`.
  void start(std::string url);
  /// Goes on as far as it can without waiting. To be called, by one thread, when the state has
  /// changed (what happens to processes wakes it up) and ten times a second while is_busy(): what
  /// is done in intervals is done by then.
  void step(Timestamp now);
  /// Whether any task is under way.
  bool is_busy() const;
  /// Orders all processes to end, and returns when they have, at the latest after `patience`. No
  /// step() then or later.
  void stop(std::chrono::milliseconds patience);

  /// What a task has printed, from a position on, of the latest tasks and as far as it is kept.
  /// Safe to call from several threads.
  std::vector<TaskLine> output_since(std::string_view task_id, std::int64_t position) const;

  /// Answers what containers ask of their agent (credentials, metadata, stats, task protection),
  /// and hands all other requests on to `next`. Must not outlive the agent.
  std::unique_ptr<http::Handler> endpoints(http::Handler& next);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dynarock::ecs
