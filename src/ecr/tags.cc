#include "ecr/operations.h"
#include "ecr/shapes.h"

namespace dynarock::ecr {
namespace {

constexpr std::size_t kMaxTags = 50;

constexpr Field kArnField{"resourceArn", aws::kString, kRequired};
constexpr Field kTagInputFields[] = {kArnField, {"tags", kTags, kRequired}};
constexpr Shape kTagInput = aws::structure("TagResourceRequest", kTagInputFields);
constexpr Shape kTagOutput = aws::structure("TagResourceResponse");
constexpr Field kUntagFields[] = {kArnField, {"tagKeys", aws::kStringList, kRequired}};
constexpr Shape kUntagInput = aws::structure("UntagResourceRequest", kUntagFields);
constexpr Shape kUntagOutput = aws::structure("UntagResourceResponse");
constexpr Field kListFields[] = {kArnField};
constexpr Shape kListInput = aws::structure("ListTagsForResourceRequest", kListFields);
constexpr Field kListOutputFields[] = {{"tags", kTags}};
constexpr Shape kListOutput = aws::structure("ListTagsForResourceResponse", kListOutputFields);

/// The repository that `resourceArn` names.
Result<Repository> find_by_arn(const Context& context, json::Value request) {
  const std::string_view arn = *request.find_text("resourceArn");
  const std::string prefix = arn_of(context.place(), {});
  if (!arn.starts_with(prefix))
    return fail(invalid_parameter(
        "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'"));
  return find_repository(context, arn.substr(prefix.size()));
}

Result<std::string> run_tag(Context& context, json::Value request) {
  const auto lock = context.repositories.lock();
  Repository repository = DYNAROCK_TRY(find_by_arn(context, request));
  DYNAROCK_TRY(set_tags(repository, request));
  context.repositories.save(context.place(), repository);
  return "{}";
}

Result<std::string> run_untag(Context& context, json::Value request) {
  const auto lock = context.repositories.lock();
  Repository repository = DYNAROCK_TRY(find_by_arn(context, request));
  for (const json::Value key : request.find("tagKeys")->elements())
    repository.tags.erase(std::string(key.text()));
  context.repositories.save(context.place(), repository);
  return "{}";
}

Result<std::string> run_list(Context& context, json::Value request) {
  const Repository repository = DYNAROCK_TRY(find_by_arn(context, request));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("tags").begin_array();
  for (const auto& [key, value] : repository.tags)
    out.begin_object().member("Key", key).member("Value", value).end_object();
  out.end_array().end_object();
  return body;
}

}  // namespace

Result<void> set_tags(Repository& repository, json::Value request) {
  const auto tags = request.find("tags");
  if (!tags) return {};
  for (const json::Value tag : tags->elements()) {
    const std::string key(*tag.find_text("Key"));
    if (key.empty() || key.starts_with("aws:"))
      return fail(
          {"InvalidTagParameterException", "Tag keys must not be empty, nor begin with aws:.", {}});
    repository.tags[key] = *tag.find_text("Value");
  }
  if (repository.tags.size() > kMaxTags)
    return fail({"TooManyTagsException", "A repository can have at most 50 tags.", {}});
  return {};
}

const Operation kTagResource = {{"TagResource", &kTagInput, &kTagOutput}, run_tag};
const Operation kUntagResource = {{"UntagResource", &kUntagInput, &kUntagOutput}, run_untag};
const Operation kListTagsForResource = {{"ListTagsForResource", &kListInput, &kListOutput},
                                        run_list};

}  // namespace dynarock::ecr
