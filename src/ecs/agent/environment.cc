#include "ecs/agent/environment.h"

namespace dynarock::ecs {
namespace {

using Variables = std::map<std::string, std::string>;

Variables defaults(const ContainerSurroundings& surroundings) {
  // The profiles of whoever runs the server would come before the task's own role.
  return {{"AWS_CONFIG_FILE", "/dev/null"},
          {"AWS_SHARED_CREDENTIALS_FILE", "/dev/null"},
          {"AWS_DEFAULT_REGION", std::string(surroundings.region)},
          {"AWS_EC2_METADATA_DISABLED", "true"},
          {"AWS_ENDPOINT_URL", std::string(surroundings.url)},
          {"AWS_REGION", std::string(surroundings.region)},
          {"HOME", std::string(surroundings.host_home)},
          {"HOSTNAME", std::string(surroundings.container_id)},
          {"PATH", std::string(surroundings.host_path)}};
}

void set_by_agent(const ContainerSurroundings& surroundings, Variables& variables) {
  const std::string url(surroundings.url), id(surroundings.container_id);
  variables["AWS_EXECUTION_ENV"] = "AWS_ECS_FARGATE";
  variables["ECS_AGENT_URI"] = url + "/api/" + id;
  variables["ECS_CONTAINER_METADATA_URI"] = url + "/v3/" + id;
  variables["ECS_CONTAINER_METADATA_URI_V4"] = url + "/v4/" + id;
  if (surroundings.credentials_id.empty()) return;
  variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] =
      url + "/v2/credentials/" + std::string(surroundings.credentials_id);
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = surroundings.credentials_token;
}

}  // namespace

std::vector<std::string> environment_of(const ContainerDefinition& container,
                                        const std::vector<Variable>& secrets,
                                        const ImageProgram* program,
                                        const ContainerSurroundings& surroundings) {
  Variables variables = defaults(surroundings);
  if (program)
    for (const auto& [name, value] : program->environment) variables[name] = value;
  for (const auto* list : {&container.environment, &secrets})
    for (const auto& [name, value] : *list) variables[name] = value;
  set_by_agent(surroundings, variables);
  std::vector<std::string> result;
  for (const auto& [name, value] : variables) result.push_back(name + "=" + value);
  return result;
}

}  // namespace dynarock::ecs
