#include "dynarock/http/server.h"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>

#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

namespace dynarock::http {
namespace {

using dynarock::testing::RawAnswer;
using dynarock::testing::RawClient;
using ::testing::StartsWith;

std::string post(std::string_view body, std::string_view headers = {}) {
  std::string request = "POST /path?query HTTP/1.1\r\nHost: x\r\n";
  request.append(headers).append("Content-Length: ").append(std::to_string(body.size()));
  return request.append("\r\n\r\n").append(body);
}

TEST(ServerTest, AnswersOneRequestAfterAnother) {
  EchoServer server;
  RawClient client(server.port());
  for (const std::string body : {"one", "", "three"}) {
    const RawAnswer answer = client.call(post(body));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /path?query " + body);
    EXPECT_EQ(answer.headers.at("content-length"), std::to_string(answer.body.size()));
    EXPECT_EQ(answer.headers.at("content-type"), "text/plain");
    EXPECT_FALSE(answer.headers.contains("connection"));
  }
}

TEST(ServerTest, TellsTheHandlerWhereARequestCameFrom) {
  EchoServer server(test_options(), [](const Request& request) -> Response {
    return {200, {}, std::string(request.remote_address) + (request.secure ? " secure" : "")};
  });
  EXPECT_EQ(RawClient(server.port()).call(post("")).body, "127.0.0.1");
}

TEST(ServerTest, AnswersPipelinedRequestsInOrderHoweverTheyAreCut) {
  EchoServer server;
  RawClient client(server.port());
  const std::string requests =
      "POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\noneGET /2 HTTP/1.1\r\n\r\n"
      "PUT /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nth\r\n3\r\nree\r\n0\r\n\r\n";
  for (std::size_t cut = 0; cut <= requests.size(); ++cut) {
    SCOPED_TRACE(cut);
    client.send(requests.substr(0, cut));
    client.send(requests.substr(cut));
    ASSERT_EQ(client.read_answer().body, "POST /1 one");
    ASSERT_EQ(client.read_answer().body, "GET /2 ");
    ASSERT_EQ(client.read_answer().body, "PUT /3 three");
  }
}

TEST(ServerTest, AnswersAThousandPipelinedRequests) {
  EchoServer server;
  RawClient client(server.port());
  std::string requests;
  for (int i = 0; i < 1000; ++i) requests += post(std::to_string(i));
  client.send(requests);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(client.read_answer().body, "POST /path?query " + std::to_string(i));
  }
}

TEST(ServerTest, LargeBodiesComeAndGoWhole) {
  EchoServer server;
  RawClient client(server.port());
  const std::string body(10U << 20, 'b');
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.call(post(body)).body, "POST /path?query " + body);
}

TEST(ServerTest, SendsContinueToClientsThatWaitForIt) {
  EchoServer server;
  RawClient client(server.port());
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(
        client.call("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n").status,
        100);
    EXPECT_EQ(client.call("hi").body, "POST / hi");
  }
}

