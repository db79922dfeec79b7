#include "dynarock/iam/access/access.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dynarock/iam/access/web_identity.h"
#include "dynarock/policy/document.h"
#include "dynarock/storage/store.h"

namespace dynarock::iam {
namespace {

constexpr char kAccount[] = "123456789012";
const std::string kTrust =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": "123456789012"}}})";

class IamAccess : public testing::Test {
 protected:
  IamAccess() : store_(storage::Store::open({})), state_(*store_) {
    auto account = state_.write(kAccount);
    User user;
    user.name = "ann";
    user.path = "/team/";
    Role role;
    role.name = "reader";
    role.path = "/apps/";
    role.trust_policy = kTrust;
    role.tags = {{"team", "red"}};
    account->users.emplace(user.name, user);
    account->roles.emplace(role.name, role);
    account.save(user);
    account.save(role);
    account.commit();
    caller_ = {.kind = auth::PrincipalKind::kUser,
               .account = kAccount,
               .arn = "arn:aws:iam::123456789012:user/team/ann",
               .name = "ann"};
  }

  using Make = std::vector<policy::AccessRequest> (*)(const AccessCall& call);

  /// Each access as a line `action resource key=value ...`.
  std::string ask(Make make, std::string_view operation, const std::string& input) {
    json::Document document;
    EXPECT_TRUE(document.parse(input)) << input;
    std::string text;
    for (const policy::AccessRequest& access :
         make({operation, caller_, document.root(), state_, shared_})) {
      text += access.action + " " + access.resource;
      for (const policy::Context::Entry& entry : access.context.entries()) {
        text.append(" ").append(entry.name).append("=");
        for (const std::string_view value : entry.values) {
          if (!text.ends_with('=')) text += ',';
          text += value;
        }
      }
      if (access.resource_policy) text += " guarded";
      text += "\n";
    }
    return text;
  }

