#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace dynarock::bench {

/// A DynamoDB endpoint to measure: one that runs already, or how to start one.
struct Subject {
  /// The column's heading.
  std::string name;
  /// A shell command; `{port}` in it becomes a free port and `{data}` an empty directory. Empty for
  /// an endpoint that runs already on `port`.
  std::string command;
  std::uint16_t port = 0;
  /// Whether its calls are signed by a user whose policies allow them, which is made first.
  bool as_user = false;
};

/// `NAME=COMMAND` or `NAME=127.0.0.1:PORT`. Throws std::runtime_error for anything else.
Subject parse_subject(const std::string& text);

/// A server under measurement, started if the subject says how, and stopped at the end.
class ServerProcess {
 public:
  /// Starts the server and waits for its first answer. `data` replaces `{data}`; empty for a
  /// directory made and removed with this object.
  explicit ServerProcess(const Subject& subject, std::string data = {});
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }
  /// 0 if it was running already.
  pid_t pid() const { return pid_; }
  /// From exec to the first answer.
  std::chrono::microseconds start_time() const { return start_time_; }
  /// Resident memory, MB; 0 without a process.
  double resident_mb() const;
  /// Sends SIGTERM; the time until the process has ended.
  std::chrono::microseconds stop();

 private:
  void spawn(const std::string& command);
  void wait_until_it_answers();

  std::uint16_t port_;
  std::string own_data_;
  pid_t pid_ = 0;
  std::chrono::microseconds start_time_{};
};

/// A directory of its own under the temporary directory.
std::string make_scratch_directory();

}  // namespace dynarock::bench
