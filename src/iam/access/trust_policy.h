#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dynarock/policy/evaluate.h"

namespace dynarock::iam {

/// A role's trust policy that was checked when it was stored. `name` is the role's.
std::shared_ptr<const policy::Policy> trust_policy(std::string name, std::string_view document);

}  // namespace dynarock::iam
