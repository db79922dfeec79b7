#include "logs/operations.h"

#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/row_service.h"
#include "dynarock/logs/service.h"

namespace dynarock::logs {
namespace {

constexpr std::int64_t kDay = 24 * 3600 * 1000;

std::vector<Operation> all_operations() {
  return {kCreateLogGroup,        kCreateLogStream,     kDeleteLogGroup,     kDeleteLogStream,
          kDeleteRetentionPolicy, kDescribeLogGroups,   kDescribeLogStreams, kFilterLogEvents,
          kGetLogEvents,          kListTagsForResource, kPutLogEvents,       kPutRetentionPolicy,
          kTagResource,           kUntagResource};
}

constexpr aws::ServiceNames kNames = {.name = "logs",
                                      .model_namespace = "com.amazonaws.logs.v20140328",
                                      .target_prefix = "Logs_20140328",
                                      .json_version = aws::JsonVersion::k1_1};

/// A group's name, which may come as an ARN with `:*` behind it or without.
std::string_view name_in(std::string_view identifier) {
  constexpr std::string_view kKind = ":log-group:";
  const std::size_t at = identifier.find(kKind);
  if (at != std::string_view::npos) identifier.remove_prefix(at + kKind.size());
  return identifier.substr(0, identifier.find(':'));
}

}  // namespace

AwsError invalid_parameter(std::string message) {
  return {"InvalidParameterException", std::move(message), {}};
}

std::string_view group_name_of(json::Value request) {
  for (const char* member : {"logGroupName", "logGroupIdentifier", "resourceArn"})
    if (const auto identifier = request.find_text(member)) return name_in(*identifier);
  return {};
}

Result<LogGroup> find_group(const Context& context, json::Value request) {
  const std::string_view name = group_name_of(request);
  if (name.empty())
    return fail(invalid_parameter("LogGroupName or LogGroupIdentifier should be provided."));
  auto group = context.groups.find_group(context.place(), name);
  if (!group)
    return fail({"ResourceNotFoundException", "The specified log group does not exist.", {}});
  return std::move(*group);
}

Result<LogStream> find_stream(const Context& context, const LogGroup& group, json::Value request) {
  auto stream =
      context.groups.find_stream(context.place(), group.name, *request.find_text("logStreamName"));
  if (!stream)
    return fail({"ResourceNotFoundException", "The specified log stream does not exist.", {}});
  return std::move(*stream);
}

std::int64_t number_of(json::Value request, std::string_view member, std::int64_t otherwise) {
  const auto value = request.find(member);
  return value ? aws::to_integer(*value) : otherwise;
}

std::int64_t expiry(const Context& context, const LogGroup& group) {
  return group.retention_days == 0 ? 0 : context.now() - group.retention_days * kDay;
}

std::unique_ptr<aws::Service> make_service(LogGroups& groups) {
  return std::make_unique<aws::RowService<Context>>(kNames, all_operations(),
                                                    [&groups](aws::Call& call, json::Value) {
                                                      return Context{groups, call};
                                                    });
}

}  // namespace dynarock::logs
