#include "ecs/agent/log_stream.h"

#include <chrono>
#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::ecs {
namespace {

constexpr std::string_view kExists = "ResourceAlreadyExistsException";
constexpr char kFailure[] =
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 "
    "times: failed to create Cloudwatch log stream: ";

// What one PutLogEvents takes.
constexpr std::size_t kMaxBytes = 1U << 20, kMaxEvents = 10'000, kEventOverhead = 26;

std::string option(const TextMap& options, std::string_view name) {
  const auto found = options.find(name);
  return found == options.end() ? std::string() : found->second;
}

/// The body of a PutLogEvents, as events come.
class Events {
 public:
  Events(const std::string& group, const std::string& stream, std::int64_t time)
      : out_(body_), time_(time) {
    out_.begin_object().member("logGroupName", group).member("logStreamName", stream);
    out_.key("logEvents").begin_array();
  }

  bool empty() const { return count_ == 0; }
  bool has_room(std::size_t size) const {
    return count_ < kMaxEvents && bytes_ + size + kEventOverhead <= kMaxBytes;
  }
  void add(const std::string& line) {
    out_.begin_object().member("timestamp", time_).member("message", line).end_object();
    bytes_ += line.size() + kEventOverhead;
    ++count_;
  }
  std::string finish() {
    out_.end_array().end_object();
    return std::move(body_);
  }

 private:
  std::string body_;
  json::Writer out_;
  std::int64_t time_;
  std::size_t bytes_ = 0, count_ = 0;
};

}  // namespace

LogStream::LogStream(const TextMap& options, const Place& place, std::string_view container,
                     std::string_view task_id, const Api& api, const Clock& clock)
    : api_(api),
      clock_(clock),
      group_(option(options, "awslogs-group")),
      stream_(option(options, "awslogs-stream-prefix")),
      region_(option(options, "awslogs-region")),
      create_group_(option(options, "awslogs-create-group") == "true") {
  if (!stream_.empty()) stream_ += "/" + std::string(container) + "/";
  stream_ += task_id;
  if (region_.empty()) region_ = place.region;
}

tl::expected<std::string, ApiFailure> LogStream::call(std::string_view operation, std::string body,
                                                      const auth::Credentials& credentials) const {
  return api_.call({"logs", region_, "Logs_20140328." + std::string(operation), std::move(body)},
                   credentials);
}

tl::expected<void, std::string> LogStream::open(const auth::Credentials& credentials) const {
  std::string group, stream;
  json::Writer(group).begin_object().member("logGroupName", group_).end_object();
  json::Writer out(stream);
  out.begin_object().member("logGroupName", group_).member("logStreamName", stream_).end_object();
  const auto refused = [](const auto& answer) { return !answer && answer.error().code != kExists; };
  if (create_group_)
    if (const auto made = call("CreateLogGroup", std::move(group), credentials); refused(made))
      return tl::unexpected(kFailure + made.error().text());
  if (const auto made = call("CreateLogStream", std::move(stream), credentials); refused(made))
    return tl::unexpected(kFailure + (made.error().code + ": " + made.error().message) +
                          " : exit status 1");
  return {};
}

tl::expected<void, std::string> LogStream::write(const std::vector<std::string>& lines,
                                                 const auth::Credentials& credentials) const {
  const std::int64_t now =
      std::chrono::floor<std::chrono::milliseconds>(clock_.now()).time_since_epoch().count();
  for (auto line = lines.begin(); line != lines.end();) {
    Events events(group_, stream_, now);
    for (; line != lines.end() && events.has_room(line->size()); ++line)
      if (!line->empty()) events.add(*line);
    if (events.empty()) continue;
    const auto answer = call("PutLogEvents", events.finish(), credentials);
    if (!answer) return tl::unexpected(answer.error().code + ": " + answer.error().message);
  }
  return {};
}

}  // namespace dynarock::ecs
