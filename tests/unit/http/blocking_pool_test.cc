#include "http/blocking_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace dynarock::http {
namespace {

TEST(BlockingPoolTest, TasksThatWaitForEachOtherRunAtOnce) {
  constexpr int kTasks = 8;
  std::latch all_run(kTasks);
  std::atomic<int> done = 0;
  {
    BlockingPool pool(kTasks);
    for (int i = 0; i < kTasks; ++i) {
      pool.run([&] {
        all_run.arrive_and_wait();
        ++done;
      });
    }
  }
  EXPECT_EQ(done, kTasks);
}

TEST(BlockingPoolTest, MoreTasksThanThreadsQueue) {
  std::atomic<int> done = 0;
  {
    BlockingPool pool(2);
    for (int i = 0; i < 1000; ++i) pool.run([&] { ++done; });
  }
  EXPECT_EQ(done, 1000);
}

}  // namespace
}  // namespace dynarock::http
