#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {
namespace {

constexpr int kKeys = 300;
constexpr int kRounds = 6;

class BackfillTest : public EngineTest {
 protected:
  static Item random_item(std::mt19937_64& random) {
    Item item = item_of(R"({"id":{"S":")" + std::to_string(random() % kKeys) + R"("}})");
    if (random() % 4 != 0)
      item.set("a", AttributeValue::string("v" + std::to_string(random() % 3)));
    item.set("x", AttributeValue::string(std::string(random() % 40, 'x')));
    return item;
  }

  /// Puts and deletes random items, as several threads do, until told to stop.
  void write_randomly(TableState& state, std::uint64_t seed, const std::atomic<bool>& stop) {
    std::mt19937_64 random(seed);
    while (!stop) {
      const Item item = random_item(random);
      ASSERT_TRUE(random() % 3 == 0 ? erase(state, item) : put(state, item));
    }
  }

  void fill(TableState& state) {
    std::mt19937_64 random(7);
    for (int i = 0; i < kKeys; ++i) ASSERT_TRUE(put(state, random_item(random)));
  }

  void backfill(TableState& state, const std::string& name) {
    const std::lock_guard changing(state.change_lock());
    engine_->backfill(state, name);
  }
};

TEST_F(BackfillTest, FillsAnIndexOfATableWithItems) {
  const auto state = create(table_of("t", keys_of({"id"})));
  fill(*state);
  announce_index(*state, "g", keys_of({"a"}, {"x"}), ProjectionType::kKeysOnly);
  EXPECT_EQ(index_status(*state->table()->find_index("g"), clock_.now()), "CREATING");
  EXPECT_EQ(state->table()->status(clock_.now()), "UPDATING");
  backfill(*state, "g");
  EXPECT_EQ(index_status(*state->table()->find_index("g"), clock_.now()), "ACTIVE");
  EXPECT_EQ(state->table()->status(clock_.now()), "ACTIVE");
  expect_consistent(*state);
}

TEST_F(BackfillTest, WritesToItemsWithoutAnEntryYetKeepTheCountsExact) {
  const auto state = create(table_of("t", keys_of({"id"})));
  for (const char* id : {"changed", "removed", "emptied", "same"})
    ASSERT_TRUE(put(*state, std::string(R"({"a":{"S":"v"},"id":{"S":")") + id + R"("}})"));
  announce_index(*state, "g", keys_of({"a"}));
  ASSERT_TRUE(put(*state, R"({"a":{"S":"w"},"id":{"S":"changed"}})"));
  ASSERT_TRUE(erase(*state, item_of(R"({"id":{"S":"removed"}})")));
  ASSERT_TRUE(put(*state, R"({"id":{"S":"emptied"}})"));
  ASSERT_TRUE(put(*state, R"({"a":{"S":"v"},"id":{"S":"same"}})"));
  ASSERT_TRUE(put(*state, R"({"a":{"S":"v"},"id":{"S":"new"}})"));
  backfill(*state, "g");
  expect_consistent(*state);
}

TEST_F(BackfillTest, EndsConsistentUnderConcurrentWriters) {
  const auto state = create(table_of("t", keys_of({"id"})));
  fill(*state);
  for (int round = 0; round < kRounds; ++round) {
    std::atomic<bool> stop{false};
    std::vector<std::thread> writers;
    for (std::uint64_t seed = 0; seed < 3; ++seed)
      writers.emplace_back([&, seed] { write_randomly(*state, seed, stop); });
    const std::string name = "g" + std::to_string(round);
    const std::lock_guard changing(state->change_lock());
    announce_index(*state, name, keys_of({"a"}, {"x"}),
                   round % 2 == 0 ? ProjectionType::kAll : ProjectionType::kKeysOnly);
    engine_->backfill(*state, name);
    if (round % 2 == 1) {
      const std::uint16_t gone = state->table()->global_indexes.front().id;
      EXPECT_TRUE(engine_->catalog().update(
          *state, [](Table& table) { table.global_indexes.erase(table.global_indexes.begin()); }));
      engine_->forget_index(*state, gone);
    }
    stop = true;
    for (std::thread& writer : writers) writer.join();
    expect_consistent(*state);
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
}

TEST_F(BackfillTest, CountsMadeAnewUnderConcurrentWritersAreExact) {
  auto state = create(table_of("t", keys_of({"id"})));
  fill(*state);
  for (int round = 0; round < kRounds; ++round) {
    crash();
    state = find("t");
    std::atomic<bool> stop{false};
    std::vector<std::thread> writers;
    for (std::uint64_t seed = 0; seed < 3; ++seed)
      writers.emplace_back([&, seed] { write_randomly(*state, seed, stop); });
    std::thread counter([&] { engine_->catalog().count(*state, 0); });
    engine_->catalog().count(*state, 0);
    counter.join();
    stop = true;
    for (std::thread& writer : writers) writer.join();
    expect_consistent(*state);
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
}

TEST_F(BackfillTest, GoesOnAfterACrash) {
  const auto state = create(table_of("t", keys_of({"id"})));
  fill(*state);
  announce_index(*state, "g", keys_of({"a"}));
  // Some entries were made before the end came.
  std::mt19937_64 random(8);
  for (int i = 0; i < kKeys / 4; ++i) ASSERT_TRUE(put(*state, random_item(random)));
  crash();
  EXPECT_EQ(index_status(*find("t")->table()->find_index("g"), clock_.now()), "ACTIVE");
  expect_consistent(*find("t"));
}

}  // namespace
}  // namespace dynarock::dynamodb
