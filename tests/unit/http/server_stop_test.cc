#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

namespace dynarock::http {
namespace {

using dynarock::testing::RawAnswer;
using dynarock::testing::RawClient;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(ServerStopTest, ClosesConnectionsWithoutACall) {
  EchoServer server;
  RawClient fresh(server.port()), served(server.port()), partial(server.port());
  EXPECT_EQ(served.call("GET / HTTP/1.1\r\n\r\n").status, 200);
  partial.send("GET / HTTP/1.1\r\n");
  server.stop(minutes(10));
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(served.is_closed());
  EXPECT_TRUE(partial.is_closed());
  EXPECT_THROW(RawClient(server.port()), std::runtime_error);
}

/// Stops the server while a call is in flight, lets the call go on, and returns its answer.
RawAnswer answer_of_call_in_flight(std::string_view request) {
  Gate entered, gate;
  EchoServer server(test_options(), [&](const Request& call) {
    entered.open();
    gate.wait();
    return echo(call);
  });
  RawClient client(server.port());
  client.send(request);
  entered.wait();
  std::thread stopping([&] { server.stop(minutes(10)); });
  server.stop_began().wait();
  gate.open();
  const RawAnswer answer = client.read_answer();
  EXPECT_TRUE(client.is_closed());
  stopping.join();
  return answer;
}

TEST(ServerStopTest, CallsInFlightAreAnswered) {
  for (const std::string path : {"/in-place", "/blocks"}) {
    EXPECT_EQ(answer_of_call_in_flight("GET " + path + " HTTP/1.1\r\n\r\n").body,
              "GET " + path + " ");
  }
}

TEST(ServerStopTest, ClosesAfterTheGraceWhatIsStillBeingSent) {
  constexpr std::size_t kSize = 64U << 20;
  EchoServer server(test_options(), [](const Request&) {
    return Response{200, {}, std::string(kSize, 'x')};
  });
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  server.stop(milliseconds(20));
  EXPECT_LT(client.read_to_end().size(), kSize);
}

TEST(ServerStopTest, WaitsForCallsThatOutlastTheGrace) {
  Gate entered, gate;
  std::atomic<bool> returned = false;
  EchoServer server(test_options(), [&](const Request& call) {
    entered.open();
    gate.wait();
    returned = true;
    return echo(call);
  });
  RawClient client(server.port());
  client.send("GET /blocks HTTP/1.1\r\n\r\n");
  entered.wait();
  std::thread opening([&] {
    server.stop_began().wait();
    std::this_thread::sleep_for(milliseconds(50));
    gate.open();
  });
  server.stop(milliseconds(1));
  EXPECT_TRUE(returned);
  opening.join();
}

TEST(ServerStopTest, StopsUnderLoad) {
  EchoServer server;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      try {
        RawClient client(server.port());
        while (client.call("GET / HTTP/1.1\r\n\r\n").status == 200) {
        }
      } catch (const std::runtime_error&) {
        // The server was gone before this client came.
      }
    });
  }
  std::this_thread::sleep_for(milliseconds(20));
  server.stop(minutes(10));
  for (std::thread& thread : threads) thread.join();
}

TEST(ServerStopTest, MayBeToldTwice) {
  EchoServer server;
  server.stop(milliseconds(0));
  server.stop(milliseconds(0));
}

}  // namespace
}  // namespace dynarock::http
