#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "scratch.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr int kItems = 20'000;
constexpr std::size_t kValueBytes = 2'000;

class ReclaimTest : public ScratchTest {
 protected:
  void SetUp() override {
    ScratchTest::SetUp();
    store_ = Store::open({.directory = scratch_ / "store"});
  }

  void TearDown() override {
    store_.reset();
    ScratchTest::TearDown();
  }

  /// 40 MB with the two prefixes interleaved in time.
  void fill() {
    Batch batch;
    for (int number = 0; number < kItems / 2; ++number) {
      for (const char* prefix : {"dead/", "live/"}) {
        batch.put(prefix + std::to_string(number * 7919 % kItems), std::string(kValueBytes, 'v'));
      }
      store_->write(std::move(batch));
    }
  }

  std::uintmax_t table_bytes() const {
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(scratch_ / "store" / "db")) {
      std::error_code vanished;
      const std::uintmax_t size = entry.file_size(vanished);
      if (!vanished && entry.path().extension() == ".sst") bytes += size;
    }
    return bytes;
  }

  std::size_t count(std::string_view lower, std::string_view upper) const {
    const auto cursor = store_->cursor(lower, upper);
    std::size_t keys = 0;
    for (cursor->seek_first(); cursor->valid(); cursor->next()) ++keys;
    return keys;
  }

  static bool eventually(const std::function<bool()>& holds) {
    const auto end = SteadyClock::now() + std::chrono::seconds(20);
    while (!holds()) {
      if (SteadyClock::now() > end) return false;
      std::this_thread::sleep_for(milliseconds(20));
    }
    return true;
  }

  std::unique_ptr<Store> store_;
};

bool is_dead(std::string_view key) { return key.starts_with("dead/"); }

TEST_F(ReclaimTest, FreesTheSpaceOfDeadKeysAndOfNoOthers) {
  fill();
  store_->set_dead_keys(is_dead);
  store_->reclaim("dead/", prefix_end("dead/"));
  EXPECT_TRUE(eventually([this] { return count("dead/", "dead0") == 0; }));
  EXPECT_TRUE(eventually([this] { return table_bytes() < kItems / 2 * kValueBytes * 5 / 4; }))
      << table_bytes();
  EXPECT_EQ(count("live/", "live0"), std::size_t(kItems / 2));
}

TEST_F(ReclaimTest, DropsDeadKeysDespiteASnapshot) {
  fill();
  const auto snapshot = store_->snapshot();
  store_->set_dead_keys(is_dead);
  store_->reclaim("dead/", prefix_end("dead/"));
  EXPECT_TRUE(eventually([this] { return count("dead/", "dead0") == 0; }));
}

TEST_F(ReclaimTest, GathersSmallRangesUntilTheyAreWorthTheWork) {
  const std::string value(1 << 20, 'v');
  for (int table = 10; table < 42; ++table) put(*store_, "dead/" + std::to_string(table), value);
  store_->set_dead_keys(is_dead);
  for (int table = 10; table < 42; ++table) {
    const std::string key = "dead/" + std::to_string(table);
    store_->reclaim(key, prefix_end(key));
  }
  EXPECT_TRUE(eventually([this] { return table_bytes() < (16 << 20); })) << table_bytes();
}

TEST_F(ReclaimTest, DoesNotHoldUpTheEnd) {
  fill();
  std::atomic<int> asked = 0;
  store_->set_dead_keys([&asked](std::string_view key) {
    ++asked;
    std::this_thread::sleep_for(milliseconds(1));
    return is_dead(key);
  });
  store_->reclaim("dead/", prefix_end("dead/"));
  store_->reclaim("", "");
  EXPECT_TRUE(eventually([&asked] { return asked > 0; }));
  store_.reset();
  EXPECT_LT(asked, kItems / 2);
}

}  // namespace
}  // namespace dynarock::storage
