#include <gtest/gtest.h>
#include <signal.h>

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/raw_client.h"
#include "tests/support/temporary_directory.h"

namespace dynarock {
namespace {

using testing::Finished;
using testing::Process;
using testing::run;
using testing::TemporaryDirectory;

std::vector<std::string> serve(std::vector<std::string> options) {
  options.insert(options.begin(), {DYNAROCK_PROGRAM, "serve", "--port", "0"});
  return options;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string text;
  std::getline(file, text);
  return text;
}

Finished healthcheck(const std::string& url, std::vector<std::string> environment = {}) {
  return run({DYNAROCK_PROGRAM, "healthcheck", "--endpoint-url", url}, std::move(environment));
}

TEST(Serve, AnswersAndStopsOnSignals) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const TemporaryDirectory directory;
    const auto port_file = directory / "port";
    Process server(serve({"--port-file", port_file.string()}));
    ASSERT_TRUE(server.wait_for_output("Ready.\n"));
    const std::string url = "http://127.0.0.1:" + read_file(port_file);
    const Finished health = healthcheck(url);
    EXPECT_EQ(health.code, 0) << health.errors;
    server.signal(signal);
    const Finished finished = server.finish();
    EXPECT_EQ(finished.code, 0) << finished.errors;
    EXPECT_EQ(finished.output, "Ready.\n");
    EXPECT_EQ(healthcheck(url).errors,
              "dynarock healthcheck: no answer from " + url + ": Connection refused\n");
  }
}

std::string api_call(const std::string& operation, const std::string& body,
                     const std::string& api = "DynamoDB") {
  return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
         "X-Amz-Target: " +
         api + "_20120810." + operation +
         "\r\nAuthorization: AWS4-HMAC-SHA256 "
         "Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
         "SignedHeaders=host, Signature=0\r\nX-Amz-Date: 20260101T000000Z\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The value of the last string member of that name in an answer.
std::string last_member(const testing::RawAnswer& answer, const std::string& name) {
  const std::string before = "\"" + name + "\":\"";
  const std::size_t start = answer.body.rfind(before);
  if (start == std::string::npos) return "";
  const std::size_t at = start + before.size();
  return answer.body.substr(at, answer.body.find('"', at) - at);
}

constexpr char kCreateStreamed[] = R"({"TableName":"Users","BillingMode":"PAY_PER_REQUEST",
  "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],
  "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],
  "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})";

/// Creates a table and describes its stream, as often as asked.
class StreamedTable {
 public:
  explicit StreamedTable(const std::filesystem::path& port_file)
      : client_(static_cast<std::uint16_t>(std::stoi(read_file(port_file)))),
        arn_(last_member(client_.call(api_call("CreateTable", kCreateStreamed)),
                         "LatestStreamArn")) {}

  testing::RawAnswer describe_stream() {
    return client_.call(
        api_call("DescribeStream", R"({"StreamArn":")" + arn_ + R"("})", "DynamoDBStreams"));
  }
  int put(const std::string& attribute) {
    return client_
        .call(api_call("PutItem", R"({"TableName":"Users","Item":{"a":{"S":"1"},")" + attribute +
                                      "\":{\"S\":\"x\"}}}"))
        .status;
  }

 private:
  testing::RawClient client_;
  std::string arn_;
};

