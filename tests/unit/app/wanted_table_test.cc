#include "app/wanted_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dynarock::app {
namespace {

constexpr char kWanted[] = R"({"TableName": "T",
  "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"},
                           {"AttributeName": "Age", "AttributeType": "N"}],
  "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
  "GlobalSecondaryIndexes": [{"IndexName": "ByAge",
    "KeySchema": [{"AttributeName": "Age", "KeyType": "HASH"}]}]})";

std::vector<std::string> compare(const std::string& description) {
  json::Document wanted, described;
  EXPECT_TRUE(wanted.parse(kWanted));
  EXPECT_TRUE(described.parse(description));
  std::vector<std::string> lines;
  for (const check::Finding& finding : compare_table(wanted.root(), described.root())) {
    EXPECT_EQ(finding.subject, "table T");
    EXPECT_EQ(finding.rule, "table-keys");
    lines.push_back(std::string(name_of(finding.outcome)) + " " + finding.message);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(WantedTable, IsAsItIsWanted) {
  EXPECT_EQ(compare(kWanted), (Lines{"pass the table has the key Id (S, HASH)",
                                     "pass index ByAge has the key Age (N, HASH)"}));
}

TEST(WantedTable, HasOtherKeys) {
  EXPECT_EQ(compare(R"({"TableName": "T",
      "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "N"}],
      "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
      "LocalSecondaryIndexes": [{"IndexName": "ByAge", "KeySchema": []}]})"),
            (Lines{"fail the table has the key Id (N, HASH) in place of Id (S, HASH)",
                   "fail it has no index ByAge"}));
}

}  // namespace
}  // namespace dynarock::app
