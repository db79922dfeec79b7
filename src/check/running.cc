// Whether a service is as it wants to be.

#include <algorithm>

#include "check/inspection.h"

namespace dynarock::check {
namespace {

/// The one that stopped last; null if none did.
const ecs::Task* last_stopped(const std::vector<ecs::Task>& tasks) {
  const ecs::Task* last = nullptr;
  for (const ecs::Task& task : tasks)
    if (task.stopped && (last == nullptr || *task.stopped > *last->stopped)) last = &task;
  return last;
}

/// What became of a task, as far as it is known.
std::string end_of(const ecs::Task& task) {
  std::string text = task.stopped_reason;
  for (const ecs::Container& container : task.containers) {
    if (!container.reason.empty()) text += "; " + container.name + ": " + container.reason;
    if (container.exit_code && *container.exit_code != 0)
      text += "; " + container.name + " exited with " + std::to_string(*container.exit_code);
  }
  return text;
}

}  // namespace

void check_running(Inspection& inspection) {
  const ecs::Service& service = inspection.service;
  const auto running = std::ranges::count_if(inspection.tasks, [](const ecs::Task& task) {
    return task.last_status == ecs::TaskStatus::kRunning &&
           task.desired_status == ecs::TaskStatus::kRunning;
  });
  const std::string counts =
      std::to_string(running) + " of " + std::to_string(service.desired_count) + " tasks run";
  const ecs::Deployment& deployment = service.primary();
  if (deployment.rollout_state == ecs::RolloutState::kFailed)
    return inspection.fail(
        "running", "the deployment failed: " + deployment.rollout_state_reason,
        "Look at its stopped tasks: aws ecs list-tasks --desired-status STOPPED --cluster " +
            service.cluster + ".");
  if (running >= service.desired_count) return inspection.pass("running", counts);
  const ecs::Task* stopped = last_stopped(inspection.tasks);
  if (stopped == nullptr)
    return inspection.warn("running", counts, "Check again when its tasks have started.");
  inspection.fail("running", counts + "; the last one stopped: " + end_of(*stopped),
                  "Its output may tell why; it is in the service's log group.");
}

}  // namespace dynarock::check
