#pragma once

#include <string_view>

#include "dynarock/auth/authorization.h"
#include "dynarock/base/result.h"
#include "dynarock/http/message.h"

namespace dynarock::auth {

/// InvalidSignatureException unless the secret key made the request's signature. The payload's hash
/// is always that of the body received: UNSIGNED-PAYLOAD and the streaming forms are S3's alone.
/// What is derived from a secret is kept for the thread's next requests.
Result<void> check_signature(const http::Request& request, const Authorization& authorization,
                             std::string_view secret_access_key);

/// Whether two texts are the same, in a time that tells nothing of where they differ.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace dynarock::auth
