#include "dynarock/policy/explain.h"

#include <gtest/gtest.h>

namespace dynarock::policy {
namespace {

constexpr const char* kTable = "arn:aws:dynamodb:us-east-1:111122223333:table/T";

Policy policy(PolicyKind kind, const std::string& name, const std::string& statements) {
  const auto parsed =
      parse_policy(kind, R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}");
  EXPECT_TRUE(parsed) << parsed.error().describe();
  return {name, "", *parsed};
}

/// A request of one access by a role's session, with one identity policy.
struct Sample {
  Principal principal{Principal::Kind::kRoleSession, "111122223333",
                      "arn:aws:sts::111122223333:assumed-role/app/s",
                      "arn:aws:iam::111122223333:role/app"};
  PrincipalPolicies policies;
  Context context;
  std::vector<Access> accesses;
  std::optional<Policy> resource_policy;
  std::optional<Policy> endpoint;

  explicit Sample(const std::string& identity, std::string action = "dynamodb:GetItem",
                  std::string resource = kTable) {
    policies.identity.push_back(policy(PolicyKind::kManaged, "app-policy", identity));
    accesses.push_back({std::move(action), std::move(resource)});
    accesses.front().context = &context;
  }
  Sample(const Sample&) = delete;

  Request request() {
    if (resource_policy) accesses.front().resource_policy = &*resource_policy;
    return {principal, policies, accesses, endpoint ? &*endpoint : nullptr};
  }
  std::string message(bool name_policies = false) {
    return denial_message(principal, accesses.front(), evaluate(request()).accesses.front(),
                          name_policies);
  }
  std::string near_miss() {
    const auto notes = explain(request(), evaluate(request()));
    if (!notes.front().near_miss) return "none";
    std::string text = notes.front().near_miss->statement.sid + ":";
    for (const std::string& difference : notes.front().near_miss->differences)
      text += " " + difference + ".";
    return text;
  }
};

const std::string kAll = R"({"Effect": "Allow", "Action": "*", "Resource": "*"})";
const std::string kNone = R"({"Effect": "Allow", "Action": "iam:*", "Resource": "*"})";
const std::string kDenyAll = R"({"Effect": "Deny", "Action": "*", "Resource": "*"})";
const std::string kStart =
    "User: arn:aws:sts::111122223333:assumed-role/app/s is not authorized to perform: "
    "dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/T ";

TEST(DenialMessage, IsThatOfItsCause) {
  Sample identity(kNone);
  EXPECT_EQ(identity.message(),
            kStart + "because no identity-based policy allows the dynamodb:GetItem action");
  Sample denied(kDenyAll);
  EXPECT_EQ(denied.message(), kStart + "with an explicit deny in an identity-based policy");

  Sample boundary(kAll);
  boundary.policies.boundary = policy(PolicyKind::kManaged, "b", kNone);
  EXPECT_EQ(boundary.message(),
            kStart + "because no permissions boundary allows the dynamodb:GetItem action");
  boundary.policies.boundary = policy(PolicyKind::kManaged, "b", kDenyAll);
  EXPECT_EQ(boundary.message(), kStart + "with an explicit deny in a permissions boundary");

  Sample session(kAll);
  session.policies.session.emplace().push_back(policy(PolicyKind::kSession, "s", kNone));
  EXPECT_EQ(session.message(),
            kStart + "because no session policy allows the dynamodb:GetItem action");
  session.policies.session->front() = policy(PolicyKind::kSession, "s", kDenyAll);
  EXPECT_EQ(session.message(), kStart + "with an explicit deny in a session policy");

  Sample organization(kAll);
  organization.policies.service_control = {{policy(PolicyKind::kServiceControl, "p", kNone)}};
  EXPECT_EQ(organization.message(), kStart + "with an explicit deny in a service control policy");

  const std::string named_none = R"({"Effect": "Allow", "Action": "iam:*", "Resource": "*",
                                     "Principal": "*"})";
  Sample endpoint(kAll);
  endpoint.endpoint = policy(PolicyKind::kVpcEndpoint, "e", named_none);
  EXPECT_EQ(endpoint.message(),
            kStart + "because no VPC endpoint policy allows the dynamodb:GetItem action");

  Sample resource(kAll);
  resource.accesses.front().resource_account = "444455556666";
  EXPECT_EQ(resource.message(),
            kStart + "because no resource-based policy allows the dynamodb:GetItem action");
}

TEST(DenialMessage, SpeaksOfTrustPolicies) {
  Sample sample(kAll, "sts:AssumeRole", "arn:aws:iam::111122223333:role/r");
  sample.resource_policy = policy(PolicyKind::kTrust, "trust",
                                  R"({"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "lambda.amazonaws.com"}})");
  EXPECT_EQ(sample.message(),
            "User: arn:aws:sts::111122223333:assumed-role/app/s is not authorized to perform: "
            "sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r because no role trust "
            "policy allows the sts:AssumeRole action");
}

