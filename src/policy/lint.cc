// Each rule is a function over a statement; kRules lists them.

#include "dynarock/policy/lint.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dynarock/base/characters.h"
#include "dynarock/base/suggestion.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/actions.h"
#include "policy/shape_overlap.h"

namespace dynarock::policy {
namespace {

constexpr std::string_view kOldVersion = "2008-10-17";

/// Where a rule puts what it finds.
struct Sink {
  const Document& document;
  std::vector<Finding>& findings;

  void add(Severity severity, std::string_view rule, json::Position position, std::string message) {
    findings.push_back({severity, rule, std::move(message), position});
  }
  void warn(std::string_view rule, json::Position position, std::string message) {
    add(Severity::kWarning, rule, position, std::move(message));
  }
};

bool is_allow(const Statement& statement) { return statement.effect == Effect::kAllow; }

/// The actions of a known service that a pattern covers.
std::vector<const ActionInfo*> covered_actions(const ActionPattern& pattern,
                                               const ServiceActions& service) {
  std::vector<const ActionInfo*> covered;
  for (const ActionInfo& action : service.actions)
    if (pattern.matches(ActionName(std::string(service.service) + ":" + std::string(action.name))))
      covered.push_back(&action);
  return covered;
}

std::string with_article(std::string_view noun) {
  const bool vowel = std::string_view("aeiou").find(noun.front()) != noun.npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

/// `a table or an index`.
std::string type_names(const ServiceActions& service, std::uint32_t types) {
  std::string text;
  for (std::size_t i = 0; i < service.resource_types.size(); ++i)
    if ((types >> i & 1) != 0)
      text += (text.empty() ? "" : " or ") + with_article(service.resource_types[i].name);
  return text;
}

/// Bits of the resource types that a resource may be; nothing if it may be anything. Of another
/// service: 0.
std::optional<std::uint32_t> types_of(const ResourcePattern& resource,
                                      const ServiceActions& service) {
  const auto arn = split_arn(resource.source());
  if (!arn || resource.has_misplaced_variable()) return std::nullopt;
  if (!overlaps(arn->service(), service.service)) return 0;
  std::uint32_t types = 0;
  for (std::size_t i = 0; i < service.resource_types.size(); ++i)
    if (overlaps(arn->resource(), service.resource_types[i].shape)) types |= std::uint32_t{1} << i;
  return types;
}

// ---- rules

void unknown_action(const Statement& statement, Sink& sink) {
  for (const ActionPattern& pattern : statement.actions) {
    const ServiceActions* service = find_service(pattern.service());
    if (service == nullptr || !covered_actions(pattern, *service).empty()) continue;
    std::string message = "there is no action " + pattern.source();
    const std::string_view hint = action_hint(pattern.source());
    std::vector<std::string> names;
    for (const ActionInfo& action : service->actions) names.emplace_back(action.name);
    const std::string best =
        closest(std::string_view(pattern.source()).substr(service->service.size() + 1), names);
    if (!hint.empty()) {
      message += ": " + std::string(hint);
    } else if (!best.empty()) {
      message += ", did you mean " + std::string(service->service) + ":" + best + "?";
    }
    sink.warn("unknown-action", pattern.position(), std::move(message));
  }
}

/// Actions none of whose resource types is among the statement's resources.
void action_without_resource(const Statement& statement, Sink& sink) {
  if (statement.not_resource || statement.not_action || statement.resources.empty()) return;
  for (const ActionPattern& pattern : statement.actions) {
    const ServiceActions* service = find_service(pattern.service());
    if (service == nullptr) continue;
    std::uint32_t wanted = 0;
    bool needs_star = false, fits = false;
    for (const ActionInfo* action : covered_actions(pattern, *service)) {
      wanted |= action->resource_types;
      needs_star = needs_star || action->resource_types == 0;
    }
    for (const PlacedResource& one : statement.resources) {
      const auto types = types_of(one.pattern, *service);
      fits = fits || !types || (*types & wanted) != 0;
    }
    if (fits || (wanted == 0 && !needs_star)) continue;
    sink.warn("action-resource-mismatch", pattern.position(),
              wanted == 0 ? pattern.source() + " has no resource: only Resource \"*\" fits it"
                          : pattern.source() + " works on " + type_names(*service, wanted) +
                                ", and no Resource here is one");
  }
}

bool has_unknown_action(const Statement& statement, const ServiceActions& service) {
  return std::ranges::any_of(statement.actions, [&](const ActionPattern& pattern) {
    return pattern.service() == service.service && covered_actions(pattern, service).empty();
  });
}

/// Resources that none of the statement's actions works on.
void resource_without_action(const Statement& statement, Sink& sink) {
  if (statement.not_resource || statement.not_action) return;
  for (const PlacedResource& one : statement.resources) {
    const auto arn = split_arn(one.pattern.source());
    const ServiceActions* service = arn ? find_service(arn->service()) : nullptr;
    if (service == nullptr) continue;
    const std::optional<std::uint32_t> types = types_of(one.pattern, *service);
    if (!types || has_unknown_action(statement, *service)) continue;
    if (*types == 0) {
      sink.warn("unknown-resource", one.position,
                "nothing of " + std::string(service->service) + " looks like " +
                    one.pattern.source() +
                    ": tables are arn:aws:dynamodb:REGION:ACCOUNT:table/NAME");
      continue;
    }
    std::uint32_t wanted = 0;
    for (const ActionPattern& pattern : statement.actions)
      for (const ActionInfo* action : covered_actions(pattern, *service))
        wanted |= action->resource_types;
    if ((*types & wanted) == 0)
      sink.warn("action-resource-mismatch", one.position,
                "no Action here works on " + type_names(*service, *types) + ", which " +
                    one.pattern.source() + " is");
  }
}

void misplaced_variable(const Statement& statement, Sink& sink) {
  for (const PlacedResource& one : statement.resources)
    if (one.pattern.has_misplaced_variable())
      sink.warn("misplaced-variable", one.position,
                "variables count in an ARN's last part only, so " + one.pattern.source() +
                    " matches nothing");
}

/// `${` where Version leaves it as text.
void variable_in_old_version(const Statement& statement, Sink& sink) {
  if (sink.document.version() != kOldVersion) return;
  const auto check = [&](std::string_view text, json::Position position) {
    if (text.find("${") != text.npos)
      sink.warn("variable-is-text", position,
                "variables need \"Version\": \"2012-10-17\"; here " + std::string(text) +
                    " is taken as it stands");
  };
  for (const PlacedResource& one : statement.resources) check(one.pattern.source(), one.position);
  for (const Condition& condition : statement.conditions)
    for (const Condition::Value& value : condition.values())
      check(value.source, condition.position());
}

void too_broad(const Statement& statement, Sink& sink) {
  if (!is_allow(statement)) return;
  if (statement.not_action)
    sink.warn("broad", statement.begin,
              "Allow with NotAction allows all else, of every service there will ever be");
  if (statement.not_resource)
    sink.warn("broad", statement.begin, "Allow with NotResource allows all other resources");
  const auto names_all = [](const PlacedResource& one) { return one.pattern.matches_all(); };
  if (!statement.conditions.empty() || !std::ranges::any_of(statement.resources, names_all)) return;
  for (const ActionPattern& pattern : statement.actions) {
    if (statement.not_action) break;
    if (pattern.matches_all())
      sink.warn("broad", pattern.position(), "this allows everything on everything");
    else if (pattern.source().ends_with(":*"))
      sink.warn("broad", pattern.position(),
                "this allows all of " + pattern.service() + " on every resource");
  }
}

void public_principal(const Statement& statement, Sink& sink) {
  if (!is_allow(statement) || !statement.principal || !statement.conditions.empty()) return;
  if (sink.document.kind() == PolicyKind::kVpcEndpoint ||
      sink.document.kind() == PolicyKind::kResourceControl)
    return;  // these grant nothing by themselves
  if (statement.principal->everyone && !statement.principal->negated)
    sink.warn("public", statement.principal->entries.front().position,
              "Principal \"*\" without a condition is everyone, of every account");
}

/// Whether all that `narrow` matches `wide` does, as far as a look at the texts can tell.
bool covers(std::string_view wide, std::string_view narrow) {
  if (wide == narrow) return true;
  // A `?` would take the other's `*` for a character.
  return wide.find('?') == wide.npos && Glob(encode_wildcards(wide)).matches(narrow);
}

/// A value of a list, as it is told of and as it is compared.
struct Listed {
  std::string shown;
  std::string compared;
  json::Position position;
};

void redundant_in(const std::vector<Listed>& values, Sink& sink) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      const bool equal = values[i].compared == values[j].compared;
      // Of two that are equal the second is redundant.
      if (i == j || (equal && i < j) || !covers(values[j].compared, values[i].compared)) continue;
      sink.add(Severity::kNote, "redundant", values[i].position,
               equal ? values[i].shown + " is listed twice"
                     : values[i].shown + " is covered by " + values[j].shown);
      break;
    }
  }
}

