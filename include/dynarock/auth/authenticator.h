#pragma once

#include <memory>
#include <string_view>

#include "dynarock/auth/authorization.h"
#include "dynarock/auth/credential_store.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/http/message.h"

namespace dynarock::auth {

struct AuthenticationOptions {
  /// Whether keys must be known and signatures right; otherwise only their form is looked at.
  bool verify = false;
  /// Whether a signature is good around the time of its making only.
  bool check_clock = true;
  /// Whether is_test_key() lets in, whatever the signature.
  bool test_keys = false;
};

/// Who sent a request.
struct Sender {
  /// Empty for a request that is not signed.
  Authorization authorization;
  /// Null for a key that is not of this server's making.
  std::shared_ptr<const IssuedCredentials> credentials;
};

/// Finds out who sent requests. Safe to use from several threads.
class Authenticator {
 public:
  /// `store` may be null if nothing is verified; otherwise it must outlive the authenticator.
  Authenticator(AuthenticationOptions options, const CredentialStore* store)
      : options_(options), store_(store) {}

  /// The sender of a signed request, or AWS's refusal, in AWS's order of checking: the form, the
  /// clock, the scope (all as parse_authorization()), then UnrecognizedClientException for a key or
  /// token that is not known, ExpiredTokenException, InvalidSignatureException.
  Result<Sender> authenticate(const http::Request& request, const RequiredScope& scope,
                              Timestamp now) const;

 private:
  Result<void> check_key(const Authorization& authorization, const IssuedCredentials* credentials,
                         Timestamp now) const;

  AuthenticationOptions options_;
  const CredentialStore* store_;
};

/// The keys that people make up for local servers: `test`, `dummy`, `local`.
bool is_test_key(std::string_view access_key_id);

}  // namespace dynarock::auth
