#include "dynarock/auth/credential_store.h"

#include <algorithm>

#include "dynarock/base/characters.h"

namespace dynarock::auth {

bool has_issued_form(std::string_view access_key_id) {
  constexpr std::size_t kLength = 20;
  return access_key_id.size() == kLength &&
         (access_key_id.starts_with("AKIA") || access_key_id.starts_with("ASIA")) &&
         std::ranges::all_of(access_key_id, [](char c) { return is_upper(c) || is_digit(c); });
}

Principal root_principal(std::string_view account) {
  const std::string id(account);
  return {.kind = PrincipalKind::kRoot,
          .account = id,
          .arn = "arn:aws:iam::" + id + ":root",
          .user_id = id,
          .name = {},
          .tags = {}};
}

}  // namespace dynarock::auth
