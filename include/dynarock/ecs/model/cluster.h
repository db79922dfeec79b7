#pragma once

#include <string>
#include <vector>

#include "dynarock/ecs/model/statuses.h"
#include "dynarock/ecs/model/task_definition.h"

namespace dynarock::ecs {

struct Cluster {
  std::string name, arn;
  ClusterStatus status = ClusterStatus::kActive;
  /// `disabled`, `enabled` or `enhanced`.
  std::string container_insights = "disabled";
  /// JSON, as requests and answers have them; empty if not given.
  std::string configuration, service_connect_defaults, default_capacity_provider_strategy;
  Texts capacity_providers;
  std::vector<Tag> tags;
};

}  // namespace dynarock::ecs
