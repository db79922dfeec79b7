#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <string>

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
       "table=Users "}};
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

TEST(Serve, ServesTlsWithItsOwnCertificate) {
  const TemporaryDirectory directory;
  const auto port_file = directory / "port";
  const auto certificate = directory / "certificate.pem";
  Process server(serve(
      {"--port-file", port_file.string(), "--tls-certificate", certificate.string(), "--quiet"}));
  ASSERT_TRUE(server.wait_for_output("Ready.\n"));
  const std::string port = read_file(port_file);
  const std::vector<std::string> trust = {"AWS_CA_BUNDLE=" + certificate.string()};
  EXPECT_EQ(healthcheck("https://127.0.0.1:" + port, trust).errors, "");
  EXPECT_EQ(healthcheck("https://localhost:" + port, trust).errors, "");
  EXPECT_EQ(healthcheck("http://127.0.0.1:" + port).errors, "");
  EXPECT_EQ(healthcheck("https://127.0.0.1:" + port).errors,
            "dynarock healthcheck: no answer from https://127.0.0.1:" + port +
                ": its certificate is not trusted (self-signed certificate); set AWS_CA_BUNDLE to "
                "a file of the authorities to trust\n");
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