TEST(ServerTest, HeadHasTheLengthButNoBody) {
  EchoServer server;
  RawClient client(server.port());
  client.send("HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
  const RawAnswer head = client.read_answer(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "8");
  EXPECT_EQ(client.read_answer().body, "GET /b ");
}

TEST(ServerTest, KeepsConnectionsAsTheClientWishes) {
  const struct {
    std::string_view request;
    std::string_view connection;
  } cases[] = {
      {"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "close"},
      {"GET / HTTP/1.0\r\n\r\n", "close"},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive"},
  };
  EchoServer server;
  for (const auto& test : cases) {
    SCOPED_TRACE(test.request);
    RawClient client(server.port());
    EXPECT_EQ(client.call(test.request).headers.at("connection"), test.connection);
    if (test.connection == "close") {
      EXPECT_TRUE(client.is_closed());
    } else {
      EXPECT_EQ(client.call(post("more")).status, 200);
    }
  }
}

TEST(ServerTest, RequestsAfterACloseAreNotAnswered) {
  EchoServer server;
  RawClient client(server.port());
  client.send("GET /1 HTTP/1.1\r\nConnection: close\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "GET /1 ");
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerTest, AnswersClientsThatHaveFinishedSending) {
  EchoServer server;
  RawClient client(server.port());
  client.send(post("last"));
  client.finish_sending();
  EXPECT_EQ(client.read_answer().body, "POST /path?query last");
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerTest, GzipsLargeAnswersForThoseWhoAsk) {
  EchoServer server;
  RawClient client(server.port());
  const std::string body(5000, 'a');
  const RawAnswer coded = client.call(post(body, "Accept-Encoding: deflate, gzip\r\n"));
  EXPECT_EQ(coded.headers.at("content-encoding"), "gzip");
  EXPECT_THAT(coded.body, StartsWith("\x1f\x8b"));
  EXPECT_LT(coded.body.size(), 200U);
  EXPECT_FALSE(
      client.call(post("small", "Accept-Encoding: gzip\r\n")).headers.contains("content-encoding"));
  for (const std::string_view header : {"", "Accept-Encoding: identity\r\n"}) {
    const RawAnswer plain = client.call(post(body, header));
    EXPECT_FALSE(plain.headers.contains("content-encoding"));
    EXPECT_EQ(plain.body, "POST /path?query " + body);
  }
}

TEST(ServerTest, AnswersThatAreCodedAlreadyStayAsTheyAre) {
  EchoServer server(test_options(), [](const Request&) -> Response {
    return {200, {{"Content-Encoding", "br"}}, std::string(5000, 'a')};
  });
  EXPECT_EQ(RawClient(server.port()).call(post("", "Accept-Encoding: gzip\r\n")).body,
            std::string(5000, 'a'));
}

TEST(ServerTest, AHandlerThatThrowsIsAnswered500) {
  EchoServer server(test_options(), [](const Request& request) -> Response {
    if (request.body == "throw") throw std::runtime_error("a bug");
    return echo(request);
  });
  RawClient client(server.port());
  const RawAnswer answer = client.call(post("throw"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(client.call(post("fine")).status, 200);
}

TEST(ServerTest, ACallThatBlocksHoldsUpNobody) {
  ServerOptions options = test_options();
  options.threads = 1;
  Gate gate;
  EchoServer server(options, [&](const Request& request) {
    if (request.path() == "/blocks") gate.wait();
    return echo(request);
  });
  RawClient waiting(server.port()), also_waiting(server.port()), other(server.port());
  waiting.send("POST /blocks HTTP/1.1\r\nContent-Length: 4\r\n\r\nbodyGET /next HTTP/1.1\r\n\r\n");
  also_waiting.send("GET /blocks?2 HTTP/1.1\r\n\r\n");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(other.call(post("quick")).status, 200);
  gate.open();
  EXPECT_EQ(waiting.read_answer().body, "POST /blocks body");
  EXPECT_EQ(waiting.read_answer().body, "GET /next ");
  EXPECT_EQ(also_waiting.read_answer().body, "GET /blocks?2 ");
}

TEST(ServerTest, ATakenPortIsNamed) {
  EchoServer server;
  ServerOptions options = test_options();
  options.port = server.port();
  FunctionHandler handler(echo);
  try {
    Server second(options, handler);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), StartsWith("port " + std::to_string(options.port) +
                                         " on 127.0.0.1 is already in use: "));
  }
}

TEST(ServerTest, ConnectionsQueueUntilTheStart) {
  FunctionHandler handler(echo);
  Server server(test_options(), handler);
  RawClient client(server.port());
  client.send(post("early"));
  server.start();
  EXPECT_EQ(client.read_answer().body, "POST /path?query early");
}

TEST(ServerTest, MayEndWithoutAStart) {
  FunctionHandler handler(echo);
  Server server(test_options(), handler);
}

}  // namespace
}  // namespace dynarock::http
