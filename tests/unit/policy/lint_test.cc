#include "dynarock/policy/lint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "dynarock/policy/actions.h"
#include "policy/shape_overlap.h"

namespace dynarock::policy {
namespace {

std::string print(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& one : findings)
    text += std::string(severity_name(one.severity)) + " " + std::string(one.rule) + " " +
            std::to_string(one.position.line) + ":" + std::to_string(one.position.column) + " " +
            one.message + "\n";
  return text;
}

/// The findings on one statement of an inline policy, which stands on a line of its own.
std::string lint_statement(const std::string& statement) {
  return print(check_policy(PolicyKind::kInline,
                            "{\"Version\": \"2012-10-17\", \"Statement\": [\n" + statement + "]}"));
}

const std::string kTable = "arn:aws:dynamodb:*:*:table/T";

std::string allow(const std::string& actions, const std::string& resources,
                  const std::string& more = "") {
  return R"({"Effect": "Allow", "Action": )" + actions + R"(, "Resource": )" + resources + more +
         "}";
}

struct Case {
  std::string statement;
  const char* findings;
};

const Case kCases[] = {
    {allow(R"(["dynamodb:GetItem", "dynamodb:Query"])", "\"" + kTable + "\""), ""},
    {allow(R"("dynamodb:Query")", "[\"" + kTable + "\", \"" + kTable + "/index/*\"]"), ""},
    {allow(R"("dynamodb:*")", "\"" + kTable + "*\""), ""},
    {allow(R"("dynamodb:ListTables")", "\"*\""), ""},
    {allow(R"("s3:GetObject")", "\"arn:aws:s3:::bucket/*\""), ""},
    {allow(R"("dynamodb:GetItems")", "\"" + kTable + "\""),
     "warning unknown-action 2:31 there is no action dynamodb:GetItems, did you mean "
     "dynamodb:GetItem?\n"},
    {allow(R"(["dynamodb:GetItem", "dynamodb:TransactWriteItems"])", "\"" + kTable + "\""),
     "warning unknown-action 2:52 there is no action dynamodb:TransactWriteItems: a transaction "
     "asks for dynamodb:PutItem, UpdateItem, DeleteItem and ConditionCheckItem\n"},
    {allow(R"(["dynamodb:GetItem", "dynamodb:GetRecords"])", "\"" + kTable + "\""),
     "warning action-resource-mismatch 2:52 dynamodb:GetRecords works on a stream, and no Resource "
     "here is one\n"},
    {allow(R"(["dynamodb:GetItem", "dynamodb:ListTables"])", "\"" + kTable + "\""),
     "warning action-resource-mismatch 2:52 dynamodb:ListTables has no resource: only Resource "
     "\"*\" fits it\n"},
    {allow(R"("dynamodb:GetItem")", "[\"" + kTable + "\", \"" + kTable + "/index/*\"]"),
     "warning action-resource-mismatch 2:96 no Action here works on an index, which "
     "arn:aws:dynamodb:*:*:table/T/index/* is\n"},
    {allow(R"("dynamodb:GetItem")", R"("arn:aws:dynamodb:us-east-1:111122223333:T")"),
     "warning action-resource-mismatch 2:31 dynamodb:GetItem works on a table, and no Resource "
     "here is one\n"
     "warning unknown-resource 2:63 nothing of dynamodb looks like "
     "arn:aws:dynamodb:us-east-1:111122223333:T: tables are "
     "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME\n"},
    {allow(R"("*")", R"("*")"), "warning broad 2:31 this allows everything on everything\n"},
    {allow(R"("dynamodb:*")", R"("*")"),
     "warning broad 2:31 this allows all of dynamodb on every resource\n"},
    {allow(R"("dynamodb:*")", R"("*")",
           R"(, "Condition": {"StringEquals": {"aws:PrincipalTag/x": "y"}})"),
     ""},
    {R"({"Effect": "Deny", "Action": "*", "Resource": "*"})", ""},
    {R"({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})",
     "warning broad 2:1 Allow with NotAction allows all else, of every service there will ever "
     "be\n"},
    {R"({"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::b/*"})",
     "warning broad 2:1 Allow with NotResource allows all other resources\n"},
    {allow(R"(["dynamodb:Get*", "dynamodb:GetItem", "DynamoDB:get*"])", "\"" + kTable + "\""),
     "note redundant 2:49 dynamodb:GetItem is covered by dynamodb:Get*\n"
     "note redundant 2:69 DynamoDB:get* is listed twice\n"},
    {allow(R"("dynamodb:GetItem")", "[\"" + kTable + "\", \"" + kTable + "*\"]"),
     "note redundant 2:64 arn:aws:dynamodb:*:*:table/T is covered by "
     "arn:aws:dynamodb:*:*:table/T*\n"},
    {allow(R"("dynamodb:*")", "\"" + kTable + "\"") + ",\n" +
         allow(R"("dynamodb:GetItem")", "\"" + kTable + "\""),
     "note redundant 3:1 statement 1 already allows all of this one\n"},
    {allow(R"("dynamodb:GetItem")", R"("arn:aws:dynamodb:*:${aws:PrincipalAccount}:table/T")"),
     "warning misplaced-variable 2:63 variables count in an ARN's last part only, so "
     "arn:aws:dynamodb:*:${aws:PrincipalAccount}:table/T matches nothing\n"},
    {allow(R"("dynamodb:GetItem")", "\"" + kTable + "\"",
           R"(, "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}})"),
     ""},
    {allow(R"(["dynamodb:GetItem", "dynamodb:Scan"])", "\"" + kTable + "\"",
           R"(, "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}})"),
     "warning key-never-present 2:158 dynamodb:Scan carries no dynamodb:LeadingKeys, and "
     "ForAllValues is true without it: this allows it\n"},
    {allow(R"("dynamodb:DescribeTable")", "\"" + kTable + "\"",
           R"(, "Condition": {"StringEquals": {"dynamodb:Select": "COUNT"}})"),
     "warning key-never-present 2:132 no Action here carries dynamodb:Select\n"},
    {allow(R"("dynamodb:GetItem")", "\"" + kTable + "\"",
           R"(, "Condition": {"StringEquals": {"dynamodb:LeadingKeys": "a"}})"),
     "warning multivalued-key 2:126 dynamodb:LeadingKeys has several values: say ForAllValues: or "
     "ForAnyValue:\n"},
    {allow(R"("dynamodb:GetItem")", "\"" + kTable + "\"",
           R"(, "Condition": {"StringEquals": {"dynamodb:LeadingKey": "a", "aws:SourceIP": "b"}})"),
     "warning unknown-key 2:126 there is no condition key dynamodb:LeadingKey\n"},
    {allow(R"("dynamodb:GetItem")", "\"" + kTable + "\"",
           R"(, "Condition": {"StringEquals": {"aws:Whatever": "a"}})"),
     "warning unknown-key 2:126 there is no condition key aws:Whatever\n"},
    {allow(R"("dynamodb:GetItem")", "\"" + kTable + "\"",
           R"(, "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "5m"}})"),
     "warning useless-value 2:129 '5m' is nothing that NumericLessThan can compare with\n"},
    {allow(R"("dynamodb:GetItem")", "\"" + kTable + "\"",
           R"(, "Condition": {"StringEquals": {"aws:username": []}})"),
     "warning no-values 2:126 aws:username is compared with an empty list\n"},
};

TEST(Lint, FindsWhatIsOdd) {
  for (const Case& one : kCases)
    EXPECT_EQ(lint_statement(one.statement), one.findings) << one.statement;
}

TEST(Lint, KnowsThatOlderVersionsHaveNoVariables) {
  const std::string text = R"({"Statement": {"Effect": "Allow", "Action": "dynamodb:GetItem",
      "Resource": "arn:aws:dynamodb:*:*:table/${aws:username}"}})";
  EXPECT_EQ(print(check_policy(PolicyKind::kInline, text)),
            "warning variable-is-text 2:19 variables need \"Version\": \"2012-10-17\"; here "
            "arn:aws:dynamodb:*:*:table/${aws:username} is taken as it stands\n");
}

TEST(Lint, WarnsOfPublicPrincipals) {
  const std::string text = R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
      "Principal": "*", "Action": "dynamodb:GetItem", "Resource": ")" +
                           kTable + "\"}}";
  EXPECT_EQ(print(check_policy(PolicyKind::kResource, text)),
            "warning public 2:20 Principal \"*\" without a condition is everyone, of every "
            "account\n");
  EXPECT_EQ(print(check_policy(PolicyKind::kVpcEndpoint, text)), "");
}

TEST(Check, TellsWhatAwsRefuses) {
  EXPECT_EQ(print(check_policy(PolicyKind::kManaged, "{\"Version\": \"2012-10-17\",}")),
            "error malformed 1:25 a trailing comma: nothing follows it before the '}' (AWS: Syntax "
            "errors in policy.)\n");
  std::string many = allow("\"dynamodb:GetItem\"", "\"" + kTable + "\"");
  const std::string one = many;
  while (many.size() < 7'000) many += "," + one;
  EXPECT_EQ(print(check_policy(PolicyKind::kManaged,
                               R"({"Version": "2012-10-17", "Statement": [)" + many + "]}")),
            "error too-long 1:1 6713 characters, and a managed policy has at most 6144\n");
}

TEST(GuessKind, LooksForPrincipalsAndResources) {
  const auto guess = [](const std::string& statement) {
    return guess_kind(R"({"Version": "2012-10-17", "Statement": [)" + statement + "]}");
  };
  EXPECT_EQ(guess(R"({"Action": "*", "Resource": "*"})"), PolicyKind::kManaged);
  EXPECT_EQ(guess(R"({"Principal": "*", "Resource": "*"})"), PolicyKind::kResource);
  EXPECT_EQ(guess(R"({"Principal": {"Service": "x"}})"), PolicyKind::kTrust);
  EXPECT_EQ(guess_kind("{"), PolicyKind::kManaged);
  EXPECT_EQ(guess_kind(R"({"Statement": {"Principal": "*"}})"), PolicyKind::kTrust);
}

TEST(Overlap, IsWhetherAResourceCanBeOfAShape) {
  const char* const index = "table/{}/index/{}";
  EXPECT_TRUE(overlaps("*", index));
  EXPECT_TRUE(overlaps("table/*", index));
  EXPECT_TRUE(overlaps("table/T/index/*", index));
  EXPECT_TRUE(overlaps("table/T/*", index));
  EXPECT_TRUE(overlaps("*/I", index));
  EXPECT_TRUE(overlaps("table/?*x*/index/${aws:username}", index));
  EXPECT_FALSE(overlaps("table/T", index));
  EXPECT_FALSE(overlaps("table/T/stream/*", index));
  EXPECT_FALSE(overlaps("table/T/index/", index));
  EXPECT_TRUE(overlaps("table/T*", "table/{}"));
  EXPECT_TRUE(overlaps("table/*", "table/{}"));
  EXPECT_FALSE(overlaps("table/T/*", "table/{}"));
  EXPECT_FALSE(overlaps("table/", "table/{}"));
  EXPECT_FALSE(overlaps("T", "table/{}"));
}

TEST(Actions, AreInOrderAndFoundInAnyCase) {
  const ServiceActions* dynamodb = find_service("dynamodb");
  ASSERT_NE(dynamodb, nullptr);
  EXPECT_TRUE(std::ranges::is_sorted(dynamodb->actions, {}, &ActionInfo::name));
  EXPECT_EQ(find_action(*dynamodb, "getitem"), find_action(*dynamodb, "GetItem"));
  EXPECT_NE(find_action(*dynamodb, "getitem"), nullptr);
  EXPECT_EQ(find_action(*dynamodb, "TransactWriteItems"), nullptr);
  EXPECT_EQ(find_service("s4"), nullptr);
  EXPECT_TRUE(is_global_key("AWS:PrincipalTag/Team"));
  EXPECT_FALSE(is_global_key("aws:PrincipalTags/Team"));
}

}  // namespace
}  // namespace dynarock::policy
