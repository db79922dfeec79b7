#include "dynarock/iam/model/state.h"

#include <gtest/gtest.h>

#include <utility>

#include "dynarock/policy/document.h"
#include "dynarock/storage/store.h"
#include "tests/support/temporary_directory.h"

namespace dynarock::iam {
namespace {

constexpr Timestamp kNow{std::chrono::seconds(1'700'000'000)};
constexpr char kAccount[] = "123456789012";

User user_with_key(Ids& ids) {
  User user;
  user.name = "Ann";
  user.path = "/team/";
  user.id = make_unique_id("AIDA", ids);
  user.created = kNow;
  user.tags = {{"team", "a \"b\""}};
  user.inline_policies = {{"own", "{}"}};
  user.attached_policies = {"arn:aws:iam::aws:policy/AdministratorAccess",
                            "arn:aws:iam::123456789012:policy/read"};
  user.permissions_boundary = "arn:aws:iam::123456789012:policy/read";
  user.access_keys = {make_access_key("AKIA", kAccount, ids, kNow)};
  user.groups = {"crew"};
  return user;
}

ManagedPolicy policy() {
  ManagedPolicy policy;
  policy.name = "read";
  policy.versions = {{1, "{\"v\":1}", kNow}, {3, "{\"v\":3}", kNow}};
  policy.default_version = 3;
  policy.next_version = 4;
  return policy;
}

auth::IssuedCredentials session(Ids& ids, Timestamp expires) {
  const AccessKey key = make_access_key("ASIA", kAccount, ids, kNow);
  return {.access_key_id = key.id,
          .secret_access_key = key.secret,
          .active = true,
          .principal = {.kind = auth::PrincipalKind::kRoleSession,
                        .account = kAccount,
                        .arn = "arn:aws:sts::123456789012:assumed-role/reader/task",
                        .user_id = "AROA:task",
                        .name = "reader",
                        .tags = {{"k", "v"}}},
          .session = auth::Session{.token = "token",
                                   .issued = kNow,
                                   .expires = expires,
                                   .policies = {"{}"},
                                   .transitive_tag_keys = {"k"},
                                   .source_identity = "ann"}};
}

class StateTest : public ::testing::Test {
 protected:
  /// As if the program ended and started again.
  void reopen() {
    state_.reset();
    store_.reset();
    store_ = storage::Store::open({.directory = directory_.path() / "db"});
    state_ = std::make_unique<State>(*store_);
  }
  void SetUp() override { reopen(); }

  template <class T>
  void put(ByName<T> Account::*entities, T entity) {
    auto account = state_->write(kAccount);
    const std::string name = entity.name;
    const T& made = ((*account).*entities).emplace(name, std::move(entity)).first->second;
    account.save(made);
    account.commit();
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<State> state_;
  Ids ids_{1};
};

TEST_F(StateTest, KeepsUsersAndTheirKeys) {
  const User user = user_with_key(ids_);
  put(&Account::users, user);
  reopen();
  const auto account = state_->read(kAccount);
  const User& read = account->users.find("ANN")->second;
  EXPECT_EQ(read.name, "Ann");
  EXPECT_EQ(read.path, "/team/");
  EXPECT_EQ(read.id, user.id);
  EXPECT_EQ(read.created, kNow);
  EXPECT_EQ(read.tags[0].value, "a \"b\"");
  EXPECT_EQ(read.inline_policies, user.inline_policies);
  EXPECT_EQ(read.attached_policies, user.attached_policies);
  EXPECT_EQ(read.permissions_boundary, user.permissions_boundary);
  EXPECT_EQ(read.groups, user.groups);

  const auto credentials = state_->find(user.access_keys[0].id);
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->secret_access_key, user.access_keys[0].secret);
  EXPECT_EQ(credentials->principal.arn, "arn:aws:iam::123456789012:user/team/Ann");
  EXPECT_FALSE(credentials->session);
}

TEST_F(StateTest, KeepsSessions) {
  const auth::IssuedCredentials made = session(ids_, kNow + std::chrono::hours(1));
  auto account = state_->write(kAccount);
  account.issue(made);
  account.commit();
  { auto released = std::move(account); }
  reopen();
  const auto read = state_->find(made.access_key_id);
  ASSERT_TRUE(read && read->session);
  EXPECT_EQ(read->secret_access_key, made.secret_access_key);
  EXPECT_EQ(read->principal.kind, auth::PrincipalKind::kRoleSession);
  EXPECT_EQ(read->principal.arn, made.principal.arn);
  EXPECT_EQ(read->principal.tags, made.principal.tags);
  EXPECT_EQ(read->session->token, "token");
  EXPECT_EQ(read->session->expires, made.session->expires);
  EXPECT_EQ(read->session->policies, made.session->policies);
  EXPECT_EQ(read->session->transitive_tag_keys, made.session->transitive_tag_keys);
  EXPECT_EQ(read->session->source_identity, "ann");
}

TEST_F(StateTest, ForgetsSessionsAnHourAfterTheirEnd) {
  const auth::IssuedCredentials made = session(ids_, kNow);
  {
    auto account = state_->write(kAccount);
    account.issue(made);
    account.commit();
  }
  state_->step(kNow + std::chrono::minutes(59));
  EXPECT_TRUE(state_->find(made.access_key_id));
  state_->step(kNow + std::chrono::minutes(60));
  EXPECT_FALSE(state_->find(made.access_key_id));
  reopen();
  EXPECT_FALSE(state_->find(made.access_key_id));
}

TEST_F(StateTest, GathersAPrincipalsPolicies) {
  put(&Account::policies, policy());
  Group group;
  group.name = "crew";
  group.inline_policies = {{"shared", "[]"}};
  put(&Account::groups, group);
  const User user = user_with_key(ids_);
  put(&Account::users, user);
  reopen();
  const PrincipalPolicies policies =
      state_->policies_of(state_->find(user.access_keys[0].id)->principal);
  std::vector<std::string> told;
  for (const PolicyText& text : policies.identity)
    told.push_back(std::string(text.holder_kind) + " " + text.holder + ": " + text.name);
  EXPECT_EQ(told, (std::vector<std::string>{"user Ann: own", "user Ann: AdministratorAccess",
                                            "user Ann: read", "group crew: shared"}));
  EXPECT_EQ(policies.identity[2].document, "{\"v\":3}");
  ASSERT_TRUE(policies.boundary);
  EXPECT_EQ(policies.boundary->document, "{\"v\":3}");
  EXPECT_TRUE(state_->policies_of(auth::root_principal(kAccount)).identity.empty());
}

TEST_F(StateTest, CountsChanges) {
  const std::uint64_t before = state_->version();
  { const auto account = state_->read(kAccount); }
  EXPECT_EQ(state_->version(), before);
  {
    auto account = state_->write(kAccount);
    account.issue(session(ids_, kNow));
    account.commit();
  }
  EXPECT_EQ(state_->version(), before);
  put(&Account::policies, policy());
  EXPECT_GT(state_->version(), before);
}

TEST_F(StateTest, MakesOneRootKeyAnAccount) {
  const AccessKey key = state_->root_key(kAccount, ids_, kNow);
  EXPECT_EQ(state_->root_key(kAccount, ids_, kNow).id, key.id);
  EXPECT_NE(state_->root_key("210987654321", ids_, kNow).id, key.id);
  reopen();
  EXPECT_EQ(state_->root_key(kAccount, ids_, kNow).secret, key.secret);
  EXPECT_EQ(state_->find(key.id)->principal.arn, "arn:aws:iam::123456789012:root");
}

TEST_F(StateTest, TakesARootKeyInPlaceOfItsOwn) {
  const AccessKey made = state_->root_key(kAccount, ids_, kNow);
  const AccessKey given{.id = "MY_OWN_ACCESS_KEY", .secret = "secret", .created = kNow};
  state_->set_root_key(kAccount, given);
  EXPECT_FALSE(state_->find(made.id));
  EXPECT_EQ(state_->root_key(kAccount, ids_, kNow).id, given.id);
  reopen();
  EXPECT_EQ(state_->find(given.id)->secret_access_key, "secret");
}

TEST(AwsPolicies, AreWellFormed) {
  for (const auto& [name, policy] : aws_policies()) {
    const auto parsed =
        policy::parse_policy(policy::PolicyKind::kManaged, policy.default_document().document);
    EXPECT_TRUE(parsed) << name << ": " << parsed.error().describe();
  }
}

TEST(AccessKeyIds, TellTheirAccount) {
  Ids ids(7);
  for (const char* account : {"000000000000", "123456789012", "999999999999"}) {
    const AccessKey key = make_access_key("AKIA", account, ids, kNow);
    EXPECT_EQ(key.id.size(), 20U);
    EXPECT_EQ(key.secret.size(), 40U);
    EXPECT_EQ(account_in(key.id), account);
  }
  EXPECT_EQ(account_in("AKIAIOSFODNN7EXAMPLE"), std::nullopt);
  EXPECT_EQ(account_in("AKIAQ1AAAAAAAAAAAAAA"), std::nullopt);
  EXPECT_EQ(account_in("AKIA777777777AAAAAAA"), std::nullopt);
  EXPECT_EQ(account_in("test"), std::nullopt);
}

}  // namespace
}  // namespace dynarock::iam
