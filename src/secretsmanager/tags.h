#pragma once

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/secretsmanager/secrets.h"

namespace dynarock::secretsmanager {

/// Sets the request's Tags, if it has any. InvalidRequestException for more than 50 in all and
/// for keys that are AWS's.
Result<void> set_tags(Secret& secret, json::Value request);

}  // namespace dynarock::secretsmanager
