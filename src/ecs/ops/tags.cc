// TagResource, UntagResource, ListTagsForResource.

#include <algorithm>
#include <functional>
#include <optional>

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/shapes.h"

namespace dynarock::ecs {
namespace {

constexpr Field kArnFields[] = {{"resourceArn", aws::kString, kRequired}};
constexpr Shape kListTagsRequest = aws::structure("ListTagsForResourceRequest", kArnFields);
constexpr Field kListTagsResponseFields[] = {{"tags", kTags}};
constexpr Shape kListTagsResponse =
    aws::structure("ListTagsForResourceResponse", kListTagsResponseFields);
constexpr Field kTagRequestFields[] = {{"resourceArn", aws::kString, kRequired},
                                       {"tags", kTags, kRequired}};
constexpr Shape kTagRequest = aws::structure("TagResourceRequest", kTagRequestFields);
constexpr Shape kTagResponse = aws::structure("TagResourceResponse");
constexpr Field kUntagRequestFields[] = {{"resourceArn", aws::kString, kRequired},
                                         {"tagKeys", aws::kStringList, kRequired}};
constexpr Shape kUntagRequest = aws::structure("UntagResourceRequest", kUntagRequestFields);
constexpr Shape kUntagResponse = aws::structure("UntagResourceResponse");

using TagChange = std::function<Result<void>(std::vector<Tag>&)>;

/// What an ARN says: the kind of the resource, and the names behind it.
struct ResourceName {
  std::string_view kind, cluster, name;
};

std::optional<ResourceName> parse(const Place& place, std::string_view arn) {
  const std::string start = arn_of(place, "");
  if (!arn.starts_with(start)) return std::nullopt;
  const std::string_view rest = arn.substr(start.size());
  const std::size_t first = rest.find('/');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t last = rest.rfind('/');
  return ResourceName{rest.substr(0, first),
                      last == first ? std::string_view() : rest.substr(first + 1, last - first - 1),
                      rest.substr(last + 1)};
}

/// Lets a function have the tags of an entity, and saves it.
template <class Entity>
Result<void> change(State::Writer& writer, Entity& entity, const TagChange& with) {
  DYNAROCK_TRY(with(entity.tags));
  writer.save(entity);
  return {};
}

AwsError missing(std::string_view kind) {
  if (kind == "cluster") return cluster_not_found();
  if (kind == "service") return {"ServiceNotFoundException", "Service not found.", {}};
  if (kind == "task") return invalid_parameter("The specified task is not found.");
  if (kind == "task-definition")
    return invalid_parameter("The specified task definition is not found.");
  return invalid_parameter("The ARN provided is invalid.");
}

Result<void> change_tags(State::Writer& writer, json::Value request, const TagChange& with) {
  const auto name = parse(writer->place, *request.find_text("resourceArn"));
  if (!name) return fail(missing({}));
  if (name->kind == "cluster") {
    const auto found = writer->clusters.find(name->name);
    if (found != writer->clusters.end()) return change(writer, found->second, with);
  } else if (name->kind == "service") {
    if (Service* found = writer->find_service(name->cluster, name->name))
      return change(writer, *found, with);
  } else if (name->kind == "task") {
    if (Task* found = writer->find_task(name->cluster, name->name))
      return change(writer, *found, with);
  } else if (name->kind == "task-definition") {
    if (TaskDefinition* found = writer->find_definition(name->name))
      return change(writer, *found, with);
  }
  return fail(missing(name->kind));
}

Result<std::string> run_tag(Context& context, json::Value request) {
  const std::vector<Tag> tags = DYNAROCK_TRY(tags_of(request));
  State::Writer writer = context.state.write(context.place);
  DYNAROCK_TRY(change_tags(writer, request,
                           [&](std::vector<Tag>& there) { return merge_tags(there, tags); }));
  writer.commit();
  return "{}";
}

Result<std::string> run_untag(Context& context, json::Value request) {
  const Texts keys = texts_of(request, "tagKeys");
  State::Writer writer = context.state.write(context.place);
  DYNAROCK_TRY(change_tags(writer, request, [&](std::vector<Tag>& there) -> Result<void> {
    std::erase_if(there,
                  [&](const Tag& tag) { return std::ranges::find(keys, tag.key) != keys.end(); });
    return {};
  }));
  writer.commit();
  return "{}";
}

Result<std::string> run_list(Context& context, json::Value request) {
  std::vector<Tag> tags;
  State::Writer writer = context.state.write(context.place);
  DYNAROCK_TRY(change_tags(writer, request, [&](std::vector<Tag>& there) -> Result<void> {
    tags = there;
    return {};
  }));
  return object([&](json::Writer& out) { write_tags(out, tags); });
}

}  // namespace

const Operation kTagResource = {{"TagResource", &kTagRequest, &kTagResponse}, run_tag};
const Operation kUntagResource = {{"UntagResource", &kUntagRequest, &kUntagResponse}, run_untag};
const Operation kListTagsForResource = {
    {"ListTagsForResource", &kListTagsRequest, &kListTagsResponse}, run_list};

}  // namespace dynarock::ecs
