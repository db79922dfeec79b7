#include "dynarock/policy/simulate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dynarock::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Policy policy(const std::string& name, const std::string& statements) {
  const auto parsed = parse_policy(
      PolicyKind::kManaged, R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}");
  EXPECT_TRUE(parsed) << parsed.error().describe();
  return {name, "", *parsed};
}

const std::string kRead = R"({"Effect": "Allow", "Action": "dynamodb:Get*", "Resource": "*"})";
const std::string kReadTagged =
    R"({"Effect": "Allow", "Action": "dynamodb:GetItem",
        "Resource": "arn:aws:dynamodb:*:*:table/${aws:username}",
        "Condition": {"StringEquals": {"aws:PrincipalTag/team": "${aws:RequestTag/team}",
                                       "AWS:principaltag/Team": "x"}}})";
const std::string kDenyWrites =
    R"({"Effect": "Deny", "NotAction": "dynamodb:Get*", "Resource": "*"})";

class Simulate : public ::testing::Test {
 protected:
  std::vector<EvaluationResult> run(const std::vector<std::string>& actions) {
    for (const std::string& action : actions) {
      accesses_.push_back({action, "*"});
      accesses_.back().context = &context_;
    }
    return simulate({principal_, policies_, accesses_});
  }

  Principal principal_{Principal::Kind::kUser, "111122223333",
                       "arn:aws:iam::111122223333:user/alice"};
  PrincipalPolicies policies_;
  Context context_;
  std::vector<Access> accesses_;
};

TEST_F(Simulate, TellsTheDecisionAndItsStatements) {
  policies_.identity = {policy("read", kRead + "," + kRead), policy("guard", kDenyWrites)};
  const auto results = run({"dynamodb:GetItem", "dynamodb:PutItem"});
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(to_string(results[0].decision), "allowed");
  ASSERT_EQ(results[0].matched_statements.size(), 2U);
  EXPECT_EQ(results[0].matched_statements[1].statement->index, 1U);
  EXPECT_EQ(to_string(results[1].decision), "explicitDeny");
  ASSERT_EQ(results[1].matched_statements.size(), 1U);
  EXPECT_EQ(results[1].matched_statements[0].policy->name, "guard");
  EXPECT_FALSE(results[0].allowed_by_permissions_boundary);
  EXPECT_FALSE(results[0].allowed_by_organizations);
}

TEST_F(Simulate, MatchesNothingInAnImplicitDeny) {
  policies_.identity = {policy("read", kRead)};
  policies_.boundary = policy("limit", kReadTagged);
  const auto results = run({"dynamodb:GetItem"});
  EXPECT_EQ(to_string(results[0].decision), "implicitDeny");
  EXPECT_THAT(results[0].matched_statements, IsEmpty());
  EXPECT_EQ(results[0].allowed_by_permissions_boundary, false);
}

TEST_F(Simulate, ListsTheKeysThatAreMissing) {
  policies_.identity = {policy("read", kReadTagged)};
  context_.set("aws:username", "alice");
  EXPECT_THAT(run({"dynamodb:GetItem"})[0].missing_context_values,
              ElementsAre("aws:PrincipalTag/team", "aws:RequestTag/team"));
}

TEST(ContextKeys, AreThoseOfConditionsAndVariables) {
  EXPECT_THAT(context_keys(*policy("p", kReadTagged).document),
              ElementsAre("aws:PrincipalTag/team", "aws:RequestTag/team", "aws:username"));
  EXPECT_THAT(context_keys(*policy("p", kRead).document), IsEmpty());
}

}  // namespace
}  // namespace dynarock::policy
