#include "dynarock/process/shim.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

#include "dynarock/base/numbers.h"
#include "dynarock/process/tree.h"
#include "process/cpu_group.h"
#include "process/shim_protocol.h"

namespace dynarock::process {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Where run_shim()'s arguments stand, behind the shim's own.
constexpr int kMemoryLimit = 2, kCpuLimit = 3, kLimits = 4, kDirectory = 5, kProgram = 6;

/// How often memory is looked at, and how often whose: to find processes takes longer.
constexpr std::chrono::milliseconds kMemoryInterval{250}, kProcessesInterval{500};
/// How long a look at /proc may have missed a process.
constexpr std::chrono::milliseconds kRetry{10};

int milliseconds_until(SteadyClock::time_point time) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - SteadyClock::now()).count();
  return left < 0 ? 0 : static_cast<int>(left);
}

int exit_code_of(int status) {
  constexpr int kSignalled = 128;
  return WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
}

class Shim {
 public:
  explicit Shim(char** argv)
      : argv_(argv), cpu_group_(std::in_place, leading_number<std::uint64_t>(argv[kCpuLimit])) {
    memory_limit_ = leading_number<std::uint64_t>(argv[kMemoryLimit]);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    ::fcntl(kControl, F_SETFD, FD_CLOEXEC);
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
    signals_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  }

  int run() {
    report_.start_error = start();
    let_go_of_output();
    if (report_.start_error == 0) {
      send(Report{});
      while (!report_code_) wait();
      report_.code = *report_code_;
      kill_all();
    }
    cpu_group_.reset();
    report_.ended = true;
    send(report_);
    return 0;
  }

 private:
  static void send(const Report& report) {
    // Nobody listens if the server is gone, as the next look at the connection says.
    ::send(kControl, &report, sizeof report, MSG_NOSIGNAL);
  }

  /// Returns errno, or 0.
  int start() {
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) return errno;
    const pid_t shim = ::getpid();
    main_ = ::fork();
    if (main_ < 0) return errno;
    if (main_ == 0) become_program(shim, pipe[1]);
    ::close(pipe[1]);
    int error = 0;
    // Nothing to read: the pipe closed as the program began.
    if (::read(pipe[0], &error, sizeof error) <= 0) error = 0;
    ::close(pipe[0]);
    return error;
  }

  [[noreturn]] void become_program(pid_t shim, int failure) {
    // A session of its own, so that what it does to its process group leaves the shim alone; and it
    // goes if the shim is killed.
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (::getppid() != shim) ::_exit(1);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    set_limits();
    if (*argv_[kDirectory] == '\0' || ::chdir(argv_[kDirectory]) == 0)
      ::execvp(argv_[kProgram], argv_ + kProgram);
    const int error = errno;
    if (::write(failure, &error, sizeof error) < 0) ::_exit(2);
    ::_exit(1);
  }

  void set_limits() const {
    std::istringstream text(argv_[kLimits]);
    int resource = 0;
    for (rlimit limit{}; text >> resource >> limit.rlim_cur >> limit.rlim_max;)
      ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
  }

  /// So that the supervisor sees the end of it when the program's processes are gone.
  static void let_go_of_output() {
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
  }

  /// Until something happens, and deals with it.
  void wait() {
    pollfd events[] = {{.fd = kControl, .events = POLLIN, .revents = 0},
                       {.fd = signals_, .events = POLLIN, .revents = 0}};
    ::poll(events, 2, timeout());
    if (events[0].revents != 0) obey();
    if (events[1].revents != 0) take_signals();
    if (kill_at_ && SteadyClock::now() >= *kill_at_) kill_all();
    if (memory_limit_ > 0) check_memory();
  }

  int timeout() const {
    int result = -1;
    if (kill_at_) result = milliseconds_until(*kill_at_);
    if (memory_limit_ > 0) {
      const int next_look = milliseconds_until(next_look_);
      if (result < 0 || next_look < result) result = next_look;
    }
    return result;
  }

  void obey() {
    Order order;
    if (::recv(kControl, &order, sizeof order, MSG_DONTWAIT) != sizeof order) return kill_all();
    ::kill(main_, SIGTERM);
    const auto at = SteadyClock::now() + std::chrono::milliseconds(order.patience_ms);
    if (!kill_at_ || at < *kill_at_) kill_at_ = at;
  }

  void take_signals() {
    signalfd_siginfo signal;
    bool told_to_end = false;
    while (::read(signals_, &signal, sizeof signal) == sizeof signal)
      told_to_end |= signal.ssi_signo != SIGCHLD;
    reap();
    if (told_to_end) kill_all();
  }

  /// Returns whether any children are left.
  bool reap() {
    for (;;) {
      int status = 0;
      const pid_t ended = ::waitpid(-1, &status, WNOHANG);
      if (ended == 0) return true;
      if (ended < 0) return false;
      if (ended == main_) report_code_ = exit_code_of(status);
    }
  }

  /// Returns once none is left. Orphans become this process's children, so no children means no
  /// descendants.
  void kill_all() {
    while (reap()) {
      for (const pid_t process : descendants_of(::getpid())) ::kill(process, SIGKILL);
      pollfd event{.fd = signals_, .events = POLLIN, .revents = 0};
      ::poll(&event, 1, static_cast<int>(kRetry.count()));
      signalfd_siginfo signal;
      while (::read(signals_, &signal, sizeof signal) == sizeof signal) {
      }
    }
  }

  void check_memory() {
    if (SteadyClock::now() < next_look_) return;
    next_look_ = SteadyClock::now() + kMemoryInterval;
    if (SteadyClock::now() >= next_search_) {
      next_search_ = SteadyClock::now() + kProcessesInterval;
      processes_ = descendants_of(::getpid());
    }
    if (resident_of(processes_) <= memory_limit_ || memory_of(processes_) <= memory_limit_) return;
    report_.out_of_memory = true;
    kill_all();
  }

  char** argv_;
  std::optional<CpuGroup> cpu_group_;
  std::uint64_t memory_limit_ = 0;
  int signals_ = -1;
  pid_t main_ = -1;
  /// Of the program's main process, once it has ended.
  std::optional<int> report_code_;
  Report report_;
  std::optional<SteadyClock::time_point> kill_at_;
  /// As they were found last.
  std::vector<pid_t> processes_;
  SteadyClock::time_point next_look_{}, next_search_{};
};

}  // namespace

bool is_shim(int argc, char** argv) {
  return argc > kProgram && std::string_view(argv[1]) == kShimArgument;
}

int run_shim(int, char** argv) { return Shim(argv).run(); }

}  // namespace dynarock::process
