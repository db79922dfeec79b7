#include <algorithm>
#include <array>

#include "dynarock/base/base64.h"
#include "dynarock/json/writer.h"
#include "logs/operations.h"
#include "logs/shapes.h"

namespace dynarock::logs {
namespace {

constexpr std::size_t kMaxTags = 50;
constexpr std::int64_t kDefaultLimit = 50;

constexpr std::string_view kClasses[] = {"STANDARD", "INFREQUENT_ACCESS", "DELIVERY"};
constexpr Shape kClass = aws::one_of(kClasses);
constexpr Shape kKmsKeyId = aws::string_shape({.max = 256});
constexpr Field kCreateFields[] = {
    kGroupField, {"kmsKeyId", kKmsKeyId}, {"tags", kTags}, {"logGroupClass", kClass}};
constexpr Shape kCreateInput = aws::structure("CreateLogGroupRequest", kCreateFields);
constexpr Field kNameFields[] = {kGroupField};
constexpr Shape kNameInput = aws::structure("DeleteLogGroupRequest", kNameFields);
constexpr Field kRetentionFields[] = {kGroupField, {"retentionInDays", aws::kInteger, kRequired}};
constexpr Shape kRetentionInput = aws::structure("PutRetentionPolicyRequest", kRetentionFields);

constexpr Shape kNamePart = aws::string_shape({.min = 0, .max = 512});
constexpr Field kDescribeFields[] = {{"logGroupNamePrefix", kGroupName},
                                     {"logGroupNamePattern", kNamePart},
                                     {"nextToken", kToken},
                                     {"limit", kDescribeLimit},
                                     {"logGroupClass", kClass}};
constexpr Shape kDescribeInput = aws::structure("DescribeLogGroupsRequest", kDescribeFields);
constexpr Field kLogGroupFields[] = {{"logGroupName", aws::kString},
                                     {"creationTime", aws::kLong},
                                     {"retentionInDays", aws::kInteger},
                                     {"metricFilterCount", aws::kInteger},
                                     {"arn", aws::kString},
                                     {"storedBytes", aws::kLong},
                                     {"kmsKeyId", aws::kString},
                                     {"logGroupClass", aws::kString},
                                     {"logGroupArn", aws::kString}};
constexpr Shape kLogGroup = aws::structure("LogGroup", kLogGroupFields);
constexpr Shape kLogGroups = aws::list_of(kLogGroup);
constexpr Field kDescribeOutputFields[] = {{"logGroups", kLogGroups}, {"nextToken", aws::kString}};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeLogGroupsResponse", kDescribeOutputFields);

constexpr Field kTagFields[] = {{"resourceArn", kResourceArn, kRequired},
                                {"tags", kTags, kRequired}};
constexpr Shape kTagInput = aws::structure("TagResourceRequest", kTagFields);
constexpr Field kUntagFields[] = {{"resourceArn", kResourceArn, kRequired},
                                  {"tagKeys", kTagKeys, kRequired}};
constexpr Shape kUntagInput = aws::structure("UntagResourceRequest", kUntagFields);
constexpr Field kListTagsFields[] = {{"resourceArn", kResourceArn, kRequired}};
constexpr Shape kListTagsInput = aws::structure("ListTagsForResourceRequest", kListTagsFields);
constexpr Field kListTagsOutputFields[] = {{"tags", aws::kStringMap}};
constexpr Shape kListTagsOutput =
    aws::structure("ListTagsForResourceResponse", kListTagsOutputFields);

void set_tags(LogGroup& group, json::Value request) {
  if (const auto tags = request.find("tags"))
    for (const json::Value::Member tag : tags->members())
      group.tags[std::string(tag.name)] = tag.value.text();
}

Result<std::string> run_create(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  LogGroup group;
  group.name = *request.find_text("logGroupName");
  if (context.groups.find_group(context.place(), group.name))
    return fail({"ResourceAlreadyExistsException", "The specified log group already exists", {}});
  group.kms_key_id = request.find_text("kmsKeyId").value_or("");
  group.log_group_class = request.find_text("logGroupClass").value_or("STANDARD");
  group.created = context.now();
  set_tags(group, request);
  context.groups.save(context.place(), group);
  return std::string();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  context.groups.erase_group(context.place(), group.name);
  return std::string();
}

Result<void> check_retention(std::int64_t days) {
  constexpr auto kAllowed =
      std::to_array<std::int64_t>({1,   3,   5,   7,   14,   30,   60,   90,   120,  150,  180,
                                   365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653});
  if (std::ranges::find(kAllowed, days) != kAllowed.end()) return {};
  std::string list;
  for (const std::int64_t one : kAllowed) list += (list.empty() ? "" : ", ") + std::to_string(one);
  return fail(invalid_parameter("1 validation error detected: Value '" + std::to_string(days) +
                                "' at 'retentionInDays' failed to satisfy constraint: Member must "
                                "satisfy enum value set: [" +
                                list + "]"));
}

Result<std::string> run_retention(Context& context, json::Value request) {
  const std::int64_t days = number_of(request, "retentionInDays", 0);
  if (request.find("retentionInDays")) DYNAROCK_TRY(check_retention(days));
  const auto lock = context.groups.lock();
  LogGroup group = DYNAROCK_TRY(find_group(context, request));
  group.retention_days = days;
  context.groups.save(context.place(), group);
  return std::string();
}

void write_group(json::Writer& out, const Place& place, const LogGroup& group) {
  const std::string arn = arn_of(place, group.name);
  out.begin_object().member("logGroupName", group.name).member("creationTime", group.created);
  if (group.retention_days != 0) out.member("retentionInDays", group.retention_days);
  out.member("metricFilterCount", 0).member("arn", arn + ":*");
  out.member("storedBytes", group.stored_bytes);
  if (!group.kms_key_id.empty()) out.member("kmsKeyId", group.kms_key_id);
  out.member("logGroupClass", group.log_group_class).member("logGroupArn", arn).end_object();
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const auto prefix = request.find_text("logGroupNamePrefix");
  const auto part = request.find_text("logGroupNamePattern");
  if (prefix && part)
    return fail(invalid_parameter(
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."));
  std::string after;
  if (const auto token = request.find_text("nextToken")) {
    auto name = base64_decode(*token);
    if (!name) return fail(invalid_parameter("The specified nextToken is invalid."));
    after = std::move(*name);
  }
  const auto of_class = request.find_text("logGroupClass");
  std::int64_t left = number_of(request, "limit", kDefaultLimit);
  std::string last;
  bool more = false;
  std::string body;
  json::Writer out(body);
  out.begin_object().key("logGroups").begin_array();
  for (const LogGroup& group : context.groups.groups(context.place(), prefix.value_or(""))) {
    if (group.name <= after || (part && group.name.find(*part) == std::string::npos) ||
        (of_class && group.log_group_class != *of_class))
      continue;
    more = left-- == 0;
    if (more) break;
    write_group(out, context.place(), group);
    last = group.name;
  }
  out.end_array();
  if (more) out.member("nextToken", base64_encode(last));
  out.end_object();
  return body;
}

Result<std::string> run_tag(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  LogGroup group = DYNAROCK_TRY(find_group(context, request));
  set_tags(group, request);
  if (group.tags.size() > kMaxTags)
    return fail({"TooManyTagsException", "A resource can have no more than 50 tags.", {}});
  context.groups.save(context.place(), group);
  return std::string();
}

Result<std::string> run_untag(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  LogGroup group = DYNAROCK_TRY(find_group(context, request));
  for (const json::Value key : request.find("tagKeys")->elements())
    group.tags.erase(std::string(key.text()));
  context.groups.save(context.place(), group);
  return std::string();
}

Result<std::string> run_list_tags(Context& context, json::Value request) {
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("tags").begin_object();
  for (const auto& [key, value] : group.tags) out.member(key, value);
  out.end_object().end_object();
  return body;
}

}  // namespace

const Operation kCreateLogGroup = {{"CreateLogGroup", &kCreateInput, &kNoOutput}, run_create};
const Operation kDeleteLogGroup = {{"DeleteLogGroup", &kNameInput, &kNoOutput}, run_delete};
const Operation kPutRetentionPolicy = {{"PutRetentionPolicy", &kRetentionInput, &kNoOutput},
                                       run_retention};
const Operation kDeleteRetentionPolicy = {{"DeleteRetentionPolicy", &kNameInput, &kNoOutput},
                                          run_retention};
const Operation kDescribeLogGroups = {{"DescribeLogGroups", &kDescribeInput, &kDescribeOutput},
                                      run_describe};
const Operation kTagResource = {{"TagResource", &kTagInput, &kNoOutput}, run_tag};
const Operation kUntagResource = {{"UntagResource", &kUntagInput, &kNoOutput}, run_untag};
const Operation kListTagsForResource = {{"ListTagsForResource", &kListTagsInput, &kListTagsOutput},
                                        run_list_tags};

}  // namespace dynarock::logs
