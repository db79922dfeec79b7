#include "dynarock/authz/authorizer.h"

#include "authz_test.h"

namespace dynarock::authz {
namespace {

constexpr std::string_view kNoPolicy =
    "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:GetItem on "
    "resource: arn:aws:dynamodb:us-east-1:111122223333:table/T because no identity-based policy "
    "allows the dynamodb:GetItem action";

TEST_F(AuthzTest, WhatNoPolicyAllowsIsDenied) {
  Authorizer authorizer = make();
  EXPECT_EQ(ask(authorizer), kNoPolicy);
  grant(statement("Allow", "dynamodb:GetItem"));
  EXPECT_EQ(ask(authorizer), "");
}

TEST_F(AuthzTest, PoliciesAreLookedUpOnceAVersion) {
  Authorizer authorizer = make();
  for (int i = 0; i < 3; ++i) ask(authorizer);
  EXPECT_EQ(principals_.finds, 1);
  grant(statement("Allow", "*"));
  EXPECT_EQ(ask(authorizer), "");
  EXPECT_EQ(principals_.finds, 2);
}

TEST_F(AuthzTest, EveryAccessMustBeAllowed) {
  Authorizer authorizer = make();
  grant(statement("Allow", "dynamodb:GetItem"));
  accesses_.asked.emplace_back("dynamodb:PutItem", FakeAccesses::kTable);
  EXPECT_NE(ask(authorizer).find("because no identity-based policy allows the dynamodb:PutItem"),
            std::string::npos);
}

TEST_F(AuthzTest, WhatIsNotKnownIsDeniedToTheRootToo) {
  Authorizer authorizer = make();
  credentials_.principal.kind = auth::PrincipalKind::kRoot;
  credentials_.principal.arn = "arn:aws:iam::111122223333:root";
  EXPECT_EQ(ask(authorizer), "");
  EXPECT_EQ(ask(authorizer, "Unheard"),
            "User: arn:aws:iam::111122223333:root is not authorized to perform: dynamodb:Unheard");
  EXPECT_EQ(ask(authorizer, "ListThings", "other"),
            "User: arn:aws:iam::111122223333:root is not authorized to perform: other:ListThings");
}

TEST_F(AuthzTest, AuditLetsThroughAndSaysSo) {
  Authorizer authorizer = make({.mode = Mode::kAudit});
  EXPECT_EQ(ask(authorizer), "");
  ASSERT_EQ(headers_.size(), 1U);
  EXPECT_EQ(headers_[0].first, "x-dynarock-iam");
  EXPECT_EQ(headers_[0].second, "denied; " + std::string(kNoPolicy));
  EXPECT_EQ(note_, "denied if enforced: " + std::string(kNoPolicy));
  EXPECT_FALSE(authorizer.records().find([](const Record&) { return true; })->allowed);

  grant(statement("Allow", "*"));
  EXPECT_EQ(ask(authorizer), "");
  EXPECT_EQ(headers_[0].second, "allowed");
  EXPECT_EQ(note_, "");
}

TEST_F(AuthzTest, WhatGoesOnByItselfIsKeptIfItIsDenied) {
  Authorizer authorizer = make();
  const auto kept = [&](bool allowed) {
    return authorizer.records().find(
        [allowed](const Record& record) { return record.allowed == allowed; });
  };
  EXPECT_EQ(ask(authorizer.background()), kNoPolicy);
  EXPECT_NE(kept(false), nullptr);
  grant(statement("Allow", "*"));
  EXPECT_EQ(ask(authorizer.background()), "");
  EXPECT_EQ(kept(true), nullptr);
  EXPECT_EQ(authorizer.observations().of("arn:aws:iam::111122223333:user/ann").size(), 2U);
  EXPECT_EQ(ask(authorizer), "");
  EXPECT_NE(kept(true), nullptr);
}

TEST_F(AuthzTest, WhatARequestNamesCantAddHeaders) {
  Authorizer authorizer = make({.mode = Mode::kAudit});
  accesses_.asked = {{"dynamodb:TagResource", "arn:a\r\nSet-Cookie: b\xc3\xa9"}};
  ask(authorizer);
  EXPECT_NE(headers_[0].second.find("on resource: arn:a??Set-Cookie: b?? because"),
            std::string::npos);
}

TEST_F(AuthzTest, WhoSignsNothingIsNobodyUnlessTheServiceKnows) {
  Authorizer authorizer = make();
  grant(statement("Allow", "*"));
  authorization_.access_key_id = "";
  EXPECT_EQ(ask(authorizer), "Not authorized to perform dynamodb:GetItem");

  accesses_.resource_policy = std::make_shared<policy::Policy>(
      make_policy(policy::PolicyKind::kTrust, "trust",
                  R"({"Effect": "Allow", "Principal": {"Federated": "accounts.google.com"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"accounts.google.com:sub": "42"}}})"));
  accesses_.asked = {{"sts:AssumeRoleWithWebIdentity", "arn:aws:iam::111122223333:role/R"}};
  EXPECT_EQ(ask(authorizer), "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  accesses_.sender.emplace();
  accesses_.sender->principal.kind = policy::Principal::Kind::kIdentity;
  accesses_.sender->principal.provider = "accounts.google.com";
  accesses_.sender->keys = {{"accounts.google.com:sub", "42"}};
  EXPECT_EQ(ask(authorizer), "");
  accesses_.sender->keys = {{"accounts.google.com:sub", "43"}};
  EXPECT_EQ(ask(authorizer), "Not authorized to perform sts:AssumeRoleWithWebIdentity");
}

TEST_F(AuthzTest, ExplicitDenialsNameTheirPolicyIfAsked) {
  grant("[" + statement("Allow", "*") + "," + statement("Deny", "dynamodb:*") + "]");
  Authorizer plain = make();
  EXPECT_TRUE(ask(plain).ends_with("with an explicit deny in an identity-based policy"));
  Authorizer naming = make({.name_policies = true});
  EXPECT_TRUE(
      ask(naming).ends_with("with an explicit deny in an identity-based policy: "
                            "arn:aws:iam::111122223333:policy/given"));
}

TEST_F(AuthzTest, ASessionIsNarrowedByItsPolicies) {
  become_role_session({R"({"Version": "2012-10-17", "Statement": )" +
                       statement("Allow", "dynamodb:PutItem") + "}"});
  grant(statement("Allow", "*"));
  Authorizer authorizer = make();
  EXPECT_EQ(ask(authorizer),
            "User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: "
            "dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/T because "
            "no session policy allows the dynamodb:GetItem action");
  accesses_.asked = {{"dynamodb:PutItem", FakeAccesses::kTable}};
  EXPECT_EQ(ask(authorizer), "");
}

TEST_F(AuthzTest, AnotherAccountsTableNeedsBothSides) {
  accesses_.account = "444455556666";
  grant(statement("Allow", "*"));
  Authorizer authorizer = make();
  EXPECT_TRUE(
      ask(authorizer)
          .ends_with("because no resource-based policy allows the dynamodb:GetItem action"));
  accesses_.resource_policy = std::make_shared<policy::Policy>(
      make_policy(policy::PolicyKind::kResource, "table",
                  R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"},
                      "Action": "dynamodb:GetItem", "Resource": "*"})"));
  EXPECT_EQ(ask(authorizer), "");
  principals_.change({});
  EXPECT_NE(ask(authorizer), "");
}

TEST_F(AuthzTest, TheOrganizationLimitsItsAccounts) {
  grant(statement("Allow", "*"));
  organization_.accounts[std::string(kAccount)].service_control = {
      {make_policy(policy::PolicyKind::kServiceControl, "scp",
                   R"({"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "*"})")}};
  Authorizer authorizer = make();
  EXPECT_TRUE(ask(authorizer).ends_with("with an explicit deny in a service control policy"));

  organization_.accounts[std::string(kAccount)] = {};
  organization_.accounts["444455556666"].resource_control = {
      {make_policy(policy::PolicyKind::kResourceControl, "rcp",
                   R"({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})")}};
  Authorizer another = make();
  EXPECT_EQ(ask(another), "");
  accesses_.account = "444455556666";
  EXPECT_TRUE(ask(another).ends_with("with an explicit deny in a resource control policy"));
}

TEST_F(AuthzTest, MembersOfAnOrganizationAreSeenAsSuch) {
  organization_.id = "o-example";
  organization_.accounts[std::string(kAccount)] = {};
  const auto conditions = [](std::string_view key) {
    return R"({"StringEquals": {")" + std::string(key) + R"(": "o-example"}})";
  };
  for (const char* key : {"aws:PrincipalOrgID", "aws:ResourceOrgID"}) {
    grant(statement("Allow", "*", "*", conditions(key)));
    Authorizer authorizer = make();
    EXPECT_EQ(ask(authorizer), "") << key;
  }
  accesses_.account = "444455556666";
  Authorizer authorizer = make();
  EXPECT_NE(ask(authorizer), "");
}

TEST_F(AuthzTest, AVpcEndpointHasAPolicyOfItsOwn) {
  grant("[" + statement("Allow", "*") + "," +
        statement("Deny", "*", "*", R"({"StringEquals": {"aws:SourceVpce": "vpce-2"}})") + "]");
  organization_.vpc_endpoints["vpce-1"] = {
      .vpc_id = "vpc-1",
      .policy = make_policy(policy::PolicyKind::kVpcEndpoint, "endpoint",
                            R"({"Effect": "Allow", "Principal": "*", "Action": "dynamodb:PutItem",
                                "Resource": "*"})")};
  Authorizer authorizer = make();
  EXPECT_EQ(ask(authorizer), "");
  http_.headers = {{"X-Dynarock-Vpc-Endpoint", "vpce-1"}};
  EXPECT_TRUE(ask(authorizer)
                  .ends_with("because no VPC endpoint policy allows the dynamodb:GetItem action"));
  http_.headers = {{"X-Dynarock-Vpc-Endpoint", "vpce-2"}};
  EXPECT_TRUE(ask(authorizer).ends_with("with an explicit deny in an identity-based policy"));
}

/// Knows one, vpce-3, whose policy allows nothing.
class FakeEndpoints final : public VpcEndpointSource {
 public:
  std::shared_ptr<const VpcEndpoint> find(std::string_view id, const aws::Call&) const override {
    if (id != "vpce-3") return nullptr;
    return std::make_shared<const VpcEndpoint>(
        VpcEndpoint{.vpc_id = "vpc-3",
                    .gateway = false,
                    .policy = make_policy(policy::PolicyKind::kVpcEndpoint, "endpoint",
                                          R"({"Effect": "Allow", "Principal": "*", "Action": "s3:*",
                                  "Resource": "*"})")});
  }
};

std::string value(const Record& record, std::string_view key) {
  const auto values = record.requests.front().context.find(key);
  return std::string(values.empty() ? "" : values.front());
}

TEST_F(AuthzTest, APathLeadsThroughItsEndpoint) {
  grant(statement("Allow", "*"));
  const FakeEndpoints endpoints;
  Authorizer authorizer({}, principals_, {{"dynamodb", &accesses_}}, organization_, &endpoints);
  path_ = std::make_shared<const aws::NetworkPath>(
      aws::NetworkPath{.vpc_id = "vpc-3", .vpc_endpoint = "vpce-3", .source_ip = "10.0.0.9"});
  EXPECT_TRUE(ask(authorizer)
                  .ends_with("because no VPC endpoint policy allows the dynamodb:GetItem action"));
  const auto record = authorizer.records().find([](const Record&) { return true; });
  const std::pair<std::string_view, std::string_view> expected[] = {{"aws:sourcevpce", "vpce-3"},
                                                                    {"aws:sourcevpc", "vpc-3"},
                                                                    {"aws:vpcsourceip", "10.0.0.9"},
                                                                    {"aws:sourceip", ""}};
  for (const auto& [key, wanted] : expected) EXPECT_EQ(value(*record, key), wanted) << key;
  EXPECT_FALSE(record->gateway_endpoint);

  http_.headers = {{"X-Dynarock-Vpc-Endpoint", "vpce-4"}};
  EXPECT_EQ(ask(authorizer), "");
  path_ = nullptr;
  http_.headers = {{"X-Dynarock-Vpc-Endpoint", "vpce-3"}};
  EXPECT_TRUE(ask(authorizer)
                  .ends_with("because no VPC endpoint policy allows the dynamodb:GetItem action"));
}

TEST_F(AuthzTest, APathOverTheInternetHasItsGatewaysAddress) {
  Authorizer authorizer = make();
  for (const std::string address : {"198.51.100.7", ""}) {
    path_ = std::make_shared<const aws::NetworkPath>(
        aws::NetworkPath{.vpc_id = "vpc-1", .source_ip = address});
    ask(authorizer);
    const auto record = authorizer.records().find([](const Record&) { return true; });
    EXPECT_EQ(value(*record, "aws:sourceip"), address.empty() ? "203.0.113.9" : address);
    EXPECT_EQ(value(*record, "aws:sourcevpc"), "");
  }
}

TEST_F(AuthzTest, WhatIsLostOnItsWayIsKeptUnjudged) {
  Authorizer authorizer = make();
  path_ = std::make_shared<const aws::NetworkPath>(aws::NetworkPath{.problem = "no route"});
  aws::Call call{.service = "dynamodb",
                 .operation = "GetItem",
                 .account = kAccount,
                 .region = "us-east-1",
                 .request_id = request_id_,
                 .now = {},
                 .authorization = authorization_,
                 .credentials = &credentials_,
                 .http = http_,
                 .path = path_};
  authorizer.note_lost(call);
  const auto record = authorizer.records().find([](const Record& one) { return !one.allowed; });
  ASSERT_TRUE(record);
  EXPECT_EQ(record->operation, "GetItem");
  EXPECT_EQ(record->path->problem, "no route");
  EXPECT_TRUE(record->accesses.empty());
}

TEST_F(AuthzTest, ConditionsSeeTheCallerAndTheRequest) {
  http_.headers = {{"User-Agent", "test/1"}};
  http_.secure = true;
  Authorizer authorizer = make();
  ask(authorizer);
  const auto record = authorizer.records().find([](const Record&) { return true; });
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"aws:principalarn", "arn:aws:iam::111122223333:user/ann"},
      {"aws:principalaccount", kAccount},
      {"aws:principaltype", "User"},
      {"aws:userid", "AIDAEXAMPLE"},
      {"aws:username", "ann"},
      {"aws:principaltag/team", "red"},
      {"aws:requestedregion", "us-east-1"},
      {"aws:currenttime", "2023-11-14T22:13:20Z"},
      {"aws:epochtime", "1700000000"},
      {"aws:securetransport", "true"},
      {"aws:useragent", "test/1"},
      {"aws:sourceip", "203.0.113.9"},
      {"aws:resourceaccount", kAccount},
      {"aws:tokenissuetime", ""},
      {"aws:sourcevpce", ""}};
  for (const auto& [key, wanted] : expected) EXPECT_EQ(value(*record, key), wanted) << key;
}

TEST_F(AuthzTest, ConditionsSeeASessionsRoleAndTheEndpointInPlaceOfTheAddress) {
  become_role_session();
  credentials_.session->issued = Timestamp(std::chrono::seconds(1'699'999'000));
  http_.headers = {{"X-Dynarock-Vpc-Endpoint", "vpce-1"}};
  organization_.vpc_endpoints["vpce-1"].vpc_id = "vpc-1";
  Authorizer authorizer = make();
  ask(authorizer);
  const auto record = authorizer.records().find([](const Record&) { return true; });
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"aws:principalarn", "arn:aws:iam::111122223333:role/R"},
      {"aws:principaltype", "AssumedRole"},
      {"aws:username", ""},
      {"aws:tokenissuetime", "2023-11-14T21:56:40Z"},
      {"aws:sourceip", ""},
      {"aws:vpcsourceip", "203.0.113.9"},
      {"aws:sourcevpce", "vpce-1"},
      {"aws:sourcevpc", "vpc-1"}};
  for (const auto& [key, wanted] : expected) EXPECT_EQ(value(*record, key), wanted) << key;
}

}  // namespace
}  // namespace dynarock::authz
