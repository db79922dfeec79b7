#pragma once

#include <string_view>

#include "ec2/region.h"

namespace dynarock::ec2 {

/// Whether a route leads through a gateway, such as `nat-1`.
bool leads_through(const Record& route, std::string_view gateway_id);

/// What becomes of the routes through a gateway: `blackhole` once it is gone, `active` again.
void set_route_states(Region& region, std::string_view gateway_id, std::string_view state);

}  // namespace dynarock::ec2
