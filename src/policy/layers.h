#pragma once

#include <vector>

#include "dynarock/policy/evaluate.h"

namespace dynarock::policy {

/// The policies that a layer has on an access.
std::vector<const Policy*> policies_of(Layer layer, const Request& request, const Access& access);

}  // namespace dynarock::policy
