#pragma once

#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/ecs/model/cluster.h"
#include "dynarock/ecs/model/service.h"
#include "dynarock/json/document.h"

namespace dynarock::ecs {

/// FARGATE and FARGATE_SPOT, which every account has.
bool is_capacity_provider(std::string_view name);

/// Whether a strategy names only capacity providers of a cluster. InvalidParameterException.
Result<void> check_strategy(json::Value strategy, const Texts& providers);

/// Where tasks are to run.
struct Launch {
  LaunchType type = LaunchType::kEc2;
  /// As answers have it; empty if a launch type was chosen.
  std::string strategy;
  /// The one of the strategy with the largest base, or else weight.
  std::string capacity_provider;
};
/// By `launchType`, `capacityProviderStrategy` or the cluster's default strategy, in this order;
/// EC2 without any. InvalidParameterException.
Result<Launch> launch_of(json::Value request, const Cluster& cluster);

/// Whether a definition can be launched so in that network, and such platform versions are known.
/// InvalidParameterException, PlatformUnknownException.
Result<void> check_launch(const Launch& launch, const TaskDefinition& definition,
                          const std::optional<NetworkConfiguration>& network,
                          std::string_view platform_version);

}  // namespace dynarock::ecs