void redundant_values(const Statement& statement, Sink& sink) {
  // Lists are compared each with each.
  constexpr std::size_t kMostCompared = 200;
  if (statement.actions.size() > kMostCompared || statement.resources.size() > kMostCompared)
    return;
  std::vector<Listed> actions, resources;
  for (const ActionPattern& one : statement.actions)
    actions.push_back({one.source(), lower_case(one.source()), one.position()});
  for (const PlacedResource& one : statement.resources)
    resources.push_back({one.pattern.source(), one.pattern.source(), one.position});
  redundant_in(actions, sink);
  redundant_in(resources, sink);
}

/// The condition key of a known service; null if it is none. `service` becomes null if the service
/// is not known.
const ConditionKey* find_key(std::string_view lower_key, const ServiceActions*& service) {
  service = find_service(lower_key.substr(0, lower_key.find(':')));
  if (service == nullptr) return nullptr;
  for (const ConditionKey& key : service->keys)
    if (lower_case(key.name) == lower_key) return &key;
  return nullptr;
}

/// The actions of the statement whose requests do not carry the key.
std::string actions_without(const Statement& statement, const ServiceActions& service,
                            std::size_t key, bool& all) {
  std::string without;
  all = true;
  for (const ActionPattern& pattern : statement.actions) {
    for (const ActionInfo* action : covered_actions(pattern, service)) {
      if ((action->keys >> key & 1) != 0) {
        all = false;
      } else if (without.empty()) {
        without = std::string(service.service) + ":" + std::string(action->name);
      }
    }
  }
  return without;
}

