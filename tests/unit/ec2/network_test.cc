#include "dynarock/ec2/network.h"

#include <gtest/gtest.h>

#include "ec2/region.h"
#include "ec2/resources.h"

namespace dynarock::ec2 {
namespace {

constexpr Place kPlace{"123456789012", "us-east-1"};

class NetworkTest : public testing::Test {
 protected:
  Result<Interface> create(std::string_view subnet, std::vector<std::string> groups = {}) {
    return network_.create_interface(
        kPlace, {.subnet_id = subnet, .security_groups = std::move(groups), .description = "d"});
  }

  std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  Ids ids_{1};
  Network network_{*store_, ids_};
};

TEST_F(NetworkTest, HasADefaultNetworkInEachRegion) {
  const std::vector<Subnet> subnets = network_.default_subnets(kPlace);
  ASSERT_EQ(subnets.size(), 3U);
  EXPECT_EQ(subnets[1].availability_zone, "us-east-1b");
  EXPECT_EQ(subnets[1].availability_zone_id, "use1-az2");
  EXPECT_EQ(subnets[1].cidr_block, "172.31.16.0/20");
  EXPECT_TRUE(subnets[1].maps_public_ip);
  const auto elsewhere = network_.default_subnets({"123456789012", "eu-central-1"});
  EXPECT_NE(elsewhere[0].id, subnets[0].id);
  EXPECT_EQ(network_.find_subnet(kPlace, subnets[0].id)->vpc_id, subnets[0].vpc_id);
  EXPECT_FALSE(network_.find_subnet(kPlace, subnets[0].vpc_id));
  EXPECT_FALSE(network_.find_subnet(kPlace, elsewhere[0].id));
}

TEST_F(NetworkTest, NamesZonesAsAwsDoes) {
  EXPECT_EQ(zone_id("us-east-1a"), "use1-az1");
  EXPECT_EQ(zone_id("ap-northeast-2c"), "apne2-az3");
  EXPECT_EQ(zone_id("eu-central-1b"), "euc1-az2");
  EXPECT_EQ(zone_id("us-gov-west-1a"), "usgw1-az1");
  EXPECT_EQ(zone_id("local"), "local");
}

TEST_F(NetworkTest, MakesInterfaces) {
  const Subnet subnet = network_.default_subnets(kPlace)[0];
  const Interface first = *create(subnet.id);
  EXPECT_EQ(first.private_ip, "172.31.0.4");
  EXPECT_EQ(first.private_dns_name, "ip-172-31-0-4.ec2.internal");
  EXPECT_EQ(first.vpc_id, subnet.vpc_id);
  EXPECT_EQ(first.public_ip, "");
  EXPECT_EQ(first.security_groups.size(), 1U);
  EXPECT_EQ(create(subnet.id)->private_ip, "172.31.0.5");
  network_.delete_interface(kPlace, first.id);
  EXPECT_FALSE(network_.find_interface(kPlace, first.id));
  EXPECT_EQ(create(subnet.id)->private_ip, "172.31.0.4");
  network_.delete_interface(kPlace, "eni-nobody");
}

TEST_F(NetworkTest, RefusesInterfacesNowhere) {
  EXPECT_EQ(create("subnet-1").error().message, "The subnet ID 'subnet-1' does not exist");
  EXPECT_EQ(create("vpc-1").error().code, "InvalidSubnetID.Malformed");
  const Subnet subnet = network_.default_subnets(kPlace)[0];
  EXPECT_EQ(create(subnet.id, {"sg-1"}).error().code, "InvalidGroup.NotFound");
}

TEST_F(NetworkTest, RunsOutOfAddresses) {
  Draft draft = network_.write(kPlace);
  const std::string vpc = text(*draft->of(kVpcs).at(0), "VpcId");
  const std::string subnet =
      add_subnet(draft.region(), ids_, vpc, *Cidr::parse("172.31.96.0/28"), "us-east-1a", false);
  EXPECT_EQ(free_addresses(draft.region(), *draft->find(subnet)), 11);
  const std::vector<std::string> groups;
  const InterfaceSpec spec{.subnet_id = subnet,
                           .security_groups = groups,
                           .description = subnet,
                           .type = "interface",
                           .requester = ""};
  for (int i = 0; i < 11; ++i) EXPECT_TRUE(add_interface(draft.region(), ids_, spec));
  EXPECT_EQ(add_interface(draft.region(), ids_, spec).error().code,
            "InsufficientFreeAddressesInSubnet");
  EXPECT_EQ(free_addresses(draft.region(), *draft->find(subnet)), 0);
}

TEST_F(NetworkTest, KeepsWhatIsCommittedOnly) {
  const auto before = network_.read(kPlace);
  const std::string vpc = text(*before->of(kVpcs).at(0), "VpcId");
  {
    Draft draft = network_.write(kPlace);
    draft->change(vpc)["State"] = "changed";
    add_internet_gateway(draft.region(), ids_);
  }
  EXPECT_EQ(text(*network_.read(kPlace)->find(vpc), "State"), "available");
  EXPECT_EQ(network_.read(kPlace)->of(kInternetGateways).size(), 1U);
  {
    Draft draft = network_.write(kPlace);
    draft->change(vpc)["State"] = "changed";
    draft.commit();
  }
  EXPECT_EQ(text(*before->find(vpc), "State"), "available");
  Network reopened(*store_, ids_);
  const auto after = reopened.read(kPlace);
  EXPECT_EQ(text(*after->find(vpc), "State"), "changed");
  EXPECT_EQ(after->of("").size(), before->of("").size());
}

}  // namespace
}  // namespace dynarock::ec2
