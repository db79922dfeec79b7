#include "dynarock/aws/dispatcher.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/aws/sample_service.h"

namespace dynarock::aws {
namespace {

constexpr char kAuthorization[] =
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-2/dynamodb/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=0";
constexpr char kUnknownOperation[] =
    R"({"__type":"com.amazon.coral.service#UnknownOperationException"})";
constexpr char kMalformed[] = R"({"__type":"com.amazon.coral.service#SerializationException"})";
constexpr char kUnauthenticated[] =
    R"({"__type":"com.amazon.coral.service#MissingAuthenticationTokenException",)"
    R"("message":"Request is missing Authentication Token"})";

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

/// The headers of a well-formed call, changed as told; an empty value takes a header away.
Headers call_headers(const Headers& changes = {}) {
  Headers headers = {{"Content-Type", "application/x-amz-json-1.0"},
                     {"X-Amz-Target", "DynamoDB_20120810.Echo"},
                     {"X-Amz-Date", "20260101T000000Z"},
                     {"Authorization", kAuthorization}};
  for (const auto& [name, value] : changes) {
    std::erase_if(headers, [name = name](const auto& header) { return header.first == name; });
    if (!value.empty()) headers.emplace_back(name, value);
  }
  return headers;
}

struct LoggedCall {
  std::string operation, table, error, note;
  int status;
};

class Log final : public CallLog {
 public:
  void record(const CallRecord& call) override {
    calls.push_back({std::string(call.operation), std::string(call.table), std::string(call.error),
                     std::string(call.note), call.status});
  }
  std::vector<LoggedCall> calls;
};

class DispatcherTest : public testing::Test {
 protected:
  http::Response send(std::string_view method, std::string_view target, Headers headers,
                      std::string_view body, DispatcherOptions options = {}) {
    Dispatcher dispatcher(std::move(options), {&service_}, clock_, ids_, &log_);
    return dispatcher.handle({.method = method,
                              .target = target,
                              .headers = std::move(headers),
                              .body = body,
                              .remote_address = "127.0.0.1"});
  }
  http::Response post(const Headers& changes, std::string_view body,
                      DispatcherOptions options = {}) {
    return send("POST", "/", call_headers(changes), body, std::move(options));
  }

  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return "(none)";
  }

  sample::SampleService service_;
  ManualClock clock_{Timestamp{}};
  Ids ids_{1};
  Log log_;
};

TEST_F(DispatcherTest, AnswersACall) {
  const http::Response response = post({}, R"({"TableName": "t"})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"TableName":"t","Caller":"000000000000/eu-west-2"})");
  EXPECT_EQ(header(response, "Content-Type"), "application/x-amz-json-1.0");
  EXPECT_EQ(header(response, "x-amzn-RequestId").size(), 52U);
  EXPECT_EQ(header(response, "x-amz-crc32"), "4101108095");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "(none)");
  ASSERT_EQ(log_.calls.size(), 1U);
  EXPECT_EQ(log_.calls[0].operation, "Echo");
  EXPECT_EQ(log_.calls[0].table, "t");
  EXPECT_EQ(log_.calls[0].note, "a note");
  EXPECT_EQ(log_.calls[0].status, 200);
}

