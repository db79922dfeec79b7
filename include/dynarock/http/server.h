#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "dynarock/http/certificate.h"
#include "dynarock/http/message.h"
#include "dynarock/http/virtual_hosts.h"

namespace dynarock::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  /// 0 picks a free port.
  std::uint16_t port = 8000;
  /// Event loops, each on a thread of its own; 0 is one for each processor.
  unsigned threads = 0;
  std::size_t max_connections = 4096;
  /// Larger bodies are answered 413 (AWS's limit for DynamoDB is 16 MB).
  std::size_t max_body_bytes = 16U << 20;
  std::size_t max_header_bytes = 64U << 10;
  /// A request must arrive whole within this time of its first byte, and its answer be taken within
  /// this time, or the connection is closed.
  std::chrono::milliseconds request_timeout{30'000};
  /// A connection with no request under way is closed after this time.
  std::chrono::milliseconds idle_timeout{300'000};
  /// When set, TLS and plain HTTP are both served on the port, told apart by their first byte.
  Certificate tls;
  /// The hosts that the server stands in for, none if null: clients that name one as they begin TLS
  /// get its certificate. Must outlive the server.
  VirtualHosts* hosts = nullptr;
  /// Whether it is a proxy to these hosts and to itself: it takes requests for `http://host/path`,
  /// and ends what is tunnelled with CONNECT here, with or without TLS. It never goes out. Needs
  /// `hosts`.
  bool proxy = false;
};

/// An HTTP/1.1 server. Keep-alive, pipelining, chunked bodies, Expect: 100-continue and gzip'd
/// answers are dealt with here; everything else is the handler's.
class Server {
 public:
  /// Binds and listens; connections queue until start(). Throws std::runtime_error with a message
  /// for the user when the address is taken or can't be bound.
  Server(ServerOptions options, Handler& handler);
  ~Server();

  void start();
  /// Accepts no more, closes connections without a call in flight, lets calls in flight be answered
  /// and closes theirs; after `grace` all are closed. Returns once every call of the handler has
  /// returned and the threads are joined.
  void stop(std::chrono::milliseconds grace);
  /// The port in use.
  std::uint16_t port() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dynarock::http
