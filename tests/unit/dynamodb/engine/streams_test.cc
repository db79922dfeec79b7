#include "dynarock/dynamodb/engine/streams.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "tests/unit/dynamodb/engine/stream_reader.h"

namespace dynarock::dynamodb {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::Gt;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

constexpr std::size_t kShardIdSize = 37;

class StreamsTest : public StreamTest {
 protected:
  Result<Written> put_id(TableState& state, const std::string& id) {
    return put(state,
               R"({"id":{"S":")" + id + R"("},"n":{"N":")" + std::to_string(++version_) + R"("}})");
  }
  std::string code_of(const Result<RecordsPage>& page) {
    return page ? "" : std::string(page.error().code);
  }

 private:
  int version_ = 0;
};

TEST_F(StreamsTest, TellOfChangesInTheirOrder) {
  const auto table = create_streamed("t");
  put_id(*table, "a");
  put_id(*table, "b");
  put_id(*table, "a");
  erase(*table, item_of(R"({"id":{"S":"b"}})"));
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "INSERT b", "MODIFY a", "REMOVE b"));
}

TEST_F(StreamsTest, AWriteThatFailsLeavesNothing) {
  const auto table = create_streamed("t");
  class Refuse final : public ItemChange {
    Result<std::optional<Item>> apply(const StoredItem&) override {
      return fail({"ConditionalCheckFailedException", "no", {}});
    }
  } refuse;
  Become become(item_of(R"({"id":{"S":"a"}})"));
  const std::vector<Write> writes = {
      {table.get(), item_key(*table->table(), item_of(R"({"id":{"S":"a"}})")), &become},
      {table.get(), item_key(*table->table(), item_of(R"({"id":{"S":"b"}})")), &refuse}};
  engine_->write(writes);
  engine_->transact(writes, nullptr, clock_.now());
  EXPECT_THAT(events("t"), IsEmpty());
  put_id(*table, "c");
  EXPECT_THAT(events("t"), ElementsAre("INSERT c")) << "a place was not given back";
}

TEST_F(StreamsTest, ShardIdsAndNumbersHaveAmazonsForm) {
  create_streamed("t");
  const Shard shard = shards_of("t").front();
  EXPECT_THAT(shard.id, MatchesRegex("shardId-00000001700000000000-[0-9a-f]+"));
  EXPECT_THAT(shard.id, SizeIs(kShardIdSize));
  EXPECT_EQ(shard.parent_id, "");
  EXPECT_EQ(sequence_number(shard.starting), "100001700000000000000");
}

TEST_F(StreamsTest, SurviveReopeningAndCrashes) {
  const auto table = create_streamed("t");
  put_id(*table, "a");
  const std::string arn = stream_of("t")->description()->arn();
  reopen();
  put_id(*find("t"), "b");
  crash();
  EXPECT_EQ(stream_of("t")->description()->arn(), arn);
  put_id(*find("t"), "c");
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "INSERT b", "INSERT c"));
  set_stream(*find("t"), "");
  crash();
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "INSERT b", "INSERT c"));
  EXPECT_EQ(find("t")->stream(), nullptr);
  EXPECT_TRUE(stream_of("t")->description()->ended);
}

TEST_F(StreamsTest, SequencesGrowThoughTheClockGoesBack) {
  const auto table = create_streamed("t");
  put_id(*table, "a");
  clock_.set(clock_.now() - hours(1));
  put_id(*table, "b");
  reopen();
  put_id(*find("t"), "c");
  const auto shards = shards_of("t");
  set_stream(*find("t"), "");
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "INSERT b", "INSERT c"));
  EXPECT_THAT(*shards_of("t").front().ending, Gt(shards.front().starting + 3));
}

