#include "dynarock/ecs/model/task.h"

#include <algorithm>
#include <utility>

namespace dynarock::ecs {

Container* Task::find_container(std::string_view name) {
  const auto found = std::ranges::find(containers, name, &Container::name);
  return found == containers.end() ? nullptr : &*found;
}

HealthStatus Task::health() const {
  bool checked = false, unknown = false;
  for (const Container& container : containers) {
    if (!container.essential || !container.health_checked) continue;
    if (container.health == HealthStatus::kUnhealthy) return HealthStatus::kUnhealthy;
    checked = true;
    unknown = unknown || container.health == HealthStatus::kUnknown;
  }
  return checked && !unknown ? HealthStatus::kHealthy : HealthStatus::kUnknown;
}

bool Task::is_protected(Timestamp now) const {
  return protection.enabled && (!protection.expires || now < *protection.expires);
}

void stop_task(Task& task, StopCode code, std::string reason, Timestamp now) {
  if (task.desired_status == TaskStatus::kStopped) return;
  task.desired_status = TaskStatus::kStopped;
  task.stop_code = code;
  task.stopped_reason = std::move(reason);
  task.stopping = now;
}

}  // namespace dynarock::ecs
