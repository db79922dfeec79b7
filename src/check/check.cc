#include "dynarock/check/check.h"

#include <algorithm>
#include <utility>

#include "check/inspection.h"

namespace dynarock::check {
namespace {

/// A service with what belongs to it, as it was at one moment.
struct Found {
  ecs::Service service;
  ecs::TaskDefinition definition;
  std::vector<ecs::Task> tasks;
};

std::vector<Found> find_services(const ecs::Resources& resources, const Scope& scope) {
  std::vector<Found> found;
  for (const auto& [key, service] : resources.services) {
    if (service.status == ecs::ServiceStatus::kInactive) continue;
    if (!scope.cluster.empty() && service.cluster != scope.cluster) continue;
    if (!scope.service.empty() && service.name != scope.service) continue;
    Found one{service, {}, {}};
    // A definition that is in use is never deleted.
    if (const auto* definition = resources.find_definition(service.wanted().definition_arn))
      one.definition = *definition;
    for (const auto& [id, task] : resources.tasks)
      if (task.cluster == service.cluster && task.service == service.name)
        one.tasks.push_back(task);
    found.push_back(std::move(one));
  }
  return found;
}

/// Why nothing was found where something was asked for by name.
std::string nothing_found(const ecs::Resources& resources, const Scope& scope) {
  std::string names;
  const auto list = [&names](std::string_view name) {
    if (names.find("\"" + std::string(name) + "\"") == std::string::npos)
      names += (names.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  };
  if (!scope.cluster.empty() && !resources.find_cluster(scope.cluster)) {
    for (const auto& [name, cluster] : resources.clusters) list(name);
    return "there is no cluster \"" + scope.cluster + "\"; there is " +
           (names.empty() ? "none" : names);
  }
  for (const auto& [key, service] : resources.services)
    if (scope.cluster.empty() || service.cluster == scope.cluster) list(service.name);
  return "there is no service \"" + scope.service + "\"" +
         (scope.cluster.empty() ? "" : " in cluster \"" + scope.cluster + "\"") + "; there is " +
         (names.empty() ? "none" : names);
}

/// Leaves the ARNs of the tables that the service uses in `tables`.
void inspect(const World& world, const Scope& scope, const Found& found,
             std::set<std::string>& tables, Findings& findings) {
  Inspection inspection{world,
                        scope,
                        found.service,
                        found.definition,
                        found.tasks,
                        "service " + found.service.name + " in cluster " + found.service.cluster,
                        findings,
                        {},
                        {},
                        {}};
  check_running(inspection);
  check_roles(inspection);
  check_environment(inspection);
  check_observed(inspection);
  check_unused(inspection);
  check_streams(inspection);
  check_routes(inspection);
  check_secrets(inspection);
  check_logs(inspection);
  tables.merge(inspection.tables);
}

}  // namespace

tl::expected<Findings, std::string> check(const World& world, const Scope& scope) {
  std::vector<Found> services;
  {
    const auto resources = world.ecs.read(scope.place);
    services = find_services(*resources, scope);
    if (services.empty() && !(scope.cluster.empty() && scope.service.empty()))
      return tl::unexpected(nothing_found(*resources, scope));
  }
  Findings findings;
  std::set<std::string> tables;
  for (const Found& service : services) inspect(world, scope, service, tables, findings);
  for (const std::string& name : scope.parameters)
    findings.push_back(check_parameter(world, scope.place, name, "parameters"));
  if (!scope.cluster.empty() || !scope.service.empty()) return findings;
  for (const auto& state : world.catalog.all()) {
    const auto table = state->table();
    if (table->account == scope.place.account && table->region == scope.place.region &&
        !tables.contains(table->arn()))
      findings.push_back(check_table(world, table->arn(), "table " + table->name, scope.now));
  }
  return findings;
}

}  // namespace dynarock::check
