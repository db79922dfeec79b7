#include "dynarock/storage/key_locks.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <thread>

namespace dynarock::storage {
namespace {

using Keys = std::vector<std::string_view>;

bool is_free(KeyLocks& locks, std::string_view key) {
  bool owns = false;
  std::thread([&] { owns = locks.try_lock(key).owns_lock(); }).join();
  return owns;
}

bool are_free(KeyLocks& locks, const Keys& keys) {
  bool owns = false;
  std::thread([&] { owns = locks.try_lock(keys).has_value(); }).join();
  return owns;
}

/// Two keys of one stripe.
std::pair<std::string, std::string> neighbours(KeyLocks& locks) {
  std::map<std::mutex*, std::string> seen;
  for (int number = 0;; ++number) {
    const std::string key = "key" + std::to_string(number);
    std::mutex* stripe = locks.lock(key).mutex();
    const auto [found, added] = seen.try_emplace(stripe, key);
    if (!added) return {found->second, key};
  }
}

TEST(KeyLocksTest, RefusesAHeldKey) {
  KeyLocks locks;
  {
    const auto held = locks.lock("a");
    EXPECT_FALSE(is_free(locks, "a"));
    EXPECT_FALSE(are_free(locks, {"b", "a"}));
  }
  EXPECT_TRUE(is_free(locks, "a"));
}

TEST(KeyLocksTest, RefusesEachOfSeveralHeldKeys) {
  KeyLocks locks;
  {
    const KeyLocks::Guard held = locks.lock(Keys{"a", "b", "c", "b"});
    EXPECT_FALSE(is_free(locks, "a"));
    EXPECT_FALSE(is_free(locks, "b"));
    EXPECT_FALSE(are_free(locks, {"x", "c"}));
  }
  EXPECT_TRUE(are_free(locks, {"a", "b", "c"}));
}

TEST(KeyLocksTest, HoldsNothingAfterARefusal) {
  KeyLocks locks;
  const auto held = locks.lock("b");
  EXPECT_FALSE(are_free(locks, {"a", "b", "c"}));
  EXPECT_TRUE(are_free(locks, {"a", "c"}));
}

TEST(KeyLocksTest, MovesAGuard) {
  KeyLocks locks;
  {
    KeyLocks::Guard held = locks.lock(Keys{"a"});
    const KeyLocks::Guard moved = std::move(held);
    EXPECT_FALSE(is_free(locks, "a"));
  }
  EXPECT_TRUE(is_free(locks, "a"));
}

TEST(KeyLocksTest, WaitsForAnotherKeyOfTheStripe) {
  KeyLocks locks;
  const auto [first, second] = neighbours(locks);
  auto held = locks.lock(first);
  bool owns = false;
  std::thread waiting([&] { owns = locks.try_lock(second).owns_lock(); });
  held.unlock();
  waiting.join();
  EXPECT_TRUE(owns);
}

TEST(KeyLocksTest, TakesSeveralKeysOfOneStripe) {
  KeyLocks locks;
  const auto [first, second] = neighbours(locks);
  EXPECT_TRUE(are_free(locks, {first, second}));
  { const KeyLocks::Guard held = locks.lock(Keys{first, second}); }
  EXPECT_TRUE(is_free(locks, first));
}

TEST(KeyLocksTest, LocksNothingForNoKeys) {
  KeyLocks locks;
  EXPECT_TRUE(locks.try_lock(Keys{}).has_value());
}

TEST(KeyLocksTest, KeepsThreadsApartWithoutDeadlock) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 5'000;
  KeyLocks locks;
  int counters[3] = {};
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&, number] {
      const Keys orders[] = {{"0", "1", "2"}, {"2", "1", "0"}, {"1", "2", "0"}};
      for (int round = 0; round < kRounds; ++round) {
        if (round % 2 == 0) {
          const KeyLocks::Guard held = locks.lock(orders[(number + round) % 3]);
          for (int& counter : counters) ++counter;
        } else {
          const int index = round % 3;
          const auto held = locks.lock(std::to_string(index));
          ++counters[index];
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counters[0] + counters[1] + counters[2], kThreads * kRounds / 2 * 4);
}

}  // namespace
}  // namespace dynarock::storage
