#include "ecs/scheduler/service_step.h"

#include <algorithm>

#include "dynarock/ecs/scheduler/deployments.h"
#include "dynarock/ecs/scheduler/task_order.h"

namespace dynarock::ecs {
namespace {

constexpr std::string_view kForMore =
    "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";
/// After so many failures in a row it is said that tasks can't be started.
constexpr std::int64_t kFailuresToTell = 3;
constexpr std::chrono::hours kSaidAgainAfter{6};
constexpr std::chrono::seconds kLongestPause{300};

/// After the first failure a second, then twice as long each time.
std::chrono::seconds pause_after(std::int64_t failures) {
  const std::int64_t doublings = std::min<std::int64_t>(failures - 1, 9);
  return std::min(std::chrono::seconds(std::int64_t{1} << doublings), kLongestPause);
}

bool has_stopped(const Task& task) { return task.last_status == TaskStatus::kStopped; }
bool is_wanted(const Task& task) { return task.desired_status == TaskStatus::kRunning; }

std::string list_of(const std::vector<std::string>& ids) {
  std::string list;
  for (const std::string& id : ids) list += (list.empty() ? "(task " : " (task ") + id + ")";
  return list;
}

std::vector<Tag> tags_of_task(const Service& service, const TaskDefinition& definition) {
  std::vector<Tag> tags;
  if (service.propagate_tags == PropagateTags::kService) tags = service.tags;
  if (service.propagate_tags == PropagateTags::kTaskDefinition) tags = definition.tags;
  if (service.enable_managed_tags) {
    tags.push_back({"aws:ecs:serviceName", service.name});
    tags.push_back({"aws:ecs:clusterName", service.cluster});
  }
  return tags;
}

}  // namespace

ServiceStep::ServiceStep(State::Writer& change, Service& service, TaskNetwork& network, Ids& ids,
                         std::chrono::milliseconds settling, Timestamp now)
    : change_(change),
      service_(service),
      network_(network),
      ids_(ids),
      settling_(settling),
      now_(now) {
  for (auto& [key, task] : change->tasks)
    if (task.service == service.name && task.cluster == service.cluster) tasks_.push_back(&task);
  std::ranges::stable_sort(tasks_, {}, &Task::created);
}

void ServiceStep::run() {
  if (service_.status == ServiceStatus::kInactive) return;
  if (service_.status == ServiceStatus::kDraining) {
    drain();
  } else {
    begin();
    count_stopped();
    stop_unhealthy();
    trip_breaker();
    start_missing();
    stop_surplus();
    tell_of_standstill();
    settle();
  }
  if (changed_) change_.save(service_);
}

void ServiceStep::drain() {
  stop(tasks_where(is_wanted),
       "Scaling activity initiated by (deployment " + service_.primary().id + ")");
  if (!std::ranges::all_of(tasks_, [](const Task* task) { return has_stopped(*task); })) return;
  service_.status = ServiceStatus::kInactive;
  service_.deployments.clear();
  service_.deleted = now_;
  changed();
}

void ServiceStep::begin() {
  ServiceDeployment* deployment = find_change(service_, service_.primary().id);
  if (!deployment || deployment->status != ServiceDeploymentStatus::kPending) return;
  deployment->status = ServiceDeploymentStatus::kInProgress;
  deployment->started = now_;
  deployment->updated = now_;
  changed();
}

/// Tasks that stopped without being told to have failed; each counts once.
void ServiceStep::count_stopped() {
  for (Task* task : tasks_) {
    if (!has_stopped(*task) || task->counted) continue;
    task->counted = true;
    change_.save(*task);
    if (task->stop_code != StopCode::kTaskFailedToStart &&
        task->stop_code != StopCode::kEssentialContainerExited)
      continue;
    if (task->stop_code == StopCode::kTaskFailedToStart)
      say_once("was unable to place a task. Reason: " + task->stopped_reason);
    note_failure(task->started_by);
  }
}

void ServiceStep::stop_unhealthy() {
  const std::chrono::seconds grace(service_.health_check_grace_period_seconds.value_or(0));
  for (Task* task : tasks_where([&](const Task& task) {
         return is_wanted(task) && task.health() == HealthStatus::kUnhealthy &&
                (!task.started || *task.started + grace <= now_);
       })) {
    say("(task " + task->id + ") failed container health checks.");
    stop({task}, "Task failed container health checks");
    if (task->started_by == service_.primary().id) ++service_.primary().unhealthy_tasks;
    note_failure(task->started_by);
  }
}

void ServiceStep::note_failure(const std::string& deployment_id) {
  Deployment& primary = service_.primary();
  if (primary.id != deployment_id) return;
  ++primary.failures_in_row;
  primary.next_start = now_ + pause_after(primary.failures_in_row);
  if (primary.rollout_state == RolloutState::kInProgress) {
    ++primary.failed_tasks;
    if (ServiceDeployment* deployment = find_change(service_, primary.id))
      deployment->failure_count = primary.failed_tasks;
  }
  if (primary.failures_in_row >= kFailuresToTell)
    say_once("is unable to consistently start tasks successfully. " + std::string(kForMore));
  primary.updated = now_;
  service_.steady = false;
  changed();
}

void ServiceStep::trip_breaker() {
  Deployment& primary = service_.primary();
  if (!service_.deployment_configuration.circuit_breaker ||
      primary.rollout_state != RolloutState::kInProgress ||
      primary.failed_tasks < failure_threshold(service_))
    return;
  primary.rollout_state = RolloutState::kFailed;
  primary.rollout_state_reason = "ECS deployment circuit breaker: tasks failed to start.";
  primary.updated = now_;
  primary.halted = true;
  say("(deployment " + primary.id + ") deployment failed: tasks failed to start.");
  changed();

  ServiceDeployment* deployment = find_change(service_, primary.id);
  if (!deployment) return;
  const bool was_rolling_back = deployment->rollback_deployment_id == primary.id;
  deployment->breaker_triggered = true;
  deployment->updated = now_;
  if (service_.deployment_configuration.rollback && !was_rolling_back &&
      roll_back(
          service_,
          "Service deployment rolled back because the circuit breaker threshold was exceeded.",
          ids_, now_))
    return;
  deployment->status = was_rolling_back ? ServiceDeploymentStatus::kRollbackFailed
                                        : ServiceDeploymentStatus::kStopped;
  deployment->status_reason = "Service deployment stopped: tasks failed to start.";
  deployment->finished = deployment->stopped = now_;
}

void ServiceStep::start_missing() {
  const Deployment& primary = service_.primary();
  if (primary.halted || (primary.next_start && now_ < *primary.next_start)) return;
  const auto present = std::ssize(tasks_where([](const Task& task) { return !has_stopped(task); }));
  const std::int64_t missing =
      std::min(service_.desired_count - std::ssize(wanted_of_primary()), maximum() - present);
  std::vector<std::string> started;
  for (std::int64_t i = 0; i < missing && start_one(started); ++i) continue;
  if (started.empty()) return;
  std::string event =
      "has started " + std::to_string(started.size()) + " tasks: " + list_of(started) + ".";
  std::int64_t& unhealthy = service_.primary().unhealthy_tasks;
  if (unhealthy > 0)
    event +=
        " Amazon ECS replaced " + std::to_string(unhealthy) + " tasks due to an unhealthy status.";
  unhealthy = 0;
  say(event);
}

bool ServiceStep::start_one(std::vector<std::string>& started) {
  const ServiceRevision& revision = service_.wanted();
  if (revision.launch_type != LaunchType::kFargate) {
    say_once(
        "was unable to place a task because no container instance met all of its requirements. "
        "Reason: No Container Instances were found in your cluster. " +
        std::string(kForMore));
    return false;
  }
  const TaskDefinition* definition = change_->find_definition(revision.definition_arn);
  if (!definition) {
    say_once("was unable to place a task. Reason: The task definition does not exist.");
    return false;
  }
  TaskOrder order{.place = change_->place, .definition = *definition, .cluster = service_.cluster};
  order.capacity_provider = revision.capacity_provider;
  order.platform_version = revision.platform_version;
  order.group = "service:" + service_.name;
  order.started_by = service_.primary().id;
  order.service = service_.name;
  order.overrides_json = R"({"containerOverrides":[],"inferenceAcceleratorOverrides":[]})";
  order.network = revision.network.value_or(NetworkConfiguration());
  order.tags = tags_of_task(service_, *definition);
  order.enable_execute_command = service_.enable_execute_command;
  Result<Task> made = make_task(order, network_, ids_, now_);
  if (!made) {
    say_once("was unable to place a task. Reason: " + made.error().message);
    note_failure(service_.primary().id);
    return false;
  }
  started.push_back(made->id);
  const std::string key = made->cluster + "/" + made->id;
  Task& task = change_->tasks.emplace(key, std::move(*made)).first->second;
  change_.save(task);
  tasks_.push_back(&task);
  service_.steady = false;
  changed();
  return true;
}

void ServiceStep::stop_surplus() {
  Tasks surplus = surplus_of_primary();
  const Tasks earlier = surplus_of_earlier();
  surplus.insert(surplus.end(), earlier.begin(), earlier.end());
  stop(surplus, "Scaling activity initiated by (deployment " + service_.primary().id + ")");
  for (Deployment& deployment : service_.deployments) {
    const auto wanted = std::ssize(tasks_where(
        [&](const Task& task) { return is_wanted(task) && task.started_by == deployment.id; }));
    const std::int64_t desired =
        deployment.status == DeploymentStatus::kPrimary ? service_.desired_count : wanted;
    if (deployment.desired_count == desired) continue;
    deployment.desired_count = desired;
    deployment.updated = now_;
    changed();
  }
}

/// Those that do not run yet, then the youngest.
ServiceStep::Tasks ServiceStep::surplus_of_primary() const {
  const Tasks primary = wanted_of_primary();
  const std::int64_t too_many = std::ssize(primary) - service_.desired_count;
  if (too_many <= 0) return {};
  Tasks candidates = primary;
  std::erase_if(candidates, [this](const Task* task) { return task->is_protected(now_); });
  std::ranges::reverse(candidates);
  std::stable_partition(candidates.begin(), candidates.end(),
                        [](const Task* task) { return task->last_status < TaskStatus::kRunning; });
  candidates.resize(std::min(candidates.size(), static_cast<std::size_t>(too_many)));
  return candidates;
}

/// Those that aren't healthy anyway, and as many of the others as can be spared.
ServiceStep::Tasks ServiceStep::surplus_of_earlier() const {
  const auto healthy = std::ssize(tasks_where([this](const Task& task) {
    // A new task that may crash at once can't take an old one's place.
    const bool is_new = task.started_by == service_.primary().id;
    return is_new ? is_settled(task) : is_wanted(task) && is_healthy(task);
  }));
  std::int64_t spare = healthy - healthy_minimum();
  return tasks_where([&](const Task& task) {
    return is_wanted(task) && task.started_by != service_.primary().id &&
           !task.is_protected(now_) && (!is_healthy(task) || spare-- > 0);
  });
}

/// Where the percentages allow neither to stop an old task nor to start a new one.
void ServiceStep::tell_of_standstill() {
  const std::int64_t desired = service_.desired_count;
  if (maximum() > desired || healthy_minimum() < desired || !wanted_of_primary().empty()) return;
  const bool waits = !tasks_where([&](const Task& task) {
                        return is_wanted(task) && task.started_by != service_.primary().id;
                      }).empty();
  if (!waits) return;
  say_once(
      "was unable to stop or start tasks during a deployment because of the service deployment "
      "configuration. Update the minimumHealthyPercent or maximumPercent value and try again.");
}

void ServiceStep::settle() {
  const std::size_t count = service_.deployments.size();
  std::erase_if(service_.deployments, [this](const Deployment& deployment) {
    return deployment.status != DeploymentStatus::kPrimary &&
           tasks_where([&](const Task& task) {
             return !has_stopped(task) && task.started_by == deployment.id;
           }).empty();
  });
  if (service_.deployments.size() != count) changed();
  if (service_.steady || service_.deployments.size() > 1) return;
  const Tasks present = tasks_where([](const Task& task) { return !has_stopped(task); });
  if (std::ssize(present) != service_.desired_count ||
      !std::ranges::all_of(present, [this](const Task* task) { return is_settled(*task); }))
    return;
  service_.primary().failures_in_row = 0;
  service_.primary().next_start.reset();
  if (service_.primary().rollout_state == RolloutState::kInProgress) complete();
  say("has reached a steady state.");
  service_.steady = true;
  changed();
}

void ServiceStep::complete() {
  Deployment& primary = service_.primary();
  primary.rollout_state = RolloutState::kCompleted;
  primary.rollout_state_reason = "ECS deployment " + primary.id + " completed.";
  primary.failed_tasks = 0;
  primary.updated = now_;
  say("(deployment " + primary.id + ") deployment completed.");
  ServiceDeployment* deployment = find_change(service_, primary.id);
  if (!deployment) return;
  deployment->status = deployment->rollback_deployment_id.empty()
                           ? ServiceDeploymentStatus::kSuccessful
                           : ServiceDeploymentStatus::kRollbackSuccessful;
  deployment->finished = now_;
  deployment->updated = now_;
}

template <class Condition>
ServiceStep::Tasks ServiceStep::tasks_where(Condition condition) const {
  Tasks found;
  for (Task* task : tasks_)
    if (condition(*task)) found.push_back(task);
  return found;
}

bool ServiceStep::is_healthy(const Task& task) const {
  const bool is_checked = std::ranges::any_of(task.containers, [](const Container& container) {
    return container.essential && container.health_checked;
  });
  return task.last_status == TaskStatus::kRunning &&
         (!is_checked || task.health() == HealthStatus::kHealthy);
}

bool ServiceStep::is_settled(const Task& task) const {
  return is_wanted(task) && is_healthy(task) && task.started && *task.started + settling_ <= now_;
}

ServiceStep::Tasks ServiceStep::wanted_of_primary() const {
  return tasks_where([this](const Task& task) {
    return is_wanted(task) && task.started_by == service_.primary().id;
  });
}

std::int64_t ServiceStep::healthy_minimum() const {
  return (service_.desired_count * service_.deployment_configuration.minimum_healthy_percent + 99) /
         100;
}

std::int64_t ServiceStep::maximum() const {
  return service_.desired_count * service_.deployment_configuration.maximum_percent / 100;
}

void ServiceStep::stop(const Tasks& tasks, const std::string& reason) {
  if (tasks.empty()) return;
  std::vector<std::string> ids;
  for (Task* task : tasks) {
    stop_task(*task, StopCode::kServiceSchedulerInitiated, reason, now_);
    change_.save(*task);
    ids.push_back(task->id);
  }
  say("has stopped " + std::to_string(ids.size()) + " running tasks: " + list_of(ids) + ".");
  service_.steady = false;
  changed();
}

void ServiceStep::say(const std::string& what) {
  add_event(service_, "(service " + service_.name + ") " + what, ids_, now_);
  changed();
}

void ServiceStep::say_once(const std::string& what) {
  const std::string message = "(service " + service_.name + ") " + what;
  const bool is_said = std::ranges::any_of(service_.events, [&](const ServiceEvent& event) {
    return event.message == message && now_ < event.created + kSaidAgainAfter;
  });
  if (!is_said) say(what);
}

}  // namespace dynarock::ecs
