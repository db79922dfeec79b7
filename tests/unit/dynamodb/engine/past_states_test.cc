#include "dynamodb/engine/past_states.h"

#include <gtest/gtest.h>

namespace dynarock::dynamodb {
namespace {

using std::chrono::milliseconds;

constexpr Timestamp kStart{std::chrono::seconds(1'700'000'000)};

class PastStatesTest : public testing::Test {
 protected:
  void write(const std::string& value) {
    past_.before_write();
    storage::Batch batch;
    batch.put("key", value);
    store_->write(std::move(batch));
  }
  /// What was there so long ago; empty for nothing.
  std::string before(milliseconds lag) {
    std::string value;
    const auto state = past_.before(lag);
    return store_->get("key", value, state.get()) ? value : "";
  }

  const std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  ManualClock clock_{kStart};
  PastStates past_{*store_, clock_, milliseconds(100), milliseconds(1000)};
};

TEST_F(PastStatesTest, AWriteShowsOnceTheLagIsOver) {
  write("a");
  EXPECT_EQ(before(milliseconds(100)), "");
  EXPECT_EQ(before(milliseconds(0)), "a");
  clock_.advance(milliseconds(99));
  EXPECT_EQ(before(milliseconds(100)), "");
  clock_.advance(milliseconds(1));
  EXPECT_EQ(before(milliseconds(100)), "a");
  EXPECT_EQ(before(milliseconds(1000)), "");
  clock_.advance(milliseconds(900));
  EXPECT_EQ(before(milliseconds(1000)), "a");
}

TEST_F(PastStatesTest, EachMomentHasItsState) {
  for (const char* value : {"a", "b", "c"}) {
    write(value);
    clock_.advance(milliseconds(200));
  }
  EXPECT_EQ(before(milliseconds(1000)), "");
  EXPECT_EQ(before(milliseconds(601)), "");
  EXPECT_EQ(before(milliseconds(600)), "a");
  EXPECT_EQ(before(milliseconds(401)), "a");
  EXPECT_EQ(before(milliseconds(400)), "b");
  EXPECT_EQ(before(milliseconds(200)), "c");
  EXPECT_EQ(before(milliseconds(0)), "c");
}

TEST_F(PastStatesTest, WritesInATenthOfTheShortestLagShowTogether) {
  write("a");
  clock_.advance(milliseconds(9));
  write("b");
  clock_.advance(milliseconds(1));
  write("c");
  clock_.advance(milliseconds(89));
  EXPECT_EQ(before(milliseconds(100)), "");
  clock_.advance(milliseconds(1));
  EXPECT_EQ(before(milliseconds(100)), "b");
  clock_.advance(milliseconds(10));
  EXPECT_EQ(before(milliseconds(100)), "c");
}

TEST_F(PastStatesTest, StatesThatNobodyCanAskForAreForgotten) {
  write("a");
  clock_.advance(milliseconds(999));
  EXPECT_NE(past_.before(milliseconds(1000)), nullptr);
  clock_.advance(milliseconds(1));
  EXPECT_EQ(past_.before(milliseconds(1000)), nullptr);
}

TEST_F(PastStatesTest, AClockThatIsSetBackShowsNothingEarly) {
  write("a");
  clock_.advance(-milliseconds(500));
  write("b");
  EXPECT_EQ(before(milliseconds(100)), "");
  clock_.advance(milliseconds(599));
  EXPECT_EQ(before(milliseconds(100)), "");
  clock_.advance(milliseconds(1));
  EXPECT_EQ(before(milliseconds(100)), "b");
}

}  // namespace
}  // namespace dynarock::dynamodb
