#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/principal.h"

namespace dynarock::iam {

/// The claims of a JSON Web Token, a JSON text. Nobody vouches for them: the signature is not
/// looked at. InvalidIdentityToken.
Result<std::string> claims_of(std::string_view token);

/// The `aud` of claims, the first if there are several; empty if there is none.
std::string_view audience_of(json::Value claims);

/// Who brings a web identity's token.
struct WebIdentity {
  /// Of the provider as a trust policy's Federated names it: an OIDC provider's ARN in the role's
  /// account, or the host of one that AWS knows, such as accounts.google.com.
  policy::Principal principal;
  /// Context keys: `<host>:sub` and `<host>:aud`, aws:FederatedProvider.
  std::vector<std::pair<std::string, std::string>> keys;
};

/// Of claims with iss and sub. `role_account` is whose role it asks for.
WebIdentity web_identity_of(json::Value claims, std::string_view role_account);

}  // namespace dynarock::iam
