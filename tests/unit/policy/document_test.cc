#include "dynarock/policy/document.h"

#include <gtest/gtest.h>

namespace dynarock::policy {
namespace {

std::string judge(PolicyKind kind, std::string_view text) {
  const auto parsed = parse_policy(kind, text);
  return parsed ? "accepted" : parsed.error().message;
}

/// A statement within a document of the current version.
std::string document(const std::string& statement) {
  return R"({"Version": "2012-10-17", "Statement": )" + statement + "}";
}

struct Case {
  std::string text;
  const char* message;
};

const char* const kSyntax = "Syntax errors in policy.";
const char* const kLegacy = "The policy failed legacy parsing";

const std::string kGet = R"("Effect": "Allow", "Action": "dynamodb:GetItem")";
const std::string kAllowGet = "{" + kGet + R"(, "Resource": "*"})";

std::string with_resource(const std::string& resource) {
  return document("{" + kGet + R"(, "Resource": )" + resource + "}");
}
std::string with_condition(const std::string& condition) {
  return document("{" + kGet + R"(, "Resource": "*", "Condition": )" + condition + "}");
}
std::string with_action(const std::string& action) {
  return document(R"({"Effect": "Allow", "Resource": "*", "Action": )" + action + "}");
}

const Case kManaged[] = {
    {document(kAllowGet), "accepted"},
    {document("[" + kAllowGet + "]"), "accepted"},
    {R"({"Version": "2012-10-17", "Id": "x", "Statement": [)" + kAllowGet + "]}", "accepted"},
    {"", kSyntax},
    {"null", kSyntax},
    {"policy.json", kSyntax},
    {"[]", kSyntax},
    {document(kAllowGet) + "x", kSyntax},
    {document("[" + kAllowGet + ",]"), kSyntax},
    {R"({"Version": "2012-10-17"})", kSyntax},
    {document("[]"), kSyntax},
    {document("\"x\""), kSyntax},
    {document("[\"x\"]"), kSyntax},
    {R"({"Statement": )" + kAllowGet + "}",
     "Policy document must be version 2012-10-17 or greater."},
    {R"({"Version": "2008-10-17", "Statement": )" + kAllowGet + "}",
     "Policy document must be version 2012-10-17 or greater."},
    {R"({"Version": "2012-10-18", "Statement": )" + kAllowGet + "}", kSyntax},
    {R"({"Version": 20121017, "Statement": )" + kAllowGet + "}", kSyntax},
    {R"({"Version": "2012-10-17", "Extra": 1, "Statement": )" + kAllowGet + "}", kSyntax},
    {R"({"Version": "2012-10-17", "Id": {}, "Statement": )" + kAllowGet + "}", kSyntax},
    {R"({"Version": "2012-10-17", "Version": "2012-10-17", "Statement": )" + kAllowGet + "}",
     kSyntax},
    {document("{" + kGet + R"(, "Resource": "*", "Extra": 1})"), kSyntax},
    {document("{" + kGet + R"(, "Resource": "*", "action": "*"})"), kSyntax},
    {document("{" + kGet + R"(, "Resource": "*", "NotResource": "*"})"), kSyntax},
    {document("{" + kGet + R"(, "Resource": "*", "NotAction": "iam:*"})"), kSyntax},
    {document("{" + kGet + R"(, "Resource": "*", "Sid": 1})"), kSyntax},
    {document("{" + kGet + R"(, "Resource": "*", "Sid": "a b"})"),
     "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular "
     "expression [0-9A-Za-z]*"},
    {document("[{" + kGet + R"(, "Resource": "*", "Sid": "a"}, {)" + kGet +
              R"(, "Resource": "*", "Sid": "a"}])"),
     "Statement IDs (SID) in a single policy must be unique."},
    {document("[{" + kGet + R"(, "Resource": "*", "Sid": ""}, {)" + kGet +
              R"(, "Resource": "*", "Sid": ""}])"),
     "accepted"},
    {document(R"({"Action": "dynamodb:GetItem", "Resource": "*"})"), kSyntax},
    {document(R"({"Effect": "Maybe", "Action": "dynamodb:GetItem", "Resource": "*"})"), kSyntax},
    {document(R"({"Effect": "allow", "Action": "dynamodb:GetItem", "Resource": "*"})"), kLegacy},
    {document(R"({"Effect": "Allow", "Resource": "*"})"), "Policy statement must contain actions."},
    {with_action("[]"), "Policy statement must contain actions."},
    {with_action("{}"), kSyntax},
    {with_action("[[]]"), kSyntax},
    {with_action("\"*\""), "accepted"},
    {with_action("\"iam: some thing \""), "accepted"},
    {with_action("\"GetItem\""),
     "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."},
    {with_action("\"\""),
     "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."},
    {with_action("\"a:b:c\""), "Actions/Condition can contain only one colon."},
    {with_action("\"a b:c\""), "Vendor a b is not valid"},
    {with_action("[\"iam:*\", \"dynamo*:GetItem\"]"), "Vendor dynamo* is not valid"},
    {document("{" + kGet + "}"), "Policy statement must contain resources."},
    {with_resource("[]"), "Policy statement must contain resources."},
    {with_resource("{}"), kSyntax},
    {with_resource("[\"x\", {}]"), kSyntax},
    {with_resource("\"x\""), "Resource x must be in ARN format or \"*\"."},
    {with_resource("\"\""), "Resource  must be in ARN format or \"*\"."},
    {with_resource("\"a:b\""), "Partition \"b\" is not valid for resource \"arn:b:*:*:*:*\"."},
    {with_resource("\"a:b:c\""), "Partition \"b\" is not valid for resource \"arn:b:c:*:*:*\"."},
    {with_resource("\"a:b:c:d:e:f:g:h\""),
     "Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g:h\"."},
    {with_resource("\"aws:s3:::bucket\""),
     "Partition \"s3\" is not valid for resource \"arn:s3:::bucket:*\"."},
    {with_resource("[\"arn:x:s3:::b\", \"arn:y:s3:::b\"]"),
     "Partition \"x\" is not valid for resource \"arn:x:s3:::b\"."},
    {with_resource("\"arn:aws\""),
     "Resource vendor must be fully qualified and cannot contain regexes."},
    {with_resource("\"arn:aws:dynamodb\""), "accepted"},
    {with_resource("\"arn:aws:s3::b\""), kLegacy},
    {with_resource("\"arn:aws::b\""), kLegacy},
    {with_resource("\"arn:aws::::b\""), kLegacy},
    {with_resource("\"arn:aws:s3:us-east-1::b\""),
     "Resource arn:aws:s3:us-east-1::b can not contain region information."},
    {with_resource("\"arn:aws:iam:us-east-1::user/b\""),
     "IAM resource arn:aws:iam:us-east-1::user/b cannot contain region information."},
    {with_resource("\"arn:aws:iam::111122223333:role/b\""), "accepted"},
    {with_resource("\"arn:aws:iam:::b\""),
     "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, "
     "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, "
     "oidc-provider/, report/, access-report/."},
    {document("{" + kGet + R"(, "Principal": "*", "Resource": "*"})"),
     "Policy document should not specify a principal."},
    {document("{" + kGet + R"(, "NotPrincipal": "*", "Resource": "*"})"),
     "Policy document should not specify a principal."},
    {with_condition("[]"), kSyntax},
    {with_condition("{\"StringEquals\": \"a\"}"), kSyntax},
    {with_condition("{\"StringEquals\": {\"a\": {}}}"), kSyntax},
    {with_condition("{\"StringEquals\": {\"a\": [\"b\", []]}}"), kSyntax},
    {with_condition("{\"StringEquals\": {\"a\": null}}"), kSyntax},
    {with_condition("{\"StringEqual\": {\"a\": \"b\"}}"), kSyntax},
    {with_condition("{\"stringequals\": {\"a\": \"b\"}}"), kSyntax},
    {with_condition("{\"NullIfExists\": {\"a\": \"true\"}}"), kSyntax},
    {with_condition("{\"ForAnyValue::StringEquals\": {\"a\": \"b\"}}"), kSyntax},
    {with_condition("{\"StringEquals\": {\"a\": \"b\"}, \"StringEquals\": {\"c\": \"d\"}}"),
     kSyntax},
    {with_condition("{\"StringEquals\": {\"a\": \"b\", \"a\": \"c\"}}"), kSyntax},
    {with_condition("{\"ForAnyValue:StringEqualsIfExists\": {\"a\": \"b\"}}"), "accepted"},
    {with_condition("{\"Anything\": {}}"), "accepted"},
    {with_condition("{\"StringEquals\": {\"a\": []}}"), "accepted"},
    {with_condition("{\"Bool\": {\"a\": true}, \"NumericEquals\": {\"a\": [1, 2.5]}}"), "accepted"},
    {with_condition("{\"DateLessThan\": {\"a\": \"b\"}}"), kLegacy},
    {with_condition("{\"DateLessThan\": {\"a\": \"234-13\"}}"), kLegacy},
    {with_condition("{\"DateLessThan\": {\"a\": \"2016-12-13t2:00:00.593194+1\"}}"), kLegacy},
    {with_condition("{\"DateLessThan\": {\"a\": \"9223372036854775808\"}}"), kLegacy},
    {with_condition("{\"DateLessThan\": {\"a\": \"9223372036854775807\"}}"), "accepted"},
    {with_condition("{\"DateLessThan\": {\"a\": \"2030\"}}"), "accepted"},
    {with_condition("{\"DateLessThan\": {\"a\": \"2030-01-31T12:30:00.123456789+01:30\"}}"),
     "accepted"},
    {with_condition("{\"DateLessThan\": {\"a\": \"-292275054-01-01T00:00:00Z\"}}"), "accepted"},
};

TEST(ManagedPolicy, IsRefusedAsByIam) {
  for (const Case& one : kManaged)
    EXPECT_EQ(judge(PolicyKind::kManaged, one.text), one.message) << one.text;
}

TEST(InlinePolicy, MayBeOfTheOlderVersion) {
  EXPECT_EQ(judge(PolicyKind::kInline, R"({"Statement": )" + kAllowGet + "}"), "accepted");
  EXPECT_EQ(
      judge(PolicyKind::kInline, R"({"Version": "2008-10-17", "Statement": )" + kAllowGet + "}"),
      "accepted");
}

const std::string kTrustStart = R"("Effect": "Allow", "Action": "sts:AssumeRole")";
std::string with_principal(const std::string& principal) {
  return document("{" + kTrustStart + R"(, "Principal": )" + principal + "}");
}

const Case kTrust[] = {
    {with_principal(R"({"Service": "ecs-tasks.amazonaws.com"})"), "accepted"},
    {with_principal(R"({"AWS": ["111122223333", "arn:aws:iam::111122223333:role/r"]})"),
     "accepted"},
    {with_principal(R"({"AWS": "AIDACKCEVSQ6C2EXAMPLE"})"), "accepted"},
    {with_principal("\"*\""), "accepted"},
    {"{", "This policy contains invalid Json"},
    {R"({"Version": "2012", "Statement": {)" + kTrustStart + R"(, "Principal": "*"}})",
     "The policy must contain a valid version string"},
    {document("[]"), "Could not parse the policy: Statement is empty!"},
    {document(R"({"Action": "sts:AssumeRole", "Principal": "*"})"),
     "Missing required field Effect"},
    {document(R"({"Effect": "deny", "Action": "sts:AssumeRole", "Principal": "*"})"),
     "Invalid effect: deny"},
    {document("{" + kTrustStart + "}"), "Missing required field Principal"},
    {with_principal("{}"), "Missing required field Principal cannot be empty!"},
    {with_principal("\"me\""), "Principal must be a JSON object."},
    {with_principal(R"({"User": "x"})"), "Invalid principal in policy: \"User\""},
    {with_principal(R"({"AWS": "x"})"), "Invalid principal in policy: \"AWS\":\"x\""},
    {with_principal(R"({"AWS": "arn:aws:iam::111122223333:role/*"})"),
     "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/*\""},
    {document("{" + kTrustStart + R"(, "NotPrincipal": {"AWS": "111122223333"}})"),
     "Allow with NotPrincipal is not allowed."},
    {document(R"({"Effect": "Deny", "Action": "sts:*", "NotPrincipal": {"AWS": "111122223333"}})"),
     "AssumeRole policy must not contain NotPrincipal field."},
    {document(R"({"Effect": "Allow", "Principal": "*"})"), "Missing required field Action"},
    {document(R"({"Effect": "Allow", "Principal": "*", "Action": "iam:PassRole"})"),
     "AssumeRole policy may only specify STS AssumeRole actions."},
    {document(R"({"Effect": "Allow", "Principal": "*", "Action": "*"})"),
     "AssumeRole policy may only specify STS AssumeRole actions."},
    {document("{" + kTrustStart + R"(, "Principal": "*", "Resource": "*"})"),
     "Has prohibited field Resource"},
    {document("{" + kTrustStart + R"(, "Principal": "*", "NotResource": "*"})"),
     "AssumeRole policy must not contain resources."},
    {document("[{" + kTrustStart + R"(, "Principal": "*", "Sid": "a"}, {)" + kTrustStart +
              R"(, "Principal": "*", "Sid": "a"}])"),
     "The Statement Ids in the policy are not unique"},
};

TEST(TrustPolicy, IsRefusedInItsOwnWords) {
  for (const Case& one : kTrust)
    EXPECT_EQ(judge(PolicyKind::kTrust, one.text), one.message) << one.text;
}

TEST(OtherKinds, NamePrincipalsOrDoNot) {
  const std::string plain = document(kAllowGet);
  const std::string named = document("{" + kGet + R"(, "Resource": "*", "Principal": "*"})");
  const char* const refused =
      "The provided policy document does not meet the requirements of the specified policy type.";
  EXPECT_EQ(judge(PolicyKind::kServiceControl, plain), "accepted");
  EXPECT_EQ(judge(PolicyKind::kServiceControl, named), refused);
  EXPECT_EQ(judge(PolicyKind::kResourceControl, named), "accepted");
  EXPECT_EQ(judge(PolicyKind::kResourceControl, plain), refused);
  EXPECT_EQ(judge(PolicyKind::kResource, named), "accepted");
  EXPECT_EQ(judge(PolicyKind::kResource, plain), "Missing required field Principal");
  EXPECT_EQ(judge(PolicyKind::kVpcEndpoint, named), "accepted");
  EXPECT_EQ(judge(PolicyKind::kSession, plain), "accepted");
}

std::string describe(std::string_view text) {
  const auto parsed = parse_policy(PolicyKind::kManaged, text);
  return parsed ? "accepted" : parsed.error().describe();
}

TEST(Diagnosis, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(describe("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [],\n}"),
            "line 3, column 18: a trailing comma: nothing follows it before the '}'");
  EXPECT_EQ(describe(document("\n[{\"effect\": \"Allow\"}]")),
            "line 2, column 3: 'effect' is spelled Effect");
  EXPECT_EQ(describe(with_condition("{\"StringEqual\":\n {\"a\": \"b\"}}")),
            "line 1, column 121: 'StringEqual' is no condition operator");
  EXPECT_EQ(
      describe(with_resource("\n\"table/T\"")),
      "line 2, column 1: a resource is an ARN, arn:aws:service:region:account:name, or \"*\"");
}

TEST(Diagnosis, ListsAllThatIsWrong) {
  const auto all = find_malformed(
      PolicyKind::kManaged,
      document(R"({"Effect": "Allow", "Action": "GetItem", "Resource": "x", "Principal": "*"})"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].message, "Policy document should not specify a principal.");
}

TEST(Bounds, HoldForHostileDocuments) {
  EXPECT_EQ(judge(PolicyKind::kManaged, std::string(kMaxDocumentBytes + 1, ' ')), kSyntax);
  EXPECT_EQ(judge(PolicyKind::kManaged, document(std::string(100'000, '['))), kSyntax);
  std::string many = "[";
  while (many.size() < 120'000) many += "\"\",";
  EXPECT_EQ(judge(PolicyKind::kManaged, document(many + "\"\"]")), kSyntax);
}

TEST(Size, IsCountedAsTheKindDoes) {
  EXPECT_EQ(policy_size(PolicyKind::kManaged, " { \"a b\" }\n"), 6U);
  EXPECT_EQ(policy_size(PolicyKind::kResource, " { \"a b\" }\n"), 11U);
  EXPECT_EQ(traits(PolicyKind::kManaged).max_size, 6'144U);
}

TEST(ParsedPolicy, KeepsPlacesOfStatements) {
  const auto parsed = parse_policy(PolicyKind::kManaged,
                                   "{\"Version\": \"2012-10-17\", \"Statement\": [\n  {" + kGet +
                                       ",\n   \"Resource\": \"*\", \"Sid\": \"Read\"}]}");
  ASSERT_TRUE(parsed);
  const Statement& statement = (*parsed)->statements().front();
  EXPECT_EQ(statement.sid, "Read");
  EXPECT_EQ(statement.begin, (json::Position{2, 3}));
  EXPECT_EQ(statement.end, (json::Position{3, 34}));
}

}  // namespace
}  // namespace dynarock::policy
