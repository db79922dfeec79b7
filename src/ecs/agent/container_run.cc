#include "ecs/agent/container_run.h"

#include <algorithm>
#include <cstring>
#include <system_error>
#include <tuple>
#include <utility>

#include "dynarock/base/utf8.h"

namespace dynarock::ecs {
namespace {

constexpr char kOutOfMemory[] = "OutOfMemoryError: Container killed due to memory usage";

/// What stands in place of a health check's command where there is none.
constexpr char kNoCheck[] = "NONE";

/// As the container runtime words it.
std::string start_failure(const process::Command& command, int error) {
  const std::string& program = command.arguments.front();
  std::string problem = std::strerror(error);
  std::ranges::transform(problem.begin(), problem.begin() + 1, problem.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (error == ENOENT && program.find('/') == std::string::npos)
    problem = "executable file not found in $PATH";
  return "CannotStartContainerError: ResourceInitializationError: failed to create new container "
         "runtime task: failed to create shim task: OCI runtime create failed: runc create failed: "
         "unable to start container process: exec: \"" +
         program + "\": " + problem + ": unknown";
}

/// With `?` for what is beyond ASCII in a text that is no UTF-8, and so could not be in JSON.
void make_utf8(std::string& text) {
  if (is_utf8(text)) return;
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
}

}  // namespace

ContainerRun::ContainerRun(Runtime& runtime, TaskName task, ContainerDefinition definition,
                           std::string id)
    : runtime_(runtime),
      task_(std::move(task)),
      definition_(std::move(definition)),
      id_(std::move(id)) {
  runtime_.registry.update(id_, [&](ContainerFacts& facts) {
    facts.task = task_;
    facts.name = definition_.name;
    facts.created = runtime_.parts.clock.now();
  });
}

void ContainerRun::set_command(process::Command command, std::shared_ptr<ContainerOutput> output) {
  command_ = std::move(command);
  output_ = std::move(output);
}

process::Events ContainerRun::events() {
  const auto self = shared_from_this();
  return {.started = [self] { self->runtime_.mailbox.post([self] { self->began(); }); },
          .output =
              [self](process::Stream stream, std::vector<std::string> lines) {
                for (std::string& line : lines) make_utf8(line);
                self->runtime_.output.add(self->task_.id, self->definition_.name,
                                          stream == process::Stream::kErrors, lines);
                self->output_->write(lines);
              },
          .exited =
              [self](const process::Exit& exit) {
                self->runtime_.mailbox.post([self, exit] { self->ended(exit); });
              }};
}

void ContainerRun::start(Timestamp now) {
  phase_ = Phase::kStarting;
  try {
    process_ = runtime_.supervisor.start(command_, events());
  } catch (const std::system_error& error) {
    failed_to_start_ = true;
    reason_ = start_failure(command_, error.code().value());
    phase_ = Phase::kStopped;
    finished_ = now;
  }
}

void ContainerRun::began() {
  if (phase_ != Phase::kStarting) return;
  phase_ = Phase::kRunning;
  started_ = runtime_.parts.clock.now();
  const auto& check = definition_.health_check;
  if (check && !check->command.empty() && check->command.front() != kNoCheck)
    probe_.emplace(*check, *started_);
  publish();
}

void ContainerRun::ended(const process::Exit& exit) {
  const Timestamp now = runtime_.parts.clock.now();
  process_.reset();
  if (check_process_) runtime_.supervisor.stop(*check_process_, std::chrono::milliseconds(0));
  if (exit.start_error != 0) {
    failed_to_start_ = true;
    reason_ = start_failure(command_, exit.start_error);
  } else {
    exit_code_ = exit.code;
    if (exit.out_of_memory) reason_ = kOutOfMemory;
    if (may_restart(now)) {
      ++restarts_;
      return start(now);
    }
  }
  phase_ = Phase::kStopped;
  finished_ = now;
  publish();
}

bool ContainerRun::may_restart(Timestamp now) const {
  const RestartPolicy& policy = definition_.restart_policy;
  return policy.enabled && !stop_ordered_ && started_ && now - *started_ >= policy.attempt_period &&
         std::ranges::find(policy.ignored_exit_codes, *exit_code_) ==
             policy.ignored_exit_codes.end();
}

void ContainerRun::stop(Timestamp now, std::chrono::milliseconds patience) {
  if (std::exchange(stop_ordered_, true)) return;
  if (process_) {
    runtime_.supervisor.stop(
        *process_, std::min<std::chrono::milliseconds>(definition_.stop_timeout, patience));
  } else if (phase_ == Phase::kWaiting) {
    phase_ = Phase::kStopped;
    finished_ = now;
  }
}

void ContainerRun::step(Timestamp now) {
  if (phase_ != Phase::kRunning || !probe_ || stop_ordered_) return;
  if (probe_->is_due(now)) begin_check(now);
  if (check_process_ && probe_->is_overdue(now) && !std::exchange(check_timed_out_, true))
    runtime_.supervisor.stop(*check_process_, std::chrono::milliseconds(0));
}

void ContainerRun::begin_check(Timestamp now) {
  process::Command command = command_;
  const Texts& words = probe_->check().command;
  const Texts rest(words.begin() + 1, words.end());
  command.arguments =
      words.front() == "CMD-SHELL" && !rest.empty() ? shell_command(rest.front()) : rest;
  probe_->begin(now);
  check_timed_out_ = false;
  const auto self = shared_from_this();
  const auto output = std::make_shared<std::string>();
  try {
    check_process_ = runtime_.supervisor.start(
        command, {.started = {},
                  .output =
                      [output](process::Stream, const std::vector<std::string>& lines) {
                        for (const std::string& line : lines) *output += line + "\n";
                      },
                  .exited =
                      [self, output](const process::Exit& exit) {
                        const int code = exit.start_error != 0 ? -1 : exit.code;
                        self->runtime_.mailbox.post(
                            [self, output, code] { self->end_check(code, *output); });
                      }});
  } catch (const std::system_error& error) {
    end_check(-1, error.what());
  }
}

void ContainerRun::end_check(int exit_code, const std::string& output) {
  check_process_.reset();
  if (phase_ != Phase::kRunning) return;
  const Timestamp now = runtime_.parts.clock.now();
  if (check_timed_out_) {
    probe_->end(
        -1,
        "Health check exceeded timeout (" + std::to_string(probe_->check().timeout.count()) + "s)",
        now);
  } else {
    probe_->end(exit_code, output, now);
  }
  publish();
}

void ContainerRun::publish() const {
  runtime_.registry.update(id_, [&](ContainerFacts& facts) {
    facts.started = started_;
    facts.finished = finished_;
    facts.process = process_;
    if (probe_) facts.health = probe_->report();
  });
}

bool ContainerRun::observe(Container& record) const {
  const auto status = phase_ == Phase::kStopped   ? ContainerStatus::kStopped
                      : phase_ == Phase::kRunning ? ContainerStatus::kRunning
                                                  : record.last_status;
  const std::optional<std::int64_t> exit_code =
      phase_ == Phase::kStopped ? std::optional<std::int64_t>(exit_code_) : std::nullopt;
  const auto now = std::tie(id_, status, exit_code, reason_, restarts_);
  const HealthStatus healthy = health();
  if (now == std::tie(record.runtime_id, record.last_status, record.exit_code, record.reason,
                      record.restart_count) &&
      healthy == record.health)
    return false;
  std::tie(record.runtime_id, record.last_status, record.exit_code, record.reason,
           record.restart_count) = now;
  record.health = healthy;
  return true;
}

}  // namespace dynarock::ecs
