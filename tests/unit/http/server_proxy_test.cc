#include <gmock/gmock.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

namespace dynarock::http {
namespace {

using dynarock::testing::RawAnswer;
using dynarock::testing::RawClient;

/// Stands in for the hosts under example.test.
class SampleHosts final : public VirtualHosts {
 public:
  bool serves(std::string_view host) const override { return host.ends_with(".example.test"); }
  Response refuse(const ProxyRequest& request) override {
    return {403, {}, std::string(request.method) + " " + request.to.host + " is refused"};
  }
  Certificate certificate_of(std::string_view host) override {
    return issue_certificate(authority_, {std::string(host)});
  }
  const std::string& authority() const { return authority_.certificate; }

 private:
  const Certificate authority_ = make_authority();
};

/// What the handler was asked.
Response describe(const Request& request) {
  return {200,
          {},
          std::string(request.secure ? "secure " : "plain ") + std::string(request.method) + " " +
              std::string(request.target) + " at " + std::string(request.header("Host"))};
}

class ServerProxyTest : public ::testing::Test {
 protected:
  static ServerOptions options(SampleHosts& hosts) {
    ServerOptions options = test_options();
    options.hosts = &hosts;
    options.proxy = true;
    return options;
  }
  static std::string connect_to(const std::string& place) {
    return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n";
  }

  SampleHosts hosts_;
  EchoServer server_{options(hosts_), describe};
};

constexpr std::string_view kGet = "GET /x HTTP/1.1\r\nHost: a.example.test\r\n\r\n";

TEST_F(ServerProxyTest, EndsTlsWithTheHostsCertificate) {
  for (const std::string host : {"a.example.test", "b.example.test", "a.example.test"}) {
    RawClient client(server_.port());
    EXPECT_EQ(client.call(connect_to(host + ":443")).status, 200);
    client.begin_tls(host, hosts_.authority());
    for (int i = 0; i < 3; ++i)
      EXPECT_EQ(client.call(kGet).body, "secure GET /x at a.example.test");
  }
}

TEST_F(ServerProxyTest, IsVerifiedByTheNameThatTheClientAskedFor) {
  RawClient client(server_.port());
  EXPECT_EQ(client.call(connect_to("A.Example.Test:443")).status, 200);
  EXPECT_THROW(client.begin_tls("b.example.test", hosts_.authority()), std::runtime_error);
}

TEST_F(ServerProxyTest, TunnelsWithoutTls) {
  RawClient client(server_.port());
  EXPECT_EQ(client.call(connect_to("a.example.test:80")).status, 200);
  EXPECT_EQ(client.call(kGet).body, "plain GET /x at a.example.test");
  EXPECT_EQ(client.call(kGet).body, "plain GET /x at a.example.test");
}

TEST_F(ServerProxyTest, TakesWhatComesWithTheConnect) {
  const std::string request = connect_to("a.example.test:80") + std::string(kGet);
  for (const std::size_t cut : {std::size_t{0}, request.size() - kGet.size(), request.size() - 1}) {
    RawClient client(server_.port());
    client.send(request.substr(0, cut));
    client.send(request.substr(cut));
    EXPECT_EQ(client.read_answer().status, 200);
    EXPECT_EQ(client.read_answer().body, "plain GET /x at a.example.test");
  }
}

struct Absolute {
  const char* request;
  const char* seen;
};

TEST_F(ServerProxyTest, AnswersForTheHostInTheTarget) {
  constexpr Absolute kCases[] = {
      {"GET http://a.example.test/x?y HTTP/1.1\r\nHost: other\r\n\r\n",
       "plain GET /x?y at a.example.test"},
      {"GET http://a.example.test HTTP/1.1\r\n\r\n", "plain GET / at a.example.test"},
      {"GET http://A.example.test:81?y HTTP/1.1\r\n\r\n", "plain GET /?y at A.example.test:81"},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "plain OPTIONS * at a"},
  };
  RawClient client(server_.port());
  for (const Absolute& one : kCases) EXPECT_EQ(client.call(one.request).body, one.seen);
}

TEST_F(ServerProxyTest, AnswersForItself) {
  const std::string own = "127.0.0.1:" + std::to_string(server_.port());
  RawClient client(server_.port());
  EXPECT_EQ(client.call("GET http://" + own + "/x HTTP/1.1\r\n\r\n").body,
            "plain GET /x at " + own);
  EXPECT_EQ(client.call(connect_to(own)).status, 200);
  client.begin_tls();
  EXPECT_EQ(client.call(kGet).body, "secure GET /x at a.example.test");
}

TEST_F(ServerProxyTest, RefusesOtherHosts) {
  RawClient client(server_.port());
  const std::string other = "127.0.0.1:" + std::to_string(server_.port() - 1);
  for (const std::string& place : {std::string("example.com:443"), other}) {
    const RawAnswer answer = client.call(connect_to(place));
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.body, "CONNECT " + place.substr(0, place.find(':')) + " is refused");
  }
  const RawAnswer answer = client.call("GET http://example.com/ HTTP/1.1\r\n\r\n");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.body, "GET example.com is refused");
  EXPECT_EQ(client.call(connect_to("a.example.test:443")).status, 200);
}

