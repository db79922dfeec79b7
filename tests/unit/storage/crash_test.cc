#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>

#include "scratch.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;

constexpr int kFillBytes = 8 << 20;

class CrashTest : public ScratchTest {
 protected:
  void SetUp() override {
    // The child starts afresh: RocksDB's threads would not survive a fork.
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    ScratchTest::SetUp();
  }

  fs::path acknowledged() const { return scratch_ / "acknowledged"; }
};

/// Writes numbered keys, noting each once it is acknowledged, until killed from another thread.
void write_until_killed(const fs::path& directory, const fs::path& acknowledged) {
  const auto store = Store::open({.directory = directory});
  std::thread([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    ::kill(::getpid(), SIGKILL);
  }).detach();
  std::FILE* notes = std::fopen(acknowledged.c_str(), "w");
  std::setbuf(notes, nullptr);
  for (int number = 0;; ++number) {
    put(*store, std::to_string(number), std::string(1000, 'v') + std::to_string(number));
    std::fprintf(notes, "%d\n", number);
  }
}

TEST_F(CrashTest, KeepsAcknowledgedWritesThroughAKill) {
  const fs::path directory = scratch_ / "store";
  EXPECT_EXIT(write_until_killed(directory, acknowledged()), testing::KilledBySignal(SIGKILL), "");
  const auto store = Store::open({.directory = directory});
  EXPECT_FALSE(store->closed_cleanly());
  std::ifstream notes(acknowledged());
  int count = 0;
  std::string number;
  while (std::getline(notes, number) && !notes.eof()) {
    ASSERT_EQ(read(*store, number), std::string(1000, 'v') + number);
    ++count;
  }
  EXPECT_GT(count, 0);
}

TEST_F(CrashTest, KnowsACleanEndFromACrash) {
  const StoreOptions options{.directory = scratch_ / "store"};
  EXPECT_TRUE(Store::open(options)->closed_cleanly());
  EXPECT_TRUE(Store::open(options)->closed_cleanly());
  EXPECT_EXIT(
      {
        const auto store = Store::open(options);
        ::kill(::getpid(), SIGKILL);
      },
      testing::KilledBySignal(SIGKILL), "");
  EXPECT_FALSE(Store::open(options)->closed_cleanly());
  EXPECT_TRUE(Store::open(options)->closed_cleanly());
}

TEST_F(CrashTest, SweepsTemporaryStoresOfTheDeadAndNothingElse) {
  ::setenv("TMPDIR", scratch_.c_str(), 1);
  const auto make = [this](const char* name, const char* lock) {
    fs::create_directories(scratch_ / name / "db");
    if (lock != nullptr) std::ofstream(scratch_ / name / "DYNAROCK.lock") << lock;
    return scratch_ / name;
  };
  const fs::path dead = make("dynarock-memory-dead", "1\n");
  const fs::path alive = make("dynarock-memory-alive", "1\n");
  const fs::path about_to_be_locked = make("dynarock-memory-new", "");
  const fs::path foreign = make("dynarock-memory-notes", nullptr);
  const fs::path other_name = make("dynarock-other", "1\n");
  const fs::path lasting = make("dynarock-memory-lasting", "1\n");
  std::ofstream(lasting / "DYNAROCK") << "dynarock store format 1\n";
  std::FILE* lock = std::fopen((alive / "DYNAROCK.lock").c_str(), "r");
  ASSERT_EQ(::flock(::fileno(lock), LOCK_EX | LOCK_NB), 0);

  const auto store = Store::open({});
  for (int tries = 0; fs::exists(dead) && tries < 500; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(fs::exists(dead));
  for (const fs::path& path : {alive, about_to_be_locked, foreign, other_name, lasting}) {
    EXPECT_TRUE(fs::exists(path)) << path;
  }
  std::fclose(lock);
  ::unsetenv("TMPDIR");
}

/// Fills a store whose files may not grow beyond a bound, as on a full disk.
[[noreturn]] void write_beyond_the_disk(const fs::path& directory) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit bound{1 << 20, 1 << 20};
  ::setrlimit(RLIMIT_FSIZE, &bound);
  auto store = Store::open({.directory = directory});
  const std::string value(100'000, 'v');
  const std::string first = error_of([&] {
    for (int number = 0; number < kFillBytes / 100'000; ++number) {
      put(*store, std::to_string(number), value);
    }
  });
  const std::string second = error_of([&] { put(*store, "small", "value"); });
  std::fprintf(stderr, "first: %s\nsecond: %s\nread: %zu\n", first.c_str(), second.c_str(),
               read(*store, "0").size());
  store.reset();
  std::_Exit(0);
}

TEST_F(CrashTest, RefusesWritesOnceTheDiskHasFailed) {
  EXPECT_EXIT(write_beyond_the_disk(scratch_ / "store"), testing::ExitedWithCode(0),
              "first: cannot write .*store: IO error.*; .*\n"
              "second: cannot write .*store: IO error.*; .*\n"
              "read: 100000\n");
}

}  // namespace
}  // namespace dynarock::storage
