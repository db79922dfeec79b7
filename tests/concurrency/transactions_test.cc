#include <gmock/gmock.h>

#include <atomic>
#include <cstdint>
#include <random>
#include <string>

#include "dynarock/json/document.h"
#include "tests/concurrency/concurrent_server.h"

namespace dynarock::dynamodb {
namespace {

using testing::AnyOf;
using testing::Eq;
using testing::Gt;
using testing::HasSubstr;

constexpr int kThreads = 6;
constexpr std::uint64_t kAccounts = 4;
constexpr std::int64_t kOpening = 100;

/// Accounts a0, a1, ... in a table, with money that moves between them in transactions.
class BankTest : public testing::Test {
 protected:
  void SetUp() override {
    const Reply created = server_.call("CreateTable", R"({
      "TableName": "bank", "BillingMode": "PAY_PER_REQUEST",
      "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
      "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]})");
    ASSERT_EQ(created.status, 200) << created.body;
    for (std::uint64_t account = 0; account < kAccounts; ++account)
      ASSERT_EQ(server_
                    .call("PutItem", with(R"({"TableName": "bank",
                      "Item": {"id": {"S": "a$"}, "money": {"N": "100"}}})",
                                          account))
                    .status,
                200);
  }

  Reply transfer(std::uint64_t from, std::uint64_t to, int amount) {
    const auto update = [&](std::uint64_t account, const std::string& text) {
      return with(R"({"Update": {"TableName": "bank", "Key": {"id": {"S": "a$"}},)", account) +
             with(text, static_cast<std::uint64_t>(amount));
    };
    return server_.call("TransactWriteItems", R"({"TransactItems": [)" + update(from, R"(
      "UpdateExpression": "SET money = money - :n", "ConditionExpression": "money >= :n",
      "ExpressionAttributeValues": {":n": {"N": "$"}}}},)") +
                                                  update(to, R"(
      "UpdateExpression": "SET money = money + :n",
      "ExpressionAttributeValues": {":n": {"N": "$"}}}}]})"));
  }

  Reply read_all() {
    std::string gets;
    for (std::uint64_t account = 0; account < kAccounts; ++account) {
      if (account > 0) gets += ',';
      gets += with(R"({"Get": {"TableName": "bank", "Key": {"id": {"S": "a$"}}}})", account);
    }
    return server_.call("TransactGetItems", R"({"TransactItems": [)" + gets + "]}");
  }

  static std::int64_t sum_of(const Reply& reply) {
    json::Document document;
    EXPECT_TRUE(document.parse(reply.body)) << reply.body;
    std::int64_t sum = 0;
    for (const json::Value response : document.root().find("Responses")->elements()) {
      const std::string money(*response.find("Item")->find("money")->find_text("N"));
      EXPECT_THAT(money, testing::Not(testing::StartsWith("-")));
      sum += std::stoll(money);
    }
    return sum;
  }

  ConcurrentServer server_;
};

TEST_F(BankTest, EveryReadOfAllAccountsSeesTheSameSum) {
  std::atomic<int> transfers = 0;
  std::atomic<int> sums = 0;
  in_threads(kThreads, [&](int thread) {
    std::mt19937 random(static_cast<std::uint32_t>(thread));
    for (int round = 0; round < 300; ++round) {
      const std::uint64_t from = random() % kAccounts;
      const std::uint64_t to = (from + 1 + random() % (kAccounts - 1)) % kAccounts;
      const Reply moved = transfer(from, to, static_cast<int>(random() % 60));
      if (moved.status == 200)
        ++transfers;
      else
        EXPECT_THAT(moved.body, AnyOf(HasSubstr("[ConditionalCheckFailed, None]"),
                                      HasSubstr("TransactionConflict")));
      const Reply read = read_all();
      if (read.status != 200) {
        EXPECT_THAT(read.body, HasSubstr("TransactionConflict"));
        continue;
      }
      ++sums;
      EXPECT_EQ(sum_of(read), kAccounts * kOpening);
    }
  });
  EXPECT_THAT(transfers.load(), Gt(0));
  EXPECT_THAT(sums.load(), Gt(0));
  EXPECT_EQ(sum_of(read_all()), kAccounts * kOpening);
}

TEST_F(BankTest, CallsThatMeetATransactionConflict) {
  // All go for one pair of accounts until each kind of call has met a transaction.
  std::atomic<bool> transaction_met = false;
  std::atomic<bool> read_met = false;
  std::atomic<bool> write_met = false;
  const auto enough = [&] { return transaction_met && read_met && write_met; };
  in_threads(kThreads, [&](int thread) {
    for (int round = 0; round < 20'000 && !enough(); ++round) {
      if (thread == 0) {
        const Reply read = read_all();
        if (read.status == 200) continue;
        EXPECT_EQ(outcome(read), "TransactionCanceledException");
        EXPECT_THAT(read.body, HasSubstr(R"("Message":"Transaction is ongoing for the item")"));
        read_met = true;
      } else if (thread == 1) {
        const std::string said = outcome(server_.call("UpdateItem", R"({"TableName": "bank",
          "Key": {"id": {"S": "a0"}}, "UpdateExpression": "ADD seen :one",
          "ExpressionAttributeValues": {":one": {"N": "1"}}})"));
        EXPECT_THAT(said, AnyOf(Eq("200"), Eq("TransactionConflictException")));
        if (said != "200") write_met = true;
      } else {
        const auto from = static_cast<std::uint64_t>(thread) % 2;
        if (transfer(from, 1 - from, 1).body.find("TransactionConflict") != std::string::npos)
          transaction_met = true;
      }
    }
  });
  EXPECT_TRUE(transaction_met);
  EXPECT_TRUE(read_met);
  EXPECT_TRUE(write_met);
}

TEST_F(BankTest, OneTokenIsSpentOnce) {
  const std::string body = R"({"ClientRequestToken": "once", "TransactItems": [{"Update": {
    "TableName": "bank", "Key": {"id": {"S": "a0"}}, "UpdateExpression": "ADD money :n",
    "ExpressionAttributeValues": {":n": {"N": "7"}}}}]})";
  in_threads(kThreads, [&](int) {
    EXPECT_THAT(outcome(server_.call("TransactWriteItems", body)),
                AnyOf(Eq("200"), Eq("TransactionInProgressException")));
  });
  EXPECT_EQ(sum_of(read_all()), kAccounts * kOpening + 7);
}

TEST_F(BankTest, ATokenInFlightIsInProgress) {
  // All of a round use one token, until someone has come while another was at it.
  std::atomic<bool> met = false;
  in_threads(kThreads, [&](int) {
    for (std::uint64_t round = 0; round < 20'000 && !met; ++round) {
      const Reply reply =
          server_.call("TransactWriteItems", with(R"({"ClientRequestToken": "round-$",
            "TransactItems": [{"Update": {
              "TableName": "bank", "Key": {"id": {"S": "b$"}}, "UpdateExpression": "ADD money :n",
              "ExpressionAttributeValues": {":n": {"N": "1"}}}}]})",
                                                  round));
      if (reply.status == 200) continue;
      EXPECT_EQ(outcome(reply), "TransactionInProgressException");
      EXPECT_THAT(reply.body, HasSubstr(R"("Message":"The transaction with the given request token)"
                                        R"( is already in progress.")"));
      met = true;
    }
  });
  EXPECT_TRUE(met);
}

}  // namespace
}  // namespace dynarock::dynamodb
