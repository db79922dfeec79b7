#include "ec2/path.h"

#include <gtest/gtest.h>

#include "ec2/resources.h"

namespace dynarock::ec2 {
namespace {

constexpr Place kPlace{"123456789012", "us-east-1"};

/// A VPC with one subnet that leads nowhere and a group that lets everything out.
class PathTest : public testing::Test {
 protected:
  PathTest() {
    vpc_ = add_vpc(region_, ids_, *Cidr::parse("10.0.0.0/16"), false);
    region_.change(vpc_)["EnableDnsHostnames"] = true;
    subnet_ = add_subnet(region_, ids_, vpc_, *Cidr::parse("10.0.0.0/24"), "us-east-1a", false);
    table_ = add_route_table(region_, ids_, vpc_);
    add_association(region_, ids_, table_, subnet_);
    group_ = add_security_group(region_, ids_, vpc_, "task", "a task's");
    egress_ = add_security_group_rule(region_, ids_, group_, true, open_egress());
  }

  Path path(std::string_view service = "dynamodb", bool public_ip = false) const {
    return path_to(region_,
                   {.subnet_id = subnet_,
                    .security_groups = {group_},
                    .private_ip = "10.0.0.9",
                    .public_ip = public_ip},
                   service);
  }

  void add_route(const std::string& table, Record route) {
    route["State"] = "active";
    region_.change(table)["Routes"].push_back(std::move(route));
  }

  std::string prefix_list(std::string_view service) const {
    const auto lists = region_.of(kPrefixLists, "PrefixListName",
                                  "com.amazonaws.us-east-1." + std::string(service));
    return text(*lists.at(0), "PrefixListId");
  }

  void add_gateway_endpoint() {
    region_.put("vpce-1", {{"VpcEndpointId", "vpce-1"},
                           {"VpcId", vpc_},
                           {"ServiceName", "com.amazonaws.us-east-1.dynamodb"},
                           {"VpcEndpointType", "Gateway"},
                           {"PolicyDocument", "{}"}});
    add_route(table_,
              {{"DestinationPrefixListId", prefix_list("dynamodb")}, {"GatewayId", "vpce-1"}});
  }

  /// Returns the endpoint's security group, which lets nothing in.
  std::string add_interface_endpoint() {
    const std::string group = add_security_group(region_, ids_, vpc_, "endpoint", "its");
    const std::string interface = *add_interface(region_, ids_,
                                                 {.subnet_id = subnet_,
                                                  .security_groups = {group},
                                                  .description = "",
                                                  .type = "vpc_endpoint",
                                                  .requester = "amazon-aws"});
    region_.put("vpce-2", {{"VpcEndpointId", "vpce-2"},
                           {"VpcId", vpc_},
                           {"ServiceName", "com.amazonaws.us-east-1.ssm"},
                           {"VpcEndpointType", "Interface"},
                           {"PrivateDnsEnabled", true},
                           {"NetworkInterfaceIds", Record::array({interface})},
                           {"Groups", Record::array({{{"GroupId", group}}})},
                           {"PolicyDocument", "{}"}});
    return group;
  }