TEST(DenialMessage, MayNameThePolicy) {
  Sample sample(kDenyAll);
  EXPECT_EQ(sample.message(true), kStart + "with an explicit deny in an identity-based policy");
  sample.policies.identity.front().arn = "arn:aws:iam::111122223333:policy/p";
  EXPECT_EQ(sample.message(true), kStart +
                                      "with an explicit deny in an identity-based policy: "
                                      "arn:aws:iam::111122223333:policy/p");
}

std::string statement(const std::string& sid, const std::string& action,
                      const std::string& resource, const std::string& more = "") {
  return R"({"Sid": ")" + sid + R"(", "Effect": "Allow", "Action": ")" + action +
         R"(", "Resource": ")" + resource + "\"" + more + "}";
}

TEST(NearMiss, TellsOfTheIndex) {
  Sample sample(statement("A", "dynamodb:Query", kTable), "dynamodb:Query",
                std::string(kTable) + "/index/I");
  EXPECT_EQ(sample.near_miss(),
            "A: Resource has arn:aws:dynamodb:us-east-1:111122223333:table/T, which does not cover "
            "its indexes: add arn:aws:dynamodb:us-east-1:111122223333:table/T/index/*.");
}

TEST(NearMiss, TellsOfTheRegionAccountAndTable) {
  const auto with = [](const char* resource) {
    return Sample(statement("A", "dynamodb:GetItem", resource)).near_miss();
  };
  EXPECT_EQ(with("arn:aws:dynamodb:eu-west-1:*:table/T"),
            "A: Resource has arn:aws:dynamodb:eu-west-1:*:table/T, whose region is not "
            "'us-east-1'.");
  EXPECT_EQ(with("arn:aws:dynamodb:*:444455556666:table/T"),
            "A: Resource has arn:aws:dynamodb:*:444455556666:table/T, whose account is not "
            "'111122223333'.");
  EXPECT_EQ(with("arn:aws:dynamodb:*:*:table/U"),
            "A: Resource has arn:aws:dynamodb:*:*:table/U, not "
            "arn:aws:dynamodb:us-east-1:111122223333:table/T.");
  EXPECT_EQ(with("arn:aws:dynamodb:*:*:table/${aws:username}"),
            "A: Resource has arn:aws:dynamodb:*:*:table/${aws:username}, but ${aws:username} has "
            "no value here.");
}

TEST(NearMiss, TellsOfConditionsWithTheValuesSeen) {
  Sample sample(statement("A", "dynamodb:*", "*",
                          R"(, "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"},
                              "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["a*", "b*"]}})"));
  sample.context.set("dynamodb:LeadingKeys", std::vector<std::string>{"a1", "c1"});
  EXPECT_EQ(sample.near_miss(),
            "A: Condition StringEquals aws:PrincipalTag/team wants 'red', but the request has no "
            "such key. Condition ForAllValues:StringLike dynamodb:LeadingKeys wants 'a*', 'b*', "
            "but the request has 'a1', 'c1'.");
}

TEST(NearMiss, IsTheNearest) {
  const std::string far = statement("Far", "dynamodb:Query", "arn:aws:dynamodb:*:*:table/U");
  const std::string near = statement("Near", "dynamodb:Get*", "arn:aws:dynamodb:*:*:table/U");
  EXPECT_EQ(Sample(far + "," + near).near_miss().substr(0, 5), "Near:");
  EXPECT_EQ(Sample(near + "," + far).near_miss().substr(0, 5), "Near:");
  EXPECT_EQ(Sample(statement("A", "dynamodb:Query", "*")).near_miss(),
            "A: Action has dynamodb:Query, not dynamodb:GetItem.");
  EXPECT_EQ(Sample(kNone).near_miss(), "none");
  EXPECT_EQ(Sample(statement("A", "dynamodb:ListTables", "arn:aws:dynamodb:*:*:table/*"),
                   "dynamodb:ListTables", "*")
                .near_miss(),
            "A: dynamodb:ListTables has no resource: only Resource \"*\" allows it.");
}

TEST(Explanation, ShowsWhatEachLayerSays) {
  Sample sample(statement("Read", "dynamodb:GetItem", "*"));
  sample.policies.boundary =
      policy(PolicyKind::kManaged, "limit",
             statement("Limit", "dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/U"));
  const auto notes = explain(sample.request(), evaluate(sample.request()));
  EXPECT_EQ(to_text(notes.front()),
            "dynamodb:GetItem on arn:aws:dynamodb:us-east-1:111122223333:table/T: denied by the "
            "permissions boundary\n"
            "  identity-based policy allows: app-policy, statement 1 (Read), line 1\n"
            "  permissions boundary does not allow\n"
            "  nearest: limit, statement 1 (Limit), line 1\n"
            "    Resource has arn:aws:dynamodb:*:*:table/U, not "
            "arn:aws:dynamodb:us-east-1:111122223333:table/T\n");
}

}  // namespace
}  // namespace dynarock::policy
