#include "dynarock/auth/authenticator.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dynarock/auth/sigv4_signer.h"

namespace dynarock::auth {
namespace {

constexpr Timestamp kNow{std::chrono::seconds(1440938160)};  // 20150830T123600Z
constexpr char kInvalidToken[] = "The security token included in the request is invalid.";

class Keys final : public CredentialStore {
 public:
  void add(IssuedCredentials credentials) {
    const std::string id = credentials.access_key_id;
    keys_[id] = std::make_shared<IssuedCredentials>(std::move(credentials));
  }
  std::shared_ptr<const IssuedCredentials> find(std::string_view id) const override {
    const auto found = keys_.find(id);
    return found == keys_.end() ? nullptr : found->second;
  }
  void note_use(std::string_view, std::string_view, std::string_view, Timestamp) override {}

 private:
  std::map<std::string, std::shared_ptr<const IssuedCredentials>, std::less<>> keys_;
};

class AuthenticatorTest : public testing::Test {
 protected:
  AuthenticatorTest() {
    keys_.add({.access_key_id = "AKIAUSER", .secret_access_key = "s", .principal = user()});
    keys_.add({.access_key_id = "AKIAIDLE",
               .secret_access_key = "s",
               .active = false,
               .principal = user()});
    Session session;
    session.token = "token";
    session.expires = kNow + std::chrono::hours(1);
    keys_.add({.access_key_id = "ASIASESSION",
               .secret_access_key = "s",
               .principal = user(),
               .session = session});
  }

  static Principal user() {
    return {.kind = PrincipalKind::kUser, .account = "123456789012", .arn = "arn"};
  }

  /// "AKIAUSER", or the code and text of a refusal.
  std::string authenticate(const Credentials& credentials, Timestamp signed_at = kNow,
                           Timestamp now = kNow) {
    OutgoingRequest outgoing{"POST", "/", {{"Host", "localhost"}}, "{}"};
    const auto added = sign(outgoing, credentials, {"us-east-1", "dynamodb"}, signed_at);
    http::Request request{.method = "POST", .target = "/", .body = "{}"};
    request.headers = outgoing.headers;
    for (const auto& [name, value] : added) request.headers.emplace_back(name, value);
    return told(request, now);
  }

  std::string told(const http::Request& request, Timestamp now) {
    const auto sender = Authenticator(options_, &keys_).authenticate(request, {"dynamodb"}, now);
    if (!sender) return std::string(sender.error().code) + ": " + sender.error().message;
    return sender->credentials ? sender->credentials->access_key_id
                               : "(" + std::string(sender->authorization.access_key_id) + ")";
  }

