#include <algorithm>
#include <array>
#include <map>

#include "ecs/ops/definition_record.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxContainers = 10;
constexpr std::int64_t kGiB = 1024;
constexpr std::chrono::seconds kLongestStop{120};

/// What Fargate offers: CPU units, and from how much memory to how much in which steps, in MiB.
struct FargateSizes {
  std::int64_t cpu, least, most, step;
};
constexpr FargateSizes kFargateSizes[] = {{256, 512, 512, 512},
                                          {256, kGiB, 2 * kGiB, kGiB},
                                          {512, kGiB, 4 * kGiB, kGiB},
                                          {1024, 2 * kGiB, 8 * kGiB, kGiB},
                                          {2048, 4 * kGiB, 16 * kGiB, kGiB},
                                          {4096, 8 * kGiB, 30 * kGiB, kGiB},
                                          {8192, 16 * kGiB, 60 * kGiB, 4 * kGiB},
                                          {16384, 32 * kGiB, 120 * kGiB, 8 * kGiB}};

bool is_for_fargate(const TaskDefinition& definition) {
  return std::ranges::find(definition.requires_compatibilities, "FARGATE") !=
         definition.requires_compatibilities.end();
}

Result<void> check_name_and_image(const ContainerDefinition& container) {
  if (container.name.empty())
    return fail(client_error("Container.name should not be null or empty."));
  if (!is_name(container.name))
    return fail(client_error("Container.name contains invalid characters."));
  if (container.image.empty())
    return fail(client_error("Container.image should not be null or empty."));
  if (container.image.find(' ') != std::string::npos)
    return fail(client_error("Container.image contains invalid characters."));
  return {};
}

Result<void> check_memory(const TaskDefinition& definition, const ContainerDefinition& container) {
  const std::string start = "Invalid setting for container '" + container.name + "'. ";
  if (definition.memory == 0 && container.memory == 0 && container.memory_reservation == 0)
    return fail(
        client_error(start + "At least one of 'memory' or 'memoryReservation' must be specified."));
  if (container.memory > 0 && container.memory_reservation > container.memory)
    return fail(client_error(start + "The 'memory' must be greater than 'memoryReservation'."));
  if (definition.memory > 0 && container.memory > definition.memory)
    return fail(client_error(start + "The 'memory' exceeds that of the task."));
  return {};
}

Result<void> check_ports(const TaskDefinition& definition, const ContainerDefinition& container) {
  for (const PortMapping& mapping : container.port_mappings) {
    if (mapping.container_port < 0 || mapping.container_port > 65535 || mapping.host_port < 0 ||
        mapping.host_port > 65535)
      return fail(client_error("Invalid port mapping in container '" + container.name +
                               "'. Ports must be between 0 and 65535."));
    if (definition.network_mode == "awsvpc" && mapping.host_port != mapping.container_port)
      return fail(client_error(
          "When networkMode=awsvpc, the host ports and container ports in port mappings must "
          "match."));
    if (mapping.protocol != "tcp" && mapping.protocol != "udp")
      return fail(client_error("protocol should be one of [tcp,udp]"));
  }
  return {};
}

Result<void> check_secrets(const TaskDefinition& definition, const ContainerDefinition& container) {
  const bool has_options =
      container.log_configuration && !container.log_configuration->secret_options.empty();
  if (container.secrets.empty() && !has_options) return {};
  if (definition.execution_role.empty())
    return fail(
        client_error("When you are specifying container secrets, you must also specify a value for "
                     "'executionRoleArn'."));
  for (const SecretReference& secret : container.secrets) {
    if (secret.name.empty() || secret.value_from.empty())
      return fail(client_error("Secret name and valueFrom should not be null or empty."));
    const bool is_arn = secret.value_from.starts_with("arn:");
    if (is_arn && secret.value_from.find(":secretsmanager:") == std::string::npos &&
        secret.value_from.find(":ssm:") == std::string::npos)
      return fail(client_error("The secret valueFrom '" + secret.value_from +
                               "' is neither a Secrets Manager secret nor an SSM parameter."));
    if (std::ranges::find(container.environment, secret.name, &Variable::name) !=
        container.environment.end())
      return fail(
          client_error("The secret name must be unique and not shared with any new or "
                       "existing environment variables set on the container, such as '" +
                       secret.name + "'."));
  }
  return {};
}

