#include "dynarock/iam/access/service_trust.h"

#include <gtest/gtest.h>

#include <string>

#include "dynarock/storage/store.h"

namespace dynarock::iam {
namespace {

constexpr char kAccount[] = "123456789012";
constexpr char kTasks[] = "ecs-tasks.amazonaws.com";
constexpr char kTask[] = "arn:aws:ecs:us-east-1:123456789012:task/web/1";
constexpr char kRoleArn[] = "arn:aws:iam::123456789012:role/app/task";

class ServiceTrustTest : public testing::Test {
 protected:
  void make_role(const std::string& statement) {
    auto account = state_.write(kAccount);
    Role role;
    role.name = "task";
    role.path = "/app/";
    role.trust_policy = R"({"Version": "2012-10-17", "Statement": [)" + statement + "]}";
    account->roles.insert_or_assign(role.name, role);
    account.save(role);
    account.commit();
  }

  std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  State state_{*store_};
};

TEST_F(ServiceTrustTest, IsOfTheServiceThatIsNamed) {
  make_role(R"({"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"}})");
  EXPECT_EQ(service_trust(state_, kRoleArn, kTasks, kTask), ServiceTrust::kTrusted);
  EXPECT_EQ(service_trust(state_, kRoleArn, "lambda.amazonaws.com", kTask), ServiceTrust::kRefused);
}

TEST_F(ServiceTrustTest, DependsOnWhatTheServiceActsFor) {
  make_role(R"({"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"},
                              "ArnLike": {"aws:SourceArn": "arn:aws:ecs:us-east-1:*:*"}}})");
  EXPECT_EQ(service_trust(state_, kRoleArn, kTasks, kTask), ServiceTrust::kTrusted);
  EXPECT_EQ(
      service_trust(state_, kRoleArn, kTasks, "arn:aws:ecs:eu-west-1:123456789012:task/web/1"),
      ServiceTrust::kRefused);
}

TEST_F(ServiceTrustTest, NamesRolesWithTheirPaths) {
  make_role(R"({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "*"}})");
  for (const char* arn :
       {"arn:aws:iam::123456789012:role/task", "arn:aws:iam::210987654321:role/app/task", "task"})
    EXPECT_EQ(service_trust(state_, arn, kTasks, kTask), ServiceTrust::kNoRole) << arn;
}

}  // namespace
}  // namespace dynarock::iam
