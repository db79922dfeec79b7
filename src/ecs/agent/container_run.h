#pragma once

#include <memory>
#include <optional>
#include <string>

#include "dynarock/ecs/model/task.h"
#include "dynarock/ecs/model/task_definition.h"
#include "dynarock/process/supervisor.h"
#include "ecs/agent/container_output.h"
#include "ecs/agent/health_probe.h"
#include "ecs/agent/runtime.h"

namespace dynarock::ecs {

/// A container as a process. All on the agent's thread.
class ContainerRun final : public std::enable_shared_from_this<ContainerRun> {
 public:
  enum class Phase : std::uint8_t { kWaiting, kStarting, kRunning, kStopped };

  /// `runtime` must outlive it. `id` is unique.
  ContainerRun(Runtime& runtime, TaskName task, ContainerDefinition definition, std::string id);

  /// Before start().
  void set_command(process::Command command, std::shared_ptr<ContainerOutput> output);

  void start(Timestamp now);
  /// Does nothing more the second time. One that has not started never will. `patience` counts if
  /// it is less than the definition's.
  void stop(Timestamp now, std::chrono::milliseconds patience = std::chrono::hours(1));
  /// Sees to its health.
  void step(Timestamp now);

  const ContainerDefinition& definition() const { return definition_; }
  const std::string& id() const { return id_; }
  Phase phase() const { return phase_; }
  bool has_started() const { return phase_ == Phase::kRunning || started_.has_value(); }
  bool has_process() const { return process_.has_value() || check_process_.has_value(); }
  bool has_stopped() const { return phase_ == Phase::kStopped; }
  bool stop_ordered() const { return stop_ordered_; }
  /// Whether its program could not be started.
  bool failed_to_start() const { return failed_to_start_; }
  std::optional<Timestamp> started() const { return started_; }
  std::optional<int> exit_code() const { return exit_code_; }
  HealthStatus health() const { return probe_ ? probe_->report().status : HealthStatus::kUnknown; }
  void set_reason(std::string reason) { reason_ = std::move(reason); }

  /// Writes what is so into its record. Returns whether anything is new.
  bool observe(Container& record) const;

 private:
  process::Events events();
  void began();
  void ended(const process::Exit& exit);
  bool may_restart(Timestamp now) const;
  void begin_check(Timestamp now);
  void end_check(int exit_code, const std::string& output);
  void publish() const;

  Runtime& runtime_;
  const TaskName task_;
  const ContainerDefinition definition_;
  const std::string id_;
  process::Command command_;
  std::shared_ptr<ContainerOutput> output_;

  Phase phase_ = Phase::kWaiting;
  bool stop_ordered_ = false, failed_to_start_ = false;
  std::optional<process::Supervisor::Id> process_, check_process_;
  std::optional<Timestamp> started_, finished_;
  std::optional<int> exit_code_;
  std::string reason_;
  std::int64_t restarts_ = 0;
  std::optional<HealthProbe> probe_;
  bool check_timed_out_ = false;
};

}  // namespace dynarock::ecs
