#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/ec2/network.h"

namespace dynarock::ec2 {

/// EC2's network part (API version 2016-11-15). What it is given must outlive it.
std::unique_ptr<aws::Service> make_service(Network& network, Ids& ids);

}  // namespace dynarock::ec2
