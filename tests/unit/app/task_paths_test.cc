#include "app/task_paths.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ec2/resources.h"

namespace dynarock::app {
namespace {

constexpr ec2::Place kWhere{"123456789012", "us-east-1"};
const ecs::Place kPlace{"123456789012", "us-east-1"};
constexpr char kTask[] = "0123456789abcdef0123456789abcdef";

/// A task in a default subnet, whose route leads to an internet gateway.
class TaskPathsTest : public testing::Test {
 protected:
  TaskPathsTest() {
    credentials_.principal = {
        .kind = auth::PrincipalKind::kRoleSession,
        .account = kPlace.account,
        .arn = "arn:aws:sts::123456789012:assumed-role/reader/" + std::string(kTask),
        .name = "reader"};
    subnet_ = network_.default_subnets(kWhere).front();
    task_.id = kTask;
    task_.cluster = "web";
    task_.network.subnets = {subnet_.id};
    task_.attachments = {{.subnet_id = subnet_.id, .private_ip = "172.31.0.9"}};
    save();
  }

  void save() {
    auto change = tasks_.write(kPlace);
    change.save(change->tasks.insert_or_assign("web/" + task_.id, task_).first->second);
    change.commit();
  }

  std::shared_ptr<const aws::NetworkPath> path(std::string_view service = "dynamodb",
                                               std::string_view region = "us-east-1") const {
    return paths_.path_of({.service = service,
                           .operation = "GetItem",
                           .account = kPlace.account,
                           .region = region,
                           .request_id = "R",
                           .now = {},
                           .authorization = authorization_,
                           .credentials = &credentials_,
                           .http = http_});
  }

  void add_gateway_endpoint() {
    ec2::Draft draft = network_.write(kWhere);
    const std::string service = "com.amazonaws.us-east-1.dynamodb";
    const auto lists = draft->of(ec2::kPrefixLists, "PrefixListName", service);
    const std::string list = ec2::text(*lists.at(0), "PrefixListId");
    const ec2::Record* subnet = draft->find(subnet_.id);
    const std::string table =
        ec2::text(*ec2::route_table_of(draft.region(), *subnet), "RouteTableId");
    draft->put("vpce-1", {{"VpcEndpointId", "vpce-1"},
                          {"VpcId", subnet_.vpc_id},
                          {"ServiceName", service},
                          {"VpcEndpointType", "Gateway"},
                          {"PolicyDocument", R"({"Statement": []})"}});
    draft->change(table)["Routes"].push_back(
        {{"DestinationPrefixListId", list}, {"GatewayId", "vpce-1"}, {"State", "active"}});
    draft.commit();
  }

  Ids ids_{1};
  std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  ecs::State tasks_{*store_};
  ec2::Network network_{*store_, ids_};
  ec2::Subnet subnet_;
  ecs::Task task_;
  auth::Authorization authorization_;
  auth::IssuedCredentials credentials_;
  http::Request http_;
  const TaskPaths paths_{tasks_, network_};
};

TEST_F(TaskPathsTest, LeadsNowhereWithoutAPublicAddress) {
  const auto found = path();
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->arrives());
  EXPECT_EQ(found->sender, "task web/" + std::string(kTask));
  EXPECT_TRUE(found->problem.ends_with("which needs a public IP address, and there is none"))
      << found->problem;
}

TEST_F(TaskPathsTest, LeadsOverTheInternet) {
  task_.network.assign_public_ip = true;
  save();
  const auto found = path();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->problem, "");
  EXPECT_TRUE(found->gateway.starts_with("the internet gateway igw-")) << found->gateway;
  EXPECT_EQ(found->vpc_endpoint, "");
  EXPECT_EQ(found->vpc_id, subnet_.vpc_id);
}

TEST_F(TaskPathsTest, LeadsThroughAnEndpointFromWhenThereIsOne) {
  EXPECT_FALSE(path()->arrives());
  add_gateway_endpoint();
  const auto found = path();
  EXPECT_EQ(found->problem, "");
  EXPECT_EQ(found->gateway, "the gateway endpoint vpce-1");
  EXPECT_EQ(found->vpc_endpoint, "vpce-1");
  EXPECT_EQ(found->source_ip, "172.31.0.9");
}

TEST_F(TaskPathsTest, EndpointsAreOfTheirServiceAndRegion) {
  add_gateway_endpoint();
  EXPECT_TRUE(path("dynamodb", "us-east-1")->arrives());
  EXPECT_FALSE(path("dynamodb", "eu-west-1")->arrives());
  EXPECT_FALSE(path("ssm", "us-east-1")->arrives());
}

TEST_F(TaskPathsTest, IsThatOfTasksOnly) {
  credentials_.principal.arn = "arn:aws:sts::123456789012:assumed-role/reader/somebody";
  EXPECT_FALSE(path());
  credentials_.principal.arn =
      "arn:aws:sts::123456789012:assumed-role/reader/" + std::string(32, 'a');
  EXPECT_FALSE(path());
}

TEST_F(TaskPathsTest, TasksWithoutANetworkHaveNone) {
  task_.attachments.clear();
  save();
  EXPECT_FALSE(path());
}

}  // namespace
}  // namespace dynarock::app
