#include "app/seeder.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "dynarock/json/document.h"
#include "tests/support/temporary_directory.h"

namespace dynarock::app {
namespace {

using std::chrono::milliseconds;
using testing::TemporaryDirectory;

const std::string kTable =
    R"({"TableName": "T", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
 "BillingMode": "PAY_PER_REQUEST"})";

/// Answers as told, else as if all went well.
class FakeApi final : public DynamoDbApi {
 public:
  using Reply = tl::expected<std::string, ApiError>;

  Reply call(std::string_view operation, const std::string& body) override {
    calls.push_back(std::string(operation));
    bodies.push_back(body);
    auto& queue = replies[std::string(operation)];
    if (!queue.empty()) {
      Reply reply = std::move(queue.front());
      queue.pop_front();
      return reply;
    }
    if (operation == "DescribeTable") return R"({"Table":{"TableStatus":"ACTIVE"}})";
    return "{}";
  }

  std::map<std::string, std::deque<Reply>> replies;
  std::vector<std::string> calls;
  std::vector<std::string> bodies;
};

FakeApi::Reply refused(const char* code, bool retryable = false) {
  return tl::unexpected(ApiError{code, "because", retryable});
}

class SeederTest : public ::testing::Test {
 protected:
  /// A table and some items in it.
  SeedPlan plan(int item_count) {
    std::string requests;
    for (int i = 0; i < item_count; ++i) {
      requests += (i == 0 ? "" : ",") +
                  (R"({"PutRequest":{"Item":{"id":{"S":")" + std::to_string(i) + R"("}}}})");
    }
    return read_seeds({directory_.write("table.json", kTable),
                       directory_.write("items.json", "{\"T\":[" + requests + "]}")});
  }

  SeedResult load(const SeedPlan& seeds, IfExists if_exists = IfExists::kSkip) {
    Seeder seeder(api_, if_exists,
                  {.progress = [](std::size_t, std::size_t) {},
                   .sleep = [this](milliseconds time) { slept_ += time; },
                   .cancelled = [] { return false; }});
    return seeder.load(seeds);
  }

  std::string failure(const SeedPlan& seeds, IfExists if_exists = IfExists::kSkip) {
    try {
      load(seeds, if_exists);
      return "(loaded)";
    } catch (const SeedError& error) {
      return error.what();
    }
  }

  std::string path(const char* name) { return (directory_ / name).string(); }

  TemporaryDirectory directory_;
  FakeApi api_;
  milliseconds slept_{0};
};

TEST_F(SeederTest, CutsItemsIntoBatches) {
  const SeedResult result = load(plan(60));
  EXPECT_EQ(result.tables, 1U);
  EXPECT_EQ(result.items, 60U);
  EXPECT_EQ(api_.calls, (std::vector<std::string>{"CreateTable", "DescribeTable", "BatchWriteItem",
                                                  "BatchWriteItem", "BatchWriteItem"}));
  json::Document document;
  ASSERT_TRUE(document.parse(api_.bodies.back()));
  EXPECT_EQ(document.root().find("RequestItems")->find("T")->size(), 10U);
}

TEST_F(SeederTest, RetriesWhatIsUnprocessedOrThrottled) {
  const std::string left = R"({"PutRequest":{"Item":{"id":{"S":"1"}}}})";
  api_.replies["BatchWriteItem"] = {refused("ThrottlingException", true),
                                    R"({"UnprocessedItems":{"T":[)" + left + "]}}", "{}"};
  EXPECT_EQ(load(plan(2)).items, 2U);
  EXPECT_EQ(api_.bodies.back(), R"({"RequestItems":{"T":[)" + left + "]}}");
  EXPECT_EQ(slept_, milliseconds(100));
}

TEST_F(SeederTest, GivesUpInTheEnd) {
  for (int i = 0; i < 20; ++i) {
    api_.replies["BatchWriteItem"].push_back(
        R"({"UnprocessedItems":{"T":[{"PutRequest":{"Item":{"id":{"S":"0"}}}}]}})");
  }
  EXPECT_EQ(failure(plan(1)),
            path("items.json") +
                ": table T, items 1 to 1: the service keeps handing items back as unprocessed (0 "
                "items were loaded before)");
}

TEST_F(SeederTest, NamesFileTableAndItems) {
  api_.replies["BatchWriteItem"] = {"{}", refused("ValidationException")};
  EXPECT_EQ(failure(plan(30)), path("items.json") +
                                   ": table T, items 26 to 30: ValidationException: because (25 "
                                   "items were loaded before)");
  api_.replies["CreateTable"] = {refused("ValidationException")};
  EXPECT_EQ(failure(plan(1)), path("table.json") + ": table T: ValidationException: because");
}

TEST_F(SeederTest, LeavesATableThatExists) {
  api_.replies["CreateTable"] = {refused("ResourceInUseException")};
  const SeedResult result = load(plan(3));
  EXPECT_EQ(result.tables, 0U);
  EXPECT_EQ(result.items, 0U);
  EXPECT_EQ(result.skipped_tables, 1U);
  EXPECT_EQ(api_.calls, std::vector<std::string>{"CreateTable"});
  EXPECT_EQ(summary_of(result, milliseconds(40)),
            "Seeded 0 tables, 0 items in 0.0 s; left 1 table that existed as it is.");
}

TEST_F(SeederTest, ReplacesATableThatExists) {
  api_.replies["DescribeTable"] = {
      R"({"Table":{"TableStatus":"ACTIVE"}})", R"({"Table":{"TableStatus":"DELETING"}})",
      refused("ResourceNotFoundException"), R"({"Table":{"TableStatus":"CREATING"}})"};
  load(plan(1), IfExists::kReplace);
  EXPECT_EQ(api_.calls, (std::vector<std::string>{"DescribeTable", "DeleteTable", "DescribeTable",
                                                  "DescribeTable", "CreateTable", "DescribeTable",
                                                  "DescribeTable", "BatchWriteItem"}));
}

TEST_F(SeederTest, FailsBeforeLoadingAnything) {
  EXPECT_EQ(failure(plan(1), IfExists::kFail),
            path("table.json") + ": table T: exists already; nothing was loaded (see --if-exists)");
  EXPECT_EQ(api_.calls, std::vector<std::string>{"DescribeTable"});
}

TEST_F(SeederTest, SumsUp) {
  EXPECT_EQ(summary_of({.tables = 2, .items = 1204}, milliseconds(312)),
            "Seeded 2 tables, 1,204 items in 0.3 s.");
  EXPECT_EQ(summary_of({.tables = 1, .items = 1'234'567}, milliseconds(61'000)),
            "Seeded 1 table, 1,234,567 items in 61.0 s.");
}

}  // namespace
}  // namespace dynarock::app
