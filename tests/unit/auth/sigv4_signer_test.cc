#include "dynarock/auth/sigv4_signer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dynarock/auth/canonical_request.h"
#include "tests/unit/auth/sigv4_vector.h"

namespace dynarock::auth {
namespace {

TEST(Sigv4Signer, AgreesWithTheVectors) {
  const std::vector<SigV4Vector> vectors = read_sigv4_vectors();
  EXPECT_GE(vectors.size(), 30U);
  for (const SigV4Vector& vector : vectors) {
    SCOPED_TRACE(vector.name);
    OutgoingRequest request{vector.method, vector.request.target, {}, vector.request.body};
    for (const auto& [name, value] : vector.request.headers)
      request.headers.emplace_back(name, value);
    std::vector<Header> headers = request.headers;
    if (!vector.session_token.empty())
      headers.emplace_back("X-Amz-Security-Token", vector.session_token);
    const std::string canonical = canonical_request(
        {vector.method, vector.request.target, headers, sha256_hex(vector.request.body)});
    EXPECT_EQ(canonical, vector.canonical_request);
    EXPECT_EQ(string_to_sign(kVectorDate, kVectorRegion, kVectorService, canonical),
              vector.string_to_sign);
    EXPECT_EQ(sign(request, {kVectorKey, kVectorSecret, vector.session_token},
                   {kVectorRegion, kVectorService}, kVectorTime)
                  .back()
                  .second,
              vector.authorization);
  }
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
