#include "app/report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dynarock::app {
namespace {

using check::Outcome;

const check::Findings kFindings = {
    {Outcome::kPass, "table", "service web", "table T is active", ""},
    {Outcome::kWarn, "route", "service web", "leaves by nat-1", "Add an endpoint."},
    {Outcome::kFail, "unused-grant", "p & q, line 2", "Action <\"s3\"> was never used", ""}};

TEST(Report, Text) {
  EXPECT_EQ(to_text(kFindings), R"(service web
  pass  table: table T is active
  warn  route: leaves by nat-1
        Add an endpoint.

p & q, line 2
  FAIL  unused-grant: Action <"s3"> was never used

1 passed, 1 warned, 1 failed
)");
}

TEST(Report, TextOfNothing) { EXPECT_EQ(to_text({}), "0 passed, 0 warned, 0 failed\n"); }

TEST(Report, JUnitHasATestAFinding) {
  EXPECT_EQ(to_junit("all & sundry", kFindings),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="all &amp; sundry" tests="3" failures="1">
  <testcase classname="service web" name="table: table T is active"/>
  <testcase classname="service web" name="route: leaves by nat-1"><system-out>leaves by nat-1. Add an endpoint.</system-out></testcase>
  <testcase classname="p &amp; q, line 2" name="unused-grant: Action &lt;&quot;s3&quot;&gt; was never used"><failure message="Action &lt;&quot;s3&quot;&gt; was never used"/></testcase>
</testsuite>
)");
}

TEST(Report, SarifHasAResultForWhatDidNotPass) {
  const auto sarif = nlohmann::json::parse(to_sarif("here", kFindings));
  EXPECT_EQ(sarif["version"], "2.1.0");
  const auto& run = sarif["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"][2]["id"], "unused-grant");
  EXPECT_EQ(run["tool"]["driver"]["rules"][2]["shortDescription"]["text"],
            "A policy grants what was never used");
  ASSERT_EQ(run["results"].size(), 2U);
  EXPECT_EQ(run["results"][0]["level"], "warning");
  EXPECT_EQ(run["results"][1]["level"], "error");
  EXPECT_EQ(run["results"][1]["ruleId"], "unused-grant");
  EXPECT_EQ(run["results"][0]["message"]["text"], "leaves by nat-1. Add an endpoint.");
  EXPECT_EQ(run["results"][1]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
            "here: p & q, line 2");
}

TEST(Report, JsonHasAll) {
  const auto json = nlohmann::json::parse(to_json(kFindings));
  ASSERT_EQ(json["findings"].size(), 3U);
  EXPECT_FALSE(json["findings"][0].contains("fix"));
  const auto wanted = nlohmann::json::parse(R"({"outcome": "warn", "rule": "route",
      "subject": "service web", "message": "leaves by nat-1", "fix": "Add an endpoint."})");
  EXPECT_EQ(json["findings"][1], wanted);
}

}  // namespace
}  // namespace dynarock::app
