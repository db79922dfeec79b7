// DescribeTaskDefinition, DeregisterTaskDefinition, DeleteTaskDefinitions.

#include <string_view>

#include "ecs/ops/answers.h"
#include "ecs/ops/definition_shapes.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMostDeletedAtOnce = 10;

/// A definition named with its revision.
Result<TaskDefinition*> find_revision(Resources& resources, std::string_view given) {
  const auto name = parse_definition_name(given);
  if (!name)
    return fail(invalid_parameter(
        "Invalid revision number. Number: " +
        std::string(given.substr(std::min(given.rfind(':'), given.size() - 1) + 1))));
  if (!name->revision) return fail(client_error("Revision is missing."));
  TaskDefinition* definition = resources.find_definition(given);
  if (!definition) return fail(client_error("Unable to describe task definition."));
  return definition;
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const State::Reader resources = context.state.read(context.place);
  const TaskDefinition* definition =
      resources->find_definition(*request.find_text("taskDefinition"));
  if (!definition) return fail(client_error("Unable to describe task definition."));
  return object([&](json::Writer& out) {
    out.key("taskDefinition");
    write_definition(out, *definition);
    write_tags(out, includes(request, "TAGS") ? definition->tags : std::vector<Tag>());
  });
}

Result<std::string> run_deregister(Context& context, json::Value request) {
  State::Writer change = context.state.write(context.place);
  TaskDefinition* definition =
      DYNAROCK_TRY(find_revision(*change, *request.find_text("taskDefinition")));
  if (definition->status != DefinitionStatus::kActive)
    return fail(client_error("The specified task definition is inactive."));
  definition->status = DefinitionStatus::kInactive;
  definition->deregistered = context.now();
  change.save(*definition);
  change.commit();
  return object([&](json::Writer& out) {
    out.key("taskDefinition");
    write_definition(out, *definition);
  });
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const Texts names = texts_of(request, "taskDefinitions");
  if (names.empty())
    return fail(invalid_parameter("size of TaskDefinition references list must be greater than 0"));
  if (names.size() > kMostDeletedAtOnce)
    return fail(invalid_parameter("Size of TaskDefinition references list cannot exceed 10"));
  State::Writer change = context.state.write(context.place);
  std::vector<Failure> failures;
  std::vector<const TaskDefinition*> deleted;
  for (const std::string& name : names) {
    const Result<TaskDefinition*> found = find_revision(*change, name);
    if (!found) {
      failures.push_back({name, std::string(found.error().code), found.error().message});
      continue;
    }
    TaskDefinition& definition = **found;
    if (definition.status == DefinitionStatus::kActive) {
      failures.push_back({definition.arn, "InvalidParameterException",
                          "The specified task definition is still in ACTIVE status. Please "
                          "deregister the target and try again."});
      continue;
    }
    definition.status = DefinitionStatus::kDeleteInProgress;
    if (!definition.delete_requested) definition.delete_requested = context.now();
    change.save(definition);
    deleted.push_back(&definition);
  }
  change.commit();
  return object([&](json::Writer& out) {
    out.key("taskDefinitions").begin_array();
    for (const TaskDefinition* definition : deleted) write_definition(out, *definition);
    out.end_array();
    write_failures(out, failures);
  });
}

}  // namespace

const Operation kDescribeTaskDefinition = {
    {"DescribeTaskDefinition", &kDescribeTaskDefinitionRequest, &kDescribeTaskDefinitionResponse},
    run_describe};
const Operation kDeregisterTaskDefinition = {
    {"DeregisterTaskDefinition", &kDeregisterTaskDefinitionRequest,
     &kDeregisterTaskDefinitionResponse},
    run_deregister};
const Operation kDeleteTaskDefinitions = {
    {"DeleteTaskDefinitions", &kDeleteTaskDefinitionsRequest, &kDeleteTaskDefinitionsResponse},
    run_delete};

}  // namespace dynarock::ecs
