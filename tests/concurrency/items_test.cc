#include <gmock/gmock.h>

#include <atomic>
#include <random>
#include <vector>

#include "tests/concurrency/concurrent_server.h"

namespace dynarock::dynamodb {
namespace {

using testing::AnyOf;
using testing::Each;
using testing::Eq;
using testing::IsEmpty;

constexpr int kThreads = 6;

class ItemsTest : public testing::Test {
 protected:
  void SetUp() override {
    const Reply created = server_.call("CreateTable", R"({
      "TableName": "items", "BillingMode": "PAY_PER_REQUEST",
      "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                    {"AttributeName": "n", "KeyType": "RANGE"}],
      "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                               {"AttributeName": "n", "AttributeType": "N"},
                               {"AttributeName": "a", "AttributeType": "S"},
                               {"AttributeName": "b", "AttributeType": "N"}],
      "LocalSecondaryIndexes": [
        {"IndexName": "local", "Projection": {"ProjectionType": "KEYS_ONLY"},
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                       {"AttributeName": "b", "KeyType": "RANGE"}]}],
      "GlobalSecondaryIndexes": [
        {"IndexName": "global", "Projection": {"ProjectionType": "ALL"},
         "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                       {"AttributeName": "b", "KeyType": "RANGE"}]}]})");
    ASSERT_EQ(created.status, 200) << created.body;
  }
  void TearDown() override { EXPECT_THAT(table_problems(server_.caller(), "items"), IsEmpty()); }

  std::string read(std::uint64_t key) {
    return server_
        .call("GetItem",
              with(R"({"TableName":"items","Key":{"id":{"S":"k$"},"n":{"N":"0"}}})", key))
        .body;
  }

  ConcurrentServer server_;
};

TEST_F(ItemsTest, CountersAddUpExactly) {
  constexpr std::uint64_t kCounters = 3;
  constexpr int kAdditions = 200;
  in_threads(kThreads, [&](int thread) {
    for (int i = 0; i < kAdditions; ++i) {
      const auto key = static_cast<std::uint64_t>(thread + i) % kCounters;
      EXPECT_EQ(outcome(server_.call("UpdateItem", with(R"({
        "TableName": "items", "Key": {"id": {"S": "k$"}, "n": {"N": "0"}},
        "UpdateExpression": "ADD b :one, c :one SET a = :a",
        "ExpressionAttributeValues": {":one": {"N": "1"}, ":a": {"S": "same"}}})",
                                                        key))),
                "200");
    }
  });
  constexpr int kEach = kThreads * kAdditions / int{kCounters};
  for (std::uint64_t key = 0; key < kCounters; ++key)
    EXPECT_EQ(read(key), R"({"Item":{"a":{"S":"same"},"b":{"N":")" + std::to_string(kEach) +
                             R"("},"c":{"N":")" + std::to_string(kEach) + R"("},"id":{"S":"k)" +
                             std::to_string(key) + R"("},"n":{"N":"0"}}})");
}

TEST_F(ItemsTest, OfConditionalPutsExactlyOneWins) {
  constexpr std::uint64_t kKeys = 100;
  std::vector<std::atomic<int>> winners(kKeys);
  in_threads(kThreads, [&](int) {
    for (std::uint64_t key = 0; key < kKeys; ++key) {
      const std::string body = with(R"json({
        "TableName": "items", "ConditionExpression": "attribute_not_exists(id)",
        "Item": {"id": {"S": "k$"}, "n": {"N": "0"}, "a": {"S": "x"}, "b": {"N": "1"}}})json",
                                    key);
      const std::string said = outcome(server_.call("PutItem", body));
      if (said == "200")
        ++winners[key];
      else
        EXPECT_EQ(said, "ConditionalCheckFailedException");
    }
  });
  EXPECT_THAT(winners, Each(Eq(1)));
}

