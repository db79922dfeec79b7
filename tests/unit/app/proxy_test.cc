#include <gtest/gtest.h>
#include <signal.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/raw_client.h"
#include "tests/support/temporary_directory.h"

namespace dynarock {
namespace {

using testing::Process;
using testing::RawAnswer;
using testing::RawClient;
using testing::TemporaryDirectory;

constexpr char kHost[] = "dynamodb.ca-central-1.amazonaws.com";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A server whose authority is in a file.
class Server {
 public:
  explicit Server(std::vector<std::string> options) {
    options.insert(options.begin(),
                   {DYNAROCK_PROGRAM, "serve", "--port", "0", "--port-file",
                    (directory_ / "port").string(), "--ca-file", (directory_ / "ca.pem").string()});
    process_ = std::make_unique<Process>(options);
    EXPECT_TRUE(process_->wait_for_output("Ready.\n"));
  }

  std::uint16_t port() const {
    return static_cast<std::uint16_t>(std::stoi(read_file(directory_ / "port")));
  }
  std::string authority() const { return read_file(directory_ / "ca.pem"); }
  /// Stops it; what it has logged.
  std::string log() {
    process_->signal(SIGTERM);
    return process_->finish().errors;
  }

 private:
  const TemporaryDirectory directory_;
  std::unique_ptr<Process> process_;
};

RawAnswer connect_to(RawClient& client, const std::string& place) {
  return client.call("CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n");
}

/// Through the proxy, verified.
std::string health(std::uint16_t port, const std::string& host, const std::string& authority) {
  RawClient client(port);
  if (connect_to(client, host + ":443").status != 200) return "no tunnel";
  client.begin_tls(host, authority);
  return client.call("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").body;
}

TEST(Proxy, AnswersForAwsHosts) {
  Server server({});
  for (const std::string region : {"ca-central-1", "eu-west-1"})
    EXPECT_EQ(health(server.port(), "dynamodb." + region + ".amazonaws.com", server.authority()),
              "healthy: dynamodb." + region + ".amazonaws.com ");
  RawClient client(server.port());
  EXPECT_EQ(client.call("GET http://" + std::string(kHost) + "/ HTTP/1.1\r\n\r\n").body,
            "healthy: dynamodb.ca-central-1.amazonaws.com ");
}

TEST(Proxy, RefusesOtherHostsAndLogsEachOnce) {
  Server server({"--quiet"});
  RawClient client(server.port());
  const RawAnswer answer = connect_to(client, "example.com:443");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(
      answer.body,
      "{\"message\":\"dynarock refused CONNECT example.com:443: only AWS's hosts are answered, "
      "so that this run stays offline\"}");
  EXPECT_EQ(connect_to(client, "example.com:443").status, 403);
  EXPECT_EQ(client.call("GET http://example.com/ HTTP/1.1\r\n\r\n").status, 403);
  EXPECT_EQ(connect_to(client, "glacier.eu-west-1.amazonaws.com:443").status, 403);
  EXPECT_EQ(connect_to(client, "127.0.0.1:1").status, 403);
  EXPECT_EQ(
      server.log(),
      "refused CONNECT example.com:443: only AWS's hosts are answered, so that this run stays "
      "offline\n"
      "refused CONNECT glacier.eu-west-1.amazonaws.com:443: that service of AWS's is not "
      "served here\n"
      "refused CONNECT 127.0.0.1:1: only AWS's hosts are answered, so that this run stays "
      "offline\n");
}

TEST(Proxy, KeepsItsAuthorityWithTheData) {
  const TemporaryDirectory directory;
  const std::vector<std::string> options = {"--data", (directory / "data").string()};
  std::string authority;
  for (int run = 0; run < 2; ++run) {
    Server server(options);
    if (run == 0) authority = server.authority();
    EXPECT_EQ(server.authority(), authority);
    EXPECT_NE(health(server.port(), kHost, authority), "no tunnel");
    EXPECT_EQ(RawClient(server.port())
                  .call("GET /_dynarock/ca.pem HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .body,
              authority);
    server.log();
  }
}

TEST(Proxy, IsOffWhereOthersCanReachItUnlessAskedFor) {
  const auto answers = [](std::vector<std::string> options) {
    Server server(std::move(options));
    RawClient client(server.port());
    return connect_to(client, std::string(kHost) + ":443").status == 200;
  };
  EXPECT_TRUE(answers({}));
  EXPECT_TRUE(answers({"--host", "localhost"}));
  EXPECT_FALSE(answers({"--proxy", "off"}));
  EXPECT_FALSE(answers({"--host", "0.0.0.0"}));
  EXPECT_TRUE(answers({"--host", "0.0.0.0", "--proxy", "on"}));
}

TEST(Proxy, HasTheCertificateOfTheHostThatTlsBeginsWith) {
  Server server({"--tls", "--proxy", "off"});
  RawClient client(server.port());
  client.begin_tls(kHost, server.authority());
  EXPECT_EQ(client.call("GET / HTTP/1.1\r\nHost: " + std::string(kHost) + "\r\n\r\n").status, 200);
}

}  // namespace
}  // namespace dynarock
