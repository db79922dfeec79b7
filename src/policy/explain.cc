#include "dynarock/policy/explain.h"

#include <algorithm>
#include <array>

#include "policy/layers.h"
#include "policy/statement_match.h"

namespace dynarock::policy {
namespace {

constexpr auto kPartNames = std::to_array<std::string_view>(
    {"prefix", "partition", "service", "region", "account", "resource"});
constexpr std::size_t kResourcePart = 5;
constexpr std::size_t kAllParts = 6;
/// More than these are counted, not told.
constexpr std::size_t kListed = 4;

// How far a difference takes a statement from the access. A condition is the nearest miss, another
// service's action the farthest.
constexpr int kConditionCost = 1;
constexpr int kPrincipalCost = 3;
constexpr int kResourceCost = 4;
constexpr int kActionCost = 6;
constexpr int kUnrelated = 1000;

/// `a, b, c, d and 3 more`.
template <class Items, class Text>
std::string listed(const Items& items, Text text) {
  std::string out;
  std::size_t count = 0;
  for (const auto& item : items) {
    if (++count > kListed) continue;
    out += (out.empty() ? "" : ", ") + std::string(text(item));
  }
  if (count > kListed) out += " and " + std::to_string(count - kListed) + " more";
  return out;
}

StatementNote note_of(const Policy& policy, const Statement& statement) {
  return {policy.name, policy.arn, statement.sid, statement.index, statement.begin};
}

/// Collects what keeps one statement from matching.
class Comparison {
 public:
  Comparison(const Statement& statement, const Target& target, Layer layer)
      : statement_(statement), target_(target), context_(*target.access.context) {
    action();
    resource();
    if (match_principal(statement, target, layer) == PrincipalMatch::kNone)
      differs(kPrincipalCost, "Principal does not name " + target.request.principal.arn);
    for (const Condition& condition : statement.conditions)
      if (!condition.holds(context_)) this->condition(condition);
  }

  int cost() const { return cost_; }
  std::vector<std::string> take() { return std::move(differences_); }

 private:
  void differs(int cost, std::string difference) {
    cost_ += cost;
    differences_.push_back(std::move(difference));
  }

  void action() {
    if (statement_.applies_to_action(target_.action)) return;
    const auto text = [](const ActionPattern& one) { return one.source(); };
    if (statement_.not_action)
      return differs(kActionCost, "NotAction excludes " + target_.access.action);
    const auto same_service = [&](const ActionPattern& one) {
      return one.service() == target_.action.service;
    };
    const bool related = std::ranges::any_of(statement_.actions, same_service);
    differs(related ? kActionCost : kUnrelated,
            "Action has " + listed(statement_.actions, text) + ", not " + target_.access.action);
  }

  void resource() {
    if (statement_.applies_to_resource(target_.arn, context_)) return;
    const std::string& wanted = target_.access.resource;
    if (statement_.not_resource) return differs(kResourceCost, "NotResource excludes " + wanted);
    if (!target_.arn)
      return differs(kResourceCost,
                     target_.access.action + " has no resource: only Resource \"*\" allows it");
    const ResourcePattern* nearest = &statement_.resources.front().pattern;
    std::size_t farthest = 0;
    for (const PlacedResource& one : statement_.resources) {
      const std::size_t part = one.pattern.first_mismatch(*target_.arn, context_);
      if (part < farthest) continue;
      if (part == farthest && !is_parent(one.pattern)) continue;
      farthest = part;
      nearest = &one.pattern;
    }
    differs(kResourceCost, resource_difference(*nearest));
  }

  /// Whether the pattern is the wanted resource cut before a `/`: a table without its indexes.
  bool is_parent(const ResourcePattern& pattern) const {
    const auto arn = split_arn(pattern.source());
    const std::string_view wanted = target_.arn->resource();
    if (!arn || arn->resource().empty() || !pattern.variables().empty()) return false;
    const std::string with_all = std::string(pattern.source()) + "/*";
    return wanted.find('/') != wanted.npos &&
           ResourcePattern(with_all, TemplateText::Variables::kNo).matches(target_.arn, context_);
  }

  std::string resource_difference(const ResourcePattern& pattern) const {
    const std::string has = "Resource has " + pattern.source();
    if (pattern.has_misplaced_variable())
      return has + ", but variables count in an ARN's last part only";
    for (const TemplateText::Key& key : pattern.variables())
      if (context_.find(key.lower_name).size() != 1 && !key.fallback)
        return has + ", but ${" + key.name + "} has no value here";
    if (is_parent(pattern)) return has + ", " + missing_child(pattern);
    const std::size_t part = pattern.first_mismatch(*target_.arn, context_);
    if (part == kResourcePart || part == kAllParts) return has + ", not " + target_.access.resource;
    return has + ", whose " + std::string(kPartNames[part]) + " is not '" +
           std::string(target_.arn->parts[part]) + "'";
  }

