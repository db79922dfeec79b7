#pragma once

#include <string>
#include <string_view>

#include "dynarock/base/characters.h"

namespace dynarock::aws {

/// What EC2 calls a member in answers and messages: `vpcId` for VpcId.
inline std::string parameter_name(std::string_view member) {
  std::string name(member);
  if (!name.empty()) name.front() = lower_case(name.front());
  return name;
}

}  // namespace dynarock::aws
