#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace dynarock::testing {

/// What a program left behind.
struct Finished {
  /// Its exit code, or 128 and the signal's number.
  int code = 0;
  std::string output;
  std::string errors;
};

/// A program under way, its output collected in files of its own.
class Process {
 public:
  /// Starts argv[0] with the arguments and with `environment` ("NAME=value") and nothing else.
  explicit Process(std::vector<std::string> arguments, std::vector<std::string> environment = {});
  /// Kills it if it still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number);
  /// Waits until standard output holds `text`; false when the time is up or the program ended
  /// without it.
  bool wait_for_output(const std::string& text,
                       std::chrono::milliseconds patience = std::chrono::seconds(20));
  /// What it has written to standard output so far.
  std::string output() const;
  /// Waits for the end, after `patience` by killing.
  Finished finish(std::chrono::milliseconds patience = std::chrono::seconds(20));

 private:
  bool has_ended();

  pid_t pid_ = -1;
  int output_ = -1;
  int errors_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

/// Runs a program to its end.
Finished run(std::vector<std::string> arguments, std::vector<std::string> environment = {});

}  // namespace dynarock::testing
