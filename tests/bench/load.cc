#include "tests/bench/load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace dynarock::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// The value of a header in a head; empty if it isn't there.
std::string_view header(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;
       at = head.find("\r\n", at)) {
    at += 2;
    if (head.size() - at > name.size() && head[at + name.size()] == ':' &&
        ::strncasecmp(head.data() + at, name.data(), name.size()) == 0) {
      std::string_view value = head.substr(at + name.size() + 1);
      value = value.substr(0, value.find("\r\n"));
      while (value.starts_with(' ')) value.remove_prefix(1);
      return value;
    }
  }
  return {};
}

/// The size of a chunked body at the start of `bytes`, its end included; 0 if it isn't all there.
std::size_t chunked_size(std::string_view bytes) {
  for (std::size_t at = 0;;) {
    const std::size_t line_end = bytes.find("\r\n", at);
    if (line_end == std::string_view::npos) return 0;
    std::size_t size = 0;
    std::from_chars(bytes.data() + at, bytes.data() + line_end, size, 16);
    at = line_end + 2 + size + 2;
    if (at > bytes.size()) return 0;
    if (size == 0) return at;
  }
}

/// The size of the answer at the start of `bytes`; 0 if it isn't all there.
std::size_t answer_size(std::string_view bytes) {
  const std::size_t head_size = bytes.find("\r\n\r\n");
  if (head_size == std::string_view::npos) return 0;
  const std::string_view head = bytes.substr(0, head_size + 2);
  const std::size_t body_begin = head_size + 4;
  if (!header(head, "Transfer-Encoding").empty()) {
    const std::size_t body_size = chunked_size(bytes.substr(body_begin));
    return body_size == 0 ? 0 : body_begin + body_size;
  }
  std::size_t body_size = 0;
  const std::string_view length = header(head, "Content-Length");
  std::from_chars(length.data(), length.data() + length.size(), body_size);
  return body_begin + body_size <= bytes.size() ? body_begin + body_size : 0;
}

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("load: " + what + ": " + std::strerror(errno));
}

struct Connection {
  int socket = -1;
  Clock::time_point sent;
  std::string request;
  std::size_t request_sent = 0;
  std::string answer;
};

