#include "dynarock/auth/signature.h"

#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "dynarock/auth/authorization.h"
#include "dynarock/auth/canonical_request.h"
#include "dynarock/auth/sigv4_signer.h"
#include "tests/unit/auth/sigv4_vector.h"

namespace dynarock::auth {
namespace {

/// A request as it arrives.
struct Sent {
  std::string method, target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  http::Request view() const {
    http::Request request{.method = method, .target = target, .body = body};
    for (const auto& [name, value] : headers) request.headers.emplace_back(name, value);
    return request;
  }
};

bool verifies(const Sent& sent, std::string_view service, std::string_view secret) {
  const http::Request request = sent.view();
  const auto authorization = parse_authorization(request, {service});
  return authorization && check_signature(request, *authorization, secret);
}

TEST(Signature, VerifiesTheVectors) {
  for (const SigV4Vector& vector : read_sigv4_vectors()) {
    SCOPED_TRACE(vector.name);
    Sent sent{vector.method, vector.request.target, vector.request.headers, vector.request.body};
    if (!vector.session_token.empty())
      sent.headers.emplace_back("X-Amz-Security-Token", vector.session_token);
    sent.headers.emplace_back("Authorization", vector.authorization);
    EXPECT_TRUE(verifies(sent, kVectorService, kVectorSecret));
    EXPECT_FALSE(verifies(sent, kVectorService, "another secret"));
  }
}

TEST(Signature, VerifiesThePresignedVectors) {
  std::size_t count = 0;
  for (const SigV4Vector& vector : read_sigv4_vectors()) {
    SCOPED_TRACE(vector.name);
    const auto& [target, headers, body] = vector.presigned;
    if (target.empty()) continue;
    ++count;
    EXPECT_TRUE(verifies({vector.method, target, headers, body}, kVectorService, kVectorSecret));
    EXPECT_FALSE(verifies({vector.method, target + "&More=1", headers, body}, kVectorService,
                          kVectorSecret));
  }
  EXPECT_GE(count, 28U);
}

Sent signed_call() {
  Sent sent{"POST",
            "/",
            {{"Host", "dynamodb.us-east-1.amazonaws.com"},
             {"Content-Type", "application/x-amz-json-1.0"},
             {"X-Amz-Target", "DynamoDB_20120810.GetItem"},
             {"Content-Length", "2"},
             {"User-Agent", "a client"},
             {"amz-sdk-request", "attempt=1; max=3"}},
            "{}"};
  OutgoingRequest request{sent.method, sent.target, {}, sent.body};
  for (const auto& [name, value] : sent.headers) request.headers.emplace_back(name, value);
  for (auto& header :
       sign(request, {"AKID", "secret", "token"}, {"us-east-1", "dynamodb"}, kVectorTime))
    sent.headers.push_back(std::move(header));
  return sent;
}

bool call_verifies(const Sent& sent) { return verifies(sent, "dynamodb", "secret"); }

/// In the value: its last letter or digit is another.
void alter(std::string& value) {
  for (std::size_t i = value.size(); i-- > 0;) {
    if (std::isalnum(static_cast<unsigned char>(value[i])) == 0) continue;
    value[i] = value[i] == '7' ? '8' : '7';
    return;
  }
}

TEST(Signature, RefusesEveryAlteredHeader) {
  const Sent sent = signed_call();
  ASSERT_TRUE(call_verifies(sent));
  for (std::size_t i = 0; i < sent.headers.size(); ++i) {
    SCOPED_TRACE(sent.headers[i].first);
    Sent altered = sent;
    alter(altered.headers[i].second);
    EXPECT_FALSE(call_verifies(altered));
    Sent removed = sent;
    removed.headers.erase(removed.headers.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(call_verifies(removed));
    Sent doubled = sent;
    doubled.headers.push_back(sent.headers[i]);
    const bool is_signature = sent.headers[i].first == "Authorization";
    EXPECT_EQ(call_verifies(doubled), is_signature);
  }
}

TEST(Signature, RefusesEveryAlteredPartOfTheAuthorization) {
  Sent sent = signed_call();
  std::string& whole = sent.headers.back().second;
  const std::string original = whole;
  for (const char* part : {"AWS4-HMAC-SHA256", "AKID", "20150830", "us-east-1", "dynamodb",
                           "aws4_request", "content-type;", "host;", ";x-amz-date"}) {
    SCOPED_TRACE(part);
    whole = original;
    whole.erase(whole.find(part), std::string_view(part).size());
    // The id of the key is not signed: it chooses the secret.
    EXPECT_EQ(call_verifies(sent), std::string_view(part) == "AKID");
  }
}

TEST(Signature, RefusesAnotherRequest) {
  const Sent sent = signed_call();
  Sent other = sent;
  other.method = "PUT";
  EXPECT_FALSE(call_verifies(other));
  other = sent;
  other.target = "/?a=b";
  EXPECT_FALSE(call_verifies(other));
  other = sent;
  other.body = "[]";
  EXPECT_FALSE(call_verifies(other));
  other = sent;
  other.headers.emplace_back("X-Forwarded-For", "not signed");
  EXPECT_TRUE(call_verifies(other));
}

TEST(Signature, HashesTheBodyWhateverTheHeadersSay) {
  for (const char* hash : {"UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                           "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"}) {
    SCOPED_TRACE(hash);
    Sent sent{"POST", "/", {{"Host", "h"}, {"X-Amz-Date", kVectorDate}}, "{}"};
    sent.headers.emplace_back("X-Amz-Content-Sha256", hash);
    std::vector<Header> headers;
    for (const auto& [name, value] : sent.headers) headers.emplace_back(name, value);
    const std::string canonical = canonical_request({"POST", "/", headers, hash});
    const std::string signature =
        signature_of(signing_key("secret", "20150830", "us-east-1", "dynamodb"),
                     string_to_sign(kVectorDate, "us-east-1", "dynamodb", canonical));
    sent.headers.emplace_back(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/dynamodb/aws4_request, "
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" +
            signature);
    EXPECT_FALSE(call_verifies(sent));
  }
}

}  // namespace
}  // namespace dynarock::auth
