#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dynarock/authz/authorizer.h"

namespace dynarock::authz {

constexpr std::string_view kAccount = "111122223333";

inline policy::Policy make_policy(policy::PolicyKind kind, std::string name,
                                  const std::string& statements) {
  auto parsed =
      policy::parse_policy(kind, R"({"Version": "2012-10-17", "Statement": )" + statements + "}");
  EXPECT_TRUE(parsed) << statements;
  return {name, "arn:aws:iam::111122223333:policy/" + name, *parsed};
}

inline policy::Policy managed(const std::string& statements) {
  return make_policy(policy::PolicyKind::kManaged, "given", statements);
}

/// `{"Effect": "Allow", "Action": ..., "Resource": ...}`
inline std::string statement(std::string_view effect, std::string_view action,
                             std::string_view resource = "*", std::string_view condition = "{}") {
  return R"({"Effect": ")" + std::string(effect) + R"(", "Action": ")" + std::string(action) +
         R"(", "Resource": ")" + std::string(resource) + R"(", "Condition": )" +
         std::string(condition) + "}";
}

/// One principal's policies, for everybody.
class FakePrincipals final : public PrincipalSource {
 public:
  std::uint64_t version() const override { return version_; }
  KnownPrincipal find(const auth::Principal&) const override {
    ++finds;
    return known;
  }
  void change(KnownPrincipal next) {
    known = std::move(next);
    ++version_;
  }

  KnownPrincipal known;
  mutable int finds = 0;

 private:
  std::uint64_t version_ = 1;
};

/// Operations that ask for what a test says.
class FakeAccesses final : public AccessSource {
 public:
  std::optional<std::vector<policy::AccessRequest>> accesses_of(
      const aws::Call& call, json::Value, const policy::Context& shared) const override {
    if (call.operation == "Unheard") return std::nullopt;
    std::vector<policy::AccessRequest> accesses;
    for (const auto& [action, resource] : asked)
      accesses.push_back({action, resource, account, policy::Context(&shared), resource_policy});
    return accesses;
  }

  std::optional<UnsignedSender> sender_of(const aws::Call&, json::Value) const override {
    return sender;
  }

  std::optional<UnsignedSender> sender;
  std::vector<std::pair<std::string, std::string>> asked = {{"dynamodb:GetItem", kTable}};
  std::string account{kAccount};
  std::shared_ptr<const policy::Policy> resource_policy;

  static constexpr const char* kTable = "arn:aws:dynamodb:us-east-1:111122223333:table/T";
};

class AuthzTest : public testing::Test {
 protected:
  AuthzTest() {
    credentials_.access_key_id = "AKIAIOSFODNN7EXAMPLE";
    credentials_.principal = {.kind = auth::PrincipalKind::kUser,
                              .account = std::string(kAccount),
                              .arn = "arn:aws:iam::111122223333:user/ann",
                              .user_id = "AIDAEXAMPLE",
                              .name = "ann",
                              .tags = {{"team", "red"}}};
    authorization_.access_key_id = "AKIAIOSFODNN7EXAMPLE";
    http_.remote_address = "203.0.113.9";
  }

  void become_role_session(std::vector<std::string> session_policies = {}) {
    credentials_.access_key_id = "ASIAIOSFODNN7EXAMPLE";
    credentials_.principal.kind = auth::PrincipalKind::kRoleSession;
    credentials_.principal.arn = "arn:aws:sts::111122223333:assumed-role/R/s";
    credentials_.principal.name = "R";
    principals_.known.source_arn = "arn:aws:iam::111122223333:role/R";
    credentials_.session.emplace().policies = std::move(session_policies);
  }

  void grant(const std::string& statements) {
    KnownPrincipal known = principals_.known;
    known.identity = {managed(statements)};
    principals_.change(std::move(known));
  }

  Authorizer make(Options options = {}) {
    return {options, principals_, {{"dynamodb", &accesses_}}, organization_};
  }

  /// Empty if the call may go on, else why not.
  std::string ask(aws::Authorizer& authorizer, std::string_view operation = "GetItem",
                  std::string_view service = "dynamodb") {
    aws::Call call{.service = service,
                   .operation = operation,
                   .account = kAccount,
                   .region = "us-east-1",
                   .request_id = request_id_,
                   .now = Timestamp(std::chrono::seconds(1'700'000'000)),
                   .authorization = authorization_,
                   .credentials = authorization_.access_key_id.empty() ? nullptr : &credentials_,
                   .http = http_,
                   .path = path_};
    const Result<void> verdict = authorizer.authorize({}, call, {});
    headers_ = call.response_headers;
    note_ = call.note;
    if (verdict) return {};
    EXPECT_EQ(verdict.error().code, "AccessDeniedException");
    return verdict.error().message;
  }

  auth::IssuedCredentials credentials_;
  auth::Authorization authorization_;
  http::Request http_;
  std::shared_ptr<const aws::NetworkPath> path_;
  FakePrincipals principals_;
  FakeAccesses accesses_;
  Organization organization_;
  std::string request_id_ = "REQUEST1";
  std::vector<std::pair<std::string_view, std::string>> headers_;
  std::string note_;
};

}  // namespace dynarock::authz
