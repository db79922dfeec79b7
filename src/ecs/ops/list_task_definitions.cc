// ListTaskDefinitions and ListTaskDefinitionFamilies.

#include <algorithm>

#include "ecs/ops/answers.h"
#include "ecs/ops/definition_shapes.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"

namespace dynarock::ecs {
namespace {

Result<std::string> page(std::string_view member, const Texts& all, json::Value request) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  DYNAROCK_TRY(write_page(out, member, all, request));
  out.end_object();
  return body;
}

Result<std::string> run_list(Context& context, json::Value request) {
  const std::string prefix = text_of(request, "familyPrefix");
  const std::string status(request.find_text("status").value_or("ACTIVE"));
  const State::Reader resources = context.state.read(context.place);
  Texts arns;
  for (const auto& [key, family] : resources->families) {
    // Whole names, in spite of the parameter's.
    if (!prefix.empty() && family.name != prefix) continue;
    for (const auto& [revision, definition] : family.revisions)
      if (name_of(definition.status) == status) arns.push_back(definition.arn);
  }
  if (request.find_text("sort") == "DESC") std::ranges::reverse(arns);
  return page("taskDefinitionArns", arns, request);
}

bool is_active(const Family& family) { return family.latest() != nullptr; }

Result<std::string> run_families(Context& context, json::Value request) {
  const std::string prefix = text_of(request, "familyPrefix");
  const std::string_view status = request.find_text("status").value_or("ACTIVE");
  const State::Reader resources = context.state.read(context.place);
  Texts names;
  for (const auto& [key, family] : resources->families) {
    if (!family.name.starts_with(prefix)) continue;
    if (status == "ALL" || is_active(family) == (status == "ACTIVE")) names.push_back(family.name);
  }
  return page("families", names, request);
}

}  // namespace

const Operation kListTaskDefinitions = {
    {"ListTaskDefinitions", &kListTaskDefinitionsRequest, &kListTaskDefinitionsResponse}, run_list};
const Operation kListTaskDefinitionFamilies = {
    {"ListTaskDefinitionFamilies", &kListTaskDefinitionFamiliesRequest,
     &kListTaskDefinitionFamiliesResponse},
    run_families};

}  // namespace dynarock::ecs
