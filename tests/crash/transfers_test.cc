// What users are promised of transactions in a killed server: each is done wholly or not at all,
// what was acknowledged is there, and what is sent again with its token is not done again.

#include "tests/crash/transfers.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/crash/server_process.h"

namespace dynarock::dynamodb {
namespace {

using testing::IsEmpty;

constexpr int kKills = 15;
constexpr int kClients = 4;
constexpr std::uint64_t kSeed = 30;

class TransfersTest : public testing::Test {
 protected:
  void SetUp() override {
    data_ = std::filesystem::path(testing::TempDir()) /
            ("dynarock-transfers-test-" + std::to_string(::getpid()));
    TearDown();
    for (int i = 0; i < kClients; ++i)
      clients_.emplace_back(std::string(1, static_cast<char>('A' + i)),
                            kSeed + static_cast<std::uint64_t>(i));
  }
  void TearDown() override {
    std::filesystem::remove_all(data_);
    std::filesystem::remove(data_.string() + ".port");
  }

  /// Every client repeats its last transfer and then moves money, over a connection of its own,
  /// until the server is gone.
  std::vector<std::thread> start_clients(const ServerProcess& server) {
    std::vector<std::thread> threads;
    for (Transfers& client : clients_)
      threads.emplace_back([&client, call = server.connect()] {
        try {
          bool answered = client.repeat(call);
          while (answered) answered = client.transfer(call);
        } catch (const std::runtime_error& error) {
          ADD_FAILURE() << error.what();
        }
      });
    return threads;
  }

  void check(const ServerProcess& server) {
    const Bank bank = Bank::read(server.connect());
    EXPECT_THAT(bank.problems(), IsEmpty());
    for (const Transfers& client : clients_) EXPECT_THAT(client.problems(bank), IsEmpty());
  }

  std::size_t acknowledged() const {
    std::size_t count = 0;
    for (const Transfers& client : clients_) count += client.acknowledged();
    return count;
  }

  std::filesystem::path data_;
  std::vector<Transfers> clients_;
};

TEST_F(TransfersTest, EachIsDoneOnceOrNotAtAllThroughKills) {
  std::mt19937_64 random(kSeed);
  {
    ServerProcess server(data_);
    open_bank(server.connect());
    server.kill();
  }
  for (int kill = 0; kill < kKills; ++kill) {
    ServerProcess server(data_);
    check(server);
    ASSERT_FALSE(HasFailure()) << "after kill " << kill;
    std::vector<std::thread> threads = start_clients(server);
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 300));
    server.kill();
    for (std::thread& thread : threads) thread.join();
  }
  ServerProcess server(data_);
  for (Transfers& client : clients_) EXPECT_TRUE(client.repeat(server.connect()));
  check(server);
  EXPECT_GT(acknowledged(), kKills);
  RecordProperty("acknowledged_transfers", std::to_string(acknowledged()));
}

}  // namespace
}  // namespace dynarock::dynamodb