TEST_F(StreamsTest, ReadersStopShortOfWhatIsNotCommitted) {
  create_streamed("t");
  const auto stream = stream_of("t");
  const Shard shard = shards_of("t").front();
  const auto commit = [&](const Stream::Place& place, const std::string& id) {
    const std::string keys = R"({"id":{"S":")" + id + R"("}})";
    std::string record = "I";
    for (const std::size_t length : {std::size_t{3}, keys.size(), std::size_t{0}})
      for (int shift = 0; shift < 32; shift += 8) record += static_cast<char>(length >> shift);
    storage::Batch batch;
    batch.put(place.key(), record + keys);
    store_->write(std::move(batch));
  };
  auto first = std::make_unique<Stream::Place>(stream->take_place(0, clock_.now()));
  auto second = std::make_unique<Stream::Place>(stream->take_place(0, clock_.now()));
  auto third = std::make_unique<Stream::Place>(stream->take_place(0, clock_.now()));
  commit(*second, "second");
  second.reset();
  EXPECT_THAT(events(*stream, shard), IsEmpty());
  commit(*first, "first");
  first.reset();
  EXPECT_THAT(events(*stream, shard), ElementsAre("INSERT first", "INSERT second"));

  // A closed shard is not at its end while a record of it may still come.
  step(hours(4));
  ASSERT_TRUE(shards_of("t").front().ending);
  const RecordsRequest behind{.shard = shard.number, .from = third->sequence()};
  EXPECT_EQ(read_page(*stream, behind)->next, third->sequence());
  commit(*third, "third");
  third.reset();
  EXPECT_EQ(read_page(*stream, behind)->next, std::nullopt);
  EXPECT_THAT(events(*stream, shard), ElementsAre("INSERT first", "INSERT second", "INSERT third"));
}

TEST_F(StreamsTest, AShardIsFollowedByAChildAfterFourHours) {
  const auto table = create_streamed("t");
  put_id(*table, "a");
  step(hours(4) - milliseconds(1));
  EXPECT_THAT(shards_of("t"), SizeIs(1));
  step(milliseconds(1));
  put_id(*table, "a");
  const auto shards = shards_of("t");
  ASSERT_THAT(shards, SizeIs(2));
  EXPECT_EQ(shards[1].parent_id, shards[0].id);
  EXPECT_THAT(shards[1].id, Gt(shards[0].id));
  EXPECT_THAT(shards[1].starting, Gt(*shards[0].ending));
  EXPECT_FALSE(shards[1].ending);
  const auto stream = stream_of("t");
  EXPECT_THAT(events(*stream, shards[0]), ElementsAre("INSERT a"));
  EXPECT_THAT(events(*stream, shards[1]), ElementsAre("MODIFY a"));
  EXPECT_EQ(read_page(*stream, {.shard = shards[0].number})->next, std::nullopt);
  EXPECT_TRUE(read_page(*stream, {.shard = shards[1].number})->next);
  reopen();
  EXPECT_THAT(shards_of("t"), SizeIs(2));
  EXPECT_THAT(events("t"), ElementsAre("INSERT a", "MODIFY a"));
}

TEST_F(StreamsTest, ShardsSplitAndItemsGoToTheChildThatHasTheirPartition) {
  stream_options_.shard_records = 10;
  reopen();
  const auto table = create_streamed("t");
  for (int round = 0; round < 10; ++round)
    for (int id = 0; id < 20; ++id) put_id(*table, std::to_string(id));

  const auto stream = stream_of("t");
  const auto shards = shards_of("t");
  std::map<std::string, std::size_t> children;
  std::map<std::string, std::string> shard_of_item;  // the one that holds its newest record
  std::size_t records = 0;
  for (const Shard& shard : shards) {
    const auto here = events(*stream, shard);
    records += here.size();
    EXPECT_LE(here.size(), 10U);
    EXPECT_EQ(shard.ending.has_value(),
              std::ranges::count(shards, shard.id, &Shard::parent_id) == 2)
        << shard.id;
    if (!shard.parent_id.empty()) ++children[shard.parent_id];
    for (const std::string& event : here) {
      std::string& before = shard_of_item[event.substr(7)];
      EXPECT_EQ(event.starts_with("INSERT"), before.empty());
      if (!before.empty() && before != shard.id) {
        // From a shard to one that descends from it.
        const Shard* ancestor = &shard;
        while (ancestor != nullptr && ancestor->id != before)
          ancestor = stream->description()->find_shard(ancestor->parent_id);
        EXPECT_NE(ancestor, nullptr) << event;
      }
      before = shard.id;
    }
  }
  EXPECT_EQ(records, 200U);
  EXPECT_THAT(children, SizeIs(Gt(3U)));
}

TEST_F(StreamsTest, StreamsMayStartWithSeveralShards) {
  stream_options_.shards = 3;
  reopen();
  const auto table = create_streamed("t");
  for (int id = 0; id < 60; ++id) put_id(*table, std::to_string(id));
  ASSERT_THAT(shards_of("t"), SizeIs(3));
  for (const Shard& shard : shards_of("t")) {
    EXPECT_EQ(shard.parent_id, "");
    EXPECT_THAT(events(*stream_of("t"), shard), SizeIs(Gt(5U)));
  }
  EXPECT_THAT(events("t"), SizeIs(60));
}

