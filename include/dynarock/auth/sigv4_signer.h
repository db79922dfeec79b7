#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/auth/credentials.h"
#include "dynarock/base/clock.h"

namespace dynarock::auth {

/// What a signature is for.
struct SigningScope {
  std::string_view region;
  std::string_view service;
};

/// A request to be signed.
struct OutgoingRequest {
  std::string_view method;
  /// Path and query as they will be sent.
  std::string_view target;
  /// All are signed. Host must be among them.
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string_view body;
};

/// The headers to add to a request: X-Amz-Date (unless it is among the request's own),
/// X-Amz-Security-Token with temporary credentials, Authorization.
std::vector<std::pair<std::string, std::string>> sign(const OutgoingRequest& request,
                                                      const Credentials& credentials,
                                                      const SigningScope& scope, Timestamp now);

/// SHA-256 in lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The key that signs what is of one day, region and service (32 bytes).
std::string signing_key(std::string_view secret_access_key, std::string_view date,
                        std::string_view region, std::string_view service);

/// `AWS4-HMAC-SHA256`, the time, the scope and the hash of the canonical request, a line each.
std::string string_to_sign(std::string_view signed_at, std::string_view region,
                           std::string_view service, std::string_view canonical_request);

/// The signature in lower-case hexadecimal digits.
std::string signature_of(std::string_view signing_key, std::string_view string_to_sign);

}  // namespace dynarock::auth
