#pragma once

#include <string>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// The group that a request means by GroupId, or by GroupName in the default VPC. InvalidGroup.*.
Result<std::string> group_of(const Region& region, json::Value request);

/// A group's rules as a list of IpPermission: those for the same protocol and ports are one.
Record permissions_of(const Region& region, std::string_view group_id, bool egress);

}  // namespace dynarock::ec2
