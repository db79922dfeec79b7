#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "dynarock/http/server.h"

namespace dynarock::http {

/// Closed until opened.
class Gate {
 public:
  void open() { is_open_.store(true), is_open_.notify_all(); }
  void wait() const { is_open_.wait(false); }

 private:
  std::atomic<bool> is_open_ = false;
};

/// Answers with the function's result.
class FunctionHandler final : public Handler {
 public:
  using Function = std::function<Response(const Request&)>;

  explicit FunctionHandler(Function function) : function_(std::move(function)) {}
  Response handle(const Request& request) override { return function_(request); }
  /// Requests under /blocks do.
  bool blocks(const Request& request) const override { return request.path() == "/blocks"; }
  void stop_waiting() override { stop_began.open(); }

  Gate stop_began;

 private:
  Function function_;
};

/// The request as text.
inline Response echo(const Request& request) {
  std::string text(request.method);
  text.append(" ").append(request.target).append(" ").append(request.body);
  return {200, {{"Content-Type", "text/plain"}}, std::move(text)};
}

/// Two threads on a free port.
inline ServerOptions test_options() {
  ServerOptions options;
  options.port = 0;
  options.threads = 2;
  return options;
}

/// A started server.
class EchoServer {
 public:
  explicit EchoServer(ServerOptions options = test_options(),
                      FunctionHandler::Function function = echo)
      : handler_(std::move(function)), server_(std::move(options), handler_) {
    server_.start();
  }
  std::uint16_t port() const { return server_.port(); }
  void stop(std::chrono::milliseconds grace) { server_.stop(grace); }
  const Gate& stop_began() const { return handler_.stop_began; }

 private:
  FunctionHandler handler_;
  Server server_;
};

}  // namespace dynarock::http