TEST_F(DispatcherTest, MirrorsTheMediaType) {
  const http::Response response =
      post({{"Content-Type", " application/json ; charset=utf-8"}}, R"({"TableName": "t"})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
}

TEST_F(DispatcherTest, TakesTheAccountFromTheKey) {
  const http::Response response =
      post({{"Authorization",
             "AWS4-HMAC-SHA256 Credential=111122223333/20260101/eu-west-2/dynamodb/aws4_request, "
             "SignedHeaders=host;x-amz-date, Signature=0"}},
           R"({"TableName": "t"})");
  EXPECT_EQ(response.body, R"({"TableName":"t","Caller":"111122223333/eu-west-2"})");
}

TEST_F(DispatcherTest, SharesOneAccountAndRegionIfAsked) {
  const http::Response response =
      post({}, R"({"TableName": "t"})",
           {.account = "999999999999", .region = "us-west-1", .shared = true});
  EXPECT_EQ(response.body, R"({"TableName":"t","Caller":"999999999999/us-west-1"})");
}

/// Refuses tables named "secret".
class Guard final : public Authorizer {
 public:
  Result<void> authorize(const OperationSpec& operation, Call& call, json::Value input) override {
    call.response_headers.emplace_back("x-judged", std::string(operation.name));
    call.note = "judged";
    if (call.path) vpc_endpoint = call.path->vpc_endpoint;
    if (input.find_text("TableName") == "secret") return fail({"AccessDeniedException", "No.", {}});
    return {};
  }
  void note_lost(const Call&) override { ++lost; }

  std::string vpc_endpoint;
  int lost = 0;
};

TEST_F(DispatcherTest, AsksTheAuthorizer) {
  Guard guard;
  const http::Response allowed = post({}, R"({"TableName": "t"})", {.authorizer = &guard});
  EXPECT_EQ(allowed.status, 200);
  EXPECT_EQ(header(allowed, "x-judged"), "Echo");

  const http::Response denied = post({}, R"({"TableName": "secret"})", {.authorizer = &guard});
  EXPECT_EQ(denied.status, 400);
  EXPECT_EQ(denied.body,
            R"({"__type":"com.amazon.coral.service#AccessDeniedException","Message":"No."})");
  EXPECT_EQ(header(denied, "x-judged"), "Echo");
  ASSERT_EQ(log_.calls.size(), 2U);
  EXPECT_EQ(log_.calls[1].error, "AccessDeniedException");
  EXPECT_EQ(log_.calls[1].note, "judged");

  const http::Response malformed = post({}, R"({"TableName": 1})", {.authorizer = &guard});
  EXPECT_EQ(header(malformed, "x-judged"), "(none)");
}

/// Every call's path is the one that a test says.
class OnePath final : public Network {
 public:
  explicit OnePath(NetworkPath path)
      : path_(std::make_shared<const NetworkPath>(std::move(path))) {}
  std::shared_ptr<const NetworkPath> path_of(const Call&) const override { return path_; }

 private:
  std::shared_ptr<const NetworkPath> path_;
};

TEST_F(DispatcherTest, AnswersNothingWhereNoPathLeads) {
  const OnePath nowhere({.sender = "task a/b", .problem = "there is no route"});
  for (const auto delivery : {http::Delivery::kReset, http::Delivery::kSilence}) {
    Guard guard;
    const http::Response response = post(
        {}, R"({"TableName": 1})", {.authorizer = &guard, .network = &nowhere, .lost = delivery});
    EXPECT_EQ(response.delivery, delivery);
    EXPECT_EQ(header(response, "x-judged"), "(none)");
    EXPECT_EQ(guard.lost, 1);
    EXPECT_EQ(log_.calls.back().status, 0);
    EXPECT_EQ(log_.calls.back().operation, "Echo");
    EXPECT_EQ(log_.calls.back().error, "");
    EXPECT_EQ(log_.calls.back().note, "task a/b: there is no route");
  }
}

TEST_F(DispatcherTest, AnswersWhereAPathLeads) {
  const OnePath path({.vpc_endpoint = "vpce-1"});
  Guard guard;
  const http::Response response =
      post({}, R"({"TableName": "t"})", {.authorizer = &guard, .network = &path});
  EXPECT_EQ(response.delivery, http::Delivery::kSend);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(guard.vpc_endpoint, "vpce-1");
  EXPECT_EQ(guard.lost, 0);
}

TEST_F(DispatcherTest, IsHealthy) {
  const http::Response response = send("GET", "/", {}, "");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "healthy: dynamodb.us-east-1.amazonaws.com ");
  EXPECT_EQ(response.body.size(), 42U);
  EXPECT_TRUE(log_.calls.empty());
}

TEST_F(DispatcherTest, AnswersAtTheHostOfItsService) {
  for (const char* host : {"dynamodb.eu-west-2.amazonaws.com", "streams.dynamodb.eu-west-2.api.aws",
                           "vpce-1-2.dynamodb.eu-west-2.vpce.amazonaws.com"}) {
    const http::Response response = post({{"Host", host}}, R"({"TableName": "t"})");
    EXPECT_EQ(response.body, R"({"TableName":"t","Caller":"000000000000/eu-west-2"})") << host;
  }
  EXPECT_EQ(send("GET", "/", {{"Host", "dynamodb.eu-west-2.amazonaws.com"}}, "").body,
            "healthy: dynamodb.eu-west-2.amazonaws.com ");
}

TEST_F(DispatcherTest, TakesTheAccountFromTheHostOfAKeyThatHasNone) {
  const http::Response response =
      post({{"Host", "111122223333.ddb.eu-west-2.amazonaws.com"}}, R"({"TableName": "t"})");
  EXPECT_EQ(response.body, R"({"TableName":"t","Caller":"111122223333/eu-west-2"})");
}

TEST_F(DispatcherTest, OfAnotherServicesHostKnowsNoOperation) {
  for (const char* host : {"sts.amazonaws.com", "s3.eu-west-2.amazonaws.com"}) {
    const http::Response response = post({{"Host", host}}, R"({"TableName": "t"})");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.body, kUnknownOperation) << host;
  }
}

TEST_F(DispatcherTest, SharesWithOtherOrigins) {
  const http::Response preflight = send("OPTIONS", "/",
                                        {{"Origin", "http://localhost"},
                                         {"Access-Control-Request-Method", "POST"},
                                         {"Access-Control-Request-Headers", "x-amz-target"}},
                                        "");
  EXPECT_EQ(preflight.status, 200);
  EXPECT_EQ(preflight.body, "");
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header(preflight, "Access-Control-Max-Age"), "172800");
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Methods"), "POST");
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Headers"), "x-amz-target");

  const http::Response refused = post({{"Origin", "http://localhost"}}, "{}");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(header(refused, "Access-Control-Allow-Origin"), "*");
}

