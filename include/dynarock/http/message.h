#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dynarock::http {

/// A request as a handler sees it. The views refer to the connection's buffers and hold until the
/// handler returns.
struct Request {
  std::string_view method;
  /// Path and query as sent.
  std::string_view target;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  /// The whole body, any transfer coding removed.
  std::string_view body;
  /// The peer's address, "127.0.0.1".
  std::string_view remote_address;
  /// Whether it came over TLS.
  bool secure = false;

  /// The first header of that name, compared without case; empty if there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
  /// The target up to the query.
  std::string_view path() const { return target.substr(0, target.find('?')); }
};

/// What becomes of an answer.
enum class Delivery : std::uint8_t {
  kSend,
  /// It is not sent, and the connection is reset at once: as if the network had refused it.
  kReset,
  /// It is not sent, and the connection is left open until the client closes it or the server
  /// stops: as if the network had lost it.
  kSilence,
};

/// The server adds Content-Length, Date-free connection handling and, when the client asks for it,
/// gzip coding.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string_view, std::string>> headers;
  std::string body;
  Delivery delivery = Delivery::kSend;
};

/// Answers requests. Called from every server thread at once.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual Response handle(const Request& request) = 0;
  /// Whether handle() may wait or work for long; such calls run on a thread of their own, away from
  /// the loop that serves other connections.
  virtual bool blocks(const Request&) const { return false; }
  /// Called once when the server begins to stop, from the thread that stops it: calls that wait
  /// should be answered soon, for the server waits for them.
  virtual void stop_waiting() {}
};

}  // namespace dynarock::http
