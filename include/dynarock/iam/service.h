#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::iam {

/// AWS Identity and Access Management (API version 2010-05-08) over a state, which must outlive it.
std::unique_ptr<aws::Service> make_service(State& state, Ids& ids);

}  // namespace dynarock::iam
