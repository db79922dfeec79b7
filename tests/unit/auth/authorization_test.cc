#include "dynarock/auth/authorization.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dynarock::auth {
namespace {

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

struct Refusal {
  const char* name;
  Headers headers;
  std::string_view target;
  std::string_view code;
  std::string_view message;
};

http::Request request_of(const Headers& headers, std::string_view target) {
  http::Request request;
  request.method = "POST";
  request.target = target;
  request.headers = headers;
  return request;
}

constexpr std::string_view kIncomplete = "IncompleteSignatureException";
constexpr std::string_view kInvalid = "InvalidSignatureException";
constexpr std::string_view kMissing = "MissingAuthenticationTokenException";
constexpr std::string_view kDate = "20130609T095204Z";

const Refusal kRefusals[] = {
    {"no header", {}, "/", kMissing, "Request is missing Authentication Token"},
    {"not SigV4",
     {{"authorization", "Basic YTpi"}},
     "/",
     kMissing,
     "Request is missing Authentication Token"},
    {"cut before the dash",
     {{"authorization", "AWS4"}},
     "/",
     kMissing,
     "Request is missing Authentication Token"},
    {"header and query",
     {{"authorization", "X"}},
     "/?X-Amz-Algorithm",
     kInvalid,
     "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."},
    {"nothing in the header",
     {{"authorization", "AWS4-"}},
     "/",
     kIncomplete,
     "Authorization header requires 'Credential' parameter. Authorization header requires "
     "'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. "
     "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
     "Authorization=AWS4-"},
    {"no signature",
     {{"authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host"},
      {"x-amz-date", kDate}},
     "/",
     kIncomplete,
     "Authorization header requires 'Signature' parameter. "
     "Authorization=AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host"},
    {"a part without a value",
     {{"authorization", "AWS4-HMAC-SHA256 Signature=b,    Credential,    SignedHeaders"}},
     "/",
     kIncomplete,
     "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: "
     "'AWS4-HMAC-SHA256 Signature=b,    Credential,    SignedHeaders'."},
    {"nothing in the query",
     {},
     "/?X-Amz-Algorithm",
     kIncomplete,
     "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must "
     "include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS "
     "query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must "
     "include 'X-Amz-Date'. Re-examine the query-string parameters."},
    {"bad date",
     {{"authorization", "AWS4-HMAC-SHA25 Credential=a,SignedHeaders=b,Signature=c"},
      {"x-amz-date", "201"}},
     "/",
     kIncomplete,
     "Date must be in ISO-8601 'basic format'. Got '201'. See "
     "http://en.wikipedia.org/wiki/ISO_8601"},
    {"host not signed",
     {{"authorization", "AWS4-HMAC-SHA25 Credential=a,SignedHeaders=b,Signature=c"},
      {"x-amz-date", kDate}},
     "/",
     kInvalid,
     "'Host' must be a 'SignedHeader' in the AWS Authorization."},
    {"other algorithm",
     {{"authorization", "AWS4-HMAC-SHA25 Credential=a,SignedHeaders=Host,Signature=c"},
      {"x-amz-date", kDate}},
     "/",
     kIncomplete,
     "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25' (only AWS4-HMAC-SHA256 for now). "},
    {"credential too short",
     {{"authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d,SignedHeaders=host,Signature=c"},
      {"x-amz-date", kDate}},
     "/",
     kIncomplete,
     "Credential must have exactly 5 slash-delimited elements, e.g. "
     "keyid/date/region/service/term, got 'a/b/c/d'"},
    {"all of the scope wrong",
     {{"authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e,SignedHeaders=x;host,Signature=c"},
      {"x-amz-date", kDate}},
     "/",
     kInvalid,
     "Credential should be scoped to a valid region. Credential should be scoped to correct "
     "service: 'dynamodb'. Credential should be scoped with a valid terminator: 'aws4_request', "
     "not 'e'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
     "HTTP: 'b' != '20130609', from '20130609T095204Z'."},
};

TEST(Authorization, RefusesInOrderAndWithTexts) {
  for (const Refusal& refusal : kRefusals) {
    const auto result =
        parse_authorization(request_of(refusal.headers, refusal.target), {"dynamodb"});
    ASSERT_FALSE(result) << refusal.name;
    EXPECT_EQ(result.error().code, refusal.code) << refusal.name;
    EXPECT_EQ(result.error().message, refusal.message) << refusal.name;
  }
}

TEST(Authorization, MustBeForTheRegionOfTheEndpoint) {
  const Headers headers = {{"authorization",
                            "AWS4-HMAC-SHA256 Credential=AKID/20130609/eu-west-1/dynamodb/"
                            "aws4_request, SignedHeaders=host, Signature=abc"},
                           {"x-amz-date", kDate}};
  EXPECT_TRUE(parse_authorization(request_of(headers, "/"), {"dynamodb", "eu-west-1"}));
  const auto result = parse_authorization(request_of(headers, "/"), {"dynamodb", "eu-west-2"});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, kInvalid);
  EXPECT_EQ(result.error().message, "Credential should be scoped to a valid region. ");
}

TEST(Authorization, ReadsTheHeader) {
  const Headers headers = {
      {"Authorization",
       "AWS4-HMAC-SHA256 Credential=AKID/20130609/eu-west-1/dynamodb/aws4_request/, "
       "SignedHeaders=host;x-amz-date, Signature=abc123"},
      {"X-Amz-Date", kDate},
      {"X-Amz-Security-Token", "token"}};
  const auto result = parse_authorization(request_of(headers, "/"), {"dynamodb"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->access_key_id, "AKID");
  EXPECT_EQ(result->date, "20130609");
  EXPECT_EQ(result->region, "eu-west-1");
  EXPECT_EQ(result->service, "dynamodb");
  EXPECT_EQ(result->signed_headers, "host;x-amz-date");
  EXPECT_EQ(result->signature, "abc123");
  EXPECT_EQ(result->session_token, "token");
  EXPECT_EQ(result->signed_at_text(), kDate);
  EXPECT_FALSE(result->presigned);
}

TEST(Authorization, TakesTheDateHeader) {
  const Headers headers = {{"authorization",
                            "AWS4-HMAC-SHA256 Credential=AKID/20130609/local/dynamodb/aws4_request,"
                            "SignedHeaders=date;host,Signature=abc"},
                           {"date", "Sun, 09 Jun 2013 09:52:04 GMT"}};
  const auto result = parse_authorization(request_of(headers, "/"), {"dynamodb"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->signed_at_text(), kDate);
  EXPECT_EQ(result->region, "local");
}

TEST(Authorization, ReadsThePresignedQuery) {
  const auto result = parse_authorization(
      request_of({},
                 "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20130609%2Fus-east-1"
                 "%2Fdynamodb%2Faws4_request&X-Amz-Date=20130609T095204Z&X-Amz-SignedHeaders=host"
                 "&X-Amz-Signature=abc&X-Amz-Security-Token=a%2Bb"),
      {"dynamodb"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->presigned);
  EXPECT_EQ(result->access_key_id, "AKID");
  EXPECT_EQ(result->region, "us-east-1");
  EXPECT_EQ(result->session_token, "a+b");
}

TEST(Authorization, TakesTwelveDigitsForAnAccount) {
  EXPECT_EQ(account_of("123456789012", "000000000000"), "123456789012");
  EXPECT_EQ(account_of("AKIDEXAMPLE1", "000000000000"), "000000000000");
  EXPECT_EQ(account_of("1234567890123", "000000000000"), "000000000000");
}

}  // namespace
}  // namespace dynarock::auth
