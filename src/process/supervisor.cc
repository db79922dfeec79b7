#include "dynarock/process/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "dynarock/process/shim.h"
#include "process/lines.h"
#include "process/shim_protocol.h"

namespace dynarock::process {
namespace {

constexpr int kKilled = 128 + SIGKILL;

/// A file descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_with(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

struct Pair {
  Descriptor ours, theirs;
};

Pair make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail_with(errno, "can't make a pipe");
  Pair pair{Descriptor(ends[0]), Descriptor(ends[1])};
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return pair;
}

Pair make_control() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    fail_with(errno, "can't make a socket");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Descriptor make_event() {
  Descriptor event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (event.get() < 0) fail_with(errno, "can't make an event descriptor");
  return event;
}

/// As posix_spawn() takes them.
std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

/// As the shim reads them.
std::string text_of(const std::vector<ResourceLimit>& limits) {
  std::string text;
  for (const ResourceLimit& limit : limits)
    text += std::to_string(limit.resource) + " " + std::to_string(limit.soft) + " " +
            std::to_string(limit.hard) + " ";
  return text;
}

/// The process id. It inherits nothing but the three descriptors, in this order behind its input.
pid_t spawn_shim(const Command& command, int output, int errors, int control) {
  std::vector<std::string> arguments = {"dynarock",
                                        kShimArgument,
                                        std::to_string(command.memory_limit),
                                        std::to_string(command.cpu_limit),
                                        text_of(command.limits),
                                        command.directory};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&files, control, kControl);
  posix_spawn_file_actions_addclosefrom_np(&files, kControl + 1);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  // In a session of its own, so that Ctrl-C in the server's terminal is the server's affair.
  posix_spawnattr_setflags(
      &attributes,
      static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID));
  pid_t shim = -1;
  const int error = ::posix_spawn(&shim, "/proc/self/exe", &files, &attributes,
                                  pointers(arguments).data(), pointers(command.environment).data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) fail_with(error, "can't start a process");
  return shim;
}

/// A program under way.
class Child {
 public:
  Child(const Command& command, Events events) : events_(std::move(events)) {
    Pair output = make_pipe(), errors = make_pipe(), control = make_control();
    shim_ = spawn_shim(command, output.theirs.get(), errors.theirs.get(), control.theirs.get());
    descriptors_ = {std::move(output.ours), std::move(errors.ours), std::move(control.ours)};
  }

  pid_t shim() const { return shim_; }

  /// What to wait for: output, errors, control.
  std::array<pollfd, 3> wanted() const {
    std::array<pollfd, 3> result{};
    for (std::size_t i = 0; i < result.size(); ++i)
      result[i] = {.fd = descriptors_[i].get(), .events = POLLIN, .revents = 0};
    return result;
  }

  /// Returns whether it has ended, of which its owner has been told then.
  bool proceed(const std::array<pollfd, 3>& happened) {
    if (happened[kControlIndex].revents != 0 && hear()) return true;
    for (const Stream stream : {Stream::kOutput, Stream::kErrors})
      if (happened[static_cast<std::size_t>(stream)].revents != 0) read_some(stream);
    return false;
  }

