#include <algorithm>

#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/table_definition.h"
#include "dynamodb/ops/table_shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kTagFieldsOfInput[] = {{"ResourceArn", kResourceArn, kRequired},
                                       {"Tags", kTags, kRequired}};
constexpr Shape kTagInput = aws::structure("TagResourceInput", kTagFieldsOfInput);
constexpr Field kUntagFields[] = {{"ResourceArn", kResourceArn, kRequired},
                                  {"TagKeys", kTagKeys, kRequired}};
constexpr Shape kUntagInput = aws::structure("UntagResourceInput", kUntagFields);
constexpr Field kListFields[] = {{"ResourceArn", kResourceArn, kRequired},
                                 {"NextToken", aws::kString}};
constexpr Shape kListInput = aws::structure("ListTagsOfResourceInput", kListFields);
constexpr Field kListOutputFields[] = {{"Tags", kTags}, {"NextToken", aws::kString}};
constexpr Shape kListOutput = aws::structure("ListTagsOfResourceOutput", kListOutputFields);
constexpr Shape kNoOutput = aws::structure("Unit");

constexpr std::string_view kTable = ":table/";

/// How an operation's text names the resource that is not there: not at all, as it happens, for
/// one.
enum class NamesResource { kYes, kNo };

Result<std::shared_ptr<TableState>> find_resource(Context& context, json::Value request,
                                                  NamesResource names_resource) {
  const std::string arn(*request.find_text("ResourceArn"));
  if (arn.empty()) return fail(validation_error("Invalid TableArn"));
  if (!arn.starts_with("arn:aws:dynamodb:"))
    return fail(validation_error("Invalid TableArn: Invalid ResourceArn provided as input " + arn));
  const std::string own = ":" + std::string(context.call.account) + ":";
  if (arn.find(own) == std::string::npos)
    return fail({"AccessDeniedException",
                 "User: arn:aws:iam::" + std::string(context.call.account) +
                     ":root is not authorized to perform: dynamodb:" +
                     std::string(context.call.operation) + " on resource: " + arn,
                 {}});
  if (arn.find(kTable) == std::string::npos)
    return fail(validation_error("Invalid TableArn: Invalid ResourceArn provided as input " + arn));
  auto state = find_table(context, arn);
  if (state) return state;
  // The spelling is AWS's.
  return fail({"ResourceNotFoundException",
               names_resource == NamesResource::kYes
                   ? "Requested resource not found: ResourcArn: " + arn + " not found"
                   : "Requested resource not found",
               {}});
}

Result<std::string> change_table(Context& context, TableState& state,
                                 const std::function<void(Table&)>& change) {
  if (!context.engine.catalog().update(state, change))
    return fail(table_not_found(state.table()->name));
  return std::string();
}

Result<std::string> run_tag(Context& context, json::Value request) {
  const std::vector<Tag> given = read_tags(request);
  if (given.empty())
    return fail(validation_error("Atleast one Tag needs to be provided as Input."));
  const auto state = DYNAROCK_TRY(find_resource(context, request, NamesResource::kYes));
  const std::lock_guard changing(state->change_lock());
  std::vector<Tag> tags = state->table()->tags;
  for (const Tag& tag : given) {
    const auto found = std::ranges::find(tags, tag.key, &Tag::key);
    if (found == tags.end())
      tags.push_back(tag);
    else
      found->value = tag.value;
  }
  DYNAROCK_TRY(check_tag_count(tags));
  return change_table(context, *state, [&](Table& table) { table.tags = tags; });
}

Result<std::string> run_untag(Context& context, json::Value request) {
  const json::Value keys = *request.find("TagKeys");
  if (keys.empty())
    return fail(validation_error("Atleast one Tag Key needs to be provided as Input."));
  const auto state = DYNAROCK_TRY(find_resource(context, request, NamesResource::kNo));
  const std::lock_guard changing(state->change_lock());
  return change_table(context, *state, [&](Table& table) {
    for (const json::Value key : keys.elements())
      std::erase_if(table.tags, [&](const Tag& tag) { return tag.key == key.text(); });
  });
}

Result<std::string> run_list(Context& context, json::Value request) {
  const auto state = DYNAROCK_TRY(find_resource(context, request, NamesResource::kYes));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Tags").begin_array();
  for (const Tag& tag : state->table()->tags)
    out.begin_object().member("Key", tag.key).member("Value", tag.value).end_object();
  out.end_array().end_object();
  return body;
}

}  // namespace

const Operation kTagResource = {{"TagResource", &kTagInput, &kNoOutput}, run_tag};
const Operation kUntagResource = {{"UntagResource", &kUntagInput, &kNoOutput}, run_untag};
const Operation kListTagsOfResource = {{"ListTagsOfResource", &kListInput, &kListOutput}, run_list};

}  // namespace dynarock::dynamodb