  Region region_ = make_default_network(kPlace);
  Ids ids_{1};
  std::string vpc_, subnet_, table_, group_, egress_;
};

TEST_F(PathTest, LeadsNowhereWithoutRoute) {
  const Path found = path();
  EXPECT_EQ(found.way, Way::kNone);
  EXPECT_FALSE(found.leaves());
  EXPECT_EQ(found.vpc_id, vpc_);
  EXPECT_EQ(found.problem, "subnet " + subnet_ + "'s route table " + table_ +
                               " has no route to dynamodb: no gateway endpoint, NAT gateway or "
                               "internet gateway");
  EXPECT_EQ(path("ssm").problem,
            "subnet " + subnet_ + "'s route table " + table_ +
                " has no route to ssm: no interface endpoint with private DNS, NAT gateway or "
                "internet gateway");
}

TEST_F(PathTest, NeedsASubnet) {
  const Path found = path_to(region_, {.subnet_id = "subnet-1"}, "dynamodb");
  EXPECT_EQ(found.way, Way::kNone);
  EXPECT_EQ(found.problem, "subnet subnet-1 does not exist");
}

TEST_F(PathTest, TakesTheGatewayEndpointRatherThanTheInternet) {
  add_gateway_endpoint();
  add_route(table_, {{"DestinationCidrBlock", "0.0.0.0/0"}, {"GatewayId", "igw-1"}});
  const Path found = path();
  EXPECT_EQ(found.way, Way::kGatewayEndpoint);
  EXPECT_EQ(found.gateway_id, "vpce-1");
  ASSERT_TRUE(found.endpoint);
  EXPECT_TRUE(found.endpoint->gateway);
  EXPECT_EQ(found.endpoint->policy, "{}");
  EXPECT_EQ(path("s3", true).way, Way::kInternetGateway);
}

TEST_F(PathTest, FollowsTheMainRouteTableWithoutAssociation) {
  region_.change(table_)["Associations"] = Record::array();
  EXPECT_EQ(path().way, Way::kNone);
  add_route(text(*main_route_table(region_, vpc_), "RouteTableId"),
            {{"DestinationCidrBlock", "0.0.0.0/0"}, {"GatewayId", "igw-1"}});
  EXPECT_EQ(path("dynamodb", true).way, Way::kInternetGateway);
}

TEST_F(PathTest, NeedsAPublicAddressForAnInternetGateway) {
  add_route(table_, {{"DestinationCidrBlock", "0.0.0.0/0"}, {"GatewayId", "igw-1"}});
  EXPECT_EQ(path("ssm", true).gateway_id, "igw-1");
  EXPECT_EQ(path("ssm", false).way, Way::kBlocked);
  EXPECT_EQ(path("ssm", false).problem,
            "subnet " + subnet_ + "'s route table " + table_ +
                " sends it to the internet gateway igw-1, which needs a public IP address, and "
                "there is none");
}

TEST_F(PathTest, NeedsTheNatGatewayToReachTheInternet) {
  const std::string outer =
      add_subnet(region_, ids_, vpc_, *Cidr::parse("10.0.1.0/24"), "us-east-1a", false);
  region_.put("nat-1", {{"NatGatewayId", "nat-1"}, {"SubnetId", outer}});
  add_route(table_, {{"DestinationCidrBlock", "0.0.0.0/0"}, {"NatGatewayId", "nat-1"}});
  EXPECT_EQ(path().way, Way::kBlocked);
  const std::string main = text(*main_route_table(region_, vpc_), "RouteTableId");
  EXPECT_EQ(path().problem, "the NAT gateway nat-1 is in subnet " + outer + ", whose route table " +
                                main + " has no route to an internet gateway");
  add_route(main, {{"DestinationCidrBlock", "0.0.0.0/0"}, {"GatewayId", "igw-1"}});
  EXPECT_EQ(path().way, Way::kNatGateway);
  EXPECT_EQ(path().gateway_id, "nat-1");
  region_.change("nat-1")["ConnectivityType"] = "private";
  EXPECT_EQ(path().way, Way::kBlocked);
}

TEST_F(PathTest, TakesTheMostSpecificRoute) {
  add_gateway_endpoint();
  region_.change(table_)["Routes"].erase(1);
  add_route(table_, {{"DestinationCidrBlock", "52.0.0.0/8"}, {"GatewayId", "igw-1"}});
  add_route(table_, {{"DestinationCidrBlock", "0.0.0.0/0"}, {"NatGatewayId", "nat-1"}});
  EXPECT_EQ(path("dynamodb", true).gateway_id, "igw-1");
}

TEST_F(PathTest, IsBlockedByABlackhole) {
  add_route(table_, {{"DestinationCidrBlock", "0.0.0.0/0"}, {"NatGatewayId", "nat-1"}});
  region_.change(table_)["Routes"][1]["State"] = "blackhole";
  EXPECT_EQ(path().way, Way::kBlocked);
  EXPECT_NE(path().problem.find("sends it to nat-1, which is not there any more"),
            std::string::npos);
}

TEST_F(PathTest, NeedsAnEgressRule) {
  add_gateway_endpoint();
  region_.erase(egress_);
  EXPECT_EQ(path().way, Way::kBlocked);
  EXPECT_EQ(path().problem,
            "no egress rule of " + group_ + " lets HTTPS out to the addresses of dynamodb");
  const auto allow = [this](Record rule) {
    rule.update({{"IpProtocol", "tcp"}, {"FromPort", 443}, {"ToPort", 443}});
    return add_security_group_rule(region_, ids_, group_, true, std::move(rule));
  };
  allow({{"CidrIpv4", "10.0.0.0/8"}});
  allow({{"PrefixListId", prefix_list("s3")}});
  add_security_group_rule(
      region_, ids_, group_, true,
      {{"IpProtocol", "tcp"}, {"FromPort", 80}, {"ToPort", 442}, {"CidrIpv4", "0.0.0.0/0"}});
  add_security_group_rule(region_, ids_, group_, false, open_egress());
  EXPECT_EQ(path().way, Way::kBlocked);
  const std::string rule = allow({{"PrefixListId", prefix_list("dynamodb")}});
  EXPECT_EQ(path().way, Way::kGatewayEndpoint);
  region_.erase(rule);
  allow({{"CidrIpv4", "0.0.0.0/0"}});
  EXPECT_EQ(path().way, Way::kGatewayEndpoint);
}

TEST_F(PathTest, NeedsTheInterfaceEndpointToLetItIn) {
  const std::string group = add_interface_endpoint();
  EXPECT_EQ(path("ssm").way, Way::kBlocked);
  EXPECT_EQ(path("ssm").problem, "no ingress rule of VPC endpoint vpce-2's security groups " +
                                     group + " lets HTTPS in from " + group_ + " or 10.0.0.9/32");
  const Record https = {{"IpProtocol", "tcp"}, {"FromPort", 443}, {"ToPort", 443}};
  Record by_address = https, by_group = https;
  by_address["CidrIpv4"] = "10.0.0.8/29";
  by_group["ReferencedGroupInfo"] = {{"GroupId", group_}};
  const std::string rule = add_security_group_rule(region_, ids_, group, false, by_address);
  EXPECT_EQ(path("ssm").way, Way::kInterfaceEndpoint);
  EXPECT_EQ(path("ssm").endpoint->id, "vpce-2");
  region_.erase(rule);
  add_security_group_rule(region_, ids_, group, false, by_group);
  EXPECT_EQ(path("ssm").way, Way::kInterfaceEndpoint);
  region_.erase(egress_);
  EXPECT_EQ(path("ssm").problem,
            "no egress rule of " + group_ + " lets HTTPS out to VPC endpoint vpce-2");
}

TEST_F(PathTest, NeedsPrivateDnsForAnInterfaceEndpoint) {
  add_interface_endpoint();
  region_.change("vpce-2")["PrivateDnsEnabled"] = false;
  EXPECT_EQ(path("ssm").way, Way::kNone);
  region_.change("vpce-2")["PrivateDnsEnabled"] = true;
  region_.change(vpc_)["EnableDnsHostnames"] = false;
  EXPECT_EQ(path("ssm").way, Way::kNone);
}

TEST_F(PathTest, TakesTheDefaultGroupWhereThereIsNone) {
  add_gateway_endpoint();
  EXPECT_EQ(path_to(region_, {.subnet_id = subnet_}, "dynamodb").way, Way::kGatewayEndpoint);
}

}  // namespace
}  // namespace dynarock::ec2
