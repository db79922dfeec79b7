#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/ssm/parameters.h"
#include "dynarock/vault/vault.h"

namespace dynarock::ssm {

/// The parameters of AWS Systems Manager (API version 2014-11-06). What it is given must outlive
/// it.
std::unique_ptr<aws::Service> make_service(Parameters& parameters, vault::Vault& vault);

}  // namespace dynarock::ssm