TEST(Serve, CutsStreamsIntoShardsAsTold) {
  const TemporaryDirectory directory;
  Process server(serve({"--port-file", (directory / "port").string(), "--quiet", "--stream-shards",
                        "2", "--stream-shard-records", "1"}));
  ASSERT_TRUE(server.wait_for_output("Ready.\n"));
  StreamedTable table(directory / "port");
  const auto shards = [&] {
    const std::string body = table.describe_stream().body;
    int count = 0;
    for (std::size_t at = body.find("\"ShardId\""); at != body.npos;
         at = body.find("\"ShardId\"", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(last_member(table.describe_stream(), "StreamStatus"), "ENABLED");
  EXPECT_EQ(shards(), 2);
  EXPECT_EQ(table.put("first"), 200);
  EXPECT_EQ(shards(), 2);
  EXPECT_EQ(table.put("second"), 200);
  EXPECT_EQ(shards(), 4) << "the item's shard is followed by two";
  EXPECT_NE(last_member(table.describe_stream(), "ParentShardId"), "");
}

TEST(Serve, StreamsTakeTheirTimeAsTablesDo) {
  const TemporaryDirectory directory;
  Process server(serve({"--port-file", (directory / "port").string(), "--quiet",
                        "--transient-status-ms", "3600000"}));
  ASSERT_TRUE(server.wait_for_output("Ready.\n"));
  EXPECT_EQ(last_member(StreamedTable(directory / "port").describe_stream(), "StreamStatus"),
            "ENABLING");
}

TEST(Serve, LogsTheTablesOfEachCall) {
  const std::pair<std::pair<std::string, std::string>, std::string> calls[] = {
      {{"DescribeTable", R"({"TableName":"Users"})"}, "table=Users "},
      {{"BatchGetItem",
        R"({"RequestItems":{"Users":{"Keys":[{"a":{"S":"1"}}]},"Pets":{"Keys":[{"a":{"S":"1"}}]}}})"},
       "table=Users,Pets "},
      {{"TransactGetItems",
        R"({"TransactItems":[{"Get":{"TableName":"Users","Key":{"a":{"S":"1"}}}},)"
        R"({"Get":{"TableName":"Users","Key":{"a":{"S":"2"}}}}]})"},
       "table=Users "},
      {{"ExecuteStatement", R"({"Statement":"SELECT * FROM Users"})"}, "table=Users "},
      {{"ExecuteTransaction",
        R"({"TransactStatements":[{"Statement":"DELETE FROM Users WHERE a='1'"},)"
        R"({"Statement":"DELETE FROM Pets WHERE a='1'"}]})"},
       "table=Users,Pets "}};
  for (const auto& [call, logged] : calls) {
    const TemporaryDirectory directory;
    Process server(serve({"--port-file", (directory / "port").string()}));
    ASSERT_TRUE(server.wait_for_output("Ready.\n"));
    const auto port = static_cast<std::uint16_t>(std::stoi(read_file(directory / "port")));
    testing::RawClient client(port);
    EXPECT_EQ(client.call(api_call(call.first, call.second)).status, 400);
    server.signal(SIGTERM);
    const std::string log = server.finish().errors;
    EXPECT_NE(log.find("dynamodb." + call.first + " 400 "), log.npos) << log;
    EXPECT_NE(log.find(logged), log.npos) << log;
  }
}

TEST(Serve, ServesTlsWithACertificateOfItsAuthority) {
  const TemporaryDirectory directory;
  const auto port_file = directory / "port";
  const auto certificate = directory / "certificate.pem";
  Process server(serve(
      {"--port-file", port_file.string(), "--tls", "--ca-file", certificate.string(), "--quiet"}));
  ASSERT_TRUE(server.wait_for_output("Ready.\n"));
  const std::string port = read_file(port_file);
  const std::vector<std::string> trust = {"AWS_CA_BUNDLE=" + certificate.string()};
  EXPECT_EQ(healthcheck("https://127.0.0.1:" + port, trust).errors, "");
  EXPECT_EQ(healthcheck("https://localhost:" + port, trust).errors, "");
  EXPECT_EQ(healthcheck("http://127.0.0.1:" + port).errors, "");
  EXPECT_EQ(healthcheck("https://127.0.0.1:" + port).errors,
            "dynarock healthcheck: no answer from https://127.0.0.1:" + port +
                ": its certificate is not trusted (unable to get local issuer certificate); set "
                "AWS_CA_BUNDLE to a file of the authorities to trust\n");
}

TEST(Serve, SaysWhatIsWrongWithTheDirectory) {
  const TemporaryDirectory directory;
  directory.write("foreign/notes.txt", "mine");
  for (const std::string& data : {(directory / "foreign").string(), std::string("/proc/nowhere")}) {
    const Finished finished = run(serve({"--data", data}));
    EXPECT_EQ(finished.code, 1);
    EXPECT_TRUE(finished.errors.starts_with("dynarock serve: ")) << finished.errors;
    EXPECT_NE(finished.errors.find(data), std::string::npos) << finished.errors;
    EXPECT_EQ(finished.errors.find('\n'), finished.errors.size() - 1) << "one line";
  }
  const std::string held = (directory / "held").string();
  Process server(serve({"--data", held}));
  ASSERT_TRUE(server.wait_for_output("Ready.\n"));
  const Finished second = run(serve({"--data", held}));
  EXPECT_EQ(second.code, 1);
  EXPECT_NE(second.errors.find(held), std::string::npos) << second.errors;
}

TEST(Serve, RefusesATakenPort) {
  const TemporaryDirectory directory;
  const auto port_file = directory / "port";
  Process server(serve({"--port-file", port_file.string()}));
  ASSERT_TRUE(server.wait_for_output("Ready.\n"));
  const std::string port = read_file(port_file);
  const Finished second = run({DYNAROCK_PROGRAM, "serve", "--port", port});
  EXPECT_EQ(second.code, 1);
  EXPECT_NE(second.errors.find(port), std::string::npos) << second.errors;
  EXPECT_EQ(second.errors.find('\n'), second.errors.size() - 1) << "one line";
}

/// The server's log once it has ended.
std::string log_of(const std::vector<std::string>& options) {
  Process server(serve(options));
  EXPECT_TRUE(server.wait_for_output("Ready.\n"));
  server.signal(SIGTERM);
  return server.finish().errors;
}

TEST(Serve, SaysWhetherItAsksWhoCalls) {
  EXPECT_NE(log_of({}).find("\nIAM is off: "), std::string::npos);
  EXPECT_NE(log_of({"--iam", "audit"}).find("\nIAM audits: "), std::string::npos);
  EXPECT_NE(log_of({"--iam", "enforce"}).find("\nIAM is enforced: "), std::string::npos);
  EXPECT_EQ(log_of({"--iam", "enforce", "--quiet"}), "");
}

/// A running server that verifies who calls.
class VerifyingServer {
 public:
  explicit VerifyingServer(std::vector<std::string> options) {
    options.insert(options.end(), {"--port-file", (directory_ / "port").string()});
    server_ = std::make_unique<Process>(serve(std::move(options)));
    EXPECT_TRUE(server_->wait_for_output("Ready.\n"));
  }

  std::uint16_t port() const {
    return static_cast<std::uint16_t>(std::stoi(read_file(directory_ / "port")));
  }
  Finished credentials(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {DYNAROCK_PROGRAM, "credentials", "--endpoint-url",
                                     "http://127.0.0.1:" + std::to_string(port())});
    return run(std::move(options));
  }
  std::string stop() {
    server_->signal(SIGTERM);
    return server_->finish().errors;
  }

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<Process> server_;
};

TEST(Credentials, AreTheRootsOfEachAccount) {
  VerifyingServer server({"--iam", "enforce"});
  const Finished own = server.credentials();
  EXPECT_EQ(own.code, 0) << own.errors;
  EXPECT_TRUE(own.output.starts_with("AWS_ACCESS_KEY_ID=AKIA")) << own.output;
  EXPECT_NE(own.output.find("\nAWS_SECRET_ACCESS_KEY="), std::string::npos) << own.output;
  EXPECT_EQ(server.credentials({"--account", "123456789012"}).output, own.output);
  EXPECT_NE(server.credentials({"--account", "111122223333"}).output, own.output);
  const Finished json = server.credentials({"--format", "json"});
  EXPECT_TRUE(json.output.starts_with(R"({"Version":1,"AccessKeyId":"AKIA)")) << json.output;
}

TEST(Credentials, AreThoseGivenAtTheStart) {
  const std::string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  VerifyingServer server({"--iam", "enforce", "--root-access-key-id", "AKIAIOSFODNN7EXAMPLE",
                          "--root-secret-access-key", secret});
  EXPECT_EQ(server.credentials().output,
            "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=" + secret + "\n");
  EXPECT_EQ(server.stop().find(secret), std::string::npos);
}

TEST(Credentials, AreToldToThisMachineAlone) {
  VerifyingServer server({});
  testing::RawClient client(server.port());
  const auto ask = [&client](const std::string& headers) {
    return client.call("GET /_dynarock/credentials HTTP/1.1\r\n" + headers + "\r\n").status;
  };
  EXPECT_EQ(ask("Host: localhost:8000\r\n"), 200);
  EXPECT_EQ(ask("Host: [::1]:8000\r\n"), 200);
  EXPECT_EQ(ask("Host: rebound.example\r\n"), 403);
  EXPECT_EQ(ask("Host: localhost\r\nOrigin: http://localhost\r\n"), 403);
  EXPECT_EQ(client
                .call("POST /_dynarock/credentials HTTP/1.1\r\nHost: localhost\r\n"
                      "Content-Length: 0\r\n\r\n")
                .status,
            405);
  EXPECT_EQ(client.call("GET /_dynarock/ HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
  EXPECT_EQ(client.call("GET /_dynarock/credentials?account=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .status,
            400);
  const Finished elsewhere =
      run({DYNAROCK_PROGRAM, "credentials", "--endpoint-url", "http://example.com"});
  EXPECT_EQ(elsewhere.code, 1);
  EXPECT_EQ(elsewhere.errors,
            "dynarock credentials: example.com is another machine; a server tells its own machine "
            "only\n");
}

TEST(Serve, VerifiesWhoCalls) {
  VerifyingServer enforcing({"--iam", "enforce"});
  testing::RawClient client(enforcing.port());
  EXPECT_NE(client.call(api_call("ListTables", "{}")).body.find("Signature expired"),
            std::string::npos);

  VerifyingServer timeless({"--iam", "enforce", "--ignore-clock-skew"});
  testing::RawClient second(timeless.port());
  EXPECT_NE(second.call(api_call("ListTables", "{}")).body.find("UnrecognizedClientException"),
            std::string::npos);

  VerifyingServer lenient({"--iam", "enforce", "--ignore-clock-skew", "--allow-test-keys"});
  testing::RawClient third(lenient.port());
  EXPECT_EQ(third.call(api_call("ListTables", "{}")).status, 200);

  VerifyingServer auditing({"--iam", "audit", "--ignore-clock-skew"});
  testing::RawClient fourth(auditing.port());
  EXPECT_EQ(fourth.call(api_call("ListTables", "{}")).status, 200);
}

TEST(Serve, ChecksSeedsBeforeAnythingElse) {
  const TemporaryDirectory directory;
  const auto seed = directory.write("seed.json", "{\"T\": [}");
  const Finished finished =
      run(serve({"--seed", seed.string(), "--data", (directory / "data").string()}));
  EXPECT_EQ(finished.code, 1);
  EXPECT_TRUE(finished.errors.starts_with("dynarock serve: " + seed.string() + ":1:8: "))
      << finished.errors;
  EXPECT_FALSE(std::filesystem::exists(directory / "data"));
}

}  // namespace
}  // namespace dynarock
