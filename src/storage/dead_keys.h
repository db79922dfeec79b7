#pragma once

#include <rocksdb/compaction_filter.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

namespace dynarock::storage {

/// Has RocksDB drop dead keys whenever it writes a table file.
class DeadKeys : public rocksdb::CompactionFilterFactory {
 public:
  using Test = std::function<bool(std::string_view key)>;

  /// Holds for files begun after this. Safe from any thread.
  void set(Test dead);

  const char* Name() const override { return "dynarock.DeadKeys"; }
  bool ShouldFilterTableFileCreation(rocksdb::TableFileCreationReason reason) const override;
  std::unique_ptr<rocksdb::CompactionFilter> CreateCompactionFilter(
      const rocksdb::CompactionFilter::Context& context) override;

 private:
  std::shared_ptr<const Test> test() const;

  mutable std::mutex mutex_;
  std::shared_ptr<const Test> test_;
};

}  // namespace dynarock::storage
