#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

namespace dynarock::http {
namespace {

using dynarock::testing::RawClient;
using Security = RawClient::Security;

/// Withholds the answers of /reset, /silence and, on a thread of its own, /blocks.
Response withhold(const Request& request) {
  if (request.path() == "/silence") return {.delivery = Delivery::kSilence};
  if (request.path() == "/reset" || request.path() == "/blocks")
    return {.body = "unseen", .delivery = Delivery::kReset};
  return echo(request);
}

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\n\r\n"; }

/// One thread, with TLS.
ServerOptions options() {
  ServerOptions options = test_options();
  options.threads = 1;
  options.tls = issue_certificate(make_authority(), loopback_names());
  return options;
}

TEST(ServerDeliveryTest, Resets) {
  EchoServer server(options(), withhold);
  for (const std::string path : {"/reset", "/blocks"}) {
    RawClient client(server.port());
    EXPECT_EQ(client.call(get("/first")).status, 200);
    client.send(get(path));
    EXPECT_TRUE(client.is_reset()) << path;
  }
  RawClient secure(server.port(), Security::kTls);
  secure.send(get("/reset"));
  EXPECT_TRUE(secure.is_closed());
}

TEST(ServerDeliveryTest, KeepsSilentUntilTheClientCloses) {
  EchoServer server(options(), withhold);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/silence") + get("/pipelined"));
  }
  EXPECT_EQ(RawClient(server.port()).call(get("/other")).body, "GET /other ");
  for (const auto& client : clients) {
    client->finish_sending();
    EXPECT_TRUE(client->is_closed());
  }
}

TEST(ServerDeliveryTest, KeepsSilentUntilTheServerStops) {
  EchoServer server(options(), withhold);
  RawClient plain(server.port()), secure(server.port(), Security::kTls);
  plain.send(get("/silence"));
  secure.send(get("/silence"));
  EXPECT_EQ(RawClient(server.port()).call(get("/other")).status, 200);
  server.stop(std::chrono::minutes(10));
  EXPECT_TRUE(plain.is_closed());
  EXPECT_TRUE(secure.is_closed());
}

}  // namespace
}  // namespace dynarock::http
