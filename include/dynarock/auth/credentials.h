#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "dynarock/http/client.h"

namespace dynarock::auth {

struct Credentials {
  std::string access_key_id;
  std::string secret_access_key;
  /// Empty for a long-term key.
  std::string session_token;
};

/// Where a client looks for who it is and which region it means.
struct CredentialSources {
  /// An environment variable's value, empty if unset.
  std::function<std::string(const char* name)> environment;
  /// As --profile names it; empty: AWS_PROFILE, else "default".
  std::string profile;
};

/// The process's own environment.
CredentialSources process_sources(std::string profile);

/// Looks where AWS's SDKs look, in their order: environment variables (unless a profile was named
/// outright), the profile in ~/.aws/credentials and ~/.aws/config, the container's credentials
/// endpoint. For an endpoint on this machine there are test credentials in the end. Otherwise one
/// line that says what was tried or is wrong.
tl::expected<Credentials, std::string> find_credentials(const CredentialSources& sources,
                                                        const http::Endpoint& endpoint);

/// AWS_REGION, AWS_DEFAULT_REGION, the profile's region; or, for an endpoint on this machine,
/// us-east-1.
tl::expected<std::string, std::string> find_region(const CredentialSources& sources,
                                                   const http::Endpoint& endpoint);

}  // namespace dynarock::auth
