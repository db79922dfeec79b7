// DescribeTasks, StopTask, ExecuteCommand.

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/task_shapes.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxTasks = 100;
constexpr std::size_t kMaxIdentifier = 36;

/// The id of a task in a cluster.
Result<std::string> id_of(std::string_view given, std::string_view cluster) {
  std::string id = DYNAROCK_TRY(name_in_cluster(given, cluster));
  if (id.size() > kMaxIdentifier) return fail(invalid_parameter("taskId longer than 36."));
  return id;
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const Texts given = texts_of(request, "tasks");
  if (given.empty()) return fail(invalid_parameter("Tasks cannot be empty."));
  if (given.size() > kMaxTasks)
    return fail(invalid_parameter("Tasks cannot have more than 100 elements."));
  const State::Reader resources = context.state.read(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*resources, request));
  std::vector<const Task*> tasks;
  std::vector<Failure> failures;
  for (const std::string& name : given) {
    const std::string id = DYNAROCK_TRY(id_of(name, cluster->name));
    if (const Task* task = resources->find_task(cluster->name, id))
      tasks.push_back(task);
    else
      failures.push_back({task_arn(context.place, cluster->name, id), "MISSING"});
  }
  const bool with_tags = includes(request, "TAGS");
  return object([&](json::Writer& out) {
    out.key("tasks").begin_array();
    for (const Task* task : tasks) write_task(out, *resources, *task, with_tags);
    out.end_array();
    write_failures(out, failures);
  });
}

Result<Task*> find_task(Resources& resources, json::Value request) {
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(resources, request));
  const std::string id = DYNAROCK_TRY(id_of(*request.find_text("task"), cluster->name));
  Task* task = resources.find_task(cluster->name, id);
  if (!task) return fail(invalid_parameter("The referenced task was not found."));
  return task;
}

Result<std::string> run_stop(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  Task* task = DYNAROCK_TRY(find_task(*change, request));
  const std::string reason = text_of(request, "reason");
  if (task->desired_status != TaskStatus::kStopped) {
    stop_task(*task, StopCode::kUserInitiated, reason.empty() ? "Task stopped by user" : reason,
              context.now());
    change.save(*task);
  }
  change.commit();
  return object([&](json::Writer& out) {
    out.key("task");
    write_task(out, *change, *task, true);
  });
}

/// There is no agent in the containers that could run it.
Result<std::string> run_execute_command(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  const Task* task = DYNAROCK_TRY(find_task(*change, request));
  const std::string container = text_of(request, "container");
  const auto is_named = [&](const Container& one) { return one.name == container; };
  if (!container.empty() && std::ranges::none_of(task->containers, is_named))
    return fail(invalid_parameter("The container " + container + " was not found in the task."));
  return fail(invalid_parameter(
      "The execute command failed because execute command was not enabled when the task was run or "
      "the execute command agent isn't running. Wait and try again or run a new task with execute "
      "command enabled and try again."));
}

}  // namespace

const Operation kDescribeTasks = {
    {"DescribeTasks", &kDescribeTasksRequest, &kDescribeTasksResponse}, run_describe};
const Operation kStopTask = {{"StopTask", &kStopTaskRequest, &kStopTaskResponse}, run_stop};
const Operation kExecuteCommand = {
    {"ExecuteCommand", &kExecuteCommandRequest, &kExecuteCommandResponse}, run_execute_command};

}  // namespace dynarock::ecs
