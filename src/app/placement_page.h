#pragma once

#include <string>

#include "app/admin.h"
#include "app/placement.h"

namespace dynarock::app {

/// What placement_of() says of the family `?family=` in `&region=`, as the member
/// awsvpcConfiguration of RunTask. What it is given must outlive it.
Admin::Page placement_page(const ecs::State& state, const ec2::Network& network,
                           std::string account);

}  // namespace dynarock::app
