// Whatever reads events: GetLogEvents of one stream, FilterLogEvents of several.

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "dynarock/aws/deserialize.h"
#include "dynarock/json/writer.h"
#include "logs/filter_pattern.h"
#include "logs/operations.h"
#include "logs/shapes.h"

namespace dynarock::logs {
namespace {

constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kDefaultLimit = 10000;
constexpr std::size_t kDigits = 28;

constexpr Field kGetFields[] = {{"logGroupName", kGroupName},
                                {"logGroupIdentifier", kIdentifier},
                                kStreamField,
                                {"startTime", kTime},
                                {"endTime", kTime},
                                {"nextToken", kToken},
                                {"limit", kEventsLimit},
                                {"startFromHead", aws::kBoolean}};
constexpr Shape kGetInput = aws::structure("GetLogEventsRequest", kGetFields);
constexpr Field kEventFields[] = {
    {"timestamp", aws::kLong}, {"message", aws::kString}, {"ingestionTime", aws::kLong}};
constexpr Shape kEvent = aws::structure("OutputLogEvent", kEventFields);
constexpr Shape kEvents = aws::list_of(kEvent);
constexpr Field kGetOutputFields[] = {
    {"events", kEvents}, {"nextForwardToken", aws::kString}, {"nextBackwardToken", aws::kString}};
constexpr Shape kGetOutput = aws::structure("GetLogEventsResponse", kGetOutputFields);

constexpr Shape kStreamNames = aws::list_of(kStreamName, {.min = 1, .max = 100});
constexpr Shape kPattern = aws::string_shape({.min = 0, .max = 1024});
constexpr Field kFilterFields[] = {{"logGroupName", kGroupName},
                                   {"logGroupIdentifier", kIdentifier},
                                   {"logStreamNames", kStreamNames},
                                   {"logStreamNamePrefix", kStreamName},
                                   {"startTime", kTime},
                                   {"endTime", kTime},
                                   {"filterPattern", kPattern},
                                   {"nextToken", kToken},
                                   {"limit", kEventsLimit}};
constexpr Shape kFilterInput = aws::structure("FilterLogEventsRequest", kFilterFields);
constexpr Field kFilteredFields[] = {{"logStreamName", aws::kString},
                                     {"timestamp", aws::kLong},
                                     {"message", aws::kString},
                                     {"ingestionTime", aws::kLong},
                                     {"eventId", aws::kString}};
constexpr Shape kFiltered = aws::structure("FilteredLogEvent", kFilteredFields);
constexpr Shape kFilteredList = aws::list_of(kFiltered);
constexpr Field kSearchedFields[] = {{"logStreamName", aws::kString},
                                     {"searchedCompletely", aws::kBoolean}};
constexpr Shape kSearched = aws::structure("SearchedLogStream", kSearchedFields);
constexpr Shape kSearchedList = aws::list_of(kSearched);
constexpr Field kFilterOutputFields[] = {
    {"events", kFilteredList}, {"searchedLogStreams", kSearchedList}, {"nextToken", aws::kString}};
constexpr Shape kFilterOutput = aws::structure("FilterLogEventsResponse", kFilterOutputFields);

std::string padded(std::int64_t number) {
  std::string digits = std::to_string(number);
  return digits.insert(0, kDigits - digits.size(), '0');
}

/// A position as 56 digits, as event ids and tokens have.
std::string text_of(Position position) { return padded(position.time) + padded(position.number); }

std::optional<Position> position_of(std::string_view text) {
  if (text.size() != 2 * kDigits) return std::nullopt;
  Position position;
  const char* middle = text.data() + kDigits;
  const auto time = std::from_chars(text.data(), middle, position.time);
  const auto number = std::from_chars(middle, middle + kDigits, position.number);
  if (time.ec != std::errc{} || time.ptr != middle || number.ec != std::errc{} ||
      number.ptr != middle + kDigits)
    return std::nullopt;
  return position;
}

Position behind(Position position) { return {position.time, position.number + 1}; }

/// What a request asks for of the time, without what has expired.
struct Span {
  Position first, last;
};
Span span_of(const Context& context, const LogGroup& group, json::Value request) {
  return {{std::max(number_of(request, "startTime", 0), expiry(context, group)), 0},
          {number_of(request, "endTime", kForEver), 0}};
}

AwsError bad_token() { return invalid_parameter("The specified nextToken is invalid."); }

/// `f/<position>/s` goes on from there, `b/...` goes back.
Result<bool> apply_token(std::string_view token, Span& span) {
  const bool framed = token.size() == 2 * kDigits + 4 && token[1] == '/' && token.ends_with("/s");
  const auto position = framed ? position_of(token.substr(2, 2 * kDigits)) : std::nullopt;
  if (!position || (token[0] != 'f' && token[0] != 'b')) return fail(bad_token());
  const bool backwards = token[0] == 'b';
  if (backwards)
    span.last = std::min(span.last, *position);
  else
    span.first = std::max(span.first, *position);
  return backwards;
}

Result<std::string> run_get(Context& context, json::Value request) {
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  const LogStream stream = DYNAROCK_TRY(find_stream(context, group, request));
  Span span = span_of(context, group, request);
  const auto from_head = request.find("startFromHead");
  bool backwards = !(from_head && aws::to_boolean(*from_head));
  const auto token = request.find_text("nextToken");
  if (token) backwards = DYNAROCK_TRY(apply_token(*token, span));

  auto left = number_of(request, "limit", kDefaultLimit);
  std::vector<LogEvent> events;
  context.groups.for_each_event(context.place(), group.name, stream.name, span.first, span.last,
                                backwards, [&](LogEvent event) {
                                  events.push_back(std::move(event));
                                  return --left > 0;
                                });
  if (backwards) std::ranges::reverse(events);

  // Where nothing was found, both tokens say where that was.
  const Position nowhere = !token ? Position{} : backwards ? span.last : span.first;
  std::string body;
  json::Writer out(body);
  out.begin_object().key("events").begin_array();
  for (const LogEvent& event : events) {
    out.begin_object().member("timestamp", event.position.time).member("message", event.message);
    out.member("ingestionTime", event.ingestion).end_object();
  }
  out.end_array();
  const Position next = events.empty() ? nowhere : behind(events.back().position);
  const Position before = events.empty() ? nowhere : events.front().position;
  out.member("nextForwardToken", "f/" + text_of(next) + "/s");
  out.member("nextBackwardToken", "b/" + text_of(before) + "/s").end_object();
  return body;
}

/// The names of the streams to search.
Result<std::vector<std::string>> streams_of(Context& context, const LogGroup& group,
                                            json::Value request) {
  const auto names = request.find("logStreamNames");
  const auto prefix = request.find_text("logStreamNamePrefix");
  if (names && prefix)
    return fail(invalid_parameter(
        "LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters."));
  std::vector<std::string> streams;
  if (names) {
    for (const json::Value name : names->elements()) {
      if (!context.groups.find_stream(context.place(), group.name, name.text()))
        return fail({"ResourceNotFoundException", "The specified log stream does not exist.", {}});
      streams.emplace_back(name.text());
    }
    return streams;
  }
  for (LogStream& stream : context.groups.streams(context.place(), group.name, prefix.value_or("")))
    streams.push_back(std::move(stream.name));
  return streams;
}

struct Found {
  std::string stream;
  LogEvent event;
};

Result<std::string> run_filter(Context& context, json::Value request) {
  const LogGroup group = DYNAROCK_TRY(find_group(context, request));
  const FilterPattern pattern =
      DYNAROCK_TRY(FilterPattern::parse(request.find_text("filterPattern").value_or("")));
  const std::vector<std::string> streams = DYNAROCK_TRY(streams_of(context, group, request));
  Span span = span_of(context, group, request);
  if (const auto token = request.find_text("nextToken")) {
    const auto position = position_of(*token);
    if (!position) return fail(bad_token());
    span.first = std::max(span.first, *position);
  }

  // Of each stream no more than fills the page, and one that tells of another page.
  const auto limit = static_cast<std::size_t>(number_of(request, "limit", kDefaultLimit));
  std::vector<Found> found;
  for (const std::string& stream : streams) {
    std::size_t left = limit + 1;
    context.groups.for_each_event(context.place(), group.name, stream, span.first, span.last, false,
                                  [&](LogEvent event) {
                                    if (!pattern.matches(event.message)) return true;
                                    found.push_back({stream, std::move(event)});
                                    return --left > 0;
                                  });
  }
  std::ranges::sort(found, {}, [](const Found& one) { return one.event.position; });

  std::string body;
  json::Writer out(body);
  out.begin_object().key("events").begin_array();
  for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) {
    const LogEvent& event = found[i].event;
    out.begin_object().member("logStreamName", found[i].stream);
    out.member("timestamp", event.position.time).member("message", event.message);
    out.member("ingestionTime", event.ingestion);
    out.member("eventId", text_of(event.position)).end_object();
  }
  out.end_array().key("searchedLogStreams").begin_array().end_array();
  if (found.size() > limit) out.member("nextToken", text_of(found[limit].event.position));
  out.end_object();
  return body;
}

}  // namespace

const Operation kGetLogEvents = {{"GetLogEvents", &kGetInput, &kGetOutput}, run_get};
const Operation kFilterLogEvents = {{"FilterLogEvents", &kFilterInput, &kFilterOutput}, run_filter};

}  // namespace dynarock::logs