  void order_stop(std::chrono::milliseconds patience) const {
    const Order order{.patience_ms = patience.count()};
    // If the shim is gone, its end is on the way here.
    ::send(descriptors_[kControlIndex].get(), &order, sizeof order, MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  /// Makes the shim kill it.
  void let_go() { descriptors_[kControlIndex] = Descriptor(); }
  void wait() const { ::waitpid(shim_, nullptr, 0); }

 private:
  static constexpr std::size_t kControlIndex = 2;

  /// Returns whether there may be more.
  bool read_some(Stream stream) {
    const auto index = static_cast<std::size_t>(stream);
    std::array<char, 64U << 10> chunk;
    const ssize_t size = ::read(descriptors_[index].get(), chunk.data(), chunk.size());
    if (size < 0) return errno == EINTR;
    if (size == 0) {
      descriptors_[index] = Descriptor();
      return false;
    }
    tell(stream, lines_[index].add({chunk.data(), static_cast<std::size_t>(size)}));
    return true;
  }

  void tell(Stream stream, const std::vector<std::string>& lines) const {
    if (!lines.empty()) events_.output(stream, lines);
  }

  /// The shim has reported or is gone. Returns whether that was its last word.
  bool hear() {
    Report report;
    const int control = descriptors_[kControlIndex].get();
    if (::recv(control, &report, sizeof report, MSG_DONTWAIT) != sizeof report)
      report = {.ended = true, .code = kKilled};
    if (report.ended)
      finish(report);
    else if (events_.started)
      events_.started();
    return report.ended;
  }

  void finish(const Report& report) {
    ::waitpid(shim_, nullptr, 0);
    for (const Stream stream : {Stream::kOutput, Stream::kErrors}) {
      while (read_some(stream)) {
      }
      tell(stream, lines_[static_cast<std::size_t>(stream)].finish());
    }
    events_.exited({.code = report.code,
                    .out_of_memory = report.out_of_memory,
                    .start_error = report.start_error});
  }

  Events events_;
  pid_t shim_ = -1;
  std::array<Descriptor, 3> descriptors_;
  std::array<Lines, 2> lines_;
};

}  // namespace

class Supervisor::Impl {
 public:
  Impl() : wake_(make_event()), thread_([this](std::stop_token stop) { run(stop); }) {}

  ~Impl() {
    thread_.request_stop();
    wake();
    thread_.join();
    for (const auto& [id, child] : children_) child->let_go();
    for (const auto& [id, child] : children_) child->wait();
  }

  Id start(const Command& command, Events events) {
    auto child = std::make_shared<Child>(command, std::move(events));
    Id id = 0;
    {
      const std::lock_guard lock(mutex_);
      id = ++last_id_;
      children_.emplace(id, std::move(child));
    }
    wake();
    return id;
  }

  void stop(Id id, std::chrono::milliseconds patience) {
    if (const auto child = find(id)) child->order_stop(patience);
  }

  std::optional<Usage> usage(Id id) const {
    const auto child = find(id);
    if (!child) return std::nullopt;
    return usage_below(child->shim());
  }

 private:
  void wake() {
    const std::uint64_t one = 1;
    if (::write(wake_.get(), &one, sizeof one) < 0) {
      // It is awake anyway.
    }
  }

  std::shared_ptr<Child> find(Id id) const {
    const std::lock_guard lock(mutex_);
    const auto found = children_.find(id);
    return found == children_.end() ? nullptr : found->second;
  }

  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::map<Id, std::shared_ptr<Child>> children;
      {
        const std::lock_guard lock(mutex_);
        children = children_;
      }
      std::vector<pollfd> wanted{{.fd = wake_.get(), .events = POLLIN, .revents = 0}};
      for (const auto& [id, child] : children)
        for (const pollfd& one : child->wanted()) wanted.push_back(one);
      ::poll(wanted.data(), wanted.size(), -1);
      std::uint64_t count = 0;
      if (wanted[0].revents != 0 && ::read(wake_.get(), &count, sizeof count) < 0) continue;
      auto next = wanted.begin() + 1;
      for (const auto& [id, child] : children) {
        std::array<pollfd, 3> happened{next[0], next[1], next[2]};
        next += 3;
        if (child->proceed(happened)) forget(id);
      }
    }
  }

  void forget(Id id) {
    const std::lock_guard lock(mutex_);
    children_.erase(id);
  }

  mutable std::mutex mutex_;
  Id last_id_ = 0;
  std::map<Id, std::shared_ptr<Child>> children_;
  Descriptor wake_;
  std::jthread thread_;  // last, as it uses the others
};

Supervisor::Supervisor() : impl_(std::make_unique<Impl>()) {}
Supervisor::~Supervisor() = default;

Supervisor::Id Supervisor::start(const Command& command, Events events) {
  return impl_->start(command, std::move(events));
}
void Supervisor::stop(Id id, std::chrono::milliseconds patience) { impl_->stop(id, patience); }
std::optional<Usage> Supervisor::usage(Id id) const { return impl_->usage(id); }

}  // namespace dynarock::process
