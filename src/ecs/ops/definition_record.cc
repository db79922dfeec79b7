#include "ecs/ops/definition_record.h"

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "dynarock/aws/echo.h"
#include "dynarock/base/characters.h"
#include "ecs/ops/definition_shapes.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

using Record = nlohmann::ordered_json;

/// `256`, `0.25 vCPU`, `1 GB` as a number of the smallest unit, 1024 to the one that is spelled.
std::optional<std::int64_t> size_of(const std::string& text, std::string_view unit) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !(number > 0) || number > 1e9) return std::nullopt;
  while (*end == ' ') ++end;
  const std::string rest = lower_case(end);
  if (!rest.empty() && rest != unit) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(rest.empty() ? number : number * 1024));
}

Result<void> normalise_size(Record& record, const char* member, std::string_view unit) {
  if (!record.contains(member)) return {};
  const auto size = size_of(record[member].get<std::string>(), unit);
  if (!size) return fail(client_error("Invalid '" + std::string(member) + "' setting for task."));
  record[member] = std::to_string(*size);
  return {};
}

void set_default(Record& object, const char* member, Record value) {
  if (!object.contains(member)) object[member] = std::move(value);
}

void fill_in_port(Record& mapping, bool shares_ports) {
  if (shares_ports && mapping.contains("containerPort"))
    set_default(mapping, "hostPort", mapping["containerPort"]);
  set_default(mapping, "hostPort", 0);
  set_default(mapping, "protocol", "tcp");
}

void fill_in_container(Record& container, const std::string& network_mode) {
  set_default(container, "cpu", 0);
  set_default(container, "portMappings", Record::array());
  for (Record& mapping : container["portMappings"])
    fill_in_port(mapping, network_mode == "awsvpc" || network_mode == "host");
  set_default(container, "essential", true);
  for (const char* list : {"environment", "mountPoints", "volumesFrom", "systemControls"})
    set_default(container, list, Record::array());
  if (container.contains("healthCheck")) {
    Record& check = container["healthCheck"];
    set_default(check, "interval", 30);
    set_default(check, "timeout", 5);
    set_default(check, "retries", 3);
  }
  if (container.contains("logConfiguration")) {
    set_default(container["logConfiguration"], "options", Record::object());
    set_default(container["logConfiguration"], "secretOptions", Record::array());
  }
}

/// What a container asks of the agent that runs it.
void add_attributes(const Record& container, bool has_execution_role,
                    std::set<std::string>& names) {
  const std::string capability = "com.amazonaws.ecs.capability.";
  if (container.contains("logConfiguration")) {
    const std::string driver = container["logConfiguration"].value("logDriver", "");
    names.insert(capability + "logging-driver." + driver);
    if (driver == "awslogs" && has_execution_role)
      names.insert("ecs.capability.execution-role-awslogs");
  }
  if (container.value("image", "").find(".dkr.ecr.") != std::string::npos) {
    names.insert(capability + "ecr-auth");
    if (has_execution_role) names.insert("ecs.capability.execution-role-ecr-pull");
  }
  if (container.contains("healthCheck")) names.insert("ecs.capability.container-health-check");
  if (container.contains("dependsOn")) names.insert("ecs.capability.container-ordering");
  if (container.contains("secrets"))
    for (const Record& secret : container["secrets"])
      names.insert(secret.value("valueFrom", "").find(":secretsmanager:") != std::string::npos
                       ? "ecs.capability.secrets.asm.environment-variables"
                       : "ecs.capability.secrets.ssm.environment-variables");
}

Record attributes_of(const Record& record) {
  std::set<std::string> names{"com.amazonaws.ecs.capability.docker-remote-api.1.18"};
  if (record.contains("taskRoleArn")) names.insert("com.amazonaws.ecs.capability.task-iam-role");
  if (record.value("networkMode", "") == "awsvpc") names.insert("ecs.capability.task-eni");
  for (const Record& container : record["containerDefinitions"])
    add_attributes(container, record.contains("executionRoleArn"), names);
  Record attributes = Record::array();
  for (const std::string& name : names) attributes.push_back({{"name", name}});
  return attributes;
}

Record compatibilities_of(const Record& record) {
  const auto size = [&](const char* member) {
    return record.contains(member) ? std::stoll(record[member].get<std::string>()) : 0;
  };
  Record launch_types = Record::array({"EC2"});
  if (record.value("networkMode", "") == "awsvpc") {
    if (is_fargate_size(size("cpu"), size("memory"))) launch_types.push_back("FARGATE");
  } else {
    launch_types.push_back("EXTERNAL");
  }
  return launch_types;
}

}  // namespace

Result<TaskDefinition> definition_of(json::Value request, Timestamp now,
                                     const std::string& registered_by) {
  Record record = Record::parse(aws::echo_of(request, kRegisterTaskDefinitionRequest));
  record.erase("tags");
  DYNAROCK_TRY(normalise_size(record, "cpu", "vcpu"));
  DYNAROCK_TRY(normalise_size(record, "memory", "gb"));
  for (const char* list : {"containerDefinitions", "volumes", "placementConstraints"})
    set_default(record, list, Record::array());
  set_default(record, "family", "");
  const std::string network_mode = record.value("networkMode", "");
  for (Record& container : record["containerDefinitions"])
    fill_in_container(container, network_mode);
  record["requiresAttributes"] = attributes_of(record);
  record["compatibilities"] = compatibilities_of(record);
  record["registeredAt"] = Record::parse(epoch_seconds(now));
  record["registeredBy"] = registered_by;

  TaskDefinition definition;
  definition.family = record["family"].get<std::string>();
  definition.json = record.dump();
  read_definition(definition);
  return definition;
}

void number_definition(TaskDefinition& definition, const Place& place, std::int64_t revision) {
  definition.revision = revision;
  definition.arn = definition_arn(place, definition.family, revision);
  Record record{{"taskDefinitionArn", definition.arn}};
  record.update(Record::parse(definition.json));
  record["revision"] = revision;
  definition.json = record.dump();
}

}  // namespace dynarock::ecs
