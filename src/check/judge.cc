#include "check/judge.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "dynarock/dynamodb/model/stream.h"
#include "dynarock/policy/arn.h"
#include "dynarock/policy/explain.h"
#include "dynarock/policy/simulate.h"

namespace dynarock::check {
namespace {

/// As a task makes sessions of it. Of a role that is not there nothing is known but its name.
auth::Principal session_of(const iam::State& identities, std::string_view role_arn) {
  constexpr std::string_view kSession = "check";
  const auto parts = policy::split_arn(role_arn);
  auth::Principal principal;
  principal.kind = auth::PrincipalKind::kRoleSession;
  principal.account = parts ? parts->account() : std::string_view();
  principal.name = role_arn.substr(role_arn.rfind('/') + 1);
  principal.arn = "arn:aws:sts::" + principal.account + ":assumed-role/" + principal.name + "/" +
                  std::string(kSession);
  const auto account = identities.read(principal.account);
  if (const auto role = account->roles.find(principal.name); role != account->roles.end()) {
    principal.user_id = role->second.id + ":" + std::string(kSession);
    for (const iam::Tag& tag : role->second.tags) principal.tags.emplace_back(tag.key, tag.value);
  }
  return principal;
}

void add_request_keys(std::string_view region, Timestamp now, const Passage* passage,
                      policy::Context& context) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  context.set("aws:RequestedRegion", region);
  context.set("aws:CurrentTime", iso_seconds(now));
  context.set("aws:EpochTime", std::to_string(seconds));
  context.set("aws:SecureTransport", "true");
  if (passage == nullptr) return;
  context.set("aws:SourceVpce", passage->endpoint_id);
  context.set("aws:SourceVpc", passage->vpc_id);
}

/// The policy of a table or stream; null for whatever has none.
std::shared_ptr<const policy::Policy> resource_policy(const dynamodb::Resources& resources,
                                                      std::string_view arn) {
  const auto parts = policy::split_arn(arn);
  if (!parts || parts->service() != "dynamodb") return nullptr;
  if (const auto stream = dynamodb::parse_stream_arn(arn))
    return resources.find_stream_policy(*stream);
  std::string_view table = parts->resource();
  table.remove_prefix(std::min(table.find('/'), table.size() - 1) + 1);
  return resources.find_table({parts->account(), parts->region(), table.substr(0, table.find('/'))})
      .policy;
}

std::string place_of(const policy::StatementNote& statement) {
  return "statement " + std::to_string(statement.index + 1) +
         (statement.sid.empty() ? "" : " (" + statement.sid + ")") + " of " + statement.policy_name;
}

std::string fix_of(const policy::AccessNote& note, std::string_view role_arn,
                   const Passage* passage) {
  const auto layer =
      std::ranges::find(note.layers, note.cause, [](const auto& one) { return one.layer; });
  if (layer != note.layers.end() && layer->outcome == policy::Outcome::kExplicitDeny &&
      layer->statement)
    return "Take the Deny out: " + place_of(*layer->statement) + ".";
  std::string fix = "Allow " + note.action + " on " + note.resource + " in ";
  if (note.cause == policy::Layer::kVpcEndpoint && passage)
    fix += "the policy of " + passage->endpoint_id;
  else if (note.cause == policy::Layer::kIdentity)
    fix += "a policy of " + std::string(role_arn);
  else
    fix += "its " + std::string(policy::layer_name(note.cause));
  if (!note.near_miss) return fix + ".";
  fix += "; " + place_of(note.near_miss->statement) + " comes close:";
  for (const std::string& difference : note.near_miss->differences) fix += " " + difference + ";";
  fix.back() = '.';
  return fix;
}

}  // namespace

Judge::Judge(const World& world, const Scope& scope, std::string role_arn)
    : world_(world),
      role_arn_(std::move(role_arn)),
      region_(scope.place.region),
      now_(scope.now),
      caller_(authz::make_caller(session_of(world.identities, role_arn_), nullptr, world.principals,
                                 world.organization)) {}

std::optional<Denial> Judge::judge(const std::string& action, const std::string& resource,
                                   const Passage* passage) const {
  policy::Context context(&caller_->context);
  add_request_keys(region_, now_, passage, context);
  const auto parts = policy::split_arn(resource);
  const std::string owner(parts && !parts->account().empty()
                              ? parts->account()
                              : std::string_view(caller_->principal.account));
  context.set("aws:ResourceAccount", owner);
  const auto guard = resource_policy(world_.resources, resource);
  policy::Access access{action, resource, owner, &context, guard.get()};
  if (const auto* account = world_.organization.find_account(owner))
    access.resource_control = account->resource_control;
  const policy::Request request{caller_->principal,
                                caller_->policies,
                                {&access, 1},
                                passage ? &passage->policy : nullptr,
                                passage != nullptr && passage->gateway};
  const policy::Verdict verdict = policy::evaluate(request);
  const policy::AccessVerdict* denial = verdict.denial();
  if (denial == nullptr) return std::nullopt;
  const policy::AccessNote note = policy::explain(request, verdict).front();
  return Denial{policy::denial_message(caller_->principal, access, *denial, false),
                fix_of(note, role_arn_, passage), denial->cause,
                policy::simulate(request).front().missing_context_values};
}

std::vector<authz::Grant> Judge::grants() const {
  return authz::grants_of(caller_->policies.identity, observed());
}

std::vector<authz::Observation> Judge::observed() const {
  if (world_.observations == nullptr) return {};
  return world_.observations->of(role_arn_);
}

}  // namespace dynarock::check
