#include <gmock/gmock.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "dynarock/http/certificate.h"
#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

namespace dynarock::http {
namespace {

using dynarock::testing::RawAnswer;
using dynarock::testing::RawClient;
constexpr auto kTls = RawClient::Security::kTls;
constexpr std::string_view kRequest = "GET / HTTP/1.1\r\n\r\n";

ServerOptions tls_options() {
  static const Certificate certificate = issue_certificate(make_authority(), loopback_names());
  ServerOptions options = test_options();
  options.tls = certificate;
  return options;
}

Response echo_security(const Request& request) {
  return {200, {}, (request.secure ? "secure " : "plain ") + std::string(request.body)};
}

TEST(ServerTlsTest, ServesTlsAndPlainHttpOnOnePort) {
  EchoServer server(tls_options(), echo_security);
  RawClient secure(server.port(), kTls), plain(server.port());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(secure.call(kRequest).body, "secure ");
    EXPECT_EQ(plain.call(kRequest).body, "plain ");
  }
}

TEST(ServerTlsTest, LargeBodiesPipelinesAndContinueWorkAsInPlainHttp) {
  EchoServer server(tls_options(), echo_security);
  RawClient client(server.port(), kTls);
  const std::string body(5U << 20, 'b');
  const std::string request =
      "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  EXPECT_EQ(client.call(request).body, "secure " + body);
  client.send(
      "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n1POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n2");
  EXPECT_EQ(client.read_answer().body, "secure 1");
  EXPECT_EQ(client.read_answer().body, "secure 2");
  EXPECT_EQ(
      client.call("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n").status,
      100);
  EXPECT_EQ(client.call("hi").body, "secure hi");
}

TEST(ServerTlsTest, RefusalsArrive) {
  EchoServer server(tls_options(), echo_security);
  RawClient too_large(server.port(), kTls);
  EXPECT_EQ(too_large.call("POST / HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n").status, 413);
  EXPECT_TRUE(too_large.is_closed());
  RawClient nonsense(server.port(), kTls);
  EXPECT_EQ(nonsense.call("nonsense\r\n\r\n").status, 400);
  EXPECT_TRUE(nonsense.is_closed());
}

TEST(ServerTlsTest, BrokenHandshakesAreClosed) {
  ServerOptions options = tls_options();
  options.request_timeout = std::chrono::milliseconds(50);
  EchoServer server(options);
  RawClient stalled(server.port()), broken(server.port());
  stalled.send("\x16\x03\x01");
  broken.send("\x16 this is no handshake");
  broken.read_to_end();
  EXPECT_TRUE(stalled.is_closed());
  EXPECT_EQ(RawClient(server.port(), kTls).call(kRequest).status, 200);
}

TEST(ServerTlsTest, SilentConnectionsAreClosed) {
  ServerOptions options = tls_options();
  options.idle_timeout = std::chrono::milliseconds(30);
  EchoServer server(options);
  EXPECT_TRUE(RawClient(server.port()).is_closed());
  EXPECT_TRUE(RawClient(server.port(), kTls).is_closed());
}

TEST(ServerTlsTest, StopClosesConnections) {
  EchoServer server(tls_options());
  RawClient client(server.port(), kTls), silent(server.port());
  EXPECT_EQ(client.call(kRequest).status, 200);
  server.stop(std::chrono::minutes(10));
  EXPECT_TRUE(client.is_closed());
  EXPECT_TRUE(silent.is_closed());
}

TEST(ServerTlsTest, ACertificateThatIsNoneIsRefused) {
  ServerOptions options = test_options();
  options.tls = {"no PEM", "no PEM"};
  FunctionHandler handler(echo);
  EXPECT_THROW(Server(options, handler), std::runtime_error);
}

}  // namespace
}  // namespace dynarock::http
