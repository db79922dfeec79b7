#include "dynarock/iam/access/web_identity.h"

#include <algorithm>
#include <array>

#include "dynarock/base/base64.h"

namespace dynarock::iam {
namespace {

tl::unexpected<AwsError> invalid_token(const char* message) {
  return fail({"InvalidIdentityToken", message, {}});
}

/// Providers that trust policies name by their host.
constexpr auto kKnownHosts =
    std::to_array<std::string_view>({"accounts.google.com", "cognito-identity.amazonaws.com",
                                     "graph.facebook.com", "www.amazon.com"});

}  // namespace

Result<std::string> claims_of(std::string_view token) {
  if (std::ranges::count(token, '.') != 2)
    return invalid_token(
        "The ID Token provided is not a valid JWT. (You may see this error if you "
        "sent an Access Token)");
  const std::size_t first = token.find('.') + 1;
  std::string claims(token.substr(first, token.rfind('.') - first));
  std::ranges::replace(claims, '-', '+');
  std::ranges::replace(claims, '_', '/');
  claims.append((4 - claims.size() % 4) % 4, '=');
  auto decoded = base64_decode(claims);
  if (!decoded) return invalid_token("Token is not in correct format");
  return std::move(*decoded);
}

std::string_view audience_of(json::Value claims) {
  const auto audience = claims.find("aud");
  if (!audience) return {};
  if (!audience->is_array()) return audience->text();
  return audience->empty() ? std::string_view() : (*audience->elements().begin()).text();
}

WebIdentity web_identity_of(json::Value claims, std::string_view role_account) {
  constexpr std::string_view kScheme = "https://";
  std::string_view host = claims.find_text("iss").value_or("");
  if (host.starts_with(kScheme)) host.remove_prefix(kScheme.size());
  const std::string subject(claims.find_text("sub").value_or(""));
  const bool is_known = std::ranges::find(kKnownHosts, host) != kKnownHosts.end();

  WebIdentity identity;
  identity.principal.kind = policy::Principal::Kind::kIdentity;
  identity.principal.arn = std::string(host) + ":" + subject;
  identity.principal.provider = is_known ? std::string(host)
                                         : "arn:aws:iam::" + std::string(role_account) +
                                               ":oidc-provider/" + std::string(host);
  const std::string prefix = std::string(host) + ":";
  identity.keys = {{prefix + "sub", subject},
                   {prefix + "aud", std::string(audience_of(claims))},
                   {"aws:FederatedProvider", identity.principal.provider}};
  return identity;
}

}  // namespace dynarock::iam
