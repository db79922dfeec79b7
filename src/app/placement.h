#pragma once

#include <string_view>

#include "dynarock/ec2/network.h"
#include "dynarock/ecs/model/state.h"

namespace dynarock::app {

/// Where a task runs of which nobody says where: as the service of its family does, if there is
/// one; else in the only VPC besides the default one, else in that. There in the isolated subnets,
/// else the private ones (behind a NAT gateway), else the public ones, with public addresses.
ecs::NetworkConfiguration placement_of(const ecs::State& state, const ec2::Network& network,
                                       const ecs::Place& place, std::string_view family);

}  // namespace dynarock::app
