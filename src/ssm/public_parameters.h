#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dynarock/ssm/parameters.h"

namespace dynarock::ssm {

/// Whether a name is one of those that AWS publishes parameters under.
bool is_public(std::string_view name);

/// The parameters that AWS publishes in every region, as far as CDK and ECS read them, in the order
/// of their names. Image ids are made up.
std::vector<Parameter> public_parameters(std::string_view region);
std::optional<Parameter> find_public(std::string_view region, std::string_view name);

}  // namespace dynarock::ssm
