#pragma once

#include <string>

#include "app/admin.h"
#include "dynarock/ec2/network.h"

namespace dynarock::app {

/// The subnets of the default VPC in `?region=`: `{"subnets": ["subnet-..."]}`. The network must
/// outlive it.
Admin::Page default_subnets_page(const ec2::Network& network, std::string account);

}  // namespace dynarock::app
