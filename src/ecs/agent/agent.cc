#include "dynarock/ecs/agent/agent.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "ecs/agent/endpoints.h"
#include "ecs/agent/runtime.h"
#include "ecs/agent/task_run.h"

namespace dynarock::ecs {
namespace {

constexpr char kHostGone[] = "The host that ran this task has terminated.";
constexpr char kDefinitionGone[] = "The task definition does not exist any more.";

/// Nothing runs of the task, whatever was said before.
void give_up(State::Writer& state, Task& task, const char* reason, Timestamp now) {
  stop_task(task, StopCode::kTerminationNotice, reason, now);
  if (!task.stopping) task.stopping = now;
  task.last_status = TaskStatus::kStopped;
  task.execution_stopped = task.stopped = now;
  for (Container& container : task.containers) container.last_status = ContainerStatus::kStopped;
  state.save(task);
}

}  // namespace

class Agent::Impl {
 public:
  Impl(AgentOptions options, const AgentParts& parts) : runtime_(std::move(options), parts) {
    for (const Place& place : parts.state.places()) give_up_lost_tasks(place);
  }

  void start(std::string url) { runtime_.url = std::move(url); }

  void step(Timestamp now) {
    runtime_.mailbox.deal_with_all();
    if (runtime_.url.empty()) return;
    for (const Place& place : runtime_.parts.state.places()) take_new_tasks(place, now);
    for (auto& [name, run] : runs_) run.step(now);
    std::erase_if(runs_, [](const auto& one) { return one.second.has_ended(); });
  }

  bool is_busy() const { return !runs_.empty(); }

  void stop(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + 2 * patience;
    const State& state = runtime_.parts.state;
    for (auto& [name, run] : runs_) run.stop_processes(runtime_.parts.clock.now(), patience);
    while (std::chrono::steady_clock::now() < deadline) {
      const std::uint64_t seen = state.version();
      runtime_.mailbox.deal_with_all();
      if (std::ranges::none_of(runs_, [](const auto& one) { return one.second.has_processes(); }))
        return;
      state.wait_for_change(seen, patience);
    }
  }

  std::vector<TaskLine> output_since(std::string_view task_id, std::int64_t position) const {
    return runtime_.output.since(task_id, position);
  }

  std::unique_ptr<http::Handler> endpoints(http::Handler& next) {
    return std::make_unique<Endpoints>(runtime_, next);
  }

 private:
  /// A place, a cluster, a task.
  using Key = std::tuple<Place, std::string, std::string>;

  void give_up_lost_tasks(const Place& place) {
    auto state = runtime_.parts.state.write(place);
    for (auto& [name, task] : state->tasks)
      if (task.last_status != TaskStatus::kStopped && task.last_status != TaskStatus::kProvisioning)
        give_up(state, task, kHostGone, runtime_.parts.clock.now());
    state.commit();
  }

  void take_new_tasks(const Place& place, Timestamp now) {
    struct New {
      TaskName name;
      Task task;
      std::optional<TaskDefinition> definition;
    };
    std::vector<New> found;
    {
      const auto state = runtime_.parts.state.read(place);
      for (const auto& [name, task] : state->tasks) {
        if (task.last_status != TaskStatus::kProvisioning ||
            runs_.contains({place, task.cluster, task.id}))
          continue;
        const TaskDefinition* definition = state->find_definition(task.definition_arn);
        found.push_back(
            {{place, task.cluster, task.id},
             task,
             definition ? std::optional(overridden(*definition, task.overrides)) : std::nullopt});
      }
    }
    for (New& one : found) {
      if (one.definition)
        runs_.try_emplace({place, one.name.cluster, one.name.id}, runtime_, one.name, one.task,
                          std::move(*one.definition));
      else
        give_up_undefined(one.name, now);
    }
  }

  void give_up_undefined(const TaskName& name, Timestamp now) {
    auto state = runtime_.parts.state.write(name.place);
    if (Task* task = state->find_task(name.cluster, name.id))
      give_up(state, *task, kDefinitionGone, now);
    state.commit();
  }

  Runtime runtime_;
  std::map<Key, TaskRun> runs_;
};

Agent::Agent(AgentOptions options, const AgentParts& parts)
    : impl_(std::make_unique<Impl>(std::move(options), parts)) {}
Agent::~Agent() = default;

void Agent::start(std::string url) { impl_->start(std::move(url)); }
void Agent::step(Timestamp now) { impl_->step(now); }
bool Agent::is_busy() const { return impl_->is_busy(); }
void Agent::stop(std::chrono::milliseconds patience) { impl_->stop(patience); }
std::vector<TaskLine> Agent::output_since(std::string_view task_id, std::int64_t position) const {
  return impl_->output_since(task_id, position);
}
std::unique_ptr<http::Handler> Agent::endpoints(http::Handler& next) {
  return impl_->endpoints(next);
}

}  // namespace dynarock::ecs
