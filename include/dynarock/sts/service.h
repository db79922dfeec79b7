#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::sts {

/// AWS Security Token Service (API version 2011-06-15) over IAM's state, which must outlive it.
std::unique_ptr<aws::Service> make_service(iam::State& state, Ids& ids);

}  // namespace dynarock::sts
