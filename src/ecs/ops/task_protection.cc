// GetTaskProtection and UpdateTaskProtection.

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/task_shapes.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxTasksToUpdate = 10;
constexpr std::int64_t kDefaultMinutes = 120, kMaxMinutes = 2880;

void write_protection(json::Writer& out, const Task& task, Timestamp now) {
  const bool on = task.is_protected(now);
  out.begin_object().member("taskArn", task.arn).member("protectionEnabled", on);
  if (on) write_time(out, "expirationDate", task.protection.expires);
  out.end_object();
}

struct Found {
  std::vector<Task*> tasks;
  std::vector<Failure> failures;
};

/// The tasks of services that a request names; all of the cluster's if it names none.
Result<Found> find_tasks(Resources& resources, json::Value request) {
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(resources, request));
  Found found;
  const Texts names = texts_of(request, "tasks");
  for (const std::string& name : names) {
    const std::string id = DYNAROCK_TRY(name_in_cluster(name, cluster->name));
    Task* task = resources.find_task(cluster->name, id);
    const std::string arn = task_arn(resources.place, cluster->name, id);
    if (!task)
      found.failures.push_back({arn, "MISSING", "The specified task could not be found."});
    else if (task->service.empty() || task->desired_status != TaskStatus::kRunning)
      found.failures.push_back(
          {arn, "TASK_NOT_VALID",
           "The task is not valid for this operation: it must be a running task of a service."});
    else
      found.tasks.push_back(task);
  }
  if (names.empty())
    for (auto& [key, task] : resources.tasks)
      if (task.cluster == cluster->name && !task.service.empty() &&
          task.desired_status == TaskStatus::kRunning)
        found.tasks.push_back(&task);
  return found;
}

std::string answer(const Found& found, Timestamp now) {
  return object([&](json::Writer& out) {
    out.key("protectedTasks").begin_array();
    for (const Task* task : found.tasks) write_protection(out, *task, now);
    out.end_array();
    write_failures(out, found.failures);
  });
}

Result<std::string> run_get(Context& context, json::Value request) {
  State::Writer resources = context.state.write(context.place);
  const Found found = DYNAROCK_TRY(find_tasks(*resources, request));
  return answer(found, context.now());
}

Result<std::string> run_update(Context& context, json::Value request) {
  const std::size_t count = texts_of(request, "tasks").size();
  if (count == 0) return fail(invalid_parameter("Tasks cannot be empty."));
  if (count > kMaxTasksToUpdate)
    return fail(invalid_parameter("Tasks cannot have more than 10 elements."));
  const std::int64_t minutes = integer_of(request, "expiresInMinutes").value_or(kDefaultMinutes);
  if (minutes < 1 || minutes > kMaxMinutes)
    return fail(invalid_parameter("expiresInMinutes should be between 1 and 2880."));
  std::string body;
  {
    State::Writer change = context.state.write(context.place);
    const Found found = DYNAROCK_TRY(find_tasks(*change, request));
    for (Task* task : found.tasks) {
      task->protection = {.enabled = boolean_of(request, "protectionEnabled"),
                          .expires = context.now() + std::chrono::minutes(minutes)};
      change.save(*task);
    }
    change.commit();
    body = answer(found, context.now());
  }
  context.scheduler.step(context.place, context.now());
  return body;
}

}  // namespace

const Operation kGetTaskProtection = {
    {"GetTaskProtection", &kGetTaskProtectionRequest, &kGetTaskProtectionResponse}, run_get};
const Operation kUpdateTaskProtection = {
    {"UpdateTaskProtection", &kUpdateTaskProtectionRequest, &kUpdateTaskProtectionResponse},
    run_update};

}  // namespace dynarock::ecs
