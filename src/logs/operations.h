#pragma once

#include <string>
#include <string_view>

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/logs/log_groups.h"

namespace dynarock::logs {

/// All that an operation can reach.
struct Context {
  LogGroups& groups;
  aws::Call& call;

  Place place() const { return {call.account, call.region}; }
  /// In milliseconds.
  std::int64_t now() const { return call.now.time_since_epoch().count() / 1000; }
};

using Operation = aws::OperationRow<Context>;

extern const Operation kCreateLogGroup;
extern const Operation kCreateLogStream;
extern const Operation kDeleteLogGroup;
extern const Operation kDeleteLogStream;
extern const Operation kDeleteRetentionPolicy;
extern const Operation kDescribeLogGroups;
extern const Operation kDescribeLogStreams;
extern const Operation kFilterLogEvents;
extern const Operation kGetLogEvents;
extern const Operation kListTagsForResource;
extern const Operation kPutLogEvents;
extern const Operation kPutRetentionPolicy;
extern const Operation kTagResource;
extern const Operation kUntagResource;

AwsError invalid_parameter(std::string message);

/// The group that a request names by logGroupName, logGroupIdentifier (a name or an ARN) or
/// resourceArn; empty if it names none.
std::string_view group_name_of(json::Value request);
/// InvalidParameterException if it names none, ResourceNotFoundException.
Result<LogGroup> find_group(const Context& context, json::Value request);
/// The stream that logStreamName names. ResourceNotFoundException.
Result<LogStream> find_stream(const Context& context, const LogGroup& group, json::Value request);
/// Of an integer member.
std::int64_t number_of(json::Value request, std::string_view member, std::int64_t otherwise);
/// The time before which the group's events have expired.
std::int64_t expiry(const Context& context, const LogGroup& group);

}  // namespace dynarock::logs
