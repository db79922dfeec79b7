#include "dynarock/auth/sigv4_signer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "dynarock/auth/canonical_request.h"
#include "dynarock/json/document.h"

namespace dynarock::auth {
namespace {

const std::filesystem::path kVectors =
    std::filesystem::path(DYNAROCK_SOURCE_DIR) / "fixtures" / "sigv4";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string text_of(json::Value value, std::string_view name) {
  return std::string(value.find_text(name).value_or(""));
}

/// AWS's own test suite for version 4 of the signing process.
TEST(Sigv4Signer, AgreesWithTheVectors) {
  const SigningScope scope{"us-east-1", "service"};
  const Timestamp now{std::chrono::seconds{1440938160}};
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kVectors)) {
    SCOPED_TRACE(entry.path().filename());
    ++count;
    const std::string text = read_file(entry.path());
    json::Document document;
    ASSERT_TRUE(document.parse(text));
    const json::Value vector = document.root();
    const Credentials credentials{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                  text_of(vector, "session_token")};
    const std::string method = text_of(vector, "method");
    const std::string target = text_of(vector, "target");
    const std::string body = text_of(vector, "body");
    OutgoingRequest request{method, target, {}, body};
    for (const json::Value line : vector.find("headers")->elements()) {
      const std::size_t colon = line.text().find(':');
      request.headers.emplace_back(line.text().substr(0, colon), line.text().substr(colon + 1));
    }
    std::vector<Header> headers = request.headers;
    if (!credentials.session_token.empty()) {
      headers.emplace_back("X-Amz-Security-Token", credentials.session_token);
    }
    const std::string canonical = canonical_request({method, target, headers, sha256_hex(body)});
    EXPECT_EQ(canonical, text_of(vector, "canonical_request"));
    EXPECT_EQ(string_to_sign("20150830T123600Z", scope.region, scope.service, canonical),
              text_of(vector, "string_to_sign"));
    EXPECT_EQ(sign(request, credentials, scope, now).back().second,
              text_of(vector, "authorization"));
  }
  EXPECT_GE(count, 15U);
}

TEST(Sigv4Signer, AddsDateAndToken) {
  const OutgoingRequest request{"POST", "/", {{"Host", "localhost:8000"}}, "{}"};
  const auto headers = sign(request, {"AKID", "secret", "token"}, {"eu-west-1", "dynamodb"},
                            Timestamp{std::chrono::seconds{1440938160}});
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers[0], std::make_pair(std::string("X-Amz-Date"), std::string("20150830T123600Z")));
  EXPECT_EQ(headers[1], std::make_pair(std::string("X-Amz-Security-Token"), std::string("token")));
  EXPECT_TRUE(headers[2].second.starts_with(
      "AWS4-HMAC-SHA256 Credential=AKID/20150830/eu-west-1/dynamodb/aws4_request, "
      "SignedHeaders=host;x-amz-date;x-amz-security-token, Signature="));
}

}  // namespace
}  // namespace dynarock::auth
