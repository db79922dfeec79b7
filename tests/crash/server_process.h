#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>

#include "dynarock/http/client.h"
#include "tests/table_check/table_check.h"

namespace dynarock::dynamodb {

/// `dynarock serve` on a data directory, in a process of its own.
class ServerProcess {
 public:
  /// Waits until it listens. Throws std::runtime_error.
  explicit ServerProcess(const std::filesystem::path& data);
  /// Kills what still runs.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// With SIGKILL.
  void kill();
  /// With SIGTERM; the exit code.
  int stop();

  std::uint16_t port() const { return port_; }
  /// A connection of one's own, for one thread. The status is 0 if no answer came.
  Caller connect() const;

 private:
  int end_with(int signal);

  pid_t process_ = 0;
  std::uint16_t port_ = 0;
};

}  // namespace dynarock::dynamodb
