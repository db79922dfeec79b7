#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace dynarock::testing {

/// An answer as it came. Header names are in lower case.
struct RawAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;
};

/// A TCP connection to a server on this machine that sends exactly the bytes it is given. Reads
/// fail after ten seconds of silence, so that a broken server fails a test instead of hanging it.
class RawClient {
 public:
  enum class Security { kPlain, kTls };

  /// Throws std::runtime_error if it can't connect. TLS trusts anything.
  explicit RawClient(std::uint16_t port, Security security = Security::kPlain);
  ~RawClient();

  /// Goes on with TLS, to a host that is named. With an authority's certificate in PEM the server's
  /// must be for that host and issued by it. Throws std::runtime_error if there is no TLS.
  void begin_tls(const std::string& host = {}, const std::string& authority = {});
  /// False once the server has closed.
  bool send(std::string_view bytes);
  /// One answer; of status 0 if the connection closed before its end. Interim answers (1xx) are
  /// answers too. `without_body` for answers to HEAD.
  RawAnswer read_answer(bool without_body = false);
  RawAnswer call(std::string_view bytes);
  /// Everything until the server closes or resets the connection.
  std::string read_to_end();
  /// Whether the server has closed the connection, without sending anything more.
  bool is_closed() { return read_to_end().empty(); }
  /// The same, by a reset.
  bool is_reset() { return is_closed() && was_reset_; }
  /// Sends no more; the server may still answer.
  void finish_sending();

 private:
  struct Tls;

  /// Appends to buffer_; false at the end.
  bool read_some();
  bool read_until(std::string_view end, std::string& out);
  bool read_exactly(std::size_t size, std::string& out);
  bool read_chunks(std::string& out);

  int socket_ = -1;
  bool was_reset_ = false;
  std::unique_ptr<Tls> tls_;
  std::string buffer_;
};

}  // namespace dynarock::testing
