#pragma once

#include <cstdint>

#include "dynarock/auth/credentials.h"

namespace dynarock::bench {

/// Makes a user by IAM's protocol and a key for it: ten policies of ten statements are attached to
/// it, of which the last two allow what is measured. The caller must be allowed to. Throws
/// std::runtime_error.
auth::Credentials make_policed_user(std::uint16_t port);

}  // namespace dynarock::bench
