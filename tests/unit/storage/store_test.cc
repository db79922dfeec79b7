#include "dynarock/storage/store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <thread>
#include <vector>

#include "scratch.h"

namespace dynarock::storage {
namespace {

using Model = std::map<std::string, std::string>;
using Rows = std::vector<std::pair<std::string, std::string>>;

std::unique_ptr<Store> store_of(std::initializer_list<std::string_view> keys) {
  auto store = Store::open({});
  Batch batch;
  for (const std::string_view key : keys) batch.put(key, "of " + std::string(key));
  store->write(std::move(batch));
  return store;
}

std::string forwards(Cursor& cursor) {
  std::string keys;
  for (; cursor.valid(); cursor.next()) keys.append(cursor.key()).append(" ");
  return keys;
}

std::string backwards(Cursor& cursor) {
  std::string keys;
  for (; cursor.valid(); cursor.previous()) keys.append(cursor.key()).append(" ");
  return keys;
}

TEST(StoreTest, ReadsWhatWasWritten) {
  const auto store = Store::open({});
  put(*store, "a", "1");
  put(*store, "empty", "");
  put(*store, std::string_view("\0\xff", 2), "bytes");
  EXPECT_EQ(read(*store, "a"), "1");
  EXPECT_EQ(read(*store, "empty"), "");
  EXPECT_EQ(read(*store, std::string_view("\0\xff", 2)), "bytes");
  EXPECT_EQ(read(*store, "b"), "absent");
}

TEST(StoreTest, ReusesTheCapacityOfTheValue) {
  const auto store = Store::open({});
  put(*store, "a", std::string(400, 'x'));
  std::string value;
  value.reserve(1000);
  const char* before = value.data();
  EXPECT_TRUE(store->get("a", value));
  EXPECT_EQ(value.data(), before);
  EXPECT_EQ(value.size(), 400u);
}

TEST(StoreTest, AppliesABatchInOrderAndEmptiesIt) {
  const auto store = Store::open({});
  Batch batch;
  EXPECT_TRUE(batch.empty());
  batch.put("a", "1");
  batch.put("b", "1");
  batch.erase("a");
  batch.put("b", "2");
  EXPECT_FALSE(batch.empty());
  store->write(std::move(batch));
  EXPECT_EQ(read(*store, "a"), "absent");
  EXPECT_EQ(read(*store, "b"), "2");
  EXPECT_TRUE(batch.empty());
  batch.put("c", "3");
  batch.clear();
  store->write(std::move(batch));
  EXPECT_EQ(read(*store, "c"), "absent");
}

TEST(StoreTest, SnapshotKeepsItsMoment) {
  const auto store = store_of({"a", "b"});
  const auto before = store->snapshot();
  put(*store, "a", "new");
  put(*store, "c", "new");
  Batch batch;
  batch.erase("b");
  store->write(std::move(batch));
  EXPECT_EQ(read(*store, "a", before.get()), "of a");
  EXPECT_EQ(read(*store, "b", before.get()), "of b");
  EXPECT_EQ(read(*store, "c", before.get()), "absent");
  const auto cursor = store->cursor("", "", before.get());
  cursor->seek_first();
  EXPECT_EQ(forwards(*cursor), "a b ");
}

TEST(StoreTest, CursorSeesTheStateAtItsMaking) {
  const auto store = store_of({"a"});
  const auto cursor = store->cursor("", "");
  put(*store, "b", "new");
  cursor->seek_first();
  EXPECT_EQ(forwards(*cursor), "a ");
}

TEST(StoreTest, CursorKeepsToItsBounds) {
  const auto store = store_of({"a", "b", "c", "d", "e"});
  const auto cursor = store->cursor("b", "d");
  EXPECT_FALSE(cursor->valid());
  cursor->seek_first();
  EXPECT_EQ(cursor->value(), "of b");
  EXPECT_EQ(forwards(*cursor), "b c ");
  cursor->seek_last();
  EXPECT_EQ(backwards(*cursor), "c b ");
  cursor->seek("a");
  EXPECT_EQ(forwards(*cursor), "b c ");
  cursor->seek("bb");
  EXPECT_EQ(forwards(*cursor), "c ");
  cursor->seek("d");
  EXPECT_EQ(forwards(*cursor), "");
  cursor->seek_for_previous("e");
  EXPECT_EQ(backwards(*cursor), "c b ");
  cursor->seek_for_previous("bb");
  EXPECT_EQ(backwards(*cursor), "b ");
  cursor->seek_for_previous("a");
  EXPECT_EQ(backwards(*cursor), "");
}

TEST(StoreTest, CursorTurnsRound) {
  const auto store = store_of({"a", "b", "c"});
  const auto cursor = store->cursor("", "");
  cursor->seek("b");
  cursor->next();
  cursor->previous();
  cursor->previous();
  ASSERT_TRUE(cursor->valid());
  EXPECT_EQ(cursor->key(), "a");
}

TEST(StoreTest, CursorOfAnEmptyRangeIsNowhere) {
  const auto store = store_of({"a", "c"});
  const auto cursor = store->cursor("b", "bb");
  cursor->seek_first();
  EXPECT_FALSE(cursor->valid());
  cursor->seek_last();
  EXPECT_FALSE(cursor->valid());
}

TEST(StoreTest, PrefixEndIsAboveEveryStringOfThePrefix) {
  EXPECT_EQ(prefix_end("a"), "b");
  EXPECT_EQ(prefix_end(std::string_view("a\0", 2)), "a\x01");
  EXPECT_EQ(prefix_end("a\xff"), "b");
  EXPECT_EQ(prefix_end("\x7f"), "\x80");
  EXPECT_EQ(prefix_end("\xff\xff"), "");
  EXPECT_EQ(prefix_end(""), "");
}

TEST(StoreTest, TakesWritersAndReadersFromManyThreads) {
  const auto store = Store::open({});
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&store, number] {
      for (int round = 0; round < 500; ++round) {
        const std::string key = std::to_string(number) + "/" + std::to_string(round);
        put(*store, key, key);
        EXPECT_EQ(read(*store, key), key);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto cursor = store->cursor("", "");
  int count = 0;
  for (cursor->seek_first(); cursor->valid(); cursor->next()) ++count;
  EXPECT_EQ(count, 2'000);
}

std::string random_key(std::mt19937& random) {
  std::string key(random() % 4, '\0');
  for (char& byte : key) byte = static_cast<char>("\0\x01\x7f\x80\xff"[random() % 5]);
  return key;
}

/// The rows of [lower, upper) at or after `from`, or with `down` those at or before, nearest first.
Rows expected_rows(const Model& model, std::string_view lower, std::string_view upper,
                   std::string_view from, bool down) {
  Rows rows;
  for (const auto& [key, value] : model) {
    if (key < lower || (!upper.empty() && key >= upper)) continue;
    if (down ? key > from : key < from) continue;
    rows.emplace_back(key, value);
  }
  if (down) std::ranges::reverse(rows);
  return rows;
}

Rows actual_rows(Cursor& cursor, std::string_view from, bool down) {
  Rows rows;
  down ? cursor.seek_for_previous(from) : cursor.seek(from);
  while (cursor.valid()) {
    rows.emplace_back(cursor.key(), cursor.value());
    down ? cursor.previous() : cursor.next();
  }
  return rows;
}

class StoreModelTest : public ScratchTest {
 protected:
  void write_some(std::mt19937& random) {
    Batch batch;
    for (auto count = random() % 8; count > 0; --count) {
      const std::string key = random_key(random);
      if (random() % 3 == 0) {
        batch.erase(key);
        model_.erase(key);
      } else {
        const std::string value = std::to_string(random());
        batch.put(key, value);
        model_[key] = value;
      }
    }
    store_->write(std::move(batch));
  }

  void compare(std::mt19937& random, const Model& model, const Snapshot* snapshot) {
    const std::string key = random_key(random);
    const auto found = model.find(key);
    EXPECT_EQ(read(*store_, key, snapshot), found == model.end() ? "absent" : found->second);
    std::string lower = random_key(random);
    std::string upper = random_key(random);
    if (!upper.empty() && upper < lower) std::swap(lower, upper);
    const auto cursor = store_->cursor(lower, upper, snapshot);
    const std::string from = random_key(random);
    for (const bool down : {false, true}) {
      EXPECT_EQ(actual_rows(*cursor, from, down), expected_rows(model, lower, upper, from, down));
    }
  }

  std::unique_ptr<Store> store_;
  Model model_;
};

TEST_F(StoreModelTest, BehavesAsAnOrderedMap) {
  std::mt19937 random(20'240'601);
  const StoreOptions options{.directory = scratch_ / "store"};
  for (int opening = 0; opening < 6; ++opening) {
    store_ = Store::open(options);
    std::unique_ptr<Snapshot> snapshot;
    Model at_snapshot;
    for (int round = 0; round < 150; ++round) {
      write_some(random);
      compare(random, model_, nullptr);
      if (round % 20 == 0) {
        snapshot = store_->snapshot();
        at_snapshot = model_;
      }
      compare(random, at_snapshot, snapshot.get());
    }
    snapshot.reset();
    store_.reset();
  }
}

}  // namespace
}  // namespace dynarock::storage
