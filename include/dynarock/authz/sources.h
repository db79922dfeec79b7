#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/auth/credential_store.h"
#include "dynarock/authz/organization.h"
#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"
#include "dynarock/policy/evaluate.h"

// What authorization asks of the services.

namespace dynarock::authz {

/// What IAM knows of a principal.
struct KnownPrincipal {
  /// Of a role's session the role's ARN, of a federated user that of the user who made it.
  std::string source_arn;
  std::vector<policy::Policy> identity;
  std::optional<policy::Policy> boundary;
};

/// Knows principals. Called from every server thread at once.
class PrincipalSource {
 public:
  virtual ~PrincipalSource() = default;
  /// Changes whenever an answer of find() may.
  virtual std::uint64_t version() const = 0;
  /// What is not there any more has no policies.
  virtual KnownPrincipal find(const auth::Principal& principal) const = 0;
};

/// Who sends a call that is not signed.
struct UnsignedSender {
  policy::Principal principal;
  /// Context keys and their values.
  std::vector<std::pair<std::string, std::string>> keys;
};

/// Knows VPC endpoints. Called from every server thread at once.
class VpcEndpointSource {
 public:
  virtual ~VpcEndpointSource() = default;
  /// Null if the account and region of the call have none of that id.
  virtual std::shared_ptr<const VpcEndpoint> find(std::string_view id,
                                                  const aws::Call& call) const = 0;
};

/// Says what a service's operations ask to be allowed. Called from every server thread at once.
class AccessSource {
 public:
  virtual ~AccessSource() = default;
  /// The accesses' contexts are made on `shared`, which outlives them. Empty for what anybody may
  /// do; nothing for an operation that is not known.
  virtual std::optional<std::vector<policy::AccessRequest>> accesses_of(
      const aws::Call& call, json::Value input, const policy::Context& shared) const = 0;
  /// By what the call brings along in place of a signature; nothing if that tells nobody.
  virtual std::optional<UnsignedSender> sender_of(const aws::Call&, json::Value) const {
    return std::nullopt;
  }
};

}  // namespace dynarock::authz
