#pragma once

#include "ec2/region.h"

namespace dynarock::ec2 {

/// Network::path_to() in a region as it is.
Path path_to(const Region& region, const Origin& origin, std::string_view service);

/// A VPC endpoint's record as others see it.
Endpoint endpoint_of(const Record& record);

}  // namespace dynarock::ec2
