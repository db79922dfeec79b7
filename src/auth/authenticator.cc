#include "dynarock/auth/authenticator.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dynarock/auth/signature.h"

namespace dynarock::auth {
namespace {

constexpr std::string_view kTestKeys[] = {"dummy", "local", "test"};

tl::unexpected<AwsError> unrecognized(const char* message) {
  return fail({"UnrecognizedClientException", message, {}});
}

}  // namespace

bool is_test_key(std::string_view access_key_id) {
  return std::ranges::find(kTestKeys, access_key_id) != std::end(kTestKeys);
}

Result<Sender> Authenticator::authenticate(const http::Request& request, const RequiredScope& scope,
                                           Timestamp now) const {
  const auto clock = options_.verify && options_.check_clock ? std::optional(now) : std::nullopt;
  Sender sender;
  sender.authorization = DYNAROCK_TRY(parse_authorization(request, scope, clock));
  const std::string_view key = sender.authorization.access_key_id;
  if (store_ && (options_.verify || has_issued_form(key))) sender.credentials = store_->find(key);
  if (!options_.verify) return sender;
  if (!sender.credentials && options_.test_keys && is_test_key(key)) return sender;
  DYNAROCK_TRY(check_key(sender.authorization, sender.credentials.get(), now));
  DYNAROCK_TRY(
      check_signature(request, sender.authorization, sender.credentials->secret_access_key));
  return sender;
}

Result<void> Authenticator::check_key(const Authorization& authorization,
                                      const IssuedCredentials* credentials, Timestamp now) const {
  if (!credentials || !credentials->active)
    return unrecognized("The security token included in the request is invalid.");
  if (!credentials->session) {
    // The text lacks its full stop when it is about a token.
    if (!authorization.session_token.empty())
      return unrecognized("The security token included in the request is invalid");
    return {};
  }
  if (!equal_in_constant_time(authorization.session_token, credentials->session->token))
    return unrecognized("The security token included in the request is invalid.");
  if (now >= credentials->session->expires)
    return fail(
        {"ExpiredTokenException", "The security token included in the request is expired", {}});
  return {};
}

}  // namespace dynarock::auth
