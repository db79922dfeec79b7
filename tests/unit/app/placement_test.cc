#include "app/placement.h"

#include <gtest/gtest.h>

#include "ec2/region.h"
#include "ec2/resources.h"

namespace dynarock::app {
namespace {

const ecs::Place kPlace{"123456789012", "us-east-1"};

class PlacementTest : public testing::Test {
 protected:
  /// A subnet in the VPC whose default route leads to the gateway, or to none.
  std::string add_subnet(const std::string& vpc, std::string_view cidr, const char* member = "",
                         const char* gateway = "") {
    ec2::Draft draft = network_.write({kPlace.account, kPlace.region});
    ec2::Region& region = draft.region();
    const std::string subnet =
        ec2::add_subnet(region, ids_, vpc, *ec2::Cidr::parse(cidr), "us-east-1a", false);
    const std::string table = ec2::add_route_table(region, ids_, vpc);
    ec2::add_association(region, ids_, table, subnet);
    if (*gateway != '\0')
      region.change(table)["Routes"].push_back(
          {{"DestinationCidrBlock", "0.0.0.0/0"}, {member, gateway}, {"State", "active"}});
    draft.commit();
    return subnet;
  }

  std::string add_vpc(std::string_view cidr) {
    ec2::Draft draft = network_.write({kPlace.account, kPlace.region});
    std::string vpc = ec2::add_vpc(draft.region(), ids_, *ec2::Cidr::parse(cidr), false);
    draft.commit();
    return vpc;
  }

  ecs::NetworkConfiguration place(std::string_view family = "web") {
    return placement_of(state_, network_, kPlace, family);
  }

  std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  Ids ids_{1};
  ec2::Network network_{*store_, ids_};
  ecs::State state_{*store_};
};

TEST_F(PlacementTest, IsTheDefaultVpcInAnAccountThatHasNoOther) {
  EXPECT_EQ(place().subnets.size(), 3U);
  EXPECT_TRUE(place().assign_public_ip);
}

TEST_F(PlacementTest, IsIsolatedThenPrivateThenPublic) {
  const std::string vpc = add_vpc("10.0.0.0/16");
  const std::string open = add_subnet(vpc, "10.0.0.0/24", "GatewayId", "igw-1");
  EXPECT_EQ(place().subnets, ecs::Texts{open});
  EXPECT_TRUE(place().assign_public_ip);
  {
    ec2::Draft draft = network_.write({kPlace.account, kPlace.region});
    draft->put("nat-1", {{"NatGatewayId", "nat-1"}, {"SubnetId", open}});
    draft.commit();
  }
  const std::string hidden = add_subnet(vpc, "10.0.1.0/24", "NatGatewayId", "nat-1");
  EXPECT_EQ(place().subnets, ecs::Texts{hidden});
  EXPECT_FALSE(place().assign_public_ip);
  const std::string isolated = add_subnet(vpc, "10.0.2.0/24");
  EXPECT_EQ(place().subnets, ecs::Texts{isolated});

  add_subnet(add_vpc("10.1.0.0/16"), "10.1.0.0/24");
  EXPECT_EQ(place().subnets.size(), 3U) << "which of two VPCs is meant?";
}

TEST_F(PlacementTest, IsThatOfTheServiceOfTheFamily) {
  ecs::ServiceRevision revision;
  revision.arn = "r";
  revision.definition_arn = ecs::definition_arn(kPlace, "web", 7);
  revision.network = ecs::NetworkConfiguration{{"subnet-1"}, {"sg-1"}, true};
  ecs::Service service;
  service.revisions = {revision};
  service.deployments = {{.id = "d", .revision_arn = "r"}};
  {
    auto resources = state_.write(kPlace);
    resources->services["web/web"] = service;
    resources.commit();
  }
  EXPECT_EQ(place("web").subnets, ecs::Texts{"subnet-1"});
  EXPECT_EQ(place("web").security_groups, ecs::Texts{"sg-1"});
  EXPECT_EQ(place("other").subnets.size(), 3U);
}

}  // namespace
}  // namespace dynarock::app
