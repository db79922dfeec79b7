// The roles of a service's tasks: that they are there and ECS may assume them, and that the task
// role allows what the service was seen to do, and no more.

#include <algorithm>

#include "check/inspection.h"
#include "dynarock/iam/access/service_trust.h"
#include "dynarock/policy/arn.h"

namespace dynarock::check {
namespace {

constexpr std::string_view kTasks = "ecs-tasks.amazonaws.com";

/// Whether there is a role that ECS may assume; tells what is wrong with it.
bool check_role(Inspection& inspection, std::string_view what, const std::string& arn) {
  // Conditions of trust policies see the task that a session is for.
  const std::string task =
      ecs::task_arn(inspection.place(), inspection.service.cluster, std::string(32, '0'));
  const std::string role = std::string(what) + " role " + arn;
  switch (iam::service_trust(inspection.world.identities, arn, kTasks, task)) {
    case iam::ServiceTrust::kTrusted:
      inspection.pass("role", role + " trusts " + std::string(kTasks));
      return true;
    case iam::ServiceTrust::kRefused:
      inspection.fail(
          "role", role + " does not let " + std::string(kTasks) + " assume it",
          "Allow sts:AssumeRole to the Service " + std::string(kTasks) + " in its trust policy.");
      return false;
    case iam::ServiceTrust::kNoRole:
      break;
  }
  inspection.fail("role", "there is no " + role,
                  "Create it, or name another one in " + inspection.definition.arn + ".");
  return false;
}

}  // namespace

void check_roles(Inspection& inspection) {
  const ecs::TaskDefinition& definition = inspection.definition;
  if (definition.task_role.empty())
    inspection.warn("role", "its tasks have no role, and so no credentials",
                    "Give " + definition.family + " a taskRoleArn.");
  else if (check_role(inspection, "task", definition.task_role))
    inspection.task_role.emplace(inspection.world, inspection.scope, definition.task_role);
  if (!definition.execution_role.empty() &&
      check_role(inspection, "execution", definition.execution_role))
    inspection.execution_role.emplace(inspection.world, inspection.scope,
                                      definition.execution_role);
}

void check_observed(Inspection& inspection) {
  if (!inspection.task_role) return;
  if (inspection.world.observations == nullptr)
    return inspection.warn("role-allows", "IAM is off, so nobody watched what the service does",
                           "Serve with --iam audit or --iam enforce, and let it work.");
  const std::vector<authz::Observation> observed = inspection.task_role->observed();
  if (observed.empty())
    return inspection.warn("role-allows", "the service was not seen to do anything so far",
                           "Let it work, then check again.");
  std::size_t allowed = 0;
  for (const authz::Observation& one : observed) {
    if (const auto table = table_arn(one.resource)) inspection.tables.insert(*table);
    const auto denial = inspection.task_role->judge(one.action, one.resource);
    // Conditions on what only real requests have were met then.
    if (!denial || (one.allowed && !denial->missing_keys.empty()))
      ++allowed;
    else
      inspection.fail("role-allows", denial->message, denial->fix);
  }
  if (allowed == observed.size())
    inspection.pass("role-allows", "its role allows the " + std::to_string(allowed) +
                                       " things that it was seen to do");
}

void check_unused(Inspection& inspection) {
  if (!inspection.task_role || inspection.task_role->observed().empty()) return;
  const std::vector<authz::Grant> grants = inspection.task_role->grants();
  for (const authz::Grant& grant : grants)
    if (!grant.used)
      inspection.warn("unused-grant",
                      grant.policy_name + ", statement " + std::to_string(grant.index + 1) + ": " +
                          grant.element + " " + grant.value + " was never used",
                      "Take it out, if nothing else needs it.");
  if (std::ranges::all_of(grants, &authz::Grant::used))
    inspection.pass("unused-grant", "everything that its role's policies grant was used");
}

void check_streams(Inspection& inspection) {
  static constexpr std::string_view kRead = "dynamodb:GetRecords";
  if (!inspection.task_role) return;
  const std::vector<authz::Grant> grants = inspection.task_role->grants();
  const bool wants_streams =
      std::ranges::any_of(grants, [](const authz::Grant& one) { return one.value == kRead; });
  for (const std::string& arn : inspection.tables) {
    const auto parts = policy::split_arn(arn);
    const auto known = inspection.world.resources.find_table(
        {parts->account(), parts->region(), parts->resource().substr(kTableKind.size())});
    if (!known.table || !known.table->stream || !wants_streams) continue;
    const std::string stream = arn + "/stream/" + known.table->stream->label;
    if (const auto denial = inspection.task_role->judge(std::string(kRead), stream))
      inspection.warn("stream",
                      "its role grants " + std::string(kRead) + ", but not on the stream of " +
                          known.table->name + ": " + denial->message,
                      "Grant it on " + arn + "/stream/*, for a table's ARN covers no stream.");
    else
      inspection.pass("stream", "it may read the stream of " + known.table->name);
  }
}

}  // namespace dynarock::check
