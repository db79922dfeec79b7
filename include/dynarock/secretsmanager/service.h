#pragma once

#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/secretsmanager/secrets.h"
#include "dynarock/vault/vault.h"

namespace dynarock::secretsmanager {

/// AWS Secrets Manager (API version 2017-10-17). What it is given must outlive it.
std::unique_ptr<aws::Service> make_service(Secrets& secrets, vault::Vault& vault, Ids& ids);

}  // namespace dynarock::secretsmanager