TEST_F(DispatcherTest, AnswersInternalErrorsWithoutTheirText) {
  constexpr char kBody[] = R"({"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError",)"
                           R"("message":"Internal server error"})";
  for (const char* operation : {"DynamoDB_20120810.BreakDown", "DynamoDB_20120810.Invent"}) {
    const http::Response response = post({{"X-Amz-Target", operation}}, R"({"TableName": "t"})");
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.body, kBody);
  }
  ASSERT_EQ(log_.calls.size(), 2U);
  EXPECT_EQ(log_.calls[0].note, "a bug");
  EXPECT_EQ(log_.calls[1].note, "no row in aws/errors.cc for the error NoSuchException");
}

TEST_F(DispatcherTest, KnowsWhichOperationsBlock) {
  const Dispatcher dispatcher({}, {&service_}, clock_, ids_, nullptr);
  http::Request request;
  request.method = "POST";
  request.headers = {{"X-Amz-Target", "DynamoDB_20120810.BreakDown"}};
  EXPECT_TRUE(dispatcher.blocks(request));
  request.headers = {{"X-Amz-Target", "DynamoDB_20120810.Echo"}};
  EXPECT_FALSE(dispatcher.blocks(request));
  request.headers = {};
  EXPECT_FALSE(dispatcher.blocks(request));
}

TEST_F(DispatcherTest, ForgetsHugeRequests) {
  const std::string huge(2 << 20, ' ');
  EXPECT_EQ(post({}, huge + R"({"TableName": "t"})").status, 200);
  EXPECT_EQ(post({}, R"({"TableName": "u"})").status, 200);
}

struct NotACall {
  const char* name;
  const char* method;
  const char* media_type;
};
class NotACallTest : public DispatcherTest, public testing::WithParamInterface<NotACall> {};

TEST_P(NotACallTest, Gets404) {
  const http::Response response =
      send(GetParam().method, "/", call_headers({{"Content-Type", GetParam().media_type}}), "{}");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, "<UnknownOperationException/>\n");
  EXPECT_EQ(header(response, "x-amz-crc32"), "3552371480");
}

INSTANTIATE_TEST_SUITE_P(Aws, NotACallTest,
                         testing::Values(NotACall{"Put", "PUT", "application/json"},
                                         NotACall{"OptionsWithoutOrigin", "OPTIONS", ""},
                                         NotACall{"NoMediaType", "POST", ""},
                                         NotACall{"Text", "POST", "text/plain"},
                                         NotACall{"Newer", "POST", "application/x-amz-json-1.1"}),
                         [](const auto& test) { return test.param.name; });

struct Refused {
  const char* name;
  Headers changes;
  const char* body;
  const char* answer;
};
class RefusedTest : public DispatcherTest, public testing::WithParamInterface<Refused> {};

TEST_P(RefusedTest, InAwsOrder) {
  const http::Response response = post(GetParam().changes, GetParam().body);
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, GetParam().answer);
  ASSERT_EQ(log_.calls.size(), 1U);
  EXPECT_EQ(log_.calls[0].status, 400);
}

const Refused kRefused[] = {
    {"BadJsonBeforeAll", {{"X-Amz-Target", ""}, {"Authorization", ""}}, "{", kMalformed},
    {"NoObject", {}, "[]", kMalformed},
    {"TrailingText", {}, "{} x", kMalformed},
    {"NoTarget", {{"X-Amz-Target", ""}, {"Authorization", ""}}, "{}", kUnknownOperation},
    {"NoDot", {{"X-Amz-Target", "Echo"}}, "{}", kUnknownOperation},
    {"OtherPrefix", {{"X-Amz-Target", "DynamoDB_20111205.Echo"}}, "{}", kUnknownOperation},
    {"OtherOperation", {{"X-Amz-Target", "DynamoDB_20120810.echo"}}, "{}", kUnknownOperation},
    {"NoCredentials", {{"Authorization", ""}}, "{}", kUnauthenticated},
    {"NoCredentialsNoBody", {{"Authorization", ""}}, "", kUnauthenticated},
    {"OtherRegionThanTheHost",
     {{"Host", "dynamodb.eu-west-1.amazonaws.com"}},
     "{}",
     R"({"__type":"com.amazon.coral.service#InvalidSignatureException",)"
     R"("message":"Credential should be scoped to a valid region. "})"},
    {"NoBody", {{"Content-Type", ""}}, "", kMalformed},
    {"TypesBeforeConstraints",
     {},
     R"({"Limit": "x"})",
     R"({"__type":"com.amazon.coral.service#SerializationException",)"
     R"("Message":"STRING_VALUE cannot be converted to Integer"})"},
    {"Constraints",
     {},
     R"({"TableName": ""})",
     R"({"__type":"com.amazon.coral.validate#ValidationException","message":)"
     R"("1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member )"
     R"(must have length greater than or equal to 1"})"},
    {"Operation",
     {{"X-Amz-Target", "DynamoDB_20120810.Refuse"}},
     R"({"TableName": "t"})",
     R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",)"
     R"("message":"Requested resource not found"})"},
};

INSTANTIATE_TEST_SUITE_P(Aws, RefusedTest, testing::ValuesIn(kRefused),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace dynarock::aws
