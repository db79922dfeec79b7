#include "dynarock/dynamodb/engine/ttl.h"

#include <gmock/gmock.h>

#include <chrono>

#include "tests/unit/dynamodb/engine/stream_reader.h"

namespace dynarock::dynamodb {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class TtlTest : public StreamTest {
 protected:
  std::shared_ptr<TableState> create_expiring(const std::string& name) {
    const auto table = create_streamed(name);
    EXPECT_TRUE(engine_->catalog().update(*table, [&](Table& changed) {
      changed.time_to_live = {.attribute = "expires",
                              .enabled = true,
                              .settled = clock_.now(),
                              .id = changed.next_index_id++};
    }));
    return table;
  }
  void put_expiring(TableState& state, const std::string& id, std::chrono::seconds after) {
    const auto at = std::chrono::floor<seconds>(start_ + after).time_since_epoch().count();
    EXPECT_TRUE(put(state, R"({"id":{"S":")" + id + R"("},"expires":{"N":")" + std::to_string(at) +
                               R"("}})")
                    .has_value());
  }
  /// What the server's job does, every so often.
  std::size_t pass(std::chrono::seconds time, seconds delay = seconds(0)) {
    clock_.advance(time);
    Ttl ttl(*engine_, *store_, delay);
    const std::size_t deleted = ttl.step(clock_.now());
    engine_->streams().step(clock_.now());
    return deleted;
  }

  const Timestamp start_ = clock_.now();
};

TEST_F(TtlTest, AYearOfExpirations) {
  auto table = create_expiring("t");
  put_expiring(*table, "later", days(5 * 365));
  for (int day = 1; day <= 365; ++day) put_expiring(*table, std::to_string(day), days(day));
  for (int day = 1; day <= 365; ++day) {
    const std::string id = std::to_string(day);
    const std::string key = R"({"id":{"S":")" + id + R"("}})";
    // Half a day before the item's time nothing happens to it.
    EXPECT_EQ(pass(hours(12)), 0U) << day;
    EXPECT_NE(read(*table, key), "");
    EXPECT_EQ(pass(hours(12)), 1U) << day;
    EXPECT_EQ(read(*table, key), "");
    // A stream keeps a day's records: this one, and at first the insertions.
    const auto told = events("t");
    ASSERT_THAT(told, Not(IsEmpty()));
    EXPECT_EQ(told.back(), "EXPIRE " + id);
    EXPECT_THAT(told, SizeIs(day == 1 ? 367 : 1));
    if (day % 100 == 0) {
      reopen();
      table = find("t");
    }
  }
  EXPECT_NE(read(*table, R"({"id":{"S":"later"}})"), "");
  expect_consistent(*table);
}

TEST_F(TtlTest, AYearAtOnce) {
  const auto table = create_expiring("t");
  for (int day = 1; day <= 400; ++day) put_expiring(*table, std::to_string(day), days(day));
  EXPECT_EQ(pass(days(365)), 365U);
  const auto told = events("t");
  ASSERT_THAT(told, SizeIs(365));
  // In the order in which they expired.
  EXPECT_EQ(told.front(), "EXPIRE 1");
  EXPECT_EQ(told.back(), "EXPIRE 365");
  EXPECT_EQ(engine_->catalog().count(*table, 0).items, 35);
  expect_consistent(*table);
}

TEST_F(TtlTest, WhatUsersDeleteIsNotTheServicesDoing) {
  const auto table = create_expiring("t");
  put_expiring(*table, "a", days(1));
  erase(*table, item_of(R"({"id":{"S":"a"}})"));
  put_expiring(*table, "b", seconds(1));
  put_expiring(*table, "b", days(2));
  EXPECT_EQ(pass(hours(23)), 0U) << "it was given more time";
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "REMOVE a", "INSERT b", "MODIFY b"));
}

TEST_F(TtlTest, ADelayKeepsItemsForAsLong) {
  const auto table = create_expiring("t");
  put_expiring(*table, "a", hours(1));
  EXPECT_EQ(pass(hours(2), hours(2)), 0U);
  EXPECT_EQ(pass(hours(1), hours(2)), 1U);
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "EXPIRE a"));
}

TEST_F(TtlTest, WhatExpiredFiveYearsAgoIsLeftAlone) {
  const auto table = create_expiring("t");
  put_expiring(*table, "a", -days(5 * 365 + 1));
  put_expiring(*table, "b", -days(5 * 365 - 1));
  EXPECT_EQ(pass(seconds(0)), 1U);
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "INSERT b", "EXPIRE b"));
}

}  // namespace
}  // namespace dynarock::dynamodb
