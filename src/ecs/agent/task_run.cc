#include "ecs/agent/task_run.h"

#include <algorithm>
#include <utility>

#include "ecs/agent/preparation.h"

namespace dynarock::ecs {
namespace {

constexpr char kDependencyFailed[] = "TaskDependencyError: Task dependencies cannot be completed";
/// Of a task whose containers themselves say why.
constexpr char kFailedToStart[] = "Task failed to start";
constexpr char kEssentialExited[] = "Essential container in task exited";

/// As Fargate's: the task's and ten digits.
std::string make_container_id(const std::string& task_id, Ids& ids) {
  return task_id + "-" + ids.text(10, "0123456789");
}

}  // namespace

TaskRun::TaskRun(Runtime& runtime, TaskName name, const Task& task, TaskDefinition definition)
    : runtime_(runtime),
      name_(std::move(name)),
      arn_(task.arn),
      definition_(std::move(definition)) {
  for (const ContainerDefinition& container : definition_.containers)
    containers_.push_back(std::make_shared<ContainerRun>(
        runtime_, name_, container, make_container_id(name_.id, runtime_.parts.ids)));
}

void TaskRun::change(const std::function<void(Task&)>& change) {
  auto state = runtime_.parts.state.write(name_.place);
  Task* task = state->find_task(name_.cluster, name_.id);
  if (task == nullptr) return;
  change(*task);
  state.save(*task);
  state.commit();
}

void TaskRun::step(Timestamp now) {
  if (ended_) return;
  if (!stopping_) {
    const auto state = runtime_.parts.state.read(name_.place);
    const Task* task = state->find_task(name_.cluster, name_.id);
    stopping_ = task == nullptr || task->desired_status == TaskStatus::kStopped;
  }
  if (!begun_ && !stopping_) begin(now);
  if (!stopping_) start_containers(now);
  for (const auto& container : containers_) container->step(now);
  if (stopping_) stop_containers(now);
  observe(now);
  const bool all_stopped =
      std::ranges::all_of(containers_, [](const auto& one) { return one->has_stopped(); });
  if (stopping_ && all_stopped) end(now);
}

void TaskRun::begin(Timestamp now) {
  begun_ = true;
  change([&](Task& task) {
    task.last_status = TaskStatus::kPending;
    task.connected = task.pull_started = now;
    for (Attachment& attachment : task.attachments) attachment.status = AttachmentStatus::kAttached;
  });
  std::vector<std::string> ids;
  for (const auto& container : containers_) ids.push_back(container->id());
  auto prepared = prepare(runtime_, name_, definition_, arn_, ids);
  if (!prepared) return fail(prepared.error().reason, prepared.error().container, now);
  for (std::size_t i = 0; i < containers_.size(); ++i)
    containers_[i]->set_command(std::move((*prepared)[i].command),
                                std::move((*prepared)[i].output));
  change([&](Task& task) { task.pull_stopped = runtime_.parts.clock.now(); });
}

/// The task can't start.
void TaskRun::fail(std::string reason, const std::string& container, Timestamp now) {
  if (ContainerRun* blamed = find(container)) blamed->set_reason(reason);
  change(
      [&](Task& task) { stop_task(task, StopCode::kTaskFailedToStart, std::move(reason), now); });
  stopping_ = true;
}

ContainerRun* TaskRun::find(std::string_view name) const {
  const auto found = std::ranges::find_if(
      containers_, [&](const auto& one) { return one->definition().name == name; });
  return found == containers_.end() ? nullptr : found->get();
}

void TaskRun::start_containers(Timestamp now) {
  for (const auto& container : containers_) {
    if (container->phase() != ContainerRun::Phase::kWaiting) continue;
    const std::optional<bool> may = may_start(*container, now);
    if (!may) continue;
    if (!*may) {
      container->set_reason(kDependencyFailed);
      return fail(kFailedToStart, {}, now);
    }
    container->start(now);
  }
}

std::optional<bool> TaskRun::may_start(const ContainerRun& container, Timestamp now) const {
  bool all = true;
  for (const Dependency& dependency : container.definition().depends_on) {
    const std::optional<bool> met = is_met(dependency, now);
    if (met == false) return false;
    all = all && met.has_value();
  }
  return all ? std::optional(true) : std::nullopt;
}

std::optional<bool> TaskRun::is_met(const Dependency& dependency, Timestamp now) const {
  const ContainerRun* on = find(dependency.container);
  if (on == nullptr) return false;
  const auto stopped = [&](bool met) -> std::optional<bool> {
    return on->has_stopped() ? std::optional(met) : std::nullopt;
  };
  std::optional<bool> met;
  switch (dependency.condition) {
    case DependencyCondition::kStart:
      met = on->has_started() ? std::optional(true) : stopped(false);
      break;
    case DependencyCondition::kComplete:
      met = stopped(on->exit_code().has_value());
      break;
    case DependencyCondition::kSuccess:
      met = stopped(on->exit_code() == 0);
      break;
    case DependencyCondition::kHealthy:
      met = on->health() == HealthStatus::kHealthy ? std::optional(true) : stopped(false);
      break;
  }
  const auto timeout = on->definition().start_timeout;
  if (!met && timeout.count() > 0 && on->started() && now >= *on->started() + timeout) return false;
  return met;
}

/// Those first that others do not depend on.
void TaskRun::stop_containers(Timestamp now) {
  for (const auto& container : containers_) {
    const bool needed = std::ranges::any_of(containers_, [&](const auto& other) {
      return !other->has_stopped() &&
             std::ranges::any_of(other->definition().depends_on, [&](const Dependency& one) {
               return one.container == container->definition().name;
             });
    });
    if (!needed) container->stop(now);
  }
}

void TaskRun::stop_processes(Timestamp now, std::chrono::milliseconds patience) {
  for (const auto& container : containers_) container->stop(now, patience);
}

bool TaskRun::has_processes() const {
  return std::ranges::any_of(containers_, [](const auto& one) { return one->has_process(); });
}

/// Tells of what has happened to the containers, and stops the task if an essential one has ended.
void TaskRun::observe(Timestamp now) {
  auto state = runtime_.parts.state.write(name_.place);
  Task* task = state->find_task(name_.cluster, name_.id);
  if (task == nullptr) return;
  bool changed = false;
  for (const auto& container : containers_)
    if (Container* record = task->find_container(container->definition().name))
      changed |= container->observe(*record);

  const auto ended = std::ranges::find_if(containers_, [](const auto& one) {
    return one->has_stopped() && !one->stop_ordered() && one->definition().essential;
  });
  if (ended != containers_.end() && !stopping_) {
    const bool never_began = (*ended)->failed_to_start();
    stop_task(*task,
              never_began ? StopCode::kTaskFailedToStart : StopCode::kEssentialContainerExited,
              never_began ? kFailedToStart : kEssentialExited, now);
    changed = true;
  }
  const bool all_started = std::ranges::all_of(
      containers_, [](const auto& one) { return one->has_started() || one->has_stopped(); });
  if (all_started && !stopping_ && task->desired_status == TaskStatus::kRunning &&
      task->last_status < TaskStatus::kRunning) {
    task->last_status = TaskStatus::kRunning;
    task->started = now;
    changed = true;
  }
  if (task->desired_status == TaskStatus::kStopped && task->last_status < TaskStatus::kStopping) {
    task->last_status = TaskStatus::kStopping;
    if (!task->stopping) task->stopping = now;
    changed = true;
  }
  if (!changed) return;
  state.save(*task);
  state.commit();
}

void TaskRun::end(Timestamp now) {
  change([&](Task& task) {
    task.last_status = TaskStatus::kDeprovisioning;
    task.execution_stopped = now;
  });
  change([&](Task& task) {
    task.last_status = TaskStatus::kStopped;
    task.stopped = runtime_.parts.clock.now();
  });
  runtime_.registry.forget(name_);
  ended_ = true;
}

}  // namespace dynarock::ecs
