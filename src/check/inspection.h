#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/judge.h"
#include "dynarock/check/check.h"

namespace dynarock::check {

/// A service that is being looked at, and what was found so far.
struct Inspection {
  const World& world;
  const Scope& scope;
  const ecs::Service& service;
  const ecs::TaskDefinition& definition;
  /// Those of the service, stopped ones too.
  const std::vector<ecs::Task>& tasks;
  std::string subject;
  Findings& findings;

  /// Who its tasks are; nothing without a task role.
  std::optional<Judge> task_role, execution_role;
  /// The ARNs of the tables that its environment names or that it was seen to use.
  std::set<std::string> tables;

  const ecs::Place& place() const { return scope.place; }

  void pass(std::string_view rule, std::string message) {
    add(Outcome::kPass, rule, std::move(message), {});
  }
  void warn(std::string_view rule, std::string message, std::string fix) {
    add(Outcome::kWarn, rule, std::move(message), std::move(fix));
  }
  void fail(std::string_view rule, std::string message, std::string fix) {
    add(Outcome::kFail, rule, std::move(message), std::move(fix));
  }

 private:
  void add(Outcome outcome, std::string_view rule, std::string message, std::string fix) {
    findings.push_back({outcome, std::string(rule), subject, std::move(message), std::move(fix)});
  }
};

// In this order: later ones build on what earlier ones found.

void check_running(Inspection& inspection);
/// Finds the roles.
void check_roles(Inspection& inspection);
/// Finds tables.
void check_environment(Inspection& inspection);
/// What the service was seen to do; finds tables too.
void check_observed(Inspection& inspection);
void check_unused(Inspection& inspection);
void check_streams(Inspection& inspection);
void check_routes(Inspection& inspection);
void check_secrets(Inspection& inspection);
void check_logs(Inspection& inspection);

/// What the resource of a table's ARN begins with.
inline constexpr std::string_view kTableKind = "table/";
/// The ARN of the table in which that of a table, an index or a stream lies.
std::optional<std::string> table_arn(std::string_view text);
/// A table by its ARN, with whatever is wrong with it.
Finding check_table(const World& world, std::string_view arn, std::string subject, Timestamp now);
/// A parameter by its name.
Finding check_parameter(const World& world, const ecs::Place& place, std::string_view name,
                        std::string subject);

}  // namespace dynarock::check