TEST_F(ItemsTest, NoUpdateIsLostBetweenReadersOfAVersion) {
  constexpr int kSteps = 20;
  ASSERT_EQ(server_
                .call("PutItem", R"({"TableName": "items",
                  "Item": {"id": {"S": "k0"}, "n": {"N": "0"}, "v": {"N": "0"}}})")
                .status,
            200);
  const auto version = [this] {
    const std::string body = read(0);
    json::Document document;
    EXPECT_TRUE(document.parse(body));
    return std::string(*document.root().find("Item")->find("v")->find_text("N"));
  };
  in_threads(kThreads, [&](int) {
    for (int done = 0; done < kSteps;) {
      const std::string said = outcome(server_.call("UpdateItem", with(R"({
        "TableName": "items", "Key": {"id": {"S": "k0"}, "n": {"N": "0"}},
        "UpdateExpression": "SET v = v + :one", "ConditionExpression": "v = :seen",
        "ExpressionAttributeValues": {":one": {"N": "1"}, ":seen": {"N": "$"}}})",
                                                                       version())));
      if (said == "200")
        ++done;
      else
        ASSERT_EQ(said, "ConditionalCheckFailedException");
    }
  });
  EXPECT_EQ(version(), std::to_string(kThreads * kSteps));
}

// One operation at random, on few items.
Reply call_randomly(ConcurrentServer& server, std::mt19937_64& random) {
  const std::string key =
      with(R"("id":{"S":"k$"},)", random() % 8) + with(R"("n":{"N":"$"})", random() % 3);
  const std::string item = key + with(R"(,"a":{"S":"a$"})", random() % 3) +
                           with(R"(,"b":{"N":"$"})", random() % 3) +
                           with(R"(,"x":{"S":"$"})", random());
  switch (random() % 8) {
    case 0:
    case 1:
      return server.call("PutItem", R"({"TableName":"items","Item":{)" + item + "}}");
    case 2:
      return server.call("DeleteItem", R"({"TableName":"items","Key":{)" + key + "}}");
    case 3:
      return server.call("UpdateItem", R"({"TableName":"items","Key":{)" + key + R"(},
        "UpdateExpression":"REMOVE a SET b = :b","ExpressionAttributeValues":{":b":{"N":"7"}}})");
    case 4:
      return server.call("BatchWriteItem", R"({"RequestItems":{"items":[
        {"PutRequest":{"Item":{)" + item + R"(}}},
        {"DeleteRequest":{"Key":{"id":{"S":"k0"},"n":{"N":"99"}}}}]}})");
    case 5:
      return server.call("GetItem", R"({"TableName":"items","Key":{)" + key + "}}");
    case 6:
      return server.call("Query", R"({"TableName":"items","IndexName":"local","Limit":2,
        "Select":"ALL_ATTRIBUTES","KeyConditionExpression":"id = :id",
        "ExpressionAttributeValues":{":id":{"S":"k1"}}})");
    default:
      return server.call("Scan", R"({"TableName":"items","IndexName":"global"})");
  }
}

TEST_F(ItemsTest, EveryMixLeavesIndexesAndCountsExact) {
  in_threads(kThreads, [&](int thread) {
    std::mt19937_64 random(static_cast<std::uint64_t>(thread));
    for (int i = 0; i < 300; ++i) {
      const Reply reply = call_randomly(server_, random);
      ASSERT_EQ(reply.status, 200) << reply.body;
    }
  });
}

// A batch is written at once, so whoever reads sees all of it or nothing.
TEST_F(ItemsTest, AReadIsOfOneMoment) {
  std::atomic<bool> stop{false};
  in_threads(3, [&](int thread) {
    if (thread == 0) {
      for (std::uint64_t round = 0; round < 200; ++round)
        EXPECT_EQ(server_
                      .call("BatchWriteItem", with(R"({"RequestItems":{"items":[
          {"PutRequest":{"Item":{"id":{"S":"p"},"n":{"N":"1"},"a":{"S":"$"}}}},
          {"PutRequest":{"Item":{"id":{"S":"p"},"n":{"N":"2"},"a":{"S":"$"}}}},
          {"PutRequest":{"Item":{"id":{"S":"p"},"n":{"N":"3"},"a":{"S":"$"}}}}]}})",
                                                   round))
                      .status,
                  200);
      stop = true;
      return;
    }
    while (!stop) {
      const Reply reply = server_.call("Query", R"({"TableName":"items",
        "KeyConditionExpression":"id = :id","ExpressionAttributeValues":{":id":{"S":"p"}}})");
      json::Document document;
      ASSERT_TRUE(document.parse(reply.body));
      std::vector<std::string> values;
      for (const json::Value item : document.root().find("Items")->elements())
        values.emplace_back(*item.find("a")->find_text("S"));
      ASSERT_THAT(values.size(), AnyOf(0U, 3U));
      if (values.empty()) continue;
      ASSERT_THAT(values, Each(values.front()));
    }
  });
}

}  // namespace
}  // namespace dynarock::dynamodb
