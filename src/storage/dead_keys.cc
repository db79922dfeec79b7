#include "storage/dead_keys.h"

namespace dynarock::storage {
namespace {

class DeadKeyFilter : public rocksdb::CompactionFilter {
 public:
  explicit DeadKeyFilter(std::shared_ptr<const DeadKeys::Test> test) : test_(std::move(test)) {}

  const char* Name() const override { return "dynarock.DeadKeyFilter"; }
  bool IgnoreSnapshots() const override { return true; }
  Decision FilterV2(int, const rocksdb::Slice& key, ValueType, const rocksdb::Slice&, std::string*,
                    std::string*) const override {
    return (*test_)(key.ToStringView()) ? Decision::kRemove : Decision::kKeep;
  }

 private:
  const std::shared_ptr<const DeadKeys::Test> test_;
};

}  // namespace

void DeadKeys::set(Test dead) {
  const std::lock_guard lock(mutex_);
  test_ = dead ? std::make_shared<const Test>(std::move(dead)) : nullptr;
}

std::shared_ptr<const DeadKeys::Test> DeadKeys::test() const {
  const std::lock_guard lock(mutex_);
  return test_;
}

bool DeadKeys::ShouldFilterTableFileCreation(rocksdb::TableFileCreationReason reason) const {
  return test() != nullptr && (reason == rocksdb::TableFileCreationReason::kCompaction ||
                               reason == rocksdb::TableFileCreationReason::kFlush);
}

std::unique_ptr<rocksdb::CompactionFilter> DeadKeys::CreateCompactionFilter(
    const rocksdb::CompactionFilter::Context&) {
  std::shared_ptr<const Test> current = test();
  return current ? std::make_unique<DeadKeyFilter>(std::move(current)) : nullptr;
}

}  // namespace dynarock::storage
