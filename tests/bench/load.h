#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dynarock::bench {

/// The bytes of one request, by its number from 0; they must hold until the next is asked for.
using RequestSource = std::function<std::string_view(std::uint64_t number)>;

struct LoadOptions {
  /// An IPv4 address.
  std::string host = "127.0.0.1";
  std::uint16_t port = 8000;
  /// Each sends its next request when the last is answered.
  unsigned connections = 16;
  /// Calls before the measuring starts.
  std::uint64_t warm_up_calls = 1000;
  /// The measuring ends after this time or this many calls, whichever comes first; 0 calls is no
  /// limit.
  std::chrono::milliseconds duration{3000};
  std::uint64_t calls = 0;
  /// The server's process, to read the CPU time that it uses; 0 for none.
  int server_pid = 0;
};

struct LoadResult {
  std::uint64_t calls = 0;
  /// Of those, the ones answered with a status other than 2xx.
  std::uint64_t refused = 0;
  double seconds = 0;
  double calls_per_second = 0;
  double p50_us = 0;
  double p99_us = 0;
  /// CPU time of all the server's threads that still live, a call; 0 without a pid.
  double server_cpu_us = 0;
  double answer_bytes = 0;
};

/// Sends requests over and over from one thread and measures. Throws std::runtime_error when it
/// can't connect, or a connection is lost.
LoadResult run_load(const LoadOptions& options, const RequestSource& source);

/// What requests call the server.
inline constexpr std::string_view kRequestHost = "localhost";
/// An HTTP/1.1 request with Host and Content-Length; `headers` are whole lines, each with its CRLF.
std::string make_request(std::string_view method, std::string_view target, std::string_view headers,
                         std::string_view body);

/// CPU time that the living threads of a process have used, in microseconds. Throws
/// std::runtime_error if there is no such process.
double process_cpu_us(int pid);

/// One line for people.
std::string describe(const LoadResult& result);

}  // namespace dynarock::bench
