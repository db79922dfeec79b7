#include <gmock/gmock.h>

#include <functional>

#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {
namespace {

using testing::ElementsAre;
using Verdict = TransactionTokens::Verdict;

/// Becomes what it is told, and does something else meanwhile.
class Meanwhile final : public ItemChange {
 public:
  Meanwhile(Item item, std::function<void()> something)
      : item_(std::move(item)), something_(std::move(something)) {}
  Result<std::optional<Item>> apply(const StoredItem&) override {
    something_();
    return item_;
  }

 private:
  Item item_;
  std::function<void()> something_;
};

/// The error's code and text, or `done`.
template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "done";
  return std::string(result.error().code) + ": " + result.error().message;
}

template <class T>
std::vector<std::string> outcomes(const std::vector<Result<T>>& results) {
  std::vector<std::string> all;
  for (const Result<T>& result : results) all.push_back(outcome(result));
  return all;
}

constexpr std::string_view kConflict =
    "TransactionConflictException: Transaction is ongoing for the item";

class TransactTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    state_ = create(table_of("t", keys_of({"id"})));
    put(*state_, R"({"id":{"S":"other"}})").value();
  }

  std::string key(std::string_view id) const {
    return item_key(*state_->table(), item_of(R"({"id":{"S":")" + std::string(id) + "\"}}"));
  }
  Read read_of(std::string_view id) const { return {state_->table().get(), key(id)}; }

  /// Puts the item in a transaction, during which something happens.
  std::vector<std::string> transact(const std::function<void()>& something,
                                    const TransactionToken* token = nullptr) {
    Meanwhile change(item_of(R"({"id":{"S":"one"}})"), something);
    const Write write{state_.get(), key("one"), &change};
    return outcomes(engine_->transact({&write, 1}, token, clock_.now()));
  }

  std::shared_ptr<TableState> state_;
};

TEST_F(TransactTest, WhoMeetsATransactionIsRefused) {
  const auto meet = [this] {
    const std::vector<Read> reads = {read_of("other"), read_of("one")};
    EXPECT_THAT(outcomes(engine_->read_together(reads)), ElementsAre("done", kConflict));
    EXPECT_EQ(outcome(put(*state_, R"({"id":{"S":"one"}})")), kConflict);
    EXPECT_EQ(outcome(erase(*state_, item_of(R"({"id":{"S":"one"}})"))), kConflict);
    Become change(item_of(R"({"id":{"S":"one"}})"));
    const std::vector<Write> writes = {{state_.get(), key("two"), &change},
                                       {state_.get(), key("one"), &change}};
    EXPECT_THAT(outcomes(engine_->transact(writes, nullptr, clock_.now())),
                ElementsAre("done", kConflict));
    EXPECT_FALSE(engine_->read(*state_->table(), key("one"), true).exists());
  };
  EXPECT_THAT(transact(meet), ElementsAre("done"));

  EXPECT_FALSE(engine_->read(*state_->table(), key("two"), true).exists());
  EXPECT_EQ(outcome(put(*state_, R"({"id":{"S":"one"}})")), "done");
  EXPECT_THAT(transact([] {}), ElementsAre("done"));
}

TEST_F(TransactTest, ATokenIsHeldWhileItsTransactionRunsAndTenMinutesMore) {
  const auto token = TransactionToken::of("account", "region", "name", "parameters");
  const auto other = TransactionToken::of("account", "region", "name", "other parameters");
  const auto elsewhere = TransactionToken::of("account", "elsewhere", "name", "other parameters");
  TransactionTokens& tokens = engine_->tokens();
  const auto begin = [&](const TransactionToken& wanted) {
    return tokens.begin(wanted, clock_.now());
  };

  EXPECT_EQ(begin(token), Verdict::kNew);
  EXPECT_EQ(begin(token), Verdict::kRunning);
  EXPECT_EQ(begin(other), Verdict::kOther);
  EXPECT_EQ(begin(elsewhere), Verdict::kNew);
  tokens.cancel(token);
  EXPECT_EQ(begin(other), Verdict::kNew);
  tokens.cancel(other);

  EXPECT_EQ(begin(token), Verdict::kNew);
  EXPECT_THAT(transact([] {}, &token), ElementsAre("done"));
  tokens.commit(token, clock_.now());
  clock_.advance(std::chrono::minutes(10) - std::chrono::microseconds(1));
  EXPECT_EQ(begin(token), Verdict::kDone);
  EXPECT_EQ(begin(other), Verdict::kOther);
  clock_.advance(std::chrono::microseconds(1));
  EXPECT_EQ(begin(other), Verdict::kNew);
}

TEST_F(TransactTest, ATokenOutlivesACrashWithItsTransaction) {
  const auto token = TransactionToken::of("account", "region", "name", "parameters");
  EXPECT_EQ(engine_->tokens().begin(token, clock_.now()), Verdict::kNew);
  EXPECT_THAT(transact([] {}, &token), ElementsAre("done"));
  state_.reset();
  crash();
  EXPECT_EQ(read(*find("t"), R"({"id":{"S":"one"}})"), R"({"id":{"S":"one"}})");
  EXPECT_EQ(engine_->tokens().begin(token, clock_.now()), Verdict::kDone);
  clock_.advance(std::chrono::minutes(10));
  EXPECT_EQ(engine_->tokens().begin(token, clock_.now()), Verdict::kNew);
}

}  // namespace
}  // namespace dynarock::dynamodb
