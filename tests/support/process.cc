#include "tests/support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

namespace dynarock::testing {
namespace {

/// A file that nobody else can name.
int anonymous_file() {
  char path[] = "/tmp/dynarock-process-XXXXXX";
  const int descriptor = ::mkostemp(path, O_CLOEXEC);
  if (descriptor < 0) throw std::runtime_error("can't make a temporary file");
  ::unlink(path);
  return descriptor;
}

std::string read_all(int descriptor) {
  std::string text;
  char chunk[4096];
  for (off_t offset = 0;;) {
    const ssize_t size = ::pread(descriptor, chunk, sizeof chunk, offset);
    if (size <= 0) return text;
    text.append(chunk, static_cast<std::size_t>(size));
    offset += size;
  }
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

constexpr std::chrono::milliseconds kPoll{2};

}  // namespace

Process::Process(std::vector<std::string> arguments, std::vector<std::string> environment)
    : output_(anonymous_file()), errors_(anonymous_file()) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output_, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors_, STDERR_FILENO);
  const std::string program = arguments.at(0);
  const int code = ::posix_spawn(&pid_, program.c_str(), &actions, nullptr,
                                 pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0) throw std::runtime_error("can't start " + program);
}

Process::~Process() {
  if (!has_ended()) {
    signal(SIGKILL);
    ::waitpid(pid_, &status_, 0);
  }
  ::close(output_);
  ::close(errors_);
}

void Process::signal(int number) { ::kill(pid_, number); }

std::string Process::output() const { return read_all(output_); }

bool Process::has_ended() {
  if (!ended_) ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
  return ended_;
}

bool Process::wait_for_output(const std::string& text, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const bool last_look = has_ended() || std::chrono::steady_clock::now() > deadline;
    if (read_all(output_).find(text) != std::string::npos) return true;
    if (last_look) return false;
    std::this_thread::sleep_for(kPoll);
  }
}

Finished Process::finish(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!has_ended()) {
    if (std::chrono::steady_clock::now() > deadline) signal(SIGKILL);
    std::this_thread::sleep_for(kPoll);
  }
  return {WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), read_all(output_),
          read_all(errors_)};
}

Finished run(std::vector<std::string> arguments, std::vector<std::string> environment) {
  return Process(std::move(arguments), std::move(environment)).finish();
}

}  // namespace dynarock::testing
