// What the execution role is for: secrets that become variables, and logs.

#include <algorithm>

#include "check/inspection.h"
#include "dynarock/policy/arn.h"

namespace dynarock::check {
namespace {

/// What a reference to a secret or parameter means.
struct Target {
  std::string action;
  std::string arn;
  bool exists = false;
};

/// The ARN of a secret, without the JSON key, stage and version that may follow it.
std::string secret_arn(const std::string& reference) {
  constexpr int kColons = 7;
  std::size_t end = 0;
  for (int i = 0; i < kColons && end != std::string::npos; ++i)
    end = reference.find(':', end + (i > 0 ? 1 : 0));
  return reference.substr(0, end);
}

Target target_of(const Inspection& inspection, const std::string& reference) {
  constexpr std::string_view kParameter = "parameter";
  const ecs::Place& place = inspection.place();
  const auto arn = policy::split_arn(reference);
  if (arn && arn->service() == "secretsmanager") {
    const std::string secret = secret_arn(reference);
    return {
        "secretsmanager:GetSecretValue", secret,
        inspection.world.secrets.find({place.account, place.region, inspection.scope.now}, secret)
            .has_value()};
  }
  std::string name = reference;
  if (arn) {
    name = arn->resource().substr(std::min(kParameter.size(), arn->resource().size()));
    // The ARN of `a` and that of `/a` are one.
    if (name.rfind('/') == 0 &&
        !inspection.world.parameters.find({place.account, place.region}, name))
      name.erase(0, 1);
  }
  const ssm::Place where{place.account, place.region};
  return {"ssm:GetParameters", ssm::arn_of(where, name),
          inspection.world.parameters.find(where, name).has_value()};
}

void check_secret(Inspection& inspection, const ecs::ContainerDefinition& container,
                  const ecs::SecretReference& reference) {
  const std::string what = container.name + "'s secret " + reference.name;
  const Target target = target_of(inspection, reference.value_from);
  if (!target.exists)
    return inspection.fail("secret", what + ": there is no " + reference.value_from,
                           "Create it, or correct its valueFrom.");
  if (!inspection.execution_role)
    return inspection.fail("secret", what + " can't be read: no execution role can be used",
                           "Give the task definition an executionRoleArn.");
  if (const auto denial = inspection.execution_role->judge(target.action, target.arn))
    return inspection.fail("secret", what + ": " + denial->message, denial->fix);
  inspection.pass("secret", what + " is there, and the execution role may read it");
}

void check_log_group(Inspection& inspection, const ecs::ContainerDefinition& container) {
  const ecs::TextMap& options = container.log_configuration->options;
  const auto option = [&options](std::string_view name) {
    const auto found = options.find(name);
    return found == options.end() ? std::string() : found->second;
  };
  const std::string group = option("awslogs-group");
  const logs::Place place{inspection.place().account, inspection.place().region};
  const bool creates = option("awslogs-create-group") == "true";
  const std::string what = container.name + "'s log group " + group;
  if (!creates && !inspection.world.log_groups.find_group(place, group))
    return inspection.fail("logs", what + " is not there",
                           "Create it: aws logs create-log-group --log-group-name " + group + ".");
  if (!inspection.execution_role)
    return inspection.fail("logs", what + " can't be written: no execution role can be used",
                           "Give the task definition an executionRoleArn.");
  std::vector<std::string> actions = {"logs:CreateLogStream", "logs:PutLogEvents"};
  if (creates) actions.emplace_back("logs:CreateLogGroup");
  for (const std::string& action : actions)
    if (const auto denial = inspection.execution_role->judge(
            action, logs::arn_of(place, group) + ":log-stream:" + container.name))
      return inspection.fail("logs", what + ": " + denial->message, denial->fix);
  inspection.pass("logs", what + " can be written");
}

}  // namespace

void check_secrets(Inspection& inspection) {
  for (const ecs::ContainerDefinition& container : inspection.definition.containers)
    for (const ecs::SecretReference& reference : container.secrets)
      check_secret(inspection, container, reference);
}

void check_logs(Inspection& inspection) {
  for (const ecs::ContainerDefinition& container : inspection.definition.containers)
    if (container.log_configuration && container.log_configuration->driver == "awslogs")
      check_log_group(inspection, container);
}

}  // namespace dynarock::check
