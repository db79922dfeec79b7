#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ecs/agent/log_stream.h"
#include "ecs/agent/role_sessions.h"

namespace dynarock::ecs {

/// Where a container's lines go: to the server's log, and to CloudWatch Logs if it logs there. For
/// one thread at a time.
class ContainerOutput {
 public:
  using Log = std::function<void(const std::string&)>;
  /// `prefix` is of the lines in the server's log.
  ContainerOutput(Log log, Log warn, std::string prefix)
      : log_(std::move(log)), warn_(std::move(warn)), prefix_(std::move(prefix)) {}

  /// Before the first line.
  void add_stream(LogStream stream, std::function<auth::Credentials()> credentials) {
    stream_.emplace(std::move(stream));
    credentials_ = std::move(credentials);
  }
  const std::optional<LogStream>& stream() const { return stream_; }

  /// Lines of UTF-8.
  void write(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) log_(prefix_ + line);
    if (!stream_) return;
    const std::string problem = deliver(lines);
    if (!problem.empty() && !std::exchange(told_, true))
      warn_(prefix_ + "(its output is not in the log group " + stream_->group() + ": " + problem +
            ")");
  }

 private:
  /// Returns what is wrong, if anything is.
  std::string deliver(const std::vector<std::string>& lines) const {
    try {
      const auto written = stream_->write(lines, credentials_());
      return written ? std::string() : written.error();
    } catch (const std::exception& error) {
      // A disk that has failed; the container goes on.
      return error.what();
    }
  }

  const Log log_, warn_;
  const std::string prefix_;
  std::optional<LogStream> stream_;
  std::function<auth::Credentials()> credentials_;
  bool told_ = false;
};

}  // namespace dynarock::ecs
