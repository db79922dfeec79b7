// What a service is told by its environment: tables by name and by ARN, and parameters.

#include <algorithm>
#include <array>
#include <map>

#include "check/inspection.h"
#include "dynarock/base/characters.h"
#include "dynarock/dynamodb/model/table_address.h"
#include "dynarock/policy/arn.h"

namespace dynarock::check {
namespace {

/// `tableName` and `TABLE_NAME` are both TABLENAME.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (is_alphanumeric(c)) out += is_letter(c) && !is_upper(c) ? static_cast<char>(c - 32) : c;
  return out;
}

/// The variable's name without what says that it is a name or an ARN; nothing for a variable that
/// is about something else.
std::optional<std::string> stem(std::string_view variable, std::string_view thing) {
  std::string name = folded(variable);
  for (const std::string_view suffix : {"NAME", "ARN"})
    if (name.ends_with(suffix)) {
      name.resize(name.size() - suffix.size());
      break;
    }
  if (!name.ends_with(thing)) return std::nullopt;
  return name;
}

/// Looks at all containers' variables one by one.
class Environment {
 public:
  explicit Environment(Inspection& inspection) : inspection_(inspection) {}

  void add(const ecs::ContainerDefinition& container, const ecs::Variable& variable) {
    const std::string what = container.name + "'s " + variable.name;
    if (auto arn = table_arn(variable.value)) return add_arn(what, variable, std::move(*arn));
    const bool names_table =
        stem(variable.name, "TABLE").has_value() ||
        inspection_.world.catalog.find(inspection_.place().account, inspection_.place().region,
                                       variable.value) != nullptr;
    if (names_table && !variable.value.empty()) return add_name(what, variable);
    const bool names_parameter = stem(variable.name, "PARAMETER").has_value();
    if (names_parameter && !variable.value.empty()) {
      Finding finding = check_parameter(inspection_.world, inspection_.place(), variable.value,
                                        inspection_.subject);
      finding.message = what + ": " + finding.message;
      inspection_.findings.push_back(std::move(finding));
    }
  }

  void finish() {
    if (inspection_.tables.empty())
      inspection_.warn("environment", "no variable names a table",
                       "Tell the service its table by a variable such as TABLE_NAME.");
  }

 private:
  void add_name(const std::string& what, const ecs::Variable& variable) {
    const auto& place = inspection_.place();
    add_table(what, variable,
              dynamodb::table_address(variable.value, place.account, place.region).arn());
  }

  void add_arn(const std::string& what, const ecs::Variable& variable, std::string arn) {
    const auto parts = policy::split_arn(arn);
    if (parts->region() != inspection_.place().region)
      inspection_.warn("environment",
                       what + " names a table in " + std::string(parts->region()) +
                           ", the service runs in " + inspection_.place().region,
                       "A client calls its own region, unless it is told another.");
    add_table(what, variable, std::move(arn));
  }

  void add_table(const std::string& what, const ecs::Variable& variable, std::string arn) {
    Finding finding =
        check_table(inspection_.world, arn, inspection_.subject, inspection_.scope.now);
    finding.rule = "environment";
    finding.message = what + " is " + variable.value + ": " + finding.message;
    inspection_.findings.push_back(std::move(finding));
    inspection_.tables.insert(arn);
    check_agreement(what, variable, arn);
  }

  /// What has the same stem must mean the same table.
  void check_agreement(const std::string& what, const ecs::Variable& variable,
                       const std::string& arn) {
    const auto same = stem(variable.name, "TABLE");
    if (!same) return;
    const auto [known, added] = tables_by_stem_.try_emplace(*same, what, arn);
    if (added) return;
    const auto& [other, other_arn] = known->second;
    if (arn == other_arn)
      inspection_.pass("environment", other + " and " + what + " agree");
    else
      inspection_.fail("environment",
                       other + " means " + other_arn + ", but " + what + " means " + arn,
                       "Let both mean the same table.");
  }

  Inspection& inspection_;
  std::map<std::string, std::pair<std::string, std::string>> tables_by_stem_;
};

}  // namespace

void check_environment(Inspection& inspection) {
  Environment environment(inspection);
  for (const ecs::ContainerDefinition& container : inspection.definition.containers)
    for (const ecs::Variable& variable : container.environment)
      environment.add(container, variable);
  environment.finish();
}

}  // namespace dynarock::check
