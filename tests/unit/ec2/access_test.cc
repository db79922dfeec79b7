#include "dynarock/ec2/access.h"

#include <gtest/gtest.h>

#include "dynarock/policy/context.h"
#include "ec2/region.h"
#include "ec2/resources.h"

namespace dynarock::ec2 {
namespace {

constexpr Place kPlace{"123456789012", "us-east-1"};
constexpr char kArn[] = "arn:aws:ec2:us-east-1:123456789012:";

class AccessTest : public testing::Test {
 protected:
  AccessTest() {
    Draft draft = network_.write(kPlace);
    Region& region = draft.region();
    region.put("vpc-1", {{"VpcId", "vpc-1"},
                         {"Tags", Record::array({{{"Key", "team"}, {"Value", "blau"}}})}});
    region.put("subnet-1", {{"SubnetId", "subnet-1"}, {"VpcId", "vpc-1"}});
    region.put("rtb-1",
               {{"RouteTableId", "rtb-1"},
                {"VpcId", "vpc-1"},
                {"Associations", Record::array({{{"RouteTableAssociationId", "rtbassoc-1"}}})}});
    draft.commit();
  }

  std::vector<policy::AccessRequest> accesses(std::string_view operation, std::string_view input) {
    EXPECT_TRUE(document_.parse(input));
    const auth::Authorization authorization;
    const http::Request http;
    const aws::Call call{.service = "ec2",
                         .operation = operation,
                         .account = kPlace.account,
                         .region = kPlace.region,
                         .now = {},
                         .authorization = authorization,
                         .http = http};
    return accesses_of(call, document_.root(), network_, shared_);
  }

  /// Action and resource of each, the latter short of what all ARNs here begin with.
  std::string told(std::string_view operation, std::string_view input) {
    std::string text;
    for (const policy::AccessRequest& access : accesses(operation, input)) {
      std::string resource = access.resource;
      if (resource.starts_with(kArn)) resource.erase(0, sizeof kArn - 1);
      text += (text.empty() ? "" : "; ") + access.action + " " + resource;
    }
    return text;
  }

  static std::string key(const policy::AccessRequest& access, std::string_view name) {
    std::string text;
    for (const std::string_view value : access.context.find(name))
      text += (text.empty() ? "" : ",") + std::string(value);
    return text;
  }

  std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  Ids ids_{1};
  Network network_{*store_, ids_};
  policy::Context shared_;
  json::Document document_;
};

struct Case {
  const char *operation, *input, *told;
};
constexpr Case kCases[] = {
    {"DescribeVpcs", R"({"VpcIds":["vpc-1"]})", "ec2:DescribeVpcs *"},
    {"DescribeVpcAttribute", R"({"VpcId":"vpc-1"})", "ec2:DescribeVpcAttribute vpc/vpc-1"},
    {"CreateVpc", "{}", "ec2:CreateVpc vpc/*"},
    {"CreateVpc", R"({"TagSpecifications":[{"ResourceType":"vpc"}]})",
     "ec2:CreateVpc vpc/*; ec2:CreateTags vpc/*"},
    {"CreateSubnet", R"({"VpcId":"vpc-1"})",
     "ec2:CreateSubnet subnet/*; ec2:CreateSubnet vpc/vpc-1"},
    {"DeleteVpc", R"({"VpcId":"vpc-nobody"})", "ec2:DeleteVpc vpc/vpc-nobody"},
    {"DeleteVpc", R"({"VpcId":"nonsense"})", "ec2:DeleteVpc *"},
    {"CreateTags", R"({"Resources":["vpc-1","subnet-1"]})",
     "ec2:CreateTags vpc/vpc-1; ec2:CreateTags subnet/subnet-1"},
    {"DisassociateRouteTable", R"({"AssociationId":"rtbassoc-1"})",
     "ec2:DisassociateRouteTable route-table/rtb-1"},
    {"CreateVpcEndpoint",
     R"({"VpcId":"vpc-1","RouteTableIds":["rtb-1"],"SecurityGroupIds":["sg-1"]})",
     "ec2:CreateVpcEndpoint vpc-endpoint/*; ec2:CreateVpcEndpoint vpc/vpc-1; "
     "ec2:CreateVpcEndpoint route-table/rtb-1; ec2:CreateVpcEndpoint security-group/sg-1"},
    {"AuthorizeSecurityGroupIngress", R"({"GroupId":"sg-1"})",
     "ec2:AuthorizeSecurityGroupIngress security-group-rule/*; "
     "ec2:AuthorizeSecurityGroupIngress security-group/sg-1"},
};

TEST_F(AccessTest, IsToWhatARequestNamesAndMakes) {
  for (const Case& c : kCases) EXPECT_EQ(told(c.operation, c.input), c.told) << c.operation;
}

TEST_F(AccessTest, ShowsConditionsTheResource) {
  const auto found = accesses("DeleteSubnet", R"({"SubnetId":"subnet-1"})");
  EXPECT_EQ(key(found.at(0), "ec2:vpc"), std::string(kArn) + "vpc/vpc-1");
  EXPECT_EQ(key(found.at(0), "ec2:region"), "us-east-1");
  const auto tagged = accesses("DeleteVpc", R"({"VpcId":"vpc-1"})");
  EXPECT_EQ(key(tagged.at(0), "aws:resourcetag/team"), "blau");
  EXPECT_EQ(key(tagged.at(0), "ec2:resourcetag/team"), "blau");
}

TEST_F(AccessTest, ShowsConditionsTheRequestsTags) {
  const auto made = accesses(
      "CreateSubnet",
      R"({"VpcId":"vpc-1","TagSpecifications":[{"Tags":[{"Key":"team","Value":"grün"},{"Key":"b"}]}]})");
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[1].action, "ec2:CreateTags");
  EXPECT_EQ(key(made[1], "ec2:createaction"), "CreateSubnet");
  EXPECT_EQ(key(made[1], "aws:requesttag/team"), "grün");
  EXPECT_EQ(key(made[0], "aws:tagkeys"), "team,b");
  EXPECT_EQ(key(made[0], "ec2:vpc"), std::string(kArn) + "vpc/vpc-1");
}

TEST_F(AccessTest, ShowsConditionsTheEndpointsService) {
  const auto made = accesses("CreateVpcEndpoint", R"({"VpcId":"vpc-1","ServiceName":"s"})");
  EXPECT_EQ(key(made.at(0), "ec2:vpceservicename"), "s");
}

}  // namespace
}  // namespace dynarock::ec2
