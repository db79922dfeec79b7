#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "dynarock/http/message.h"

namespace dynarock::http {

/// Where a server is, out of a URL.
struct Endpoint {
  bool secure = false;
  /// A name or an address, an IPv6 address without brackets.
  std::string host;
  std::uint16_t port = 80;
  /// The URL's path without a slash at its end; empty for none.
  std::string path;

  /// As the Host header has it: the port only if it isn't the scheme's own.
  std::string authority() const;
  /// Whether the host is this machine: localhost, 127.0.0.0/8 or ::1.
  bool is_loopback() const;
};

/// Reads an http or https URL; else one line that says what is wrong with it.
tl::expected<Endpoint, std::string> parse_endpoint(std::string_view url);

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  /// How long the server may be silent, and a send may take.
  std::chrono::milliseconds io_timeout{60'000};
  /// A PEM file of authorities to trust in place of the system's; empty: AWS_CA_BUNDLE, if set.
  std::string ca_bundle;
};

/// What a client sends. Host and Content-Length are added.
struct ClientRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// A blocking HTTP/1.1 client of one server that keeps its connection. For one thread at a time.
class Client {
 public:
  explicit Client(Endpoint endpoint, ClientOptions options = {});
  ~Client();

  const Endpoint& endpoint() const;

  /// The answer, of whatever status; or, if there was none, one line that says why. A kept
  /// connection that turns out to be closed before the answer began is made anew, once. The names
  /// of its headers hold until the next send().
  tl::expected<Response, std::string> send(const ClientRequest& request);

 private:
  class Connection;
  struct Failure;

  tl::expected<Response, Failure> exchange(const std::string& bytes, bool without_body);
  std::string describe(const std::string& problem) const;

  Endpoint endpoint_;
  ClientOptions options_;
  std::unique_ptr<Connection> connection_;
  /// The head of the last answer, which the names of its headers are views of.
  std::string head_;
};

}  // namespace dynarock::http
