// What users are promised of a killed server: every acknowledged write is there, every index agrees
// with its table, every count is exact, and the stream tells of every change once.

#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include "tests/crash/owned_items.h"
#include "tests/crash/server_process.h"
#include "tests/table_check/stream_replay.h"

namespace dynarock::dynamodb {
namespace {

using testing::IsEmpty;

constexpr int kKills = 20;
constexpr int kWriters = 4;
constexpr std::uint64_t kSeed = 20;
constexpr char kTable[] = "Crashes";
constexpr char kCreateTable[] = R"({
  "TableName": "Crashes", "BillingMode": "PAY_PER_REQUEST",
  "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                {"AttributeName": "n", "KeyType": "RANGE"}],
  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                           {"AttributeName": "n", "AttributeType": "N"},
                           {"AttributeName": "a", "AttributeType": "S"},
                           {"AttributeName": "b", "AttributeType": "N"},
                           {"AttributeName": "m", "AttributeType": "N"}],
  "LocalSecondaryIndexes": [
    {"IndexName": "local", "Projection": {"ProjectionType": "KEYS_ONLY"},
     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                   {"AttributeName": "m", "KeyType": "RANGE"}]}],
  "GlobalSecondaryIndexes": [
    {"IndexName": "all", "Projection": {"ProjectionType": "ALL"},
     "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]},
    {"IndexName": "some", "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x"]},
     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"},
                   {"AttributeName": "n", "KeyType": "RANGE"}]}]})";

class CrashTest : public testing::Test {
 protected:
  void SetUp() override {
    data_ = std::filesystem::path(testing::TempDir()) /
            ("dynarock-crash-test-" + std::to_string(::getpid()));
    TearDown();
    for (int writer = 0; writer < kWriters; ++writer)
      items_.emplace_back(kTable, std::string(1, static_cast<char>('A' + writer)),
                          kSeed + static_cast<std::uint64_t>(writer));
  }
  void TearDown() override {
    std::filesystem::remove_all(data_);
    std::filesystem::remove(data_.string() + ".port");
  }

  /// Every writer writes over a connection of its own until the server is gone.
  std::vector<std::thread> start_writers(const ServerProcess& server) {
    std::vector<std::thread> writers;
    for (OwnedItems& items : items_)
      writers.emplace_back([&items, call = server.connect()] {
        try {
          while (items.write(call)) {
          }
        } catch (const std::runtime_error& error) {
          ADD_FAILURE() << error.what();
        }
      });
    return writers;
  }

  void check(const ServerProcess& server) {
    const Caller call = server.connect();
    const Items table = scan(call, kTable);
    for (OwnedItems& items : items_) EXPECT_THAT(items.problems(table), IsEmpty());
    EXPECT_THAT(table_problems(call, kTable), IsEmpty());
    EXPECT_THAT(stream_->read(call), IsEmpty());
    EXPECT_TRUE(stream_->items() == table);
  }

  std::int64_t acknowledged() const {
    std::int64_t count = 0;
    for (const OwnedItems& items : items_) count += items.acknowledged();
    return count;
  }

  std::filesystem::path data_;
  std::vector<OwnedItems> items_;
  /// Remembers from server to server what it has read.
  std::optional<StreamReplay> stream_;
};

TEST_F(CrashTest, KeepsAcknowledgedWritesAndIndexesThroughKills) {
  std::mt19937_64 random(kSeed);
  {
    ServerProcess server(data_);
    const Reply created = server.connect()("CreateTable", kCreateTable);
    ASSERT_EQ(created.status, 200) << created.body;
    stream_.emplace(stream_arn_of(created));
    server.kill();
  }
  for (int kill = 0; kill < kKills; ++kill) {
    ServerProcess server(data_);
    std::vector<std::thread> writers = start_writers(server);
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 400));
    server.kill();
    for (std::thread& writer : writers) writer.join();

    ServerProcess survivor(data_);
    check(survivor);
    ASSERT_FALSE(HasFailure()) << "after kill " << kill;
    // A good end now and then, so that kept counts are followed by lost ones.
    if (kill % 4 == 3) {
      ASSERT_EQ(survivor.stop(), 0);
      check(ServerProcess(data_));
    }
  }
  EXPECT_GT(acknowledged(), kKills);
  RecordProperty("acknowledged_writes", std::to_string(acknowledged()));
  RecordProperty("stream_records", std::to_string(stream_->records()));
}

}  // namespace
}  // namespace dynarock::dynamodb
