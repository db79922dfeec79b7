#include <algorithm>

#include "dynarock/aws/deserialize.h"
#include "dynarock/base/base64.h"
#include "dynarock/json/writer.h"
#include "logs/operations.h"
#include "logs/shapes.h"

namespace dynarock::logs {
namespace {

constexpr std::int64_t kDefaultLimit = 50;

constexpr Field kNameFields[] = {kGroupField, kStreamField};
constexpr Shape kNameInput = aws::structure("CreateLogStreamRequest", kNameFields);
constexpr std::string_view kOrders[] = {"LogStreamName", "LastEventTime"};
constexpr Shape kOrder = aws::one_of(kOrders);
constexpr Field kDescribeFields[] = {{"logGroupName", kGroupName},
                                     {"logGroupIdentifier", kIdentifier},
                                     {"logStreamNamePrefix", kStreamName},
                                     {"orderBy", kOrder},
                                     {"descending", aws::kBoolean},
                                     {"nextToken", kToken},
                                     {"limit", kDescribeLimit}};
constexpr Shape kDescribeInput = aws::structure("DescribeLogStreamsRequest", kDescribeFields);
constexpr Field kLogStreamFields[] = {
    {"logStreamName", aws::kString},     {"creationTime", aws::kLong},
    {"firstEventTimestamp", aws::kLong}, {"lastEventTimestamp", aws::kLong},
    {"lastIngestionTime", aws::kLong},   {"arn", aws::kString},
    {"storedBytes", aws::kLong}};
constexpr Shape kLogStream = aws::structure("LogStream", kLogStreamFields);
constexpr Shape kLogStreams = aws::list_of(kLogStream);
constexpr Field kDescribeOutputFields[] = {{"logStreams", kLogStreams},
                                           {"nextToken", aws::kString}};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeLogStreamsResponse", kDescribeOutputFields);

Result<std::string> run_create(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  LogStream stream;
  stream.name = *request.find_text("logStreamName");
  if (context.groups.find_stream(context.place(), group.name, stream.name))
    return fail({"ResourceAlreadyExistsException", "The specified log stream already exists", {}});
  stream.created = context.now();
  context.groups.save(context.place(), group, stream, {});
  return std::string();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  const LogStream stream = DYNAROCK_TRY(find_stream(context, group, request));
  context.groups.erase_stream(context.place(), group.name, stream.name);
  return std::string();
}

void write_stream(json::Writer& out, const std::string& group_arn, const LogStream& stream) {
  out.begin_object().member("logStreamName", stream.name).member("creationTime", stream.created);
  if (stream.last_ingestion != 0) {
    out.member("firstEventTimestamp", stream.first_event);
    out.member("lastEventTimestamp", stream.last_event);
    out.member("lastIngestionTime", stream.last_ingestion);
  }
  out.member("arn", group_arn + ":log-stream:" + stream.name).member("storedBytes", 0);
  out.end_object();
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  const auto prefix = request.find_text("logStreamNamePrefix");
  const bool by_time = request.find_text("orderBy") == "LastEventTime";
  if (prefix && by_time)
    return fail(invalid_parameter("Cannot order by LastEventTime with a logStreamNamePrefix."));
  auto streams = context.groups.streams(context.place(), group.name, prefix.value_or(""));
  if (by_time) std::ranges::stable_sort(streams, {}, &LogStream::last_event);
  const auto descending = request.find("descending");
  if (descending && aws::to_boolean(*descending)) std::ranges::reverse(streams);

  // A token is the name of the last stream that was told.
  auto next = streams.begin();
  if (const auto token = request.find_text("nextToken")) {
    const auto name = base64_decode(*token);
    next = name ? std::ranges::find(streams, *name, &LogStream::name) : streams.end();
    if (next == streams.end())
      return fail(invalid_parameter("The specified nextToken is invalid."));
    ++next;
  }
  std::int64_t left = number_of(request, "limit", kDefaultLimit);
  const std::string arn = arn_of(context.place(), group.name);
  std::string body;
  json::Writer out(body);
  out.begin_object().key("logStreams").begin_array();
  for (; next != streams.end() && left > 0; ++next, --left) write_stream(out, arn, *next);
  out.end_array();
  if (next != streams.end()) out.member("nextToken", base64_encode(std::prev(next)->name));
  out.end_object();
  return body;
}

}  // namespace

const Operation kCreateLogStream = {{"CreateLogStream", &kNameInput, &kNoOutput}, run_create};
const Operation kDeleteLogStream = {{"DeleteLogStream", &kNameInput, &kNoOutput}, run_delete};
const Operation kDescribeLogStreams = {{"DescribeLogStreams", &kDescribeInput, &kDescribeOutput},
                                       run_describe};

}  // namespace dynarock::logs
