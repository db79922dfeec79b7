#include "dynarock/process/supervisor.h"

#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <sstream>

#include "tests/support/process.h"
#include "tests/unit/process/supervising.h"

namespace dynarock::process {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr std::chrono::minutes kForever{1};

/// What became of a program.
class Program {
 public:
  Events events() {
    return {.started = [this] { started_ = true; },
            .output =
                [this](Stream stream, const std::vector<std::string>& lines) {
                  const std::lock_guard lock(mutex_);
                  auto& all = stream == Stream::kOutput ? output_ : errors_;
                  all.insert(all.end(), lines.begin(), lines.end());
                  changed_.notify_all();
                },
            .exited =
                [this](const Exit& exit) {
                  const std::lock_guard lock(mutex_);
                  exit_ = exit;
                  changed_.notify_all();
                }};
  }

  std::vector<std::string> wait_for_lines(std::size_t count) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, kForever, [&] { return output_.size() >= count; }));
    return output_;
  }
  Exit wait() {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, kForever, [&] { return exit_.has_value(); }));
    return exit_.value_or(Exit{.code = -1});
  }
  bool has_started() const { return started_; }
  std::vector<std::string> output() {
    const std::lock_guard lock(mutex_);
    return output_;
  }
  std::vector<std::string> errors() {
    const std::lock_guard lock(mutex_);
    return errors_;
  }

 private:
  std::atomic<bool> started_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> output_, errors_;
  std::optional<Exit> exit_;
};

Command shell(std::string script) {
  return {.arguments = {"sh", "-c", std::move(script)}, .environment = {"PATH=/usr/bin:/bin"}};
}

/// Says who it is, once nothing but SIGKILL ends it.
const std::string kStubborn = "trap \"\" TERM HUP INT; echo $$; while :; do sleep 1000; done";

/// Three processes that left their parents, their groups and their sessions, and the main one: each
/// writes its id.
const std::string kFamily = "setsid sh -c '" + kStubborn + "' & (setsid sh -c '" + kStubborn +
                            "' &) & (sh -c '" + kStubborn +
                            "' & exec >/dev/null) & echo $$; exec sleep 1000";
constexpr std::size_t kFamilySize = 4;

/// A process that is to end.
class Watched {
 public:
  explicit Watched(const std::string& pid)
      : descriptor_(static_cast<int>(::syscall(SYS_pidfd_open, std::stoi(pid), 0))) {}
  ~Watched() { ::close(descriptor_); }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  bool found() const { return descriptor_ >= 0; }
  bool ends_within(milliseconds patience) const {
    pollfd ended{.fd = descriptor_, .events = POLLIN, .revents = 0};
    return ::poll(&ended, 1, static_cast<int>(patience.count())) == 1;
  }

 private:
  int descriptor_;
};

std::vector<std::unique_ptr<Watched>> watch(const std::vector<std::string>& pids) {
  std::vector<std::unique_ptr<Watched>> result;
  for (const std::string& pid : pids) result.push_back(std::make_unique<Watched>(pid));
  return result;
}

std::vector<std::string> pids_in(const std::string& output) {
  std::vector<std::string> pids;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);)
    if (line != kComplete) pids.push_back(line);
  return pids;
}

TEST(Supervisor, TellsLinesAndExitCode) {
  Supervisor supervisor;
  Program program;
  supervisor.start(shell("echo one; echo two >&2; printf three; exit 7"), program.events());
  const Exit exit = program.wait();
  EXPECT_EQ(exit.code, 7);
  EXPECT_TRUE(program.has_started());
  EXPECT_EQ(exit.start_error, 0);
  EXPECT_FALSE(exit.out_of_memory);
  EXPECT_THAT(program.output(), ElementsAre("one", "three"));
  EXPECT_THAT(program.errors(), ElementsAre("two"));
}

TEST(Supervisor, GivesJustTheEnvironmentAndTheDirectory) {
  ::setenv("DYNAROCK_PROCESS_TEST", "leaks", 1);
  Supervisor supervisor;
  Program program;
  Command command = shell("pwd; env | grep -v -e ^PWD= -e ^SHLVL= -e ^_= -e ^OLDPWD=");
  command.environment.emplace_back("GREETING=hello world");
  command.directory = "/";
  supervisor.start(command, program.events());
  EXPECT_EQ(program.wait().code, 0);
  EXPECT_THAT(program.output(),
              UnorderedElementsAre("/", "PATH=/usr/bin:/bin", "GREETING=hello world"));
}

TEST(Supervisor, GivesNoOtherDescriptors) {
  Supervisor supervisor;
  Program program;
  // A shell has its directory listing open as the next free one.
  supervisor.start(shell("for f in /proc/$$/fd/*; do echo ${f##*/}; done"), program.events());
  EXPECT_EQ(program.wait().code, 0);
  EXPECT_THAT(program.output(), ElementsAre("0", "1", "2", "3"));
}

TEST(Supervisor, TellsWhyAProgramCannotStart) {
  Supervisor supervisor;
  Program missing, nowhere;
  supervisor.start({.arguments = {"no-such-program"}, .environment = {"PATH=/usr/bin:/bin"}},
                   missing.events());
  EXPECT_EQ(missing.wait().start_error, ENOENT);
  EXPECT_FALSE(missing.has_started());
  Command command = shell("true");
  command.directory = "/no/such/directory";
  supervisor.start(command, nowhere.events());
  EXPECT_EQ(nowhere.wait().start_error, ENOENT);
}

