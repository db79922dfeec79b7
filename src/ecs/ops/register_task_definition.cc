#include <utility>

#include "ecs/ops/answers.h"
#include "ecs/ops/definition_record.h"
#include "ecs/ops/definition_shapes.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

Result<std::string> run(Context& context, json::Value request) {
  const std::string caller = aws::caller_of(context.call).arn;
  TaskDefinition definition = DYNAROCK_TRY(definition_of(request, context.now(), caller));
  DYNAROCK_TRY(check_definition(definition, request));
  definition.tags = DYNAROCK_TRY(tags_of(request));

  State::Writer change = context.state.write(context.place);
  Family& family = change->families[definition.family];
  family.name = definition.family;
  const std::int64_t revision = ++family.last_revision;
  number_definition(definition, context.place, revision);
  const TaskDefinition& made =
      family.revisions.emplace(revision, std::move(definition)).first->second;
  change.save(made);
  change.commit();
  return object([&](json::Writer& out) {
    out.key("taskDefinition");
    write_definition(out, made);
    write_tags(out, made.tags);
  });
}

}  // namespace

const Operation kRegisterTaskDefinition = {
    {"RegisterTaskDefinition", &kRegisterTaskDefinitionRequest, &kRegisterTaskDefinitionResponse},
    run};

}  // namespace dynarock::ecs