void condition_key(const Statement& statement, const Condition& condition, Sink& sink) {
  const ServiceActions* service = nullptr;
  const ConditionKey* key = find_key(condition.lower_key(), service);
  const bool global = condition.lower_key().starts_with("aws:");
  if (global ? !is_global_key(condition.lower_key()) : service != nullptr && key == nullptr)
    return sink.warn("unknown-key", condition.position(),
                     "there is no condition key " + condition.key());
  const SetQualifier set = condition.qualified().set;
  if (key == nullptr) return;
  if (key->multivalued && set == SetQualifier::kNone &&
      condition.qualified().base != &kNullOperator)
    sink.warn("multivalued-key", condition.position(),
              condition.key() + " has several values: say ForAllValues: or ForAnyValue:");
  if (statement.not_action) return;
  bool all = false;
  const std::string without = actions_without(
      statement, *service, static_cast<std::size_t>(key - service->keys.data()), all);
  if (without.empty()) return;
  if (set == SetQualifier::kForAllValues && is_allow(statement)) {
    sink.warn("key-never-present", condition.position(),
              without + " carries no " + condition.key() +
                  ", and ForAllValues is true without it: this allows it");
  } else if (all) {
    sink.warn("key-never-present", condition.position(),
              "no Action here carries " + condition.key());
  }
}

void condition_values(const Statement&, const Condition& condition, Sink& sink) {
  if (condition.values().empty())
    sink.warn("no-values", condition.position(),
              condition.key() + " is compared with an empty list");
  for (const Condition::Value& value : condition.values())
    if (!value.text.has_variables() && std::holds_alternative<std::monostate>(value.operand))
      sink.warn("useless-value", condition.position(),
                "'" + value.source + "' is nothing that " +
                    std::string(condition.qualified().base->name) + " can compare with");
}

