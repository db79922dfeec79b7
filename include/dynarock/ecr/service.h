#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecr/repositories.h"

namespace dynarock::ecr {

/// Amazon ECR (API version 2015-09-21): repositories, which have no images. What it is given must
/// outlive it.
std::unique_ptr<aws::Service> make_service(Repositories& repositories, Ids& ids);

}  // namespace dynarock::ecr
