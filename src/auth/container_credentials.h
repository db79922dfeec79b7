#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "dynarock/auth/credentials.h"

namespace dynarock::auth {

/// Whether the environment names a container's credentials endpoint.
bool has_container_credentials(const CredentialSources& sources);

/// Asks it: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, else ..._FULL_URI, which must be https or name
/// this machine or a container agent's address. Else one line that says what is wrong.
tl::expected<Credentials, std::string> container_credentials(const CredentialSources& sources);

}  // namespace dynarock::auth
