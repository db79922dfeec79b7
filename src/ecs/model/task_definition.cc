#include "dynarock/ecs/model/task_definition.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"

// Reads what ECS itself has written, or checked and normalised, so that members have their types.

namespace dynarock::ecs {
namespace {

using json::Value;

std::string text(Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

/// Written as a number or, as sizes of tasks are, as a string.
std::int64_t number(Value object, std::string_view name, std::int64_t absent = 0) {
  const auto value = object.find(name);
  return value ? leading_number<std::int64_t>(value->text()) : absent;
}

std::chrono::seconds seconds(Value object, std::string_view name, std::chrono::seconds absent) {
  return std::chrono::seconds(number(object, name, absent.count()));
}

bool boolean(Value object, std::string_view name, bool absent) {
  const auto value = object.find(name);
  return value ? value->boolean() : absent;
}

/// The elements of a list, each read by a function; none if it is absent.
template <class Read>
auto list(Value object, std::string_view name, Read read) {
  std::vector<decltype(read(std::declval<Value>()))> elements;
  if (const auto array = object.find(name))
    for (const Value element : array->elements()) elements.push_back(read(element));
  return elements;
}

Texts texts(Value object, std::string_view name) {
  return list(object, name, [](Value element) { return std::string(element.text()); });
}

TextMap text_map(Value object, std::string_view name) {
  TextMap map;
  if (const auto members = object.find(name))
    for (const Value::Member member : members->members())
      map.emplace(member.name, member.value.text());
  return map;
}

std::vector<Variable> variables(Value object, std::string_view name) {
  return list(object, name, [](Value variable) {
    return Variable{text(variable, "name"), text(variable, "value")};
  });
}

std::vector<SecretReference> secrets(Value object, std::string_view name) {
  return list(object, name, [](Value secret) {
    return SecretReference{text(secret, "name"), text(secret, "valueFrom")};
  });
}

std::optional<HealthCheck> health_check(Value container) {
  const auto given = container.find("healthCheck");
  if (!given) return std::nullopt;
  HealthCheck check;
  check.command = texts(*given, "command");
  check.interval = seconds(*given, "interval", check.interval);
  check.timeout = seconds(*given, "timeout", check.timeout);
  check.start_period = seconds(*given, "startPeriod", check.start_period);
  check.retries = number(*given, "retries", check.retries);
  return check;
}

std::optional<LogConfiguration> log_configuration(Value container) {
  const auto given = container.find("logConfiguration");
  if (!given) return std::nullopt;
  return LogConfiguration{text(*given, "logDriver"), text_map(*given, "options"),
                          secrets(*given, "secretOptions")};
}

RestartPolicy restart_policy(Value container) {
  RestartPolicy policy;
  const auto given = container.find("restartPolicy");
  if (!given) return policy;
  policy.enabled = boolean(*given, "enabled", false);
  policy.ignored_exit_codes = list(*given, "ignoredExitCodes", [](Value code) {
    return leading_number<std::int64_t>(code.text());
  });
  policy.attempt_period = seconds(*given, "restartAttemptPeriod", policy.attempt_period);
  return policy;
}

bool init_process(Value container) {
  const auto parameters = container.find("linuxParameters");
  return parameters && boolean(*parameters, "initProcessEnabled", false);
}

ContainerDefinition container(Value given) {
  ContainerDefinition container;
  container.name = text(given, "name");
  container.image = text(given, "image");
  container.entry_point = texts(given, "entryPoint");
  container.command = texts(given, "command");
  container.working_directory = text(given, "workingDirectory");
  container.user = text(given, "user");
  container.environment = variables(given, "environment");
  container.secrets = secrets(given, "secrets");
  container.essential = boolean(given, "essential", true);
  container.depends_on = list(given, "dependsOn", [](Value dependency) {
    return Dependency{text(dependency, "containerName"),
                      status_of<DependencyCondition>(text(dependency, "condition"))};
  });
  container.health_check = health_check(given);
  container.start_timeout = seconds(given, "startTimeout", container.start_timeout);
  container.stop_timeout = seconds(given, "stopTimeout", container.stop_timeout);
  container.log_configuration = log_configuration(given);
  container.port_mappings = list(given, "portMappings", [](Value mapping) {
    return PortMapping{number(mapping, "containerPort"), number(mapping, "hostPort"),
                       text(mapping, "protocol")};
  });
  container.cpu = number(given, "cpu");
  container.memory = number(given, "memory");
  container.memory_reservation = number(given, "memoryReservation");
  container.ulimits = list(given, "ulimits", [](Value limit) {
    return Ulimit{text(limit, "name"), number(limit, "softLimit"), number(limit, "hardLimit")};
  });
  container.restart_policy = restart_policy(given);
  container.docker_labels = text_map(given, "dockerLabels");
  container.init_process = init_process(given);
  return container;
}

std::optional<std::int64_t> optional_number(Value object, std::string_view name) {
  if (!object.find(name)) return std::nullopt;
  return number(object, name);
}

ContainerOverride container_override(Value given) {
  ContainerOverride change;
  change.name = text(given, "name");
  if (given.find("command")) change.command = texts(given, "command");
  change.environment = variables(given, "environment");
  change.cpu = optional_number(given, "cpu");
  change.memory = optional_number(given, "memory");
  change.memory_reservation = optional_number(given, "memoryReservation");
  return change;
}

void parse(json::Document& document, std::string_view text) {
  if (!document.parse(text) || !document.root().is_object())
    throw std::runtime_error("a task definition's record is no JSON");
}

void apply(const ContainerOverride& change, ContainerDefinition& container) {
  if (change.command) container.command = *change.command;
  for (const Variable& variable : change.environment) {
    const auto same = std::ranges::find(container.environment, variable.name, &Variable::name);
    if (same == container.environment.end())
      container.environment.push_back(variable);
    else
      same->value = variable.value;
  }
  container.cpu = change.cpu.value_or(container.cpu);
  container.memory = change.memory.value_or(container.memory);
  container.memory_reservation = change.memory_reservation.value_or(container.memory_reservation);
}

}  // namespace

const ContainerDefinition* TaskDefinition::find_container(std::string_view name) const {
  const auto found = std::ranges::find(containers, name, &ContainerDefinition::name);
  return found == containers.end() ? nullptr : &*found;
}

void read_definition(TaskDefinition& definition) {
  json::Document document;
  parse(document, definition.json);
  const Value record = document.root();
  definition.cpu = number(record, "cpu");
  definition.memory = number(record, "memory");
  definition.task_role = text(record, "taskRoleArn");
  definition.execution_role = text(record, "executionRoleArn");
  definition.network_mode = text(record, "networkMode");
  definition.operating_system = "LINUX";
  definition.cpu_architecture = "X86_64";
  if (const auto platform = record.find("runtimePlatform")) {
    definition.operating_system =
        platform->find_text("operatingSystemFamily").value_or(definition.operating_system);
    definition.cpu_architecture =
        platform->find_text("cpuArchitecture").value_or(definition.cpu_architecture);
  }
  if (const auto storage = record.find("ephemeralStorage"))
    definition.ephemeral_storage = number(*storage, "sizeInGiB");
  definition.requires_compatibilities = texts(record, "requiresCompatibilities");
  definition.compatibilities = texts(record, "compatibilities");
  definition.containers = list(record, "containerDefinitions", container);
}

TaskOverride read_overrides(std::string_view json) {
  json::Document document;
  parse(document, json);
  const Value record = document.root();
  return {.task_role = text(record, "taskRoleArn"),
          .execution_role = text(record, "executionRoleArn"),
          .cpu = number(record, "cpu"),
          .memory = number(record, "memory"),
          .containers = list(record, "containerOverrides", container_override)};
}

TaskDefinition overridden(TaskDefinition definition, const TaskOverride& overrides) {
  if (!overrides.task_role.empty()) definition.task_role = overrides.task_role;
  if (!overrides.execution_role.empty()) definition.execution_role = overrides.execution_role;
  if (overrides.cpu > 0) definition.cpu = overrides.cpu;
  if (overrides.memory > 0) definition.memory = overrides.memory;
  for (const ContainerOverride& change : overrides.containers)
    for (ContainerDefinition& container : definition.containers)
      if (container.name == change.name) apply(change, container);
  return definition;
}

}  // namespace dynarock::ecs
