// Clients that ask too much, are slow, go away or talk nonsense.

#include <gmock/gmock.h>

#include <chrono>
#include <deque>
#include <string>
#include <thread>

#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

namespace dynarock::http {
namespace {

using dynarock::testing::RawAnswer;
using dynarock::testing::RawClient;
using std::chrono::milliseconds;

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\n\r\n";
constexpr std::string_view kTooLarge =
    "HTTP/1.1 413 Request Entity Too Large\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
    "\r\n0\r\n\r\n";

TEST(ServerLimitsTest, ABodyDeclaredTooLargeIsRefusedUnread) {
  EchoServer server;
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n");
  EXPECT_EQ(client.read_to_end(), kTooLarge);
}

TEST(ServerLimitsTest, ABodyDeclaredTooLargeIsNotAskedFor) {
  EchoServer server;
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 16777217\r\n\r\n");
  EXPECT_EQ(client.read_to_end(), kTooLarge);
}

TEST(ServerLimitsTest, AClientThatSendsItsWholeLargeBodyStillGetsTheAnswer) {
  EchoServer server;
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nContent-Length: 20000000\r\n\r\n" + std::string(20'000'000, 'x'));
  client.finish_sending();
  EXPECT_EQ(client.read_to_end(), kTooLarge);
}

TEST(ServerLimitsTest, ABodyOfTheLimitIsServed) {
  ServerOptions options = test_options();
  options.max_body_bytes = 1000;
  EchoServer server(options);
  RawClient client(server.port());
  EXPECT_EQ(client.call("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x'))
                .status,
            200);
  EXPECT_EQ(client.call("POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n").status, 413);
}

TEST(ServerLimitsTest, HeadersBeyondTheLimitAreRefused) {
  EchoServer server;
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nA: " + std::string(70'000, 'a') + "\r\n\r\n");
  EXPECT_EQ(client.read_to_end(),
            "HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n"
            "Content-Length: 0\r\n\r\n");
}

TEST(ServerLimitsTest, NonsenseIsRefusedAfterWhatCameBeforeIt) {
  EchoServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.call(std::string(kRequest) + "nonsense\r\n\r\n").status, 200);
  EXPECT_EQ(client.read_to_end(),
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

TEST(ServerLimitsTest, ConnectionsBeyondTheLimitAreClosedAndHarmNobody) {
  ServerOptions options = test_options();
  options.max_connections = 3;
  EchoServer server(options);
  std::deque<RawClient> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back(server.port());
    EXPECT_EQ(clients.back().call(kRequest).status, 200);
  }
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(RawClient(server.port()).is_closed());
  for (RawClient& client : clients) EXPECT_EQ(client.call(kRequest).status, 200);

  clients.pop_back();
  RawAnswer answer;
  while (answer.status == 0) answer = RawClient(server.port()).call(kRequest);
  EXPECT_EQ(answer.status, 200);
}

TEST(ServerLimitsTest, ARequestThatDoesNotComeToItsEndIsCutOff) {
  ServerOptions options = test_options();
  options.request_timeout = milliseconds(30);
  EchoServer server(options);
  for (const std::string_view part :
       {"G", "GET / HTTP/1.1\r\nHost:", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"}) {
    RawClient client(server.port());
    client.send(part);
    EXPECT_TRUE(client.is_closed()) << part;
  }
}

TEST(ServerLimitsTest, ARequestThatTricklesInIsCutOff) {
  ServerOptions options = test_options();
  options.request_timeout = milliseconds(30);
  EchoServer server(options);
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\n");
  while (client.send("A: b\r\n")) std::this_thread::sleep_for(milliseconds(5));
}

TEST(ServerLimitsTest, IdleConnectionsAreClosedInTheirOwnTime) {
  ServerOptions options = test_options();
  options.idle_timeout = milliseconds(30);
  EchoServer server(options);
  RawClient silent(server.port()), served(server.port());
  EXPECT_EQ(served.call(kRequest).status, 200);
  EXPECT_TRUE(served.is_closed());
  EXPECT_TRUE(silent.is_closed());
}

TEST(ServerLimitsTest, IdleConnectionsOutliveTheRequestTimeout) {
  ServerOptions options = test_options();
  options.request_timeout = milliseconds(20);
  EchoServer server(options);
  RawClient client(server.port());
  EXPECT_EQ(client.call(kRequest).status, 200);
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_EQ(client.call(kRequest).status, 200);
}

TEST(ServerLimitsTest, CallsMayTakeLongerThanTheTimeouts) {
  ServerOptions options = test_options();
  options.request_timeout = options.idle_timeout = milliseconds(20);
  EchoServer server(options, [](const Request& request) {
    std::this_thread::sleep_for(milliseconds(100));
    return echo(request);
  });
  EXPECT_EQ(RawClient(server.port()).call("GET /blocks HTTP/1.1\r\n\r\n").status, 200);
  EXPECT_EQ(RawClient(server.port()).call(kRequest).status, 200);
}

TEST(ServerLimitsTest, AnswersThatNobodyReadsAreCutOff) {
  ServerOptions options = test_options();
  options.request_timeout = milliseconds(50);
  constexpr std::size_t kSize = 64U << 20;
  EchoServer server(options, [](const Request&) {
    return Response{200, {}, std::string(kSize, 'x')};
  });
  RawClient client(server.port());
  client.send(kRequest);
  std::this_thread::sleep_for(milliseconds(300));
  EXPECT_LT(client.read_to_end().size(), kSize);
}

TEST(ServerLimitsTest, ClientsThatGoAwayHarmNobody) {
  Gate gate;
  EchoServer server(test_options(), [&](const Request& request) -> Response {
    if (request.path() == "/blocks") gate.wait();
    return {200, {}, std::string(1U << 20, 'x')};
  });
  for (const std::string_view bytes :
       {"", "G", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell", "GET / HTTP/1.1\r\n\r\n",
        "GET /blocks HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"}) {
    RawClient client(server.port());
    client.send(bytes);
  }
  gate.open();
  EXPECT_EQ(RawClient(server.port()).call(kRequest).status, 200);
}

}  // namespace
}  // namespace dynarock::http
