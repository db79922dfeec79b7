#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/policy/context.h"
#include "dynarock/policy/document.h"
#include "dynarock/policy/principal.h"

namespace dynarock::policy {

/// A document where it is attached.
struct Policy {
  std::string name;
  std::string arn;  ///< empty for inline, resource-based and endpoint policies
  std::shared_ptr<const Document> document;
};

/// The policies at one node of an organization: the root, a unit, the account.
using PolicyLevel = std::vector<Policy>;

/// What applies to a principal, whatever it asks for.
struct PrincipalPolicies {
  std::vector<Policy> identity;  ///< of the user and its groups, or of the role
  std::optional<Policy> boundary;
  /// Of a session: what was given to AssumeRole, as one set. Nothing if none was given.
  std::optional<std::vector<Policy>> session;
  /// From the organization's root down to the account; each level must allow. Empty outside of an
  /// organization, and for the management account and service-linked roles.
  std::vector<PolicyLevel> service_control;
};

/// One thing that a request does.
struct Access {
  std::string action;    ///< `dynamodb:GetItem`
  std::string resource;  ///< an ARN, or `*` for actions without a resource
  /// Whose resource it is; empty for the caller's.
  std::string resource_account;
  /// What conditions see of this resource. Must not be null.
  const Context* context = nullptr;
  /// The resource's own policy, or the trust policy of a role to be assumed; may be null.
  const Policy* resource_policy = nullptr;
  /// Of the organization of the resource's account.
  std::span<const PolicyLevel> resource_control = {};
};

/// A request as authorization sees it: every access must be allowed.
struct Request {
  const Principal& principal;
  const PrincipalPolicies& policies;
  std::span<const Access> accesses;
  /// The policy of the VPC endpoint that it came through; null if it did not.
  const Policy* vpc_endpoint = nullptr;
  /// Whether that is a gateway endpoint, where an account in a Principal means its root user alone.
  bool gateway_endpoint = false;
};

/// Where policies can speak, in the order in which a denial names its cause.
enum class Layer : std::uint8_t {
  kServiceControl,
  kResourceControl,
  kVpcEndpoint,
  kResource,
  kIdentity,
  kBoundary,
  kSession
};
inline constexpr std::size_t kLayerCount = 7;

/// "service control policy", "identity-based policy", ...
std::string_view layer_name(Layer layer);

enum class Outcome : std::uint8_t {
  kNotApplicable,  ///< there is no such policy
  kAllowed,
  kImplicitDeny,
  kExplicitDeny
};

/// What one layer says of one access. The pointers are into the request's policies; null where no
/// statement decided, as in an implicit deny.
struct LayerResult {
  Outcome outcome = Outcome::kNotApplicable;
  const Policy* policy = nullptr;
  const Statement* statement = nullptr;
  /// In the resource layer: how the statement that allows names the principal.
  PrincipalMatch principal_match = PrincipalMatch::kNone;
};

struct AccessVerdict {
  bool allowed = false;
  /// Of a denial: which layer is told as its cause.
  Layer cause = Layer::kIdentity;
  std::array<LayerResult, kLayerCount> layers;

  const LayerResult& operator[](Layer layer) const {
    return layers[static_cast<std::size_t>(layer)];
  }
  bool explicitly_denied() const {
    return !allowed && (*this)[cause].outcome == Outcome::kExplicitDeny;
  }
};

struct Verdict {
  bool allowed = false;
  std::vector<AccessVerdict> accesses;  ///< as in the request

  /// The first access that is denied; null if all are allowed.
  const AccessVerdict* denial() const;
};

/// Judges a request as documented in the IAM User Guide, "Policy evaluation logic". Pure; refers to
/// the request's policies.
Verdict evaluate(const Request& request);

}  // namespace dynarock::policy