Result<void> check_health_check(const ContainerDefinition& container) {
  if (!container.health_check) return {};
  const HealthCheck& check = *container.health_check;
  const std::string end = " of the health check of container '" + container.name + "' ";
  if (check.command.empty())
    return fail(client_error("The command" + end + "should not be null or empty."));
  const auto between = [](std::int64_t value, std::int64_t least, std::int64_t most) {
    return least <= value && value <= most;
  };
  if (!between(check.interval.count(), 5, 300))
    return fail(client_error("The interval" + end + "must be between 5 and 300."));
  if (!between(check.timeout.count(), 2, 60))
    return fail(client_error("The timeout" + end + "must be between 2 and 60."));
  if (!between(check.retries, 1, 10))
    return fail(client_error("The retries" + end + "must be between 1 and 10."));
  if (!between(check.start_period.count(), 0, 300))
    return fail(client_error("The startPeriod" + end + "must be between 0 and 300."));
  return {};
}

Result<void> check_dependencies(const TaskDefinition& definition,
                                const ContainerDefinition& container) {
  for (const Dependency& dependency : container.depends_on) {
    const std::string pair = "'" + container.name + "' on '" + dependency.container + "'";
    const ContainerDefinition* other = definition.find_container(dependency.container);
    if (!other)
      return fail(client_error("Invalid dependency of container " + pair +
                               ": there is no such container."));
    if (other == &container)
      return fail(client_error("Invalid dependency of container " + pair +
                               ": a container can't depend on itself."));
    if (dependency.condition == DependencyCondition::kHealthy && !other->health_check)
      return fail(client_error("Invalid dependency of container " + pair +
                               ": the condition HEALTHY needs a health check."));
    if ((dependency.condition == DependencyCondition::kComplete ||
         dependency.condition == DependencyCondition::kSuccess) &&
        other->essential)
      return fail(client_error("Invalid dependency of container " + pair + ": the condition " +
                               std::string(name_of(dependency.condition)) +
                               " can't be set on an essential container."));
  }
  return {};
}

/// Whether a container is reached from itself; `state` is 1 while one is being visited.
bool has_cycle(const TaskDefinition& definition, const ContainerDefinition& container,
               std::map<std::string_view, int>& state) {
  int& visited = state[container.name];
  if (visited != 0) return visited == 1;
  visited = 1;
  const bool found = std::ranges::any_of(container.depends_on, [&](const Dependency& dependency) {
    return has_cycle(definition, *definition.find_container(dependency.container), state);
  });
  state[container.name] = 2;
  return found;
}

Result<void> check_on_fargate(const TaskDefinition& definition,
                              const ContainerDefinition& container, json::Value given) {
  const std::string end = " in container '" + container.name + "'.";
  if (boolean_of(given, "privileged"))
    return fail(client_error("Fargate does not support privileged mode" + end));
  if (given.find("links"))
    return fail(client_error("Links are not supported when networkMode=awsvpc."));
  if (container.stop_timeout > kLongestStop)
    return fail(client_error("Fargate supports a stopTimeout of up to 120 seconds" + end));
  if (container.log_configuration) {
    static constexpr std::string_view kDrivers[] = {"awslogs", "splunk", "awsfirelens"};
    const std::string& driver = container.log_configuration->driver;
    if (std::ranges::find(kDrivers, driver) == std::end(kDrivers))
      return fail(client_error("Fargate does not support log driver " + driver + end));
    if (driver == "awslogs" && definition.execution_role.empty())
      return fail(client_error(
          "Fargate requires task definition to have execution role ARN to support log driver "
          "awslogs."));
  }
  if (container.image.find(".dkr.ecr.") != std::string::npos && definition.execution_role.empty())
    return fail(client_error(
        "Fargate requires task definition to have execution role ARN to support ECR images."));
  return {};
}