TEST_F(StreamsTest, RecordsAreTrimmedBy24Hours) {
  const auto table = create_streamed("t");
  put_id(*table, "a");
  clock_.advance(minutes(1));
  put_id(*table, "b");
  const auto stream = stream_of("t");
  const Shard shard = shards_of("t").front();
  clock_.advance(hours(24) - minutes(1) - milliseconds(1));
  EXPECT_THAT(events(*stream, shard), ElementsAre("INSERT a", "INSERT b"));
  clock_.advance(milliseconds(1) + std::chrono::microseconds(1));
  EXPECT_THAT(events(*stream, shard), ElementsAre("INSERT b"));
  EXPECT_EQ(code_of(read_page(*stream, {.shard = shard.number, .from = shard.starting})),
            "TrimmedDataAccessException");
  clock_.advance(hours(24));
  EXPECT_THAT(events(*stream, shard), IsEmpty());
}

TEST_F(StreamsTest, ClosedShardsAreDroppedBy24HoursWithTheirRecords) {
  const auto table = create_streamed("t");
  for (int id = 0; id < 50; ++id) put_id(*table, std::to_string(id));
  step(hours(4));
  const auto stream = stream_of("t");
  const Shard old = shards_of("t").front();
  step(hours(24) - milliseconds(1));
  EXPECT_TRUE(stream->description()->find_shard(old.id) != nullptr);
  step(milliseconds(1));
  EXPECT_TRUE(stream->description()->find_shard(old.id) == nullptr);
  EXPECT_EQ(shards_of("t").front().parent_id, old.id);
  EXPECT_EQ(code_of(read_page(*stream, {.shard = old.number})), "TrimmedDataAccessException");
  EXPECT_TRUE(engine_->streams().dead_keys()(
      stream_record_key(stream->description()->id, old.number, old.starting + 1)));
  reopen();
  EXPECT_TRUE(stream_of("t")->description()->find_shard(old.id) == nullptr);
}

TEST_F(StreamsTest, OutliveTheirTableBy24Hours) {
  auto table = create_streamed("t");
  put_id(*table, "a");
  ASSERT_TRUE(engine_->catalog().erase(*table));
  crash();
  step(hours(24) - milliseconds(1));
  EXPECT_THAT(events("t"), ElementsAre("INSERT a"));
  const auto stream = stream_of("t");
  step(milliseconds(1));
  EXPECT_EQ(stream_of("t"), nullptr);
  EXPECT_TRUE(engine_->streams().dead_keys()(stream_record_key(stream->description()->id, 1, 1)));
  reopen();
  EXPECT_EQ(stream_of("t"), nullptr);
}

TEST_F(StreamsTest, ATableMadeAnewHasAStreamOfItsOwn) {
  auto table = create_streamed("t");
  put_id(*table, "old");
  const auto before = stream_of("t");
  ASSERT_TRUE(engine_->catalog().erase(*table));
  table = create_streamed("t");
  put_id(*table, "new");
  EXPECT_NE(stream_of("t")->description()->label, before->description()->label);
  EXPECT_THAT(events("t"), ElementsAre("INSERT new"));
  EXPECT_THAT(events(*before, before->description()->shards.front()), ElementsAre("INSERT old"));
}

TEST_F(StreamsTest, AnotherViewTypeIsAnotherStream) {
  const auto table = create_streamed("t", "KEYS_ONLY");
  put_id(*table, "a");
  const auto before = stream_of("t");
  set_stream(*table, "");
  put_id(*table, "b");
  clock_.advance(minutes(1));
  set_stream(*table, "NEW_IMAGE");
  put_id(*table, "c");
  EXPECT_THAT(events("t"), ElementsAre("INSERT c"));
  EXPECT_EQ(stream_of("t")->description()->view_type, "NEW_IMAGE");
  EXPECT_THAT(events(*before, before->description()->shards.front()), ElementsAre("INSERT a"));
  EXPECT_EQ(read_page(*before, {.shard = 1})->next, std::nullopt);
}

TEST_F(StreamsTest, ATableOnItsWayOutHasNoOpenStream) {
  const auto table = create_streamed("t");
  EXPECT_TRUE(engine_->catalog().update(*table, [&](Table& changed) {
    changed.transition = {"DELETING", clock_.now() + hours(1)};
  }));
  EXPECT_EQ(stream_of("t")->description()->ended, clock_.now());
  reopen();
  EXPECT_EQ(stream_of("t")->description()->ended, clock_.now());
}

}  // namespace
}  // namespace dynarock::dynamodb
