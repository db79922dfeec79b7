#include "dynarock/dynamodb/engine/catalog.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class CatalogTest : public EngineTest {
 protected:
  Catalog& catalog() { return engine_->catalog(); }
  std::shared_ptr<TableState> create_named(const std::string& name) {
    return create(table_of(name, keys_of({"id"})));
  }
  std::vector<std::string> names(std::string_view after = "", std::size_t limit = 100) {
    return catalog().names("000000000000", "us-east-1", after, limit, more_);
  }
  void start_deleting(TableState& state) {
    const Timestamp until = clock_.now() + std::chrono::seconds(1);
    EXPECT_TRUE(catalog().update(state, [&](Table& table) {
      table.transition = {"DELETING", until};
    }));
  }
  bool has_data(std::uint32_t incarnation) {
    const std::string prefix = table_prefix(incarnation);
    const auto cursor = store_->cursor(prefix, storage::prefix_end(prefix));
    cursor->seek_first();
    return cursor->valid();
  }

  bool more_ = false;
};

TEST_F(CatalogTest, FindsWhatWasCreatedAlsoAfterReopening) {
  Table table = table_of("t", keys_of({"id"}, {"n:N"}));
  add_index(table, "g", true, keys_of({"a", "b:N"}), ProjectionType::kAll, {"x", "y"});
  table.tags = {{"k", "v"}};
  table.resource_policy = {"{}", "1700000000000"};
  const std::string record = encode_table(*create(std::move(table))->table());
  EXPECT_EQ(find("other"), nullptr);
  reopen();
  ASSERT_NE(find("t"), nullptr);
  EXPECT_EQ(encode_table(*find("t")->table()), record);
  EXPECT_EQ(find("t")->table()->resource_policy.document, "{}");
}

TEST_F(CatalogTest, RefusesANameInUse) {
  ASSERT_NE(create_named("t"), nullptr);
  EXPECT_EQ(create_named("t"), nullptr);
  reopen();
  EXPECT_EQ(create_named("t"), nullptr);
}

TEST_F(CatalogTest, TheSameNameElsewhereIsAnotherTable) {
  Table elsewhere = table_of("t", keys_of({"id"}));
  elsewhere.region = "eu-west-1";
  ASSERT_NE(create(elsewhere), nullptr);
  EXPECT_EQ(find("t"), nullptr);
  EXPECT_THAT(catalog().other_places("000000000000", "us-east-1", "t"),
              ElementsAre("000000000000/eu-west-1"));
  ASSERT_NE(create_named("t"), nullptr);
  EXPECT_NE(find("t"), catalog().find("000000000000", "eu-west-1", "t"));
  EXPECT_THAT(catalog().other_places("000000000000", "us-east-1", "u"), IsEmpty());
}

TEST_F(CatalogTest, NamesComeInByteOrderAPageAtATime) {
  for (const char* name : {"beta", "alpha", "Zeta", "beta.2", "beta-1", "gamma"})
    create_named(name);
  Table elsewhere = table_of("aaa", keys_of({"id"}));
  elsewhere.account = "111111111111";
  create(elsewhere);
  EXPECT_THAT(names(), ElementsAre("Zeta", "alpha", "beta", "beta-1", "beta.2", "gamma"));
  EXPECT_FALSE(more_);
  EXPECT_THAT(names("", 2), ElementsAre("Zeta", "alpha"));
  EXPECT_TRUE(more_);
  EXPECT_THAT(names("alpha", 4), ElementsAre("beta", "beta-1", "beta.2", "gamma"));
  EXPECT_FALSE(more_);
  EXPECT_THAT(names("beta0", 1), ElementsAre("gamma"));
  EXPECT_THAT(names("gamma"), IsEmpty());
}

TEST_F(CatalogTest, AnErasedTableIsGoneAndItsIncarnationIsNotReused) {
  const auto old = create_named("t");
  ASSERT_TRUE(put(*old, R"({"id":{"S":"a"}})"));
  ASSERT_TRUE(catalog().erase(*old));
  EXPECT_EQ(find("t"), nullptr);
  EXPECT_FALSE(catalog().erase(*old));
  reopen();
  EXPECT_EQ(find("t"), nullptr);
  const auto next = create_named("t");
  EXPECT_GT(next->table()->incarnation, old->table()->incarnation);
  EXPECT_EQ(read(*next, R"({"id":{"S":"a"}})"), "");
  EXPECT_EQ(catalog().count(*next, 0).items, 0);
}