TEST_F(ServerProxyTest, RefusesTargetsThatAreNone) {
  constexpr const char* kTargets[] = {
      "CONNECT a/b", "CONNECT :443", "CONNECT a.example.test:x",       "GET ftp://a.example.test/",
      "GET x",       "GET http://",  "GET http://user@a.example.test/"};
  RawClient client(server_.port());
  for (const std::string target : kTargets)
    EXPECT_EQ(client.call(target + " HTTP/1.1\r\n\r\n").status, 400) << target;
}

TEST_F(ServerProxyTest, MakesNoTunnelInsideTls) {
  RawClient client(server_.port());
  EXPECT_EQ(client.call(connect_to("a.example.test:443")).status, 200);
  client.begin_tls();
  EXPECT_EQ(client.call(connect_to("a.example.test:443")).status, 400);
}

TEST_F(ServerProxyTest, ClosesBrokenTunnels) {
  RawClient broken(server_.port()), silent(server_.port());
  broken.send(connect_to("a.example.test:443") + "\x16 this is no handshake");
  EXPECT_EQ(broken.read_answer().status, 200);
  broken.read_to_end();
  EXPECT_EQ(silent.call(connect_to("a.example.test:443")).status, 200);
  server_.stop(std::chrono::minutes(10));
  EXPECT_TRUE(silent.is_closed());
}

TEST_F(ServerProxyTest, WhatBeginsInATunnelMustComeWhole) {
  ServerOptions impatient = options(hosts_);
  impatient.request_timeout = std::chrono::milliseconds(50);
  EchoServer server(impatient);
  RawClient client(server.port());
  client.send(connect_to("a.example.test:80") + "GET /x HTTP");
  EXPECT_EQ(client.read_answer().status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerHostsTest, AreChosenByTheNameThatTlsBeginsWith) {
  SampleHosts hosts;
  ServerOptions options = test_options();
  options.hosts = &hosts;
  const Certificate own = make_authority();
  options.tls = issue_certificate(own, loopback_names());
  EchoServer server(options, describe);
  RawClient host(server.port()), itself(server.port()), other(server.port());
  host.begin_tls("A.example.test", hosts.authority());
  EXPECT_EQ(host.call(kGet).body, "secure GET /x at a.example.test");
  itself.begin_tls("localhost", own.certificate);
  EXPECT_EQ(itself.call(kGet).body, "secure GET /x at a.example.test");
  EXPECT_THROW(other.begin_tls("example.com", hosts.authority()), std::runtime_error);
}

TEST(ServerHostsTest, AreNoProxyUnlessAskedFor) {
  SampleHosts hosts;
  ServerOptions options = test_options();
  options.hosts = &hosts;
  EchoServer server(options, describe);
  RawClient client(server.port());
  EXPECT_EQ(client.call("CONNECT a.example.test:443 HTTP/1.1\r\nHost: x\r\n\r\n").body,
            "plain CONNECT a.example.test:443 at x");
}

}  // namespace
}  // namespace dynarock::http
