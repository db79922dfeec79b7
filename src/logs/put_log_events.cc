#include <algorithm>

#include "dynarock/aws/deserialize.h"
#include "dynarock/json/writer.h"
#include "logs/operations.h"
#include "logs/shapes.h"

namespace dynarock::logs {
namespace {

constexpr std::int64_t kHour = 3600 * 1000;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMaxBatchBytes = 1048576;
constexpr std::int64_t kEventOverhead = 26;

constexpr Shape kMessage = aws::string_shape({.min = 1});
constexpr Field kEventFields[] = {{"timestamp", kTime, kRequired},
                                  {"message", kMessage, kRequired}};
constexpr Shape kEvent = aws::structure("InputLogEvent", kEventFields);
constexpr Shape kEvents = aws::list_of(kEvent, {.min = 1, .max = 10000});
constexpr Field kInputFields[] = {
    kGroupField, kStreamField, {"logEvents", kEvents, kRequired}, {"sequenceToken", kToken}};
constexpr Shape kInput = aws::structure("PutLogEventsRequest", kInputFields);
constexpr Field kRejectedFields[] = {{"tooNewLogEventStartIndex", aws::kInteger},
                                     {"tooOldLogEventEndIndex", aws::kInteger},
                                     {"expiredLogEventEndIndex", aws::kInteger}};
constexpr Shape kRejected = aws::structure("RejectedLogEventsInfo", kRejectedFields);
constexpr Field kOutputFields[] = {{"nextSequenceToken", aws::kString},
                                   {"rejectedLogEventsInfo", kRejected}};
constexpr Shape kOutput = aws::structure("PutLogEventsResponse", kOutputFields);

std::vector<LogEvent> events_of(json::Value request, std::int64_t now) {
  std::vector<LogEvent> events;
  for (const json::Value event : request.find("logEvents")->elements())
    events.push_back({.position = {.time = aws::to_integer(*event.find("timestamp"))},
                      .ingestion = now,
                      .message = std::string(*event.find_text("message"))});
  return events;
}

std::int64_t time_of(const LogEvent& event) { return event.position.time; }

std::int64_t bytes_of(const std::vector<LogEvent>& events) {
  std::int64_t bytes = 0;
  for (const LogEvent& event : events)
    bytes += static_cast<std::int64_t>(event.message.size()) + kEventOverhead;
  return bytes;
}

Result<void> check_batch(const std::vector<LogEvent>& events) {
  if (const std::int64_t bytes = bytes_of(events); bytes > kMaxBatchBytes)
    return fail(invalid_parameter("Upload too large: " + std::to_string(bytes) +
                                  " bytes exceeds limit of " + std::to_string(kMaxBatchBytes)));
  if (!std::ranges::is_sorted(events, {}, time_of))
    return fail(invalid_parameter(
        "Log events in a single PutLogEvents request must be in chronological order."));
  if (time_of(events.back()) - time_of(events.front()) > kDay)
    return fail(invalid_parameter(
        "The batch of log events in a single PutLogEvents request cannot span more than 24 "
        "hours."));
  return {};
}

/// Takes out what is too old, expired or too new, and says how much of each that was.
std::string reject(const Context& context, const LogGroup& group, std::vector<LogEvent>& events) {
  const auto from = [&](std::int64_t time) {
    return std::ranges::lower_bound(events, time, {}, time_of) - events.begin();
  };
  const auto too_old = from(context.now() - 14 * kDay);
  const auto expired = from(expiry(context, group));
  const auto too_new = from(context.now() + 2 * kHour + 1);
  std::string info;
  json::Writer out(info);
  out.begin_object();
  if (too_new < std::ssize(events)) out.member("tooNewLogEventStartIndex", too_new);
  if (too_old > 0) out.member("tooOldLogEventEndIndex", too_old);
  if (expired > 0) out.member("expiredLogEventEndIndex", expired);
  out.end_object();
  const auto first = std::min(std::max(too_old, expired), too_new);
  events.erase(events.begin() + too_new, events.end());
  events.erase(events.begin(), events.begin() + first);
  return info == "{}" ? std::string() : info;
}

Result<std::string> run(Context& context, json::Value request) {
  const auto lock = context.groups.lock();
  LogGroup group = DYNAROCK_TRY(find_group(context, request));
  LogStream stream = DYNAROCK_TRY(find_stream(context, group, request));
  std::vector<LogEvent> events = events_of(request, context.now());
  DYNAROCK_TRY(check_batch(events));
  const std::string rejected = reject(context, group, events);
  if (!events.empty()) {
    for (LogEvent& event : events) event.position.number = group.next_event++;
    group.stored_bytes += bytes_of(events);
    const bool first = stream.last_ingestion == 0;
    stream.first_event =
        first ? time_of(events.front()) : std::min(stream.first_event, time_of(events.front()));
    stream.last_event = std::max(stream.last_event, time_of(events.back()));
    stream.last_ingestion = context.now();
    context.groups.save(context.place(), group, stream, events);
  }
  // Nobody looks at sequence tokens any more, but answers have them.
  std::string token = std::to_string(group.next_event);
  token.insert(0, 56 - token.size(), '0');
  std::string body;
  json::Writer out(body);
  out.begin_object().member("nextSequenceToken", token);
  if (!rejected.empty()) out.key("rejectedLogEventsInfo").raw(rejected);
  out.end_object();
  return body;
}

}  // namespace

const Operation kPutLogEvents = {{"PutLogEvents", &kInput, &kOutput}, run};

}  // namespace dynarock::logs