  /// `which does not cover its indexes: add arn:.../index/*`.
  std::string missing_child(const ResourcePattern& pattern) const {
    const std::string_view wanted = target_.arn->resource();
    constexpr auto kChildren = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"/index/", "indexes"}, {"/stream/", "streams"}, {"/backup/", "backups"}});
    for (const auto& [infix, what] : kChildren)
      if (wanted.find(infix) != wanted.npos)
        return "which does not cover its " + std::string(what) + ": add " + pattern.source() +
               std::string(infix) + "*";
    return "which does not cover what is below it: add " + pattern.source() + "/*";
  }

  void condition(const Condition& condition) {
    const auto actual = context_.find(condition.lower_key());
    const auto wanted = [](const Condition::Value& value) { return "'" + value.source + "'"; };
    const auto seen = [](std::string_view value) { return "'" + std::string(value) + "'"; };
    differs(kConditionCost, "Condition " + to_string(condition.qualified()) + " " +
                                condition.key() + " wants " + listed(condition.values(), wanted) +
                                (actual.empty() ? ", but the request has no such key"
                                                : ", but the request has " + listed(actual, seen)));
  }

  const Statement& statement_;
  const Target& target_;
  const Context& context_;
  int cost_ = 0;
  std::vector<std::string> differences_;
};

std::optional<NearMiss> find_near_miss(const Request& request, const Access& access, Layer layer) {
  const Target target(request, access);
  std::optional<NearMiss> nearest;
  int least = kUnrelated;
  for (const Policy* policy : policies_of(layer, request, access)) {
    for (const Statement& statement : policy->document->statements()) {
      if (statement.effect != Effect::kAllow) continue;
      Comparison comparison(statement, target, layer);
      if (comparison.cost() == 0 || comparison.cost() >= least) continue;
      least = comparison.cost();
      nearest = NearMiss{note_of(*policy, statement), comparison.take()};
    }
  }
  return nearest;
}

AccessNote explain_access(const Request& request, const Access& access,
                          const AccessVerdict& verdict) {
  AccessNote note{access.action, access.resource, verdict.allowed, verdict.cause, {}, {}};
  for (std::size_t i = 0; i < kLayerCount; ++i) {
    const LayerResult& result = verdict.layers[i];
    if (result.outcome == Outcome::kNotApplicable) continue;
    LayerNote& layer = note.layers.emplace_back();
    layer.layer = static_cast<Layer>(i);
    layer.outcome = result.outcome;
    if (result.statement != nullptr) layer.statement = note_of(*result.policy, *result.statement);
  }
  if (!verdict.allowed && !verdict.explicitly_denied())
    note.near_miss = find_near_miss(request, access, verdict.cause);
  return note;
}

std::string_view outcome_name(Outcome outcome) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"has no say", "allows", "does not allow", "denies"});
  return kNames[static_cast<std::size_t>(outcome)];
}

/// `users/policy-name, statement 2 (ReadAll), line 14`.
std::string place(const StatementNote& note) {
  return note.policy_name + ", statement " + std::to_string(note.index + 1) +
         (note.sid.empty() ? "" : " (" + note.sid + ")") + ", line " +
         std::to_string(note.position.line);
}

}  // namespace

std::vector<AccessNote> explain(const Request& request, const Verdict& verdict) {
  std::vector<AccessNote> notes;
  for (std::size_t i = 0; i < verdict.accesses.size(); ++i)
    notes.push_back(explain_access(request, request.accesses[i], verdict.accesses[i]));
  return notes;
}

std::string to_text(const AccessNote& note) {
  std::string text =
      note.action + " on " + note.resource + ": " +
      (note.allowed ? "allowed" : "denied by the " + std::string(layer_name(note.cause))) + "\n";
  for (const LayerNote& layer : note.layers) {
    text += "  " + std::string(layer_name(layer.layer)) + " " +
            std::string(outcome_name(layer.outcome));
    if (layer.statement) text += ": " + place(*layer.statement);
    text += "\n";
  }
  if (!note.near_miss) return text;
  text += "  nearest: " + place(note.near_miss->statement) + "\n";
  for (const std::string& difference : note.near_miss->differences)
    text += "    " + difference + "\n";
  return text;
}

}  // namespace dynarock::policy
