#include "ecs/ops/capacity_providers.h"

#include <algorithm>
#include <utility>

#include "dynarock/aws/echo.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/shapes.h"

namespace dynarock::ecs {
namespace {

bool contains(const Texts& texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}

std::string first_choice(json::Value strategy) {
  std::string chosen;
  std::pair<std::int64_t, std::int64_t> most{-1, -1};
  for (const json::Value item : strategy.elements()) {
    const std::pair share{integer_of(item, "base").value_or(0),
                          integer_of(item, "weight").value_or(0)};
    if (share <= most) continue;
    most = share;
    chosen = text_of(item, "capacityProvider");
  }
  return chosen;
}

Launch launch_by(json::Value strategy) {
  return {LaunchType::kFargate, aws::echo_of(strategy, kCapacityProviderStrategy),
          first_choice(strategy)};
}

}  // namespace

bool is_capacity_provider(std::string_view name) {
  return name == "FARGATE" || name == "FARGATE_SPOT";
}

Result<void> check_strategy(json::Value strategy, const Texts& providers) {
  for (const json::Value item : strategy.elements())
    if (!contains(providers, text_of(item, "capacityProvider")))
      return fail(invalid_parameter(
          "The specified capacity provider strategy cannot contain a capacity provider that is not "
          "associated with the cluster. Associate the capacity provider with the cluster and try "
          "again."));
  return {};
}

Result<Launch> launch_of(json::Value request, const Cluster& cluster) {
  const auto strategy = request.find("capacityProviderStrategy");
  const bool by_strategy = strategy && !strategy->empty();
  const auto type = request.find_text("launchType");
  if (type && by_strategy)
    return fail(invalid_parameter(
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one "
        "and try again."));
  if (type) {
    const auto names = names_of(LaunchType());
    if (std::ranges::find(names, *type) == names.end())
      return fail(invalid_parameter("launch type should be one of [EC2,FARGATE,EXTERNAL]"));
    return Launch{status_of<LaunchType>(*type), {}, {}};
  }
  if (by_strategy) {
    DYNAROCK_TRY(check_strategy(*strategy, cluster.capacity_providers));
    return launch_by(*strategy);
  }
  json::Document preset;
  if (!cluster.default_capacity_provider_strategy.empty() &&
      preset.parse(cluster.default_capacity_provider_strategy) && !preset.root().empty())
    return launch_by(preset.root());
  return Launch();
}

Result<void> check_launch(const Launch& launch, const TaskDefinition& definition,
                          const std::optional<NetworkConfiguration>& network,
                          std::string_view platform_version) {
  const std::string type(name_of(launch.type));
  if (!contains(definition.compatibilities, type))
    return fail(invalid_parameter("Task definition does not support launch_type " + type + "."));
  const bool has_network = definition.network_mode == "awsvpc";
  if (has_network && !network)
    return fail(invalid_parameter(
        "Network Configuration must be provided when networkMode 'awsvpc' is specified."));
  if (!has_network && network)
    return fail(invalid_parameter(
        "Network Configuration is not valid for the given networkMode of this task definition."));
  static constexpr std::string_view kVersions[] = {"",      "LATEST", "1.0.0", "1.1.0",
                                                   "1.2.0", "1.3.0",  "1.4.0"};
  if (std::ranges::find(kVersions, platform_version) == std::end(kVersions))
    return fail({"PlatformUnknownException", "The specified platform version does not exist.", {}});
  if (launch.type != LaunchType::kFargate && !platform_version.empty())
    return fail(
        invalid_parameter("The platform version must be null when specifying an EC2 launch type."));
  return {};
}

}  // namespace dynarock::ecs
