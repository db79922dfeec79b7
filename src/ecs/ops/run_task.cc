#include <algorithm>
#include <utility>

#include "dynarock/aws/echo.h"
#include "dynarock/ecs/scheduler/task_order.h"
#include "ecs/ops/answers.h"
#include "ecs/ops/capacity_providers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/task_shapes.h"

namespace dynarock::ecs {
namespace {

constexpr std::int64_t kMaxCount = 10;
constexpr std::size_t kMaxStartedBy = 128;

/// The member `overrides` as answers have it.
Result<std::string> overrides_of(json::Value request, const TaskDefinition& definition) {
  const auto given = request.find("overrides");
  std::string text = given ? aws::echo_of(*given, kTaskOverride) : "{}";
  for (const ContainerOverride& container : read_overrides(text).containers) {
    if (container.name.empty())
      return fail(invalid_parameter("Container override must have a container name."));
    if (!definition.find_container(container.name))
      return fail(invalid_parameter("Override for container named " + container.name +
                                    " is not a container in the TaskDefinition."));
  }
  // Lists that are always there.
  text.pop_back();
  const auto add_list = [&](std::string_view name) {
    text += text == "{" ? "\"" : ",\"";
    text.append(name).append("\":[]");
  };
  if (!given || !given->find("containerOverrides")) add_list("containerOverrides");
  add_list("inferenceAcceleratorOverrides");
  return text + "}";
}

Result<std::vector<Tag>> tags_of_tasks(json::Value request, const TaskDefinition& definition) {
  std::vector<Tag> tags;
  if (request.find_text("propagateTags") == "TASK_DEFINITION") tags = definition.tags;
  const std::vector<Tag> own = DYNAROCK_TRY(tags_of(request));
  DYNAROCK_TRY(merge_tags(tags, own));
  if (boolean_of(request, "enableECSManagedTags"))
    tags.push_back(
        {"aws:ecs:clusterName", std::string(cluster_name(request.find_text("cluster")))});
  return tags;
}

Result<std::int64_t> count_of(json::Value request) {
  const std::int64_t count = integer_of(request, "count").value_or(1);
  if (count < 1 || count > kMaxCount)
    return fail(invalid_parameter("count should be between 1 and 10."));
  return count;
}

Result<std::string> run(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  const Cluster* cluster = DYNAROCK_TRY(find_cluster(*change, request));
  const TaskDefinition* definition = change->find_definition(*request.find_text("taskDefinition"));
  if (!definition) return fail(client_error("TaskDefinition not found."));
  if (definition->status != DefinitionStatus::kActive)
    return fail(client_error("TaskDefinition is inactive"));
  const std::int64_t count = DYNAROCK_TRY(count_of(request));
  const Launch launch = DYNAROCK_TRY(launch_of(request, *cluster));
  const auto network = DYNAROCK_TRY(network_of(request));
  const std::string platform = text_of(request, "platformVersion");
  DYNAROCK_TRY(check_launch(launch, *definition, network, platform));
  if (launch.type != LaunchType::kFargate)
    return fail(invalid_parameter("No Container Instances were found in your cluster."));
  const std::string started_by = text_of(request, "startedBy");
  if (started_by.size() > kMaxStartedBy)
    return fail(invalid_parameter("startedBy cannot be longer than 128."));
  TaskOrder order{.place = context.place, .definition = *definition, .cluster = cluster->name};
  order.overrides_json = DYNAROCK_TRY(overrides_of(request, *definition));
  order.tags = DYNAROCK_TRY(tags_of_tasks(request, *definition));
  order.capacity_provider = launch.capacity_provider;
  order.platform_version = platform;
  order.group = text_of(request, "group");
  order.started_by = started_by;
  order.reference_id = text_of(request, "referenceId");
  order.network = *network;
  order.enable_execute_command = boolean_of(request, "enableExecuteCommand");
  DYNAROCK_TRY(context.network.check(context.place, order.network));

  std::vector<Task> made;
  for (std::int64_t i = 0; i < count; ++i) {
    Result<Task> task = make_task(order, context.network, context.ids, context.now());
    if (!task) {
      for (const Task& earlier : made) context.network.detach(context.place, earlier);
      return fail(task.error());
    }
    made.push_back(std::move(*task));
  }
  for (Task& task : made) {
    change.save(task);
    change->tasks.emplace(task.cluster + "/" + task.id, task);
  }
  change.commit();
  return object([&](json::Writer& out) {
    out.key("tasks").begin_array();
    for (const Task& task : made) write_task(out, *change, task, true);
    out.end_array();
    write_failures(out, {});
  });
}

}  // namespace

const Operation kRunTask = {{"RunTask", &kRunTaskRequest, &kRunTaskResponse}, run};

}  // namespace dynarock::ecs
