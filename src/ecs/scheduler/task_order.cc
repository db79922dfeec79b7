#include "dynarock/ecs/scheduler/task_order.h"

#include <utility>

namespace dynarock::ecs {
namespace {

Container container_of(const TaskOrder& order, const Task& task,
                       const ContainerDefinition& definition, Ids& ids) {
  Container container;
  container.arn = container_arn(order.place, task.cluster, task.id, ids.uuid());
  container.name = definition.name;
  container.image = definition.image;
  container.essential = definition.essential;
  container.health_checked = definition.health_check.has_value();
  container.cpu = definition.cpu;
  container.memory = definition.memory;
  container.memory_reservation = definition.memory_reservation;
  return container;
}

std::string resolved_platform(const std::string& version) {
  return version.empty() || version == "LATEST" ? std::string(kLatestPlatform) : version;
}

}  // namespace

Result<Task> make_task(const TaskOrder& order, TaskNetwork& network, Ids& ids, Timestamp now) {
  Task task;
  task.id = ids.hex(32);
  task.cluster = order.cluster;
  task.arn = task_arn(order.place, task.cluster, task.id);
  task.definition_arn = order.definition.arn;
  task.created = now;
  task.capacity_provider = order.capacity_provider;
  task.platform_version = resolved_platform(order.platform_version);
  task.group = order.group.empty() ? "family:" + order.definition.family : order.group;
  task.started_by = order.started_by;
  task.service = order.service;
  task.reference_id = order.reference_id;
  task.enable_execute_command = order.enable_execute_command;
  task.overrides_json = order.overrides_json;
  task.overrides = read_overrides(order.overrides_json);
  task.network = order.network;
  task.tags = order.tags;

  const TaskDefinition definition = overridden(order.definition, task.overrides);
  task.cpu = std::to_string(definition.cpu);
  task.memory = std::to_string(definition.memory);
  task.ephemeral_storage = definition.ephemeral_storage;
  for (const ContainerDefinition& container : definition.containers)
    task.containers.push_back(container_of(order, task, container, ids));
  DYNAROCK_TRY(network.attach(order.place, task));
  return task;
}

}  // namespace dynarock::ecs
