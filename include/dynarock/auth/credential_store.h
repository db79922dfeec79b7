#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/base/clock.h"

namespace dynarock::auth {

enum class PrincipalKind : std::uint8_t { kRoot, kUser, kRoleSession, kFederatedUser };

/// Who makes a request.
struct Principal {
  PrincipalKind kind = PrincipalKind::kRoot;
  /// 12 digits.
  std::string account;
  /// As messages name it: `arn:aws:iam::A:root`, `arn:aws:iam::A:user/path/U`,
  /// `arn:aws:sts::A:assumed-role/R/S`, `arn:aws:sts::A:federated-user/N`.
  std::string arn;
  /// What aws:userid is: the account, `AIDA...`, `AROA...:session`, `account:name`.
  std::string user_id;
  /// Whose policies count: the user's or role's name; empty for the root.
  std::string name;
  /// aws:PrincipalTag: those of a user; of a session the role's with the session's own over them.
  std::vector<std::pair<std::string, std::string>> tags;
};

/// What was asked for when temporary credentials were made.
struct Session {
  std::string token;
  Timestamp issued;
  Timestamp expires;
  /// Policy documents that narrow what the principal's own policies allow; none if empty.
  std::vector<std::string> policies;
  /// Session tags that are handed on when the session assumes a role.
  std::vector<std::string> transitive_tag_keys;
  std::string source_identity;
};

/// Credentials that this server made.
struct IssuedCredentials {
  std::string access_key_id;
  std::string secret_access_key;
  /// An inactive key is refused.
  bool active = true;
  Principal principal;
  /// Of temporary credentials.
  std::optional<Session> session;
};

/// Knows the credentials that this server made. Safe to use from several threads.
class CredentialStore {
 public:
  virtual ~CredentialStore() = default;
  /// Null for a key that was never made or is deleted; expired ones are found for a while.
  virtual std::shared_ptr<const IssuedCredentials> find(std::string_view access_key_id) const = 0;
  /// Notes that a call was made with a key that find() returned.
  virtual void note_use(std::string_view access_key_id, std::string_view service,
                        std::string_view region, Timestamp now) = 0;
};

/// Whether a key could be of this server's making, going by its form: `AKIA` or `ASIA` and 16 more
/// letters and digits. Saves asking a store about test keys.
bool has_issued_form(std::string_view access_key_id);

/// The account itself.
Principal root_principal(std::string_view account);

}  // namespace dynarock::auth
