#include <array>

#include "dynarock/policy/explain.h"

namespace dynarock::policy {
namespace {

/// The ends of AWS's messages; {} stands for the action.
struct Tail {
  std::string_view implicit;
  std::string_view explicit_deny;
  bool names_policy;
};

// In the order of Layer. What organizations' policies do not allow is told as an explicit deny.
constexpr auto kTails = std::to_array<Tail>({
    {"with an explicit deny in a service control policy",
     "with an explicit deny in a service control policy", true},
    {"with an explicit deny in a resource control policy",
     "with an explicit deny in a resource control policy", true},
    {"because no VPC endpoint policy allows the {} action",
     "with an explicit deny in a VPC endpoint policy", false},
    {"because no resource-based policy allows the {} action",
     "with an explicit deny in a resource-based policy", false},
    {"because no identity-based policy allows the {} action",
     "with an explicit deny in an identity-based policy", true},
    {"because no permissions boundary allows the {} action",
     "with an explicit deny in a permissions boundary", true},
    {"because no session policy allows the {} action", "with an explicit deny in a session policy",
     true},
});
static_assert(kTails.size() == kLayerCount);

constexpr Tail kTrustTail = {"because no role trust policy allows the {} action",
                             "with an explicit deny in the role trust policy", false};

const Tail& tail_of(const Access& access, Layer cause) {
  const bool trust = cause == Layer::kResource && access.resource_policy != nullptr &&
                     access.resource_policy->document->kind() == PolicyKind::kTrust;
  return trust ? kTrustTail : kTails[static_cast<std::size_t>(cause)];
}

}  // namespace

std::string denial_message(const Principal& principal, const Access& access,
                           const AccessVerdict& verdict, bool name_policies) {
  const Tail& tail = tail_of(access, verdict.cause);
  std::string end(verdict.explicitly_denied() ? tail.explicit_deny : tail.implicit);
  if (const std::size_t place = end.find("{}"); place != end.npos)
    end.replace(place, 2, access.action);
  const Policy* policy = verdict[verdict.cause].policy;
  if (name_policies && tail.names_policy && verdict.explicitly_denied() && !policy->arn.empty())
    end += ": " + policy->arn;
  return "User: " + principal.arn + " is not authorized to perform: " + access.action +
         " on resource: " + access.resource + " " + end;
}

}  // namespace dynarock::policy
