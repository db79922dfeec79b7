#include "app/organization_file.h"

#include <gtest/gtest.h>

#include <string>

#include "app/config_file.h"
#include "tests/support/temporary_directory.h"

namespace dynarock::app {
namespace {

class OrganizationFile : public ::testing::Test {
 protected:
  authz::Organization read(const std::string& text) {
    return read_organization(directory_.write("organization.json", text));
  }
  /// What is wrong, behind the file's path.
  std::string refusal(const std::string& text) {
    try {
      read(text);
    } catch (const ConfigError& error) {
      return std::string(error.what())
          .substr((directory_.path() / "organization.json").string().size());
    }
    return "accepted";
  }

  testing::TemporaryDirectory directory_;
};

const std::string kAllow =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})";

TEST_F(OrganizationFile, HasLevelsOfNamedPolicies) {
  const authz::Organization made =
      read(R"({"Id": "o-example", "Accounts": {"123456789012": {
      "ServiceControlPolicies": [{"Root": )" +
           kAllow + R"(}, {"A": )" + kAllow + R"(, "B": )" + kAllow + "}]}}}");
  const authz::OrganizationAccount* account = made.find_account("123456789012");
  ASSERT_NE(account, nullptr);
  EXPECT_EQ(made.id, "o-example");
  ASSERT_EQ(account->service_control.size(), 2U);
  EXPECT_EQ(account->service_control[0].front().name, "Root");
  EXPECT_EQ(account->service_control[1].size(), 2U);
  EXPECT_EQ(account->service_control[1].back().arn,
            "arn:aws:organizations::aws:policy/service_control_policy/B");
  EXPECT_TRUE(account->resource_control.empty());
  EXPECT_EQ(made.find_account("210987654321"), nullptr);
}

TEST_F(OrganizationFile, HasVpcEndpoints) {
  const authz::Organization made = read(R"({"VpcEndpoints": {
      "vpce-1": {"VpcId": "vpc-1"}, "vpce-2": {"VpcEndpointType": "Interface", "PolicyDocument":
      {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}}}})");
  ASSERT_NE(made.find_vpc_endpoint("vpce-1"), nullptr);
  EXPECT_EQ(made.find_vpc_endpoint("vpce-1")->vpc_id, "vpc-1");
  EXPECT_TRUE(made.find_vpc_endpoint("vpce-1")->gateway);
  EXPECT_FALSE(made.find_vpc_endpoint("vpce-1")->policy);
  EXPECT_FALSE(made.find_vpc_endpoint("vpce-2")->gateway);
  EXPECT_TRUE(made.find_vpc_endpoint("vpce-2")->policy);
  EXPECT_EQ(made.find_vpc_endpoint("vpce-3"), nullptr);
}

TEST_F(OrganizationFile, SaysWhereAMistakeIs) {
  EXPECT_EQ(refusal("{}"), "accepted");
  EXPECT_EQ(refusal("[]"), ":1:1: an object is expected here");
  EXPECT_EQ(refusal("{\n  \"Acounts\": {}}"),
            ":2:3: no member is called \"Acounts\", did you mean Accounts?");
  EXPECT_EQ(refusal(R"({"Accounts": {"1": {"ServiceControlPolicies": {}}}})"),
            ":1:47: ServiceControlPolicies is a list of levels, the organization's root first");
  EXPECT_EQ(refusal(R"({"VpcEndpoints": {"v": {"VpcEndpointType": "Tunnel"}}})"),
            ":1:44: a VpcEndpointType is Gateway or Interface");
  // Inside of a document too.
  EXPECT_EQ(refusal("{\"Accounts\": {\"1\": {\"ServiceControlPolicies\": [{\"P\":\n"
                    "  {\"Version\": \"2012-10-17\", \"Statement\": [\n"
                    "     {\"Effect\": \"Maybe\", \"Action\": \"*\", \"Resource\": \"*\"}]}}]}}}"),
            ":3:17: Effect is Allow or Deny");
  EXPECT_EQ(refusal("{\"Accounts\": {},}").substr(0, 6), ":1:16:");
}

TEST_F(OrganizationFile, MustBeThere) {
  EXPECT_THROW(read_organization(directory_.path() / "missing.json"), ConfigError);
}

}  // namespace
}  // namespace dynarock::app
