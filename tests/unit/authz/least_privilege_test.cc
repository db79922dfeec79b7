#include "dynarock/authz/least_privilege.h"

#include "authz_test.h"

namespace dynarock::authz {
namespace {

const std::string kTable = "arn:aws:dynamodb:us-east-1:111122223333:table/T";

std::vector<Observation> seen() {
  return {{"dynamodb:GetItem", kTable, true, 3},
          {"dynamodb:PutItem", kTable, false, 1},
          {"dynamodb:Query", kTable + "/index/I", true, 1},
          {"dynamodb:ListTables", "*", true, 1},
          {"dynamodb:GetItem", kTable + "2", true, 1},
          {"dynamodb:PutItem", kTable + "2", true, 1}};
}

TEST(LeastPrivilege, ResourcesOfTheSameActionsShareAStatement) {
  const std::string policy = least_privilege_policy(seen());
  EXPECT_EQ(policy, R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "dynamodb:GetItem",
        "dynamodb:PutItem"
      ],
      "Resource": [
        "arn:aws:dynamodb:us-east-1:111122223333:table/T",
        "arn:aws:dynamodb:us-east-1:111122223333:table/T2"
      ]
    },
    {
      "Effect": "Allow",
      "Action": "dynamodb:ListTables",
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": "dynamodb:Query",
      "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/T/index/I"
    }
  ]
}
)");
  EXPECT_TRUE(policy::find_malformed(policy::PolicyKind::kManaged, policy).empty());
}

std::string unused(const std::string& statements) {
  const std::vector<policy::Policy> policies = {managed(statements)};
  std::string text;
  for (const Grant& grant : grants_of(policies, seen()))
    if (!grant.used)
      text += std::to_string(grant.index) + " " + grant.element + " " + grant.value + "\n";
  return text;
}

TEST(LeastPrivilege, WhatCoversNothingObservedIsUnused) {
  EXPECT_EQ(unused(statement("Allow", "*")), "");
  EXPECT_EQ(unused("[" + statement("Allow", "dynamodb:Get*", kTable) + "," +
                   statement("Allow", "dynamodb:Scan", kTable) + "]"),
            "1 Action dynamodb:Scan\n1 Resource " + kTable + "\n");
  // An action that was used, though not on this statement's resource.
  EXPECT_EQ(unused(statement("Allow", "dynamodb:GetItem", kTable + "3")),
            "0 Action dynamodb:GetItem\n0 Resource " + kTable + "3\n");
  EXPECT_EQ(
      unused(statement("Allow", "dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/${aws:username}")),
      "");
  // What is denied is no grant.
  EXPECT_EQ(unused(statement("Deny", "dynamodb:Scan", kTable)), "");
}

TEST(LeastPrivilege, AnActionThatWasDeniedWasNeeded) {
  EXPECT_EQ(unused(statement("Allow", "dynamodb:PutItem", kTable)), "");
}

TEST(LeastPrivilege, NegatedElementsAreNoGrantsByThemselves) {
  EXPECT_EQ(
      unused(R"({"Effect": "Allow", "NotAction": "iam:*", "Resource": ["*", "arn:aws:s3:::b"]})"),
      "0 Resource arn:aws:s3:::b\n");
  EXPECT_EQ(unused(R"({"Effect": "Allow", "Action": ["dynamodb:GetItem", "s3:*"],
                       "NotResource": "arn:aws:s3:::b"})"),
            "0 Action s3:*\n");
}

}  // namespace
}  // namespace dynarock::authz
