#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dynarock/process/tree.h"

namespace dynarock::process {

/// A limit of setrlimit(), such as RLIMIT_NOFILE.
struct ResourceLimit {
  int resource = 0;
  std::uint64_t soft = 0, hard = 0;
};

/// A program to run.
struct Command {
  /// The program, looked for in the PATH of `environment`, and its arguments.
  std::vector<std::string> arguments;
  /// `NAME=value`, all that it gets.
  std::vector<std::string> environment;
  /// Where it runs; empty for where this process does.
  std::string directory;
  /// Of all its processes together, resident; 0 is no limit.
  std::uint64_t memory_limit = 0;
  /// Of all its processes together, 1024 a processor; 0 is no limit, as is any where no cgroup may
  /// be made.
  std::uint64_t cpu_limit = 0;
  /// Of each of its processes. What this process itself may not have is left as it is.
  std::vector<ResourceLimit> limits;
};

enum class Stream : std::uint8_t { kOutput, kErrors };

/// How a program ended.
struct Exit {
  /// As a shell has it: its exit code, or 128 and the number of the signal that ended it.
  int code = 0;
  /// Whether it was killed for its memory.
  bool out_of_memory = false;
  /// errno of a program that could not be started, else 0.
  int start_error = 0;
};

/// What a program's owner is told, from the supervisor's thread. May call the supervisor.
struct Events {
  /// The program has begun; may be left out.
  std::function<void()> started;
  /// Whole lines without their ends; what is longer than 256 KiB comes in pieces.
  std::function<void(Stream, const std::vector<std::string>& lines)> output;
  /// The last call: neither a process nor output of the program is left.
  std::function<void(const Exit&)> exited;
};

/// Runs programs such that no process of theirs outlives their main one, an order to stop, or this
/// process, however it ends and whatever they do: fork twice, call setsid, ignore signals. Each
/// runs under a shim: this same program, started anew with kShimArgument. Safe to use from several
/// threads.
class Supervisor {
 public:
  using Id = std::uint64_t;

  Supervisor();
  /// Kills what still runs, and waits until it is gone; its owners are not told.
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Throws std::system_error if not even the shim can be started; what is wrong with the program
  /// itself is told as its Exit.
  Id start(const Command& command, Events events);
  /// SIGTERM to the main process, and SIGKILL to all if they are not gone after `patience`.
  /// Programs that have ended are none of its business.
  void stop(Id id, std::chrono::milliseconds patience);
  /// What it uses; nothing once it has ended.
  std::optional<Usage> usage(Id id) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dynarock::process