TEST(Supervisor, StopsWithSigterm) {
  Supervisor supervisor;
  Program plain, tidy;
  const auto first = supervisor.start(shell("echo up; exec sleep 1000"), plain.events());
  const auto second = supervisor.start(
      shell("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 1000 & wait; done"),
      tidy.events());
  plain.wait_for_lines(1);
  tidy.wait_for_lines(1);
  supervisor.stop(first, kForever);
  supervisor.stop(second, kForever);
  EXPECT_EQ(plain.wait().code, 128 + SIGTERM);
  EXPECT_EQ(tidy.wait().code, 3);
  EXPECT_THAT(tidy.output(), ElementsAre("up", "bye"));
  supervisor.stop(first, kForever);
}

TEST(Supervisor, KillsWhatIgnoresSigterm) {
  Supervisor supervisor;
  Program program;
  const auto id = supervisor.start(shell(kStubborn), program.events());
  program.wait_for_lines(1);
  supervisor.stop(id, milliseconds(20));
  EXPECT_EQ(program.wait().code, 128 + SIGKILL);
}

TEST(Supervisor, LeavesNoDescendantOfAProgramThatEnded) {
  Supervisor supervisor;
  Program program;
  const auto id = supervisor.start(shell(kFamily), program.events());
  const auto family = watch(program.wait_for_lines(kFamilySize));
  for (const auto& one : family) EXPECT_TRUE(one->found());
  supervisor.stop(id, kForever);
  EXPECT_EQ(program.wait().code, 128 + SIGTERM);
  for (const auto& one : family) EXPECT_TRUE(one->ends_within(milliseconds(0)));
}

TEST(Supervisor, LeavesNothingBehind) {
  Program program;
  std::vector<std::unique_ptr<Watched>> family;
  {
    Supervisor supervisor;
    supervisor.start(shell(kFamily), program.events());
    family = watch(program.wait_for_lines(kFamilySize));
  }
  for (const auto& one : family) EXPECT_TRUE(one->ends_within(milliseconds(0)));
}

TEST(Supervisor, LeavesNothingBehindWhenKilled) {
  dynarock::testing::Process server(
      {"/proc/self/exe", kSupervise, std::to_string(kFamilySize), "sh", "-c", kFamily});
  ASSERT_TRUE(server.wait_for_output(kComplete));
  const auto family = watch(pids_in(server.output()));
  ASSERT_THAT(family, SizeIs(kFamilySize));
  for (const auto& one : family) EXPECT_TRUE(one->found());
  server.signal(SIGKILL);
  for (const auto& one : family) EXPECT_TRUE(one->ends_within(kForever));
}

TEST(Supervisor, KillsForMemory) {
  Supervisor supervisor;
  Program greedy, modest;
  Command command{.arguments = {"tail", "/dev/zero"},
                  .environment = {"PATH=/usr/bin:/bin"},
                  .memory_limit = 64U << 20};
  supervisor.start(command, greedy.events());
  command.arguments = {"echo", "enough"};
  supervisor.start(command, modest.events());
  Program family;
  command.arguments = {"sh", "-c", "tail /dev/zero & wait"};
  supervisor.start(command, family.events());
  EXPECT_TRUE(family.wait().out_of_memory);
  const Exit exit = greedy.wait();
  EXPECT_EQ(exit.code, 128 + SIGKILL);
  EXPECT_TRUE(exit.out_of_memory);
  EXPECT_FALSE(modest.wait().out_of_memory);
}

/// Where no cgroup may be made there is no limit either.
TEST(Supervisor, LimitsCpuWhereItMay) {
  const Command command{.arguments = {"sh", "-c", R"(
          group=/sys/fs/cgroup/cpu$(sed -n 's/^[0-9]*:[a-z,]*\bcpu\b[a-z,]*://p' /proc/self/cgroup)
          case $group in *dynarock-*) ;; *) group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup) ;; esac
          case $group in *dynarock-*) echo "$group"; cat "$group"/cpu.cfs_quota_us "$group"/cpu.max 2>/dev/null ;; esac
          true)"},
                        .environment = {"PATH=/usr/bin:/bin"},
                        .cpu_limit = 256};
  Supervisor supervisor;
  Program program;
  supervisor.start(command, program.events());
  EXPECT_EQ(program.wait().code, 0);
  const std::vector<std::string> lines = program.output();
  if (lines.empty()) {
    EXPECT_NE(::access("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", W_OK), 0);
    return;
  }
  EXPECT_THAT(lines[1], ::testing::AnyOf("25000", "25000 100000"));
  EXPECT_NE(::access(lines[0].c_str(), F_OK), 0) << "a group is left behind";
}

TEST(Supervisor, SetsLimits) {
  Supervisor supervisor;
  Program program;
  Command command = shell("ulimit -S -n; ulimit -H -n; ulimit -c");
  command.limits = {{RLIMIT_NOFILE, 100, 200}, {RLIMIT_CORE, 0, 0}};
  supervisor.start(command, program.events());
  EXPECT_EQ(program.wait().code, 0);
  EXPECT_THAT(program.output(), ElementsAre("100", "200", "0"));
}

TEST(Supervisor, TellsWhatIsUsed) {
  Supervisor supervisor;
  Program program;
  const auto id =
      supervisor.start(shell("sleep 1000 & echo up; exec sleep 1000"), program.events());
  program.wait_for_lines(1);
  const auto usage = supervisor.usage(id);
  ASSERT_TRUE(usage);
  EXPECT_GE(usage->processes, 2U);
  EXPECT_GE(usage->threads, usage->processes);
  EXPECT_GT(usage->resident_bytes, 0U);
  supervisor.stop(id, milliseconds(0));
  program.wait();
}

}  // namespace
}  // namespace dynarock::process