TEST_F(CatalogTest, NothingIsAcknowledgedOnceTheTableIsErased) {
  const auto state = create_named("t");
  ASSERT_TRUE(catalog().erase(*state));
  const auto next = create_named("t");
  const Result<Written> written = put(*state, R"({"id":{"S":"a"}})");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "ResourceNotFoundException");

  Become change(item_of(R"({"id":{"S":"a"}})"));
  const std::string key = item_key(*next->table(), item_of(R"({"id":{"S":"a"}})"));
  const Write both[] = {{next.get(), key, &change}, {state.get(), key, &change}};
  const auto results = engine_->write(both);
  EXPECT_TRUE(results[0].has_value());
  EXPECT_FALSE(results[1].has_value());
  EXPECT_EQ(read(*next, R"({"id":{"S":"a"}})"), "");
}

TEST_F(CatalogTest, ALateUpdateDoesNotBringAnErasedTableBack) {
  const auto state = create_named("t");
  ASSERT_TRUE(catalog().erase(*state));
  const auto next = create_named("t");
  EXPECT_FALSE(catalog().update(*state, [](Table& table) { table.tags = {{"k", "v"}}; }));
  reopen();
  EXPECT_EQ(find("t")->table()->incarnation, next->table()->incarnation);
  EXPECT_THAT(find("t")->table()->tags, IsEmpty());
}

TEST_F(CatalogTest, ATableBeingDeletedTakesNoWritesAndGoesByTheClock) {
  const auto state = create_named("t");
  ASSERT_TRUE(put(*state, R"({"id":{"S":"a"}})"));
  start_deleting(*state);
  EXPECT_EQ(find("t"), state);
  EXPECT_FALSE(put(*state, R"({"id":{"S":"b"}})"));
  EXPECT_EQ(create_named("t"), nullptr);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(find("t"), nullptr);
  EXPECT_THAT(names(), IsEmpty());
  const auto next = create_named("t");
  ASSERT_NE(next, nullptr);
  EXPECT_TRUE(state->erased());
  reopen();
  EXPECT_EQ(find("t")->table()->incarnation, next->table()->incarnation);
}

TEST_F(CatalogTest, ADeletionThatEndedWhileTheStoreWasClosedIsRemembered) {
  start_deleting(*create_named("t"));
  close();
  clock_.advance(std::chrono::seconds(1));
  open();
  EXPECT_EQ(find("t"), nullptr);
  EXPECT_THAT(catalog().all(), IsEmpty());
}

TEST_F(CatalogTest, CountsLastThroughAGoodEnd) {
  Table table = table_of("t", keys_of({"id"}));
  add_index(table, "g", true, keys_of({"a"}));
  const auto state = create(std::move(table));
  ASSERT_TRUE(put(*state, R"({"id":{"S":"x"},"a":{"S":"y"}})"));
  ASSERT_TRUE(put(*state, R"({"id":{"S":"z"}})"));
  reopen();
  const auto counts = find("t")->counts();
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->at(0).items, 2);
  EXPECT_EQ(counts->at(0).bytes, 8);
  EXPECT_EQ(counts->at(1).items, 1);
}

TEST_F(CatalogTest, CountsAreMadeAnewAfterACrash) {
  Table table = table_of("t", keys_of({"id"}));
  add_index(table, "g", true, keys_of({"a"}));
  const auto state = create(std::move(table));
  ASSERT_TRUE(put(*state, R"({"id":{"S":"x"},"a":{"S":"y"}})"));
  crash();
  EXPECT_FALSE(find("t")->counts());
  ASSERT_TRUE(put(*find("t"), R"({"id":{"S":"z"}})"));
  ASSERT_TRUE(erase(*find("t"), item_of(R"({"id":{"S":"x"}})")));
  expect_consistent(*find("t"));
  EXPECT_EQ(catalog().count(*find("t"), 0).items, 1);
}

TEST_F(CatalogTest, WhatAnErasedTableLeftBehindGoesWhenTheStoreIsOpened) {
  const auto state = create_named("t");
  const std::uint32_t incarnation = state->table()->incarnation;
  create_named("later");
  ASSERT_TRUE(put(*state, R"({"id":{"S":"a"}})"));
  ASSERT_TRUE(catalog().erase(*state));
  reopen();
  // Behind a full buffer the file is written anew, without what is dead.
  const auto filler = create_named("filler");
  for (int i = 0; i < 40; ++i)
    ASSERT_TRUE(put(*filler, R"({"id":{"S":")" + std::to_string(i) + R"("},"v":{"S":")" +
                                 std::string(300'000, 'v') + R"("}})"));
  for (int tries = 0; has_data(incarnation) && tries < 500; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(has_data(incarnation));
  expect_consistent(*filler);
}

}  // namespace
}  // namespace dynarock::dynamodb
