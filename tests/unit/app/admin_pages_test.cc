// What a whole program without its sockets answers to the commands that ask a server.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "app/wiring.h"

namespace dynarock::app {
namespace {

using nlohmann::json;

class AdminPages : public ::testing::Test {
 protected:
  static ServeOptions options(IamMode iam) {
    ServeOptions made;
    made.region = "us-east-1";
    made.iam = iam;
    return made;
  }

  static http::Response get(Instance& instance, std::string_view target,
                            std::string_view from = "127.0.0.1") {
    http::Request request;
    request.method = "GET";
    request.target = target;
    request.headers = {{"Host", "127.0.0.1:8000"}};
    request.remote_address = from;
    return instance.handler().handle(request);
  }

  /// By the root, as the test keys are while nothing is enforced.
  static std::string list_tables(Instance& instance) {
    http::Request request;
    request.method = "POST";
    request.target = "/";
    request.headers = {
        {"Host", "127.0.0.1:8000"},
        {"Content-Type", "application/x-amz-json-1.0"},
        {"X-Amz-Target", "DynamoDB_20120810.ListTables"},
        {"X-Amz-Date", "20231114T221320Z"},
        {"Authorization",
         "AWS4-HMAC-SHA256 Credential=test/20231114/us-east-1/dynamodb/aws4_request, "
         "SignedHeaders=host;x-amz-date, Signature=00"}};
    request.body = "{}";
    request.remote_address = "127.0.0.1";
    const http::Response response = instance.handler().handle(request);
    EXPECT_EQ(response.status, 200) << response.body;
    for (const auto& [name, value] : response.headers)
      if (name == "x-amzn-RequestId") return value;
    return {};
  }

  ManualClock clock_{Timestamp(std::chrono::seconds(1'700'000'000))};
};

TEST_F(AdminPages, TellThatNothingIsJudged) {
  Instance instance(options(IamMode::kOff), clock_, nullptr);
  for (const char* page : {"explain", "least-privilege?principal=x", "grants?principal=x"}) {
    const http::Response response = get(instance, "/_dynarock/" + std::string(page));
    EXPECT_EQ(response.status, 404);
    EXPECT_NE(response.body.find("serve with --iam audit or enforce"), std::string::npos) << page;
  }
}

TEST_F(AdminPages, ExplainARequest) {
  Instance instance(options(IamMode::kAudit), clock_, nullptr);
  EXPECT_EQ(get(instance, "/_dynarock/explain").status, 404);
  const std::string id = list_tables(instance);
  list_tables(instance);

  const json why = json::parse(get(instance, "/_dynarock/explain?request=" + id).body);
  EXPECT_EQ(why["requestId"], id);
  EXPECT_EQ(why["principal"], "arn:aws:iam::123456789012:root");
  EXPECT_EQ(why["allowed"], true);
  EXPECT_EQ(why["accesses"][0]["action"], "dynamodb:ListTables");
  EXPECT_EQ(why["accesses"][0]["resource"], "*");
  EXPECT_EQ(why["callerContext"]["aws:PrincipalType"], json::array({"Account"}));
  EXPECT_EQ(why["requestContext"]["aws:SourceIp"], json::array({"127.0.0.1"}));
  EXPECT_NE(json::parse(get(instance, "/_dynarock/explain").body)["requestId"], id);
  EXPECT_EQ(get(instance, "/_dynarock/explain?which=denied").status, 404);

  const std::string text = get(instance, "/_dynarock/explain?format=text&request=" + id).body;
  EXPECT_TRUE(text.starts_with("Request " + id +
                               ", 2023-11-14T22:13:20.000: dynamodb ListTables by "
                               "arn:aws:iam::123456789012:root: allowed\n"
                               "dynamodb:ListTables on *: allowed\n"))
      << text;
}

TEST_F(AdminPages, TellWhatWasNeeded) {
  Instance instance(options(IamMode::kAudit), clock_, nullptr);
  list_tables(instance);
  const std::string root = "arn%3Aaws%3Aiam%3A%3A123456789012%3Aroot";
  const json policy =
      json::parse(get(instance, "/_dynarock/least-privilege?principal=" + root).body);
  EXPECT_EQ(policy["Statement"][0]["Action"], "dynamodb:ListTables");
  EXPECT_NE(get(instance, "/_dynarock/least-privilege?principal=other")
                .body.find("by arn:aws:iam::123456789012:root."),
            std::string::npos);
  EXPECT_EQ(get(instance, "/_dynarock/grants?principal=" + root).status, 400);
}

TEST_F(AdminPages, AnswerThisMachineOnly) {
  Instance instance(options(IamMode::kAudit), clock_, nullptr);
  list_tables(instance);
  for (const char* page : {"explain", "least-privilege?principal=x", "grants?principal=x"})
    EXPECT_EQ(get(instance, "/_dynarock/" + std::string(page), "203.0.113.9").status, 403);
}

}  // namespace
}  // namespace dynarock::app
