#include <gmock/gmock.h>

#include <atomic>
#include <cstdint>
#include <random>
#include <string>

#include "tests/concurrency/concurrent_server.h"
#include "tests/table_check/stream_replay.h"

namespace dynarock::dynamodb {
namespace {

using testing::AnyOf;
using testing::Eq;
using testing::Gt;
using testing::IsEmpty;

constexpr int kWriters = 4;
constexpr int kReaders = 2;
constexpr int kRounds = 1'500;
constexpr std::uint32_t kItems = 12;

std::string create_table(const std::string& view_type) {
  return with(R"({"TableName": "streamed", "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "$"}})",
              view_type);
}

/// Writes of every kind to a few items that all threads fight for.
Reply write_at_random(ConcurrentServer& server, std::mt19937& random) {
  const auto item = [&] { return static_cast<std::uint64_t>(random() % kItems); };
  switch (random() % 5) {
    case 0:
      // Large, so that there is time between taking its place and being there.
      return server.call("PutItem", with(R"({"TableName": "streamed", "Item": {"id": {"S": "$"},
        "text": {"S": ")" + std::string(random() % 40'000, 'x') +
                                             R"("}}})",
                                         item()));
    case 1:
      return server.call("DeleteItem",
                         with(R"({"TableName": "streamed", "Key": {"id": {"S": "$"}}})", item()));
    case 2:
      return server.call("BatchWriteItem", with(R"({"RequestItems": {"streamed": [
        {"PutRequest": {"Item": {"id": {"S": "$"}}}},
        {"DeleteRequest": {"Key": {"id": {"S": "$ and more"}}}}]}})",
                                                item()));
    case 3:
      return server.call("TransactWriteItems", with(R"({"TransactItems": [
        {"Update": {"TableName": "streamed", "Key": {"id": {"S": "$"}},
          "UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}},
        {"Put": {"TableName": "streamed", "Item": {"id": {"S": "$ and more"}}}}]})",
                                                    item()));
    default:
      return server.call("UpdateItem", with(R"({"TableName": "streamed", "Key": {"id": {"S": "$"}},
        "UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}})",
                                            item()));
  }
}

TEST(StreamsTest, ReadersMissNothingWhileShardsSplit) {
  ConcurrentServer server({}, {.shards = 2, .shard_records = 200});
  const std::string arn =
      stream_arn_of(server.call("CreateTable", create_table("NEW_AND_OLD_IMAGES")));
  std::atomic<int> writing = kWriters;
  std::vector<StreamReplay> replays(kReaders, StreamReplay(arn));
  in_threads(kWriters + kReaders, [&](int thread) {
    if (thread < kWriters) {
      std::mt19937 random(static_cast<std::uint32_t>(thread));
      for (int round = 0; round < kRounds; ++round)
        EXPECT_THAT(outcome(write_at_random(server, random)),
                    AnyOf(Eq("200"), Eq("TransactionConflictException"),
                          Eq("TransactionCanceledException")));
      --writing;
      return;
    }
    StreamReplay& replay = replays[static_cast<std::size_t>(thread - kWriters)];
    while (writing > 0) ASSERT_THAT(replay.read(server.caller()), IsEmpty());
  });
  const Items items = scan(server.caller(), "streamed");
  for (StreamReplay& replay : replays) {
    // A pass may find children of shards that closed under way.
    std::size_t closed = 0;
    do {
      closed = replay.closed_shards();
      EXPECT_THAT(replay.read(server.caller()), IsEmpty());
    } while (replay.closed_shards() > closed);
    EXPECT_TRUE(replay.items() == items);
    EXPECT_THAT(replay.closed_shards(), Gt(2U));
    EXPECT_EQ(replay.records(), replays.front().records());
  }
}

TEST(StreamsTest, StreamsComeAndGoUnderWriters) {
  ConcurrentServer server;
  server.call("CreateTable", create_table("KEYS_ONLY"));
  std::atomic<int> writing = kWriters;
  in_threads(kWriters + 2, [&](int thread) {
    if (thread < kWriters) {
      std::mt19937 random(static_cast<std::uint32_t>(thread));
      for (int round = 0; round < kRounds / 3; ++round) write_at_random(server, random);
      --writing;
    } else if (thread == kWriters) {
      while (writing > 0) {
        server.call("UpdateTable", R"({"TableName": "streamed",
          "StreamSpecification": {"StreamEnabled": false}})");
        server.call("UpdateTable", R"({"TableName": "streamed", "StreamSpecification":
          {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}})");
      }
    } else {
      const SystemClock clock;
      while (writing > 0) {
        server.engine().streams().step(clock.now());
        EXPECT_EQ(server.call("ListStreams", "{}").status, 200);
      }
    }
  });
  EXPECT_EQ(server.call("DeleteTable", R"({"TableName": "streamed"})").status, 200);
}

}  // namespace
}  // namespace dynarock::dynamodb
