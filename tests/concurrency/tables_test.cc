#include <gmock/gmock.h>
#include <unistd.h>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "tests/concurrency/concurrent_server.h"

namespace dynarock::dynamodb {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::IsEmpty;

constexpr int kThreads = 6;
constexpr char kCreate[] = R"({
  "TableName": "$", "BillingMode": "PAY_PER_REQUEST",
  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                           {"AttributeName": "a", "AttributeType": "S"}],
  "GlobalSecondaryIndexes": [
    {"IndexName": "first", "Projection": {"ProjectionType": "ALL"},
     "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]}]})";
constexpr char kDelete[] = R"({"TableName": "$"})";
constexpr char kAddIndex[] = R"({
  "TableName": "$",
  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                           {"AttributeName": "b", "AttributeType": "S"}],
  "GlobalSecondaryIndexUpdates": [{"Create": {
    "IndexName": "second", "Projection": {"ProjectionType": "KEYS_ONLY"},
    "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}}]})";
constexpr char kDropIndex[] = R"({
  "TableName": "$", "GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": "second"}}]})";

Reply write_randomly(ConcurrentServer& server, const std::string& table, std::mt19937_64& random) {
  const std::string name = R"({"TableName":")" + table + "\",";
  const std::string key = with(R"("id":{"S":"k$"})", random() % 50);
  if (random() % 4 == 0) return server.call("DeleteItem", name + R"("Key":{)" + key + "}}");
  if (random() % 4 == 0)
    return server.call("UpdateItem", name + R"("Key":{)" + key +
                                         R"(},"UpdateExpression":"REMOVE b SET a = :a",
                                            "ExpressionAttributeValues":{":a":{"S":"u"}}})");
  return server.call("PutItem", name + R"("Item":{)" + key +
                                    with(R"(,"a":{"S":"a$"})", random() % 3) +
                                    with(R"(,"b":{"S":"b$"}}})", random() % 3));
}

std::uint64_t size_of(const fs::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code gone;
  for (const auto& entry : fs::recursive_directory_iterator(directory, gone))
    if (entry.is_regular_file(gone)) bytes += entry.file_size(gone);
  return bytes;
}

TEST(TablesTest, IndexesComeAndGoUnderWriters) {
  ConcurrentServer server;
  ASSERT_EQ(server.call("CreateTable", with(kCreate, "busy")).status, 200);
  std::atomic<bool> stop{false};
  in_threads(kThreads, [&](int thread) {
    std::mt19937_64 random(static_cast<std::uint64_t>(thread));
    if (thread > 0) {
      while (!stop) ASSERT_EQ(outcome(write_randomly(server, "busy", random)), "200");
      return;
    }
    for (int round = 0; round < 10; ++round) {
      ASSERT_EQ(outcome(server.call("UpdateTable", with(kAddIndex, "busy"))), "200");
      if (round == 9) break;
      ASSERT_EQ(outcome(server.call("UpdateTable", with(kDropIndex, "busy"))), "200");
    }
    stop = true;
  });
  EXPECT_THAT(table_problems(server.caller(), "busy"), IsEmpty());
}

TEST(TablesTest, TablesComeAndGoUnderEverything) {
  ConcurrentServer server;
  std::atomic<bool> stop{false};
  const auto ended_or = [](const Reply& reply, auto... more) {
    EXPECT_THAT(outcome(reply), AnyOf("200", "ResourceNotFoundException", more...));
  };
  in_threads(kThreads, [&](int thread) {
    std::mt19937_64 random(static_cast<std::uint64_t>(thread));
    if (thread == 0) {
      for (int round = 0; round < 60; ++round) {
        ended_or(server.call("CreateTable", with(kCreate, "busy")), "ResourceInUseException");
        for (int i = 0; i < 5; ++i) ended_or(write_randomly(server, "busy", random));
        ended_or(server.call("DeleteTable", with(kDelete, "busy")), "ResourceInUseException");
      }
      stop = true;
    } else if (thread == 1) {
      while (!stop) {
        ended_or(server.call("UpdateTable", with(kAddIndex, "busy")), "ResourceInUseException",
                 "ValidationException");
        ended_or(server.call("UpdateTable", with(kDropIndex, "busy")), "ResourceInUseException");
        ended_or(server.call("TagResource",
                             R"({"ResourceArn":
            "arn:aws:dynamodb:us-east-1:000000000000:table/busy","Tags":[{"Key":"k","Value":"v"}]})"));
      }
    } else if (thread == 2) {
      while (!stop) {
        ended_or(server.call("DescribeTable", with(kDelete, "busy")));
        ended_or(server.call("ListTables", "{}"));
        ended_or(server.call("Scan", R"({"TableName":"busy","IndexName":"first"})"));
      }
    } else {
      while (!stop) ended_or(write_randomly(server, "busy", random));
    }
  });
  server.call("CreateTable", with(kCreate, "busy"));
  EXPECT_THAT(table_problems(server.caller(), "busy"), IsEmpty());
}

