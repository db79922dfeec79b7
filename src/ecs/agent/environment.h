#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/ecs/agent/images.h"
#include "dynarock/ecs/model/task_definition.h"

namespace dynarock::ecs {

/// What a container's environment has of where it runs.
struct ContainerSurroundings {
  /// The server's, `http://127.0.0.1:8000`.
  std::string_view url;
  std::string_view region;
  /// In the metadata endpoints' URLs.
  std::string_view container_id;
  /// Of tasks with a role.
  std::string_view credentials_id, credentials_token;
  std::string_view host_path, host_home;
};

/// `NAME=value`, by name. The later wins: what tasks of Fargate find and where this server is, the
/// program's own variables, the definition's, its secrets, what the agent itself sets.
std::vector<std::string> environment_of(const ContainerDefinition& container,
                                        const std::vector<Variable>& secrets,
                                        const ImageProgram* program,
                                        const ContainerSurroundings& surroundings);

}  // namespace dynarock::ecs
