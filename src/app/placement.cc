#include "app/placement.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace dynarock::app {
namespace {

/// Of subnets, by where their default route leads, in the order of choice.
enum class Sort { kIsolated, kPrivate, kPublic };

Sort sort_of(const ec2::Network& network, const ec2::Place& place, const ec2::Subnet& subnet) {
  // There are no endpoints of a service without a name.
  const ec2::Path path = network.path_to(place, {.subnet_id = subnet.id, .public_ip = true}, "");
  if (path.way == ec2::Way::kInternetGateway) return Sort::kPublic;
  return path.way == ec2::Way::kNatGateway ? Sort::kPrivate : Sort::kIsolated;
}

std::optional<ecs::NetworkConfiguration> network_of_service(const ecs::State& state,
                                                            const ecs::Place& place,
                                                            std::string_view family) {
  const auto resources = state.read(place);
  for (const auto& [name, service] : resources->services) {
    if (service.status != ecs::ServiceStatus::kActive) continue;
    const ecs::ServiceRevision& wanted = service.wanted();
    const auto definition = ecs::parse_definition_name(wanted.definition_arn);
    if (definition && definition->family == family && wanted.network) return wanted.network;
  }
  return std::nullopt;
}

/// Those of the only VPC that is not the default one, if there is just one such.
std::vector<ec2::Subnet> subnets_of_choice(const ec2::Network& network, const ec2::Place& place) {
  std::vector<ec2::Subnet> usual = network.default_subnets(place);
  std::vector<ec2::Subnet> others = network.subnets(place);
  std::set<std::string> vpcs;
  std::erase_if(others, [&](const ec2::Subnet& subnet) {
    return !usual.empty() && subnet.vpc_id == usual.front().vpc_id;
  });
  for (const ec2::Subnet& subnet : others) vpcs.insert(subnet.vpc_id);
  return vpcs.size() == 1 ? others : usual;
}

}  // namespace

ecs::NetworkConfiguration placement_of(const ecs::State& state, const ec2::Network& network,
                                       const ecs::Place& place, std::string_view family) {
  if (auto found = network_of_service(state, place, family)) return *found;
  const ec2::Place where{place.account, place.region};
  std::map<Sort, ecs::Texts> sorts;
  for (const ec2::Subnet& subnet : subnets_of_choice(network, where))
    sorts[sort_of(network, where, subnet)].push_back(subnet.id);
  ecs::NetworkConfiguration result;
  if (sorts.empty()) return result;
  result.subnets = sorts.begin()->second;
  result.assign_public_ip = sorts.begin()->first == Sort::kPublic;
  return result;
}

}  // namespace dynarock::app
