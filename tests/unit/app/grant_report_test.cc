#include "app/grant_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dynarock::app {
namespace {

const std::vector<GrantReport> kGrants = {
    {"p & q, statement 1, line 2", "Action dynamodb:GetItem", true},
    {"p & q, statement 1, line 2", "Action <\"s3\">", false}};

TEST(GrantReport, Text) {
  EXPECT_EQ(to_text(kGrants), "p & q, statement 1, line 2: Action <\"s3\"> was never used\n");
}

TEST(GrantReport, JUnitHasATestAGrant) {
  EXPECT_EQ(to_junit("arn:aws:iam::1:user/u", kGrants),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="arn:aws:iam::1:user/u" tests="2" failures="1">
  <testcase classname="p &amp; q, statement 1, line 2" name="Action dynamodb:GetItem"/>
  <testcase classname="p &amp; q, statement 1, line 2" name="Action &lt;&quot;s3&quot;>"><failure message="p &amp; q, statement 1, line 2: Action &lt;&quot;s3&quot;> was never used"/></testcase>
</testsuite>
)");
}

TEST(GrantReport, SarifHasAResultAnUnusedGrant) {
  const auto sarif = nlohmann::json::parse(to_sarif("arn:aws:iam::1:user/u", kGrants));
  EXPECT_EQ(sarif["version"], "2.1.0");
  const auto& run = sarif["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "unused-grant");
  ASSERT_EQ(run["results"].size(), 1U);
  EXPECT_EQ(run["results"][0]["ruleId"], "unused-grant");
  EXPECT_EQ(run["results"][0]["message"]["text"],
            "p & q, statement 1, line 2: Action <\"s3\"> was never used");
  EXPECT_EQ(run["results"][0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
            "arn:aws:iam::1:user/u: p & q, statement 1, line 2");
}

}  // namespace
}  // namespace dynarock::app
