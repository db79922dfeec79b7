#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "dynarock/storage/store.h"

namespace dynarock::storage {

/// Gives each test an empty directory of its own, the same in a death test's child process.
class ScratchTest : public testing::Test {
 protected:
  void SetUp() override {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    scratch_ = std::filesystem::path(testing::TempDir()) /
               (std::string("storage-test-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(scratch_);
    std::filesystem::create_directories(scratch_);
  }
  void TearDown() override { std::filesystem::remove_all(scratch_); }

  std::filesystem::path scratch_;
};

inline void put(Store& store, std::string_view key, std::string_view value) {
  Batch batch;
  batch.put(key, value);
  store.write(std::move(batch));
}

inline std::string read(const Store& store, std::string_view key,
                        const Snapshot* snapshot = nullptr) {
  std::string value;
  return store.get(key, value, snapshot) ? value : "absent";
}

/// What the StoreError of `work` says.
template <typename Work>
std::string error_of(Work work) {
  try {
    work();
  } catch (const StoreError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace dynarock::storage