  Keys keys_;
  AuthenticationOptions options_{.verify = true};
};

TEST_F(AuthenticatorTest, LetsInWhoProvesWhoItIs) {
  EXPECT_EQ(authenticate({"AKIAUSER", "s", ""}), "AKIAUSER");
  EXPECT_EQ(authenticate({"ASIASESSION", "s", "token"}), "ASIASESSION");
}

TEST_F(AuthenticatorTest, RefusesAsAwsDoes) {
  const std::string unrecognized = std::string("UnrecognizedClientException: ") + kInvalidToken;
  EXPECT_EQ(authenticate({"AKIANOBODY", "s", ""}), unrecognized);
  EXPECT_EQ(authenticate({"123456789012", "s", ""}), unrecognized);
  EXPECT_EQ(authenticate({"AKIAIDLE", "s", ""}), unrecognized);
  EXPECT_EQ(authenticate({"ASIASESSION", "s", ""}), unrecognized);
  EXPECT_EQ(authenticate({"ASIASESSION", "s", "another"}), unrecognized);
  EXPECT_EQ(authenticate({"AKIAUSER", "s", "bogus"}),
            "UnrecognizedClientException: The security token included in the request is invalid");
  EXPECT_EQ(authenticate({"AKIAUSER", "wrong", ""}),
            "InvalidSignatureException: The request signature we calculated does not match the "
            "signature you provided. Check your AWS Secret Access Key and signing method. Consult "
            "the service documentation for details.");
  const Timestamp end = kNow + std::chrono::hours(1);
  EXPECT_EQ(authenticate({"ASIASESSION", "s", "token"}, end, end),
            "ExpiredTokenException: The security token included in the request is expired");
}

TEST_F(AuthenticatorTest, HoldsSignaturesToTheClock) {
  using std::chrono::minutes;
  const Credentials user{"AKIAUSER", "s", ""};
  EXPECT_EQ(authenticate(user, kNow, kNow + minutes(15)), "AKIAUSER");
  EXPECT_EQ(authenticate(user, kNow, kNow - minutes(15)), "AKIAUSER");
  EXPECT_EQ(authenticate(user, kNow, kNow + minutes(16)),
            "InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than "
            "20150830T123700Z (20150830T125200Z - 15 min.)");
  EXPECT_EQ(authenticate(user, kNow, kNow - minutes(16)),
            "InvalidSignatureException: Signature not yet current: 20150830T123600Z is still "
            "later than 20150830T123500Z (20150830T122000Z + 15 min.)");
  options_.check_clock = false;
  EXPECT_EQ(authenticate(user, kNow, kNow + minutes(60 * 24 * 365)), "AKIAUSER");
}

TEST_F(AuthenticatorTest, HoldsPresignedRequestsToTheirLifetime) {
  const auto presigned = [this](const std::string& expires, Timestamp now) {
    const std::string target =
        "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIANOBODY%2F20150830%2Fus-east-1%2F"
        "dynamodb%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&"
        "X-Amz-Signature=0" +
        expires;
    const http::Request request{.method = "POST", .target = target, .headers = {{"Host", "h"}}};
    return told(request, now);
  };
  const std::string known = std::string("UnrecognizedClientException: ") + kInvalidToken;
  using std::chrono::seconds;
  EXPECT_EQ(presigned("&X-Amz-Expires=60", kNow + seconds(60)), known);
  EXPECT_EQ(presigned("&X-Amz-Expires=60", kNow + seconds(61)),
            "InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than "
            "20150830T123601Z (20150830T123701Z - 1 min.)");
  EXPECT_EQ(presigned("&X-Amz-Expires=3600", kNow + seconds(3600)), known);
  EXPECT_EQ(presigned("&X-Amz-Expires=99999999999999999999", kNow + seconds(900)), known);
  EXPECT_EQ(presigned("&X-Amz-Expires=-1", kNow + seconds(900)), known);
  EXPECT_EQ(presigned("", kNow + seconds(900)), known);
  EXPECT_EQ(presigned("&X-Amz-Expires=90", kNow + seconds(91)),
            "InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than "
            "20150830T123601Z (20150830T123731Z - 90 sec.)");
}

TEST_F(AuthenticatorTest, LetsTestKeysInIfTold) {
  for (const char* key : {"test", "dummy", "local"}) {
    options_.test_keys = false;
    EXPECT_EQ(authenticate({key, "x", ""}),
              std::string("UnrecognizedClientException: ") + kInvalidToken);
    options_.test_keys = true;
    EXPECT_EQ(authenticate({key, "x", ""}), "(" + std::string(key) + ")");
  }
  EXPECT_EQ(authenticate({"tests", "x", ""}),
            std::string("UnrecognizedClientException: ") + kInvalidToken);
}

TEST_F(AuthenticatorTest, LooksAtTheFormOnlyIfNothingIsVerified) {
  options_.verify = false;
  EXPECT_EQ(authenticate({"anybody", "x", ""}), "(anybody)");
  EXPECT_EQ(authenticate({"anybody", "x", ""}, kNow, kNow + std::chrono::hours(24)), "(anybody)");
}

TEST_F(AuthenticatorTest, FindsOutThatASecretHasChanged) {
  EXPECT_EQ(authenticate({"AKIAUSER", "s", ""}), "AKIAUSER");
  keys_.add({.access_key_id = "AKIAUSER", .secret_access_key = "new", .principal = user()});
  EXPECT_EQ(authenticate({"AKIAUSER", "new", ""}), "AKIAUSER");
  EXPECT_EQ(authenticate({"AKIAUSER", "s", ""}).substr(0, 25), "InvalidSignatureException");
}

}  // namespace
}  // namespace dynarock::auth