class Load {
 public:
  Load(const LoadOptions& options, const RequestSource& source)
      : options_(options), source_(source), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    connections_.resize(options.connections);
    for (Connection& connection : connections_) connect(connection);
    if (options.duration.count() > 0) latencies_us_.reserve(1U << 20);
  }
  ~Load() {
    for (const Connection& connection : connections_) ::close(connection.socket);
    ::close(poll_);
  }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  LoadResult run() {
    for (Connection& connection : connections_) send_next(connection);
    if (options_.warm_up_calls == 0) start_measuring();
    while (!done_) {
      epoll_event events[64];
      const int count = ::epoll_wait(poll_, events, 64, 1000);
      if (count < 0 && errno != EINTR) fail("epoll_wait");
      for (int i = 0; i < count && !done_; ++i) {
        advance(*static_cast<Connection*>(events[i].data.ptr), events[i].events);
      }
      if (measuring_ && Clock::now() >= end_) stop_measuring();
    }
    return result_;
  }

 private:
  void connect(Connection& connection) {
    connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    if (::inet_pton(AF_INET, options_.host.c_str(), &address.sin_addr) != 1 ||
        ::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      fail("can't connect to " + options_.host + ":" + std::to_string(options_.port));
    }
    const int on = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
  }

  void send_next(Connection& connection) {
    const std::string_view request = source_(next_++);
    connection.answer.clear();
    connection.sent = Clock::now();
    const ssize_t sent =
        ::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) fail("send");
    connection.request_sent = 0;
    connection.request = request.substr(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    if (!connection.request.empty()) watch(connection, EPOLLIN | EPOLLOUT);
  }

  void send_rest(Connection& connection) {
    const std::string_view rest =
        std::string_view(connection.request).substr(connection.request_sent);
    const ssize_t sent =
        ::send(connection.socket, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) fail("send");
    connection.request_sent += static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
    if (connection.request_sent == connection.request.size()) watch(connection, EPOLLIN);
  }

  void watch(Connection& connection, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &connection;
    ::epoll_ctl(poll_, EPOLL_CTL_MOD, connection.socket, &event);
  }

  void advance(Connection& connection, std::uint32_t events) {
    if ((events & EPOLLOUT) != 0) send_rest(connection);
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return;
    char bytes[65536];
    const ssize_t size = ::recv(connection.socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) return;
    if (size < 0) fail("recv");
    if (size == 0) throw std::runtime_error("load: the server closed a connection");
    std::string_view answer(bytes, static_cast<std::size_t>(size));
    if (!connection.answer.empty()) answer = connection.answer.append(answer);
    if (answer_size(answer) != 0) return finish(connection, answer);
    if (connection.answer.empty()) connection.answer = answer;
  }

  void finish(Connection& connection, std::string_view answer) {
    if (measuring_) {
      const std::chrono::duration<float, std::micro> latency = Clock::now() - connection.sent;
      latencies_us_.push_back(latency.count());
      bytes_ += answer.size();
      if (answer.size() < 10 || answer[9] != '2') ++result_.refused;
      if (latencies_us_.size() == options_.calls) return stop_measuring();
    } else if (++warm_up_ >= options_.warm_up_calls) {
      start_measuring();
    }
    send_next(connection);
  }

  void start_measuring() {
    measuring_ = true;
    cpu_us_ = options_.server_pid == 0 ? 0 : process_cpu_us(options_.server_pid);
    begin_ = Clock::now();
    end_ = begin_ + options_.duration;
  }

  void stop_measuring() {
    const std::chrono::duration<double> time = Clock::now() - begin_;
    done_ = true;
    measuring_ = false;
    result_.calls = latencies_us_.size();
    result_.seconds = time.count();
    if (latencies_us_.empty()) return;
    const auto calls = static_cast<double>(result_.calls);
    if (options_.server_pid != 0) {
      result_.server_cpu_us = (process_cpu_us(options_.server_pid) - cpu_us_) / calls;
    }
    result_.calls_per_second = calls / result_.seconds;
    result_.answer_bytes = static_cast<double>(bytes_) / calls;
    result_.p50_us = percentile(50);
    result_.p99_us = percentile(99);
  }

  double percentile(std::size_t percent) {
    const auto position = static_cast<std::ptrdiff_t>(latencies_us_.size() * percent / 100);
    std::nth_element(latencies_us_.begin(), latencies_us_.begin() + position, latencies_us_.end());
    return static_cast<double>(latencies_us_[static_cast<std::size_t>(position)]);
  }

  const LoadOptions& options_;
  const RequestSource& source_;
  const int poll_;
  std::vector<Connection> connections_;
  std::uint64_t next_ = 0;
  std::uint64_t warm_up_ = 0;
  bool measuring_ = false;
  bool done_ = false;
  double cpu_us_ = 0;
  Clock::time_point begin_, end_;
  std::uint64_t bytes_ = 0;
  std::vector<float> latencies_us_;
  LoadResult result_;
};

}  // namespace

LoadResult run_load(const LoadOptions& options, const RequestSource& source) {
  return Load(options, source).run();
}

std::string make_request(std::string_view method, std::string_view target, std::string_view headers,
                         std::string_view body) {
  std::string request(method);
  request.append(" ").append(target).append(" HTTP/1.1\r\nHost: ").append(kRequestHost);
  request.append("\r\n").append(headers);
  request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  return request.append(body);
}

double process_cpu_us(int pid) {
  namespace fs = std::filesystem;
  double total_ns = 0;
  std::error_code error;
  fs::directory_iterator threads("/proc/" + std::to_string(pid) + "/task", error);
  if (error) throw std::runtime_error("load: there is no process " + std::to_string(pid));
  for (const fs::directory_entry& thread : threads) {
    double thread_ns = 0;
    std::ifstream(thread.path() / "schedstat") >> thread_ns;
    total_ns += thread_ns;
  }
  return total_ns / 1000;
}

std::string describe(const LoadResult& result) {
  char text[256];
  std::snprintf(text, sizeof text,
                "%llu calls, %llu refused, %.0f a second, p50 %.0f us, p99 %.0f us, server CPU "
                "%.2f us a call, %.0f bytes an answer",
                static_cast<unsigned long long>(result.calls),
                static_cast<unsigned long long>(result.refused), result.calls_per_second,
                result.p50_us, result.p99_us, result.server_cpu_us, result.answer_bytes);
  return text;
}

}  // namespace dynarock::bench
