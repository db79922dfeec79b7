#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dynarock/ecs/model/task.h"
#include "ecs/agent/container_run.h"
#include "ecs/agent/runtime.h"

namespace dynarock::ecs {

/// A task under way: its containers in the order of their dependencies, until none runs any more.
/// All on the agent's thread.
class TaskRun {
 public:
  /// Of a task that is provisioning. `definition` has the task's overrides in it.
  TaskRun(Runtime& runtime, TaskName name, const Task& task, TaskDefinition definition);

  /// Goes on as far as it can without waiting.
  void step(Timestamp now);
  /// Whether nothing of it is left to do.
  bool has_ended() const { return ended_; }
  /// Orders its processes to end, all at once.
  void stop_processes(Timestamp now, std::chrono::milliseconds patience);
  bool has_processes() const;

 private:
  /// Changes the task's record.
  void change(const std::function<void(Task&)>& change);
  void begin(Timestamp now);
  void fail(std::string reason, const std::string& container, Timestamp now);
  void start_containers(Timestamp now);
  /// Whether a container may start: nothing while it has to wait, else whether what it depends on
  /// went as it has to.
  std::optional<bool> may_start(const ContainerRun& container, Timestamp now) const;
  std::optional<bool> is_met(const Dependency& dependency, Timestamp now) const;
  void stop_containers(Timestamp now);
  void observe(Timestamp now);
  void end(Timestamp now);
  ContainerRun* find(std::string_view name) const;

  Runtime& runtime_;
  const TaskName name_;
  const std::string arn_;
  const TaskDefinition definition_;
  std::vector<std::shared_ptr<ContainerRun>> containers_;
  bool begun_ = false, stopping_ = false, ended_ = false;
};

}  // namespace dynarock::ecs
