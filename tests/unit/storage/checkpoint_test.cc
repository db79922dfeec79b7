#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scratch.h"

namespace dynarock::storage {
namespace {

using CheckpointTest = ScratchTest;

void copies(const StoreOptions& options, const std::filesystem::path& copy) {
  const auto store = Store::open(options);
  put(*store, "a", "1");
  put(*store, "b", "1");
  store->checkpoint(copy);
  put(*store, "a", "2");
  const auto copied = Store::open({.directory = copy});
  EXPECT_TRUE(copied->closed_cleanly());
  EXPECT_EQ(read(*copied, "a"), "1");
  EXPECT_EQ(read(*copied, "b"), "1");
  put(*copied, "b", "2");
  EXPECT_EQ(read(*store, "a"), "2");
  EXPECT_EQ(read(*store, "b"), "1");
}

TEST_F(CheckpointTest, CopiesAStoreOnDisk) {
  copies({.directory = scratch_ / "store"}, scratch_ / "copy");
}

TEST_F(CheckpointTest, CopiesAStoreInMemory) { copies({}, scratch_ / "copy"); }

TEST_F(CheckpointTest, CopiesSeveralTimes) {
  const auto store = Store::open({.directory = scratch_ / "store"});
  for (const char* name : {"1", "2", "3"}) {
    put(*store, "key", name);
    store->checkpoint(scratch_ / name);
  }
  for (const char* name : {"1", "2", "3"}) {
    EXPECT_EQ(read(*Store::open({.directory = scratch_ / name}), "key"), name);
  }
}

TEST_F(CheckpointTest, RefusesADirectoryThatExists) {
  const auto store = Store::open({});
  EXPECT_THAT(error_of([&] { store->checkpoint(scratch_); }), testing::HasSubstr("File exists"));
}

TEST_F(CheckpointTest, RefusesADirectoryThatCannotBeMade) {
  const auto store = Store::open({});
  EXPECT_THAT(error_of([&] { store->checkpoint(scratch_ / "no" / "such"); }),
              testing::HasSubstr("No such file"));
}

}  // namespace
}  // namespace dynarock::storage
