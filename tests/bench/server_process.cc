#include "tests/bench/server_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace dynarock::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kStartPatience{60};
constexpr std::string_view kLoopback = "127.0.0.1:";

std::chrono::microseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
    text.replace(at, from.size(), to);
}

class Socket {
 public:
  Socket() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~Socket() { ::close(descriptor_); }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

std::uint16_t free_port() {
  const Socket socket;
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket.descriptor(), generic, size) != 0 ||
      ::getsockname(socket.descriptor(), generic, &size) != 0)
    throw std::runtime_error("no free port on 127.0.0.1");
  return ntohs(address.sin_port);
}

// Whether a server on the port answers a request, be it with an error.
bool answers(std::uint16_t port) {
  const Socket socket;
  const sockaddr_in address = loopback(port);
  if (::connect(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
      0)
    return false;
  constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  char answer[16];
  return ::send(socket.descriptor(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL) > 0 &&
         ::recv(socket.descriptor(), answer, sizeof answer, 0) > 0;
}

}  // namespace

Subject parse_subject(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
    throw std::runtime_error("'" + text +
                             "' is no subject: give NAME=COMMAND or NAME=127.0.0.1:PORT");
  Subject subject{text.substr(0, equals), text.substr(equals + 1)};
  if (subject.command.starts_with(kLoopback)) {
    subject.port = static_cast<std::uint16_t>(std::stoul(subject.command.substr(kLoopback.size())));
    subject.command.clear();
  }
  return subject;
}

std::string make_scratch_directory() {
  std::string path = std::filesystem::temp_directory_path() / "dynarock-bench-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("can't make " + path);
  return path;
}

ServerProcess::ServerProcess(const Subject& subject, std::string data) : port_(subject.port) {
  if (subject.command.empty()) return;
  port_ = free_port();
  std::string command = subject.command;
  if (data.empty() && command.find("{data}") != std::string::npos)
    data = own_data_ = make_scratch_directory();
  replace_all(command, "{port}", std::to_string(port_));
  replace_all(command, "{data}", data);
  const Clock::time_point start = Clock::now();
  spawn(command);
  wait_until_it_answers();
  start_time_ = since(start);
}

ServerProcess::~ServerProcess() {
  stop();
  if (!own_data_.empty()) std::filesystem::remove_all(own_data_);
}

void ServerProcess::spawn(const std::string& command) {
  const std::string line = "exec " + command;
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("can't start a process");
  if (pid_ != 0) return;
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::dup2(nowhere, descriptor);
  ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
  ::_exit(127);
}

void ServerProcess::wait_until_it_answers() {
  const Clock::time_point start = Clock::now();
  while (!answers(port_)) {
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = 0;
      throw std::runtime_error("the server ended before it answered");
    }
    if (since(start) > kStartPatience) throw std::runtime_error("the server does not answer");
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

double ServerProcess::resident_mb() const {
  if (pid_ == 0) return 0;
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  double total_pages = 0;
  double resident_pages = 0;
  file >> total_pages >> resident_pages;
  return resident_pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

std::chrono::microseconds ServerProcess::stop() {
  if (pid_ == 0) return {};
  const Clock::time_point start = Clock::now();
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
  return since(start);
}

}  // namespace dynarock::bench