void conditions(const Statement& statement, Sink& sink) {
  for (const Condition& condition : statement.conditions) {
    condition_key(statement, condition, sink);
    condition_values(statement, condition, sink);
  }
}

/// Whether an earlier Allow without conditions already allows all of this one.
void redundant_statement(const Statement& statement, Sink& sink) {
  constexpr std::size_t kMostCompared = 50;
  if (!is_allow(statement) || statement.principal || statement.not_action ||
      statement.not_resource || statement.index > kMostCompared)
    return;
  for (std::size_t i = 0; i < statement.index; ++i) {
    const Statement& earlier = sink.document.statements()[i];
    if (!is_allow(earlier) || earlier.not_action || earlier.not_resource ||
        !earlier.conditions.empty())
      continue;
    const auto action_covered = [&](const ActionPattern& narrow) {
      return std::ranges::any_of(earlier.actions, [&](const ActionPattern& wide) {
        return covers(lower_case(wide.source()), lower_case(narrow.source()));
      });
    };
    const auto resource_covered = [&](const PlacedResource& narrow) {
      return std::ranges::any_of(earlier.resources, [&](const PlacedResource& wide) {
        return wide.pattern.variables().empty() &&
               covers(wide.pattern.source(), narrow.pattern.source());
      });
    };
    if (!std::ranges::all_of(statement.actions, action_covered) ||
        !std::ranges::all_of(statement.resources, resource_covered))
      continue;
    return sink.add(Severity::kNote, "redundant", statement.begin,
                    "statement " + std::to_string(i + 1) + " already allows all of this one");
  }
}

constexpr auto kRules = std::to_array<void (*)(const Statement&, Sink&)>(
    {unknown_action, action_without_resource, resource_without_action, misplaced_variable,
     variable_in_old_version, too_broad, public_principal, redundant_values, conditions,
     redundant_statement});

}  // namespace

std::string_view severity_name(Severity severity) {
  constexpr auto kNames = std::to_array<std::string_view>({"error", "warning", "note"});
  return kNames[static_cast<std::size_t>(severity)];
}

std::vector<Finding> lint(const Document& document) {
  std::vector<Finding> findings;
  Sink sink{document, findings};
  for (const Statement& statement : document.statements())
    for (const auto rule : kRules) rule(statement, sink);
  std::ranges::stable_sort(findings, {}, [](const Finding& one) {
    return std::pair(one.position.line, one.position.column);
  });
  return findings;
}

std::vector<Finding> check_policy(PolicyKind kind, std::string_view text) {
  std::vector<Finding> findings;
  for (Malformed& one : find_malformed(kind, text))
    findings.push_back(
        {Severity::kError, "malformed", one.problem + " (AWS: " + one.message + ")", one.position});
  const std::size_t size = policy_size(kind, text);
  if (size > traits(kind).max_size)
    findings.push_back({Severity::kError,
                        "too-long",
                        std::to_string(size) + " characters, and a " +
                            std::string(traits(kind).name) + " has at most " +
                            std::to_string(traits(kind).max_size),
                        {1, 1}});
  if (!findings.empty()) return findings;
  return lint(**parse_policy(kind, text));
}

PolicyKind guess_kind(std::string_view text) {
  json::Document document;
  if (!document.parse(text) || !document.root().is_object()) return PolicyKind::kManaged;
  const auto statements = document.root().find("Statement");
  bool principals = false, resources = false;
  const auto look = [&](json::Value statement) {
    principals = principals || statement.find("Principal") || statement.find("NotPrincipal");
    resources = resources || statement.find("Resource") || statement.find("NotResource");
  };
  if (statements) look(*statements);
  if (statements)
    for (const json::Value one : statements->elements()) look(one);
  if (!principals) return PolicyKind::kManaged;
  return resources ? PolicyKind::kResource : PolicyKind::kTrust;
}

}  // namespace dynarock::policy
