#include "dynarock/policy/evaluate.h"

#include <algorithm>

#include "policy/statement_match.h"

namespace dynarock::policy {

PrincipalMatch match_principal(const Statement& statement, const Target& target, Layer layer) {
  if (!statement.principal) return PrincipalMatch::kDirect;
  const bool accounts_are_roots = layer == Layer::kVpcEndpoint && target.request.gateway_endpoint;
  return statement.principal->match(target.request.principal, accounts_are_roots);
}

PrincipalMatch match(const Statement& statement, const Target& target, Layer layer) {
  if (!statement.applies_to_action(target.action)) return PrincipalMatch::kNone;
  const Context& context = *target.access.context;
  if (!statement.applies_to_resource(target.arn, context)) return PrincipalMatch::kNone;
  const PrincipalMatch principal = match_principal(statement, target, layer);
  if (principal == PrincipalMatch::kNone) return principal;
  const auto holds = [&](const Condition& condition) { return condition.holds(context); };
  return std::ranges::all_of(statement.conditions, holds) ? principal : PrincipalMatch::kNone;
}

namespace {

/// Holds one policy against an access and adds what it says to `result`.
void judge(const Policy& policy, const Target& target, Layer layer, LayerResult& result) {
  for (const Statement& statement : policy.document->statements()) {
    const bool denies = statement.effect == Effect::kDeny;
    const PrincipalMatch found = match(statement, target, layer);
    if (found == PrincipalMatch::kNone || (!denies && found <= result.principal_match)) continue;
    result = {denies ? Outcome::kExplicitDeny : Outcome::kAllowed, &policy, &statement, found};
    if (denies) return;
  }
}

/// A set of policies of which any may allow.
LayerResult judge_any(std::span<const Policy> policies, const Target& target, Layer layer) {
  LayerResult result{Outcome::kImplicitDeny};
  for (const Policy& policy : policies) {
    judge(policy, target, layer, result);
    if (result.outcome == Outcome::kExplicitDeny) break;
  }
  return result;
}

/// An organization's levels, of which every one must allow.
LayerResult judge_levels(std::span<const PolicyLevel> levels, const Target& target, Layer layer) {
  LayerResult all;
  for (const PolicyLevel& level : levels) {
    const LayerResult one = judge_any(level, target, layer);
    if (one.outcome == Outcome::kExplicitDeny) return one;
    if (all.outcome != Outcome::kImplicitDeny) all = one;
  }
  return all;
}

LayerResult judge_one(const Policy* policy, const Target& target, Layer layer) {
  return policy == nullptr ? LayerResult{} : judge_any({policy, 1}, target, layer);
}

LayerResult judge_identity(const Target& target) {
  const Principal& principal = target.request.principal;
  if (!principal.has_account()) return {};
  if (principal.kind == Principal::Kind::kRoot) return {Outcome::kAllowed};
  return judge_any(target.request.policies.identity, target, Layer::kIdentity);
}

LayerResult judge_layer(Layer layer, const Target& target) {
  const PrincipalPolicies& policies = target.request.policies;
  switch (layer) {
    case Layer::kServiceControl:
      return judge_levels(policies.service_control, target, layer);
    case Layer::kResourceControl:
      return judge_levels(target.access.resource_control, target, layer);
    case Layer::kVpcEndpoint:
      return judge_one(target.request.vpc_endpoint, target, layer);
    case Layer::kResource:
      return judge_one(target.access.resource_policy, target, layer);
    case Layer::kIdentity:
      return judge_identity(target);
    case Layer::kBoundary:
      return judge_one(policies.boundary ? &*policies.boundary : nullptr, target, layer);
    case Layer::kSession:
      return policies.session ? judge_any(*policies.session, target, layer) : LayerResult{};
  }
  return {};
}

/// Decides, given what each layer says.
class Decision {
 public:
  Decision(const Target& target, const AccessVerdict& verdict)
      : target_(target), verdict_(verdict) {}

  /// The layer that denies; nothing if the access is allowed.
  std::optional<Layer> denying_layer() const {
    for (std::size_t i = 0; i < kLayerCount; ++i)
      if (verdict_.layers[i].outcome == Outcome::kExplicitDeny) return static_cast<Layer>(i);
    for (const Layer limit : {Layer::kServiceControl, Layer::kResourceControl, Layer::kVpcEndpoint})
      if (denies(limit)) return limit;
    if (!target_.request.principal.has_account())
      return grant() == PrincipalMatch::kDirect ? std::nullopt : std::optional(Layer::kResource);
    return is_cross_account() ? across_accounts() : within_account();
  }

 private:
  bool allows(Layer layer) const { return verdict_[layer].outcome == Outcome::kAllowed; }
  bool denies(Layer layer) const { return verdict_[layer].outcome == Outcome::kImplicitDeny; }

  /// How the resource's policy allows it.
  PrincipalMatch grant() const {
    return allows(Layer::kResource) ? verdict_[Layer::kResource].principal_match
                                    : PrincipalMatch::kNone;
  }
  bool is_cross_account() const {
    return !target_.access.resource_account.empty() &&
           target_.access.resource_account != target_.request.principal.account;
  }
  bool has_trust_policy() const {
    const Policy* policy = target_.access.resource_policy;
    return policy != nullptr && policy->document->kind() == PolicyKind::kTrust;
  }

  std::optional<Layer> within_account() const {
    if (has_trust_policy() && grant() == PrincipalMatch::kNone) return Layer::kResource;
    if (grant() == PrincipalMatch::kDirect) return std::nullopt;
    if (!allows(Layer::kIdentity) && grant() != PrincipalMatch::kSource) return Layer::kIdentity;
    return limits();
  }

  // Which side is told of was found by trying: an account's delegation without a policy there
  // counts as the resource's refusal.
  std::optional<Layer> across_accounts() const {
    if (!allows(Layer::kIdentity))
      return grant() == PrincipalMatch::kAccount ? Layer::kResource : Layer::kIdentity;
    if (grant() == PrincipalMatch::kNone) return Layer::kResource;
    return limits();
  }

  std::optional<Layer> limits() const {
    for (const Layer limit : {Layer::kBoundary, Layer::kSession})
      if (denies(limit)) return limit;
    return std::nullopt;
  }

  const Target& target_;
  const AccessVerdict& verdict_;
};

AccessVerdict judge_access(const Request& request, const Access& access) {
  const Target target(request, access);
  AccessVerdict verdict;
  for (std::size_t i = 0; i < kLayerCount; ++i)
    verdict.layers[i] = judge_layer(static_cast<Layer>(i), target);
  const std::optional<Layer> denying = Decision(target, verdict).denying_layer();
  verdict.allowed = !denying;
  if (denying) verdict.cause = *denying;
  return verdict;
}

}  // namespace

std::string_view layer_name(Layer layer) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"service control policy", "resource control policy", "VPC endpoint policy",
       "resource-based policy", "identity-based policy", "permissions boundary", "session policy"});
  static_assert(kNames.size() == kLayerCount);
  return kNames[static_cast<std::size_t>(layer)];
}

const AccessVerdict* Verdict::denial() const {
  const auto denied = std::ranges::find(accesses, false, &AccessVerdict::allowed);
  return denied == accesses.end() ? nullptr : &*denied;
}

Verdict evaluate(const Request& request) {
  Verdict verdict;
  verdict.accesses.reserve(request.accesses.size());
  for (const Access& access : request.accesses)
    verdict.accesses.push_back(judge_access(request, access));
  verdict.allowed = verdict.denial() == nullptr;
  return verdict;
}

}  // namespace dynarock::policy
