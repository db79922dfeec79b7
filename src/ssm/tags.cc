#include "ssm/tags.h"

#include <algorithm>

#include "ssm/answer.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr std::size_t kMaxTags = 50;

constexpr std::string_view kResourceTypes[] = {
    "Association", "Automation",  "Document",  "MaintenanceWindow", "ManagedInstance",
    "OpsItem",     "OpsMetadata", "Parameter", "PatchBaseline"};
constexpr Shape kResourceType = aws::one_of(kResourceTypes);
constexpr Field kTypeField{"ResourceType", kResourceType, kRequired};
constexpr Field kIdField{"ResourceId", aws::kString, kRequired};
constexpr Field kAddFields[] = {kTypeField, kIdField, {"Tags", kTags, kRequired}};
constexpr Shape kAddInput = aws::structure("AddTagsToResourceRequest", kAddFields);
constexpr Field kRemoveFields[] = {kTypeField, kIdField, {"TagKeys", kTagKeys, kRequired}};
constexpr Shape kRemoveInput = aws::structure("RemoveTagsFromResourceRequest", kRemoveFields);
constexpr Field kListFields[] = {kTypeField, kIdField};
constexpr Shape kListInput = aws::structure("ListTagsForResourceRequest", kListFields);
constexpr Field kListOutputFields[] = {{"TagList", kTags}};
constexpr Shape kListOutput = aws::structure("ListTagsForResourceResult", kListOutputFields);

/// There is nothing here but parameters.
Result<Parameter> find_resource(Context& context, json::Value request) {
  auto found = request.find_text("ResourceType") == "Parameter"
                   ? context.parameters.find(context.place(), *request.find_text("ResourceId"))
                   : std::nullopt;
  if (!found) return fail({"InvalidResourceId", "Invalid Resource Id", {}});
  return std::move(*found);
}

Result<std::string> run_add(Context& context, json::Value request) {
  const auto lock = context.parameters.lock();
  Parameter parameter = DYNAROCK_TRY(find_resource(context, request));
  DYNAROCK_TRY(add_tags(parameter, *request.find("Tags")));
  context.parameters.save(context.place(), parameter);
  return "{}";
}

Result<std::string> run_remove(Context& context, json::Value request) {
  const auto lock = context.parameters.lock();
  Parameter parameter = DYNAROCK_TRY(find_resource(context, request));
  for (const json::Value key : request.find("TagKeys")->elements())
    std::erase_if(parameter.tags, [&](const Tag& tag) { return tag.key == key.text(); });
  context.parameters.save(context.place(), parameter);
  return "{}";
}

Result<std::string> run_list(Context& context, json::Value request) {
  const Parameter parameter = DYNAROCK_TRY(find_resource(context, request));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("TagList").begin_array();
  for (const Tag& tag : parameter.tags)
    out.begin_object().member("Key", tag.key).member("Value", tag.value).end_object();
  out.end_array().end_object();
  return body;
}

}  // namespace

Result<void> add_tags(Parameter& parameter, json::Value tags) {
  for (const json::Value given : tags.elements()) {
    const std::string_view key = *given.find_text("Key");
    const auto found = std::ranges::find(parameter.tags, key, &Tag::key);
    if (found == parameter.tags.end())
      parameter.tags.push_back({std::string(key), std::string(*given.find_text("Value"))});
    else
      found->value = *given.find_text("Value");
  }
  if (parameter.tags.size() <= kMaxTags) return {};
  return fail({"TooManyTagsError",
               "The Targets parameter includes too many tags. Remove one or more tags and try the "
               "command again.",
               {}});
}

const Operation kAddTagsToResource = {{"AddTagsToResource", &kAddInput, &kNoOutput}, run_add};
const Operation kRemoveTagsFromResource = {{"RemoveTagsFromResource", &kRemoveInput, &kNoOutput},
                                           run_remove};
const Operation kListTagsForResource = {{"ListTagsForResource", &kListInput, &kListOutput},
                                        run_list};

}  // namespace dynarock::ssm