Result<void> check_size_on_fargate(const TaskDefinition& definition) {
  if (definition.network_mode != "awsvpc")
    return fail(client_error("Fargate only supports network mode ‘awsvpc’."));
  if (definition.cpu == 0)
    return fail(client_error("Fargate requires that 'cpu' be defined at the task level."));
  if (definition.memory == 0)
    return fail(client_error("Fargate requires that 'memory' be defined at the task level."));
  if (!is_fargate_size(definition.cpu, definition.memory))
    return fail(client_error(
        "No Fargate configuration exists for given values: " + std::to_string(definition.cpu) +
        " CPU, " + std::to_string(definition.memory) +
        " memory. See the Amazon ECS documentation for the valid values."));
  if (definition.ephemeral_storage < 20 || definition.ephemeral_storage > 200)
    return fail(client_error("Invalid ephemeralStorage size: it must be between 21 and 200 GiB."));
  return {};
}

Result<void> check_roles(const TaskDefinition& definition) {
  for (const std::string& role : {definition.task_role, definition.execution_role})
    if (!role.empty() &&
        (!is_name(role) && (!role.starts_with("arn:") || role.find(":role/") == std::string::npos)))
      return fail(client_error("Role is not valid"));
  return {};
}

Result<void> check_together(const TaskDefinition& definition) {
  std::map<std::string_view, int> state;
  std::int64_t cpu = 0;
  bool has_essential = false;
  for (const ContainerDefinition& container : definition.containers) {
    if (std::ranges::count(definition.containers, container.name, &ContainerDefinition::name) > 1)
      return fail(client_error("Container names must be unique: " + container.name + "."));
    DYNAROCK_TRY(check_dependencies(definition, container));
    has_essential = has_essential || container.essential;
    cpu += container.cpu;
  }
  for (const ContainerDefinition& container : definition.containers)
    if (has_cycle(definition, container, state))
      return fail(client_error("The dependencies between the containers have a cycle."));
  if (!has_essential)
    return fail(client_error("A task definition must have at least one essential container."));
  if (definition.cpu > 0 && cpu > definition.cpu)
    return fail(client_error("The containers' 'cpu' exceeds that of the task."));
  return {};
}

}  // namespace

bool is_fargate_size(std::int64_t cpu, std::int64_t memory) {
  return std::ranges::any_of(kFargateSizes, [&](const FargateSizes& sizes) {
    return sizes.cpu == cpu && sizes.least <= memory && memory <= sizes.most &&
           (memory - sizes.least) % sizes.step == 0;
  });
}

Result<void> check_definition(const TaskDefinition& definition, json::Value request) {
  if (definition.family.empty()) return fail(client_error("Family should not be null or empty."));
  if (!is_name(definition.family)) return fail(client_error("Family contains invalid characters."));
  if (definition.containers.empty()) return fail(client_error("Container list cannot be empty."));
  if (definition.containers.size() > kMaxContainers)
    return fail(client_error("Container list cannot have more than 10 elements."));
  for (const ContainerDefinition& container : definition.containers) {
    DYNAROCK_TRY(check_name_and_image(container));
    DYNAROCK_TRY(check_memory(definition, container));
    DYNAROCK_TRY(check_ports(definition, container));
    DYNAROCK_TRY(check_secrets(definition, container));
    DYNAROCK_TRY(check_health_check(container));
  }
  DYNAROCK_TRY(check_together(definition));
  DYNAROCK_TRY(check_roles(definition));
  if (!is_for_fargate(definition)) return {};
  DYNAROCK_TRY(check_size_on_fargate(definition));
  auto container = definition.containers.begin();
  for (const json::Value given : request.find("containerDefinitions")->elements())
    DYNAROCK_TRY(check_on_fargate(definition, *container++, given));
  return {};
}

}  // namespace dynarock::ecs
