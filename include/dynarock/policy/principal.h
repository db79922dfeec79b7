#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/json/syntax_error.h"

namespace dynarock::policy {

/// Who makes a request.
struct Principal {
  enum class Kind : std::uint8_t {
    kRoot,           ///< the account itself
    kUser,           ///< an IAM user
    kRoleSession,    ///< a role, assumed
    kFederatedUser,  ///< a session of GetFederationToken
    kService,        ///< an AWS service in its own name, as when it assumes a role
    kIdentity,       ///< one that a web identity or SAML provider vouches for, before it has a role
    kAnonymous
  };

  Kind kind = Kind::kAnonymous;
  /// 12 digits; empty for the last three kinds.
  std::string account;
  /// As messages name it: `arn:aws:iam::A:user/U`, `arn:aws:sts::A:assumed-role/R/S`,
  /// `arn:aws:sts::A:federated-user/N`, `arn:aws:iam::A:root`; for the last three kinds whatever
  /// tells it in a log.
  std::string arn;
  /// Of a session: the role it is of, or the user who made it.
  std::string source_arn;
  /// `AIDA...`, or of a session the role's `AROA...`; may be empty.
  std::string unique_id;
  /// `lambda.amazonaws.com` of a service, or an identity's provider as Federated names it.
  std::string provider;

  bool has_account() const { return !account.empty(); }
};

/// How a Principal element named the caller, from the loosest to the closest. What a resource
/// policy's Allow is worth depends on it.
enum class PrincipalMatch : std::uint8_t {
  kNone,
  kAccount,  ///< by its account, which leaves the decision to the account's own policies
  kSource,   ///< by the role or user of its session: boundary and session policies still apply
  kDirect    ///< by itself, or by `*`
};

/// A Principal or NotPrincipal.
class PrincipalElement {
 public:
  enum class Type : std::uint8_t { kAws, kService, kFederated, kCanonicalUser };

  struct Entry {
    Type type;
    std::string value;
    std::string account;  // of an entry that names an account: `123456789012` or its root's ARN
    json::Position position;
  };

  bool negated = false;
  /// `*` is among them.
  bool everyone = false;
  std::vector<Entry> entries;

  /// Adds a value that is_valid().
  void add(Type type, std::string_view value, json::Position position);
  /// Whether IAM takes the value: `*`, an account, an ARN without wildcards or a unique id for AWS;
  /// for the other types any text.
  static bool is_valid(Type type, std::string_view value);

  /// The closest way in which it names the principal; of a NotPrincipal kDirect if it applies to
  /// the principal, which it does unless it exempts it. IAM's documentation wants all of a caller
  /// listed: the account, the role or user, and the session.
  /// `accounts_are_roots`: an account stands for its root user alone, as in the policies of gateway
  /// VPC endpoints.
  PrincipalMatch match(const Principal& principal, bool accounts_are_roots) const;

 private:
  PrincipalMatch match_entry(const Entry& entry, const Principal& principal,
                             bool accounts_are_roots) const;
  bool exempts(const Principal& principal) const;
};

}  // namespace dynarock::policy