  std::unique_ptr<storage::Store> store_;
  State state_;
  auth::Principal caller_;
  policy::Context shared_;
};

struct Case {
  const char* operation;
  const char* input;
  const char* expected;
};

TEST_F(IamAccess, IamAsksForItsOperationOnWhatIsNamed) {
  constexpr Case kCases[] = {
      {"GetUser", R"({"UserName": "ANN"})",
       "iam:GetUser arn:aws:iam::123456789012:user/team/ann\n"},
      {"GetUser", "{}", "iam:GetUser arn:aws:iam::123456789012:user/team/ann\n"},
      {"CreateUser",
       R"({"UserName": "bob", "Path": "/new/", "Tags": [{"Key": "k", "Value": "v"}]})",
       "iam:CreateUser arn:aws:iam::123456789012:user/new/bob aws:RequestTag/k=v aws:TagKeys=k\n"},
      {"CreateUser", R"({"UserName": "bob", "PermissionsBoundary": "arn:b"})",
       "iam:CreateUser arn:aws:iam::123456789012:user/bob iam:PermissionsBoundary=arn:b\n"},
      {"AttachUserPolicy", R"({"UserName": "ann", "PolicyArn": "arn:p"})",
       "iam:AttachUserPolicy arn:aws:iam::123456789012:user/team/ann iam:PolicyARN=arn:p\n"},
      {"PutUserPolicy", R"({"UserName": "ann", "PolicyName": "p", "PolicyDocument": "{}"})",
       "iam:PutUserPolicy arn:aws:iam::123456789012:user/team/ann\n"},
      {"AddUserToGroup", R"({"UserName": "ann", "GroupName": "crew"})",
       "iam:AddUserToGroup arn:aws:iam::123456789012:group/crew\n"},
      {"CreatePolicy", R"({"PolicyName": "p"})",
       "iam:CreatePolicy arn:aws:iam::123456789012:policy/p\n"},
      {"GetPolicy", R"({"PolicyArn": "arn:p"})", "iam:GetPolicy arn:p iam:PolicyARN=arn:p\n"},
      {"GetRole", R"({"RoleName": "reader"})",
       "iam:GetRole arn:aws:iam::123456789012:role/apps/reader\n"},
      {"UntagRole", R"({"RoleName": "reader", "TagKeys": ["a", "b"]})",
       "iam:UntagRole arn:aws:iam::123456789012:role/apps/reader aws:TagKeys=a,b\n"},
      {"AddRoleToInstanceProfile", R"({"InstanceProfileName": "i", "RoleName": "reader"})",
       "iam:AddRoleToInstanceProfile arn:aws:iam::123456789012:instance-profile/i\n"
       "iam:PassRole arn:aws:iam::123456789012:role/apps/reader "
       "iam:PassedToService=ec2.amazonaws.com\n"},
      {"SimulatePrincipalPolicy", R"({"PolicySourceArn": "arn:s", "ActionNames": []})",
       "iam:SimulatePrincipalPolicy arn:s\n"},
      {"ListUsers", "{}", "iam:ListUsers *\n"}};
  for (const Case& one : kCases)
    EXPECT_EQ(ask(iam_accesses, one.operation, one.input), one.expected) << one.operation;
}

TEST_F(IamAccess, TheRootIsNoUser) {
  caller_ = auth::root_principal(kAccount);
  EXPECT_EQ(ask(iam_accesses, "GetUser", "{}"), "iam:GetUser *\n");
}

TEST_F(IamAccess, StsAsksForRoles) {
  const std::string role = "arn:aws:iam::123456789012:role/apps/reader";
  EXPECT_EQ(ask(sts_accesses, "AssumeRole",
                R"({"RoleArn": ")" + role + R"(", "RoleSessionName": "task", "ExternalId": "x"})"),
            "sts:AssumeRole " + role +
                " aws:ResourceTag/team=red sts:ExternalId=x sts:RoleSessionName=task guarded\n");
  EXPECT_EQ(ask(sts_accesses, "AssumeRole",
                R"({"RoleArn": ")" + role + R"(", "RoleSessionName": "task", "SourceIdentity": "s",
                    "Tags": [{"Key": "k", "Value": "v"}], "TransitiveTagKeys": ["k"]})"),
            [&] {
              std::string text;
              for (const char* action : {"AssumeRole", "TagSession", "SetSourceIdentity"})
                text += std::string("sts:") + action + " " + role +
                        " aws:ResourceTag/team=red sts:RoleSessionName=task sts:SourceIdentity=s "
                        "aws:RequestTag/k=v aws:TagKeys=k sts:TransitiveTagKeys=k guarded\n";
              return text;
            }());
}

TEST_F(IamAccess, StsAsksForNothingWhereEverybodyMay) {
  for (const char* operation : {"GetCallerIdentity", "GetSessionToken", "GetAccessKeyInfo"})
    EXPECT_EQ(ask(sts_accesses, operation, "{}"), "") << operation;
  EXPECT_EQ(ask(sts_accesses, "GetFederationToken", R"({"Name": "bob"})"),
            "sts:GetFederationToken arn:aws:sts::123456789012:federated-user/bob\n");
  EXPECT_EQ(ask(sts_accesses, "DecodeAuthorizationMessage", "{}"),
            "sts:DecodeAuthorizationMessage *\n");
}

/// Whether ann may assume a role by its trust policy and a policy of hers that allows everything.
bool may_assume(const State& state, const std::string& arn) {
  json::Document document;
  const std::string input = R"({"RoleArn": ")" + arn + R"(", "RoleSessionName": "task"})";
  EXPECT_TRUE(document.parse(input));
  const policy::Context shared;
  const auth::Principal caller{.kind = auth::PrincipalKind::kUser, .account = kAccount};
  const auto requests = sts_accesses({"AssumeRole", caller, document.root(), state, shared});
  const policy::Principal principal{.kind = policy::Principal::Kind::kUser,
                                    .account = kAccount,
                                    .arn = "arn:aws:iam::123456789012:user/team/ann"};
  policy::PrincipalPolicies policies;
  policies.identity = {
      {"all", "", *policy::parse_policy(policy::PolicyKind::kInline, R"({"Version": "2012-10-17",
         "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})")}};
  const policy::AccessRequest& one = requests.front();
  const policy::Access access{one.action, one.resource, one.resource_account, &one.context,
                              one.resource_policy.get()};
  return policy::evaluate({principal, policies, {&access, 1}}).allowed;
}

TEST_F(IamAccess, NobodyAssumesARoleThatIsNotThere) {
  EXPECT_TRUE(may_assume(state_, "arn:aws:iam::123456789012:role/apps/reader"));
  // Of another path, of another name, of another account.
  EXPECT_FALSE(may_assume(state_, "arn:aws:iam::123456789012:role/reader"));
  EXPECT_FALSE(may_assume(state_, "arn:aws:iam::123456789012:role/apps/writer"));
  EXPECT_FALSE(may_assume(state_, "arn:aws:iam::444455556666:role/apps/reader"));
}

TEST(WebIdentity, IsNamedAsTrustPoliciesDo) {
  json::Document document;
  ASSERT_TRUE(document.parse(
      R"({"iss": "https://id.example.com/x", "sub": "42", "aud": ["app", "other"]})"));
  const WebIdentity own = web_identity_of(document.root(), kAccount);
  EXPECT_EQ(own.principal.provider, "arn:aws:iam::123456789012:oidc-provider/id.example.com/x");
  EXPECT_EQ(own.keys.at(0), std::pair(std::string("id.example.com/x:sub"), std::string("42")));
  EXPECT_EQ(own.keys.at(1), std::pair(std::string("id.example.com/x:aud"), std::string("app")));
  ASSERT_TRUE(document.parse(R"({"iss": "https://accounts.google.com", "sub": "7"})"));
  EXPECT_EQ(web_identity_of(document.root(), kAccount).principal.provider, "accounts.google.com");
}

}  // namespace
}  // namespace dynarock::iam