TEST(TablesTest, OfEqualCreationsAndDeletionsExactlyOneWins) {
  ConcurrentServer server;
  for (int round = 0; round < 20; ++round)
    for (const auto& [operation, body] :
         {std::pair("CreateTable", kCreate), std::pair("DeleteTable", kDelete)}) {
      std::atomic<int> winners{0};
      in_threads(kThreads, [&](int) {
        if (server.call(operation, with(body, "busy")).status == 200) ++winners;
      });
      ASSERT_EQ(winners, 1) << operation;
    }
}

TEST(TablesTest, NothingAcknowledgedBehindADeletionAppearsLater) {
  ConcurrentServer server;
  std::atomic<bool> stop{false};
  in_threads(3, [&](int thread) {
    std::mt19937_64 random(static_cast<std::uint64_t>(thread));
    while (thread > 0 && !stop) write_randomly(server, "old", random);
    if (thread > 0) return;
    for (int round = 0; round < 30; ++round) {
      ASSERT_EQ(server.call("CreateTable", with(kCreate, "old")).status, 200);
      ASSERT_EQ(server.call("DeleteTable", with(kDelete, "old")).status, 200);
      EXPECT_EQ(outcome(server.call("Scan", with(kDelete, "old"))), "ResourceNotFoundException");
    }
    stop = true;
  });
  ASSERT_EQ(server.call("CreateTable", with(kCreate, "old")).status, 200);
  EXPECT_THAT(scan(server.caller(), "old"), IsEmpty());
}

TEST(TablesTest, AThousandTablesGiveTheirSpaceBack) {
  const fs::path directory =
      fs::path(testing::TempDir()) / ("dynarock-thousand-tables-" + std::to_string(::getpid()));
  fs::remove_all(directory);
  {
    ConcurrentServer server(directory);
    const std::string value(20'000, 'v');
    in_threads(2, [&](int thread) {
      for (int number = thread; number < 1000; number += 2) {
        const std::string table = "table-" + std::to_string(number);
        ASSERT_EQ(server.call("CreateTable", with(kCreate, table)).status, 200);
        for (std::uint64_t i = 0; i < 4; ++i)
          ASSERT_EQ(server
                        .call("PutItem", R"({"TableName":")" + table +
                                             with(R"(","Item":{"id":{"S":"$"},"a":{"S":"x"})", i) +
                                             R"(,"v":{"S":")" + value + R"("}}})")
                        .status,
                    200);
      }
    });
    EXPECT_GT(size_of(directory), 100U << 20);
    in_threads(2, [&](int thread) {
      for (int number = thread; number < 1000; number += 2)
        ASSERT_EQ(
            server.call("DeleteTable", with(kDelete, "table-" + std::to_string(number))).status,
            200);
    });
    EXPECT_EQ(server.call("ListTables", "{}").body, R"({"TableNames":[]})");
    // The space is reclaimed in the background.
    for (int tries = 0; size_of(directory) > (40U << 20) && tries < 1000; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_LT(size_of(directory), 40U << 20);
  }
  { ConcurrentServer reopened(directory); }
  EXPECT_LT(size_of(directory), 40U << 20);
  fs::remove_all(directory);
}

}  // namespace
}  // namespace dynarock::dynamodb
