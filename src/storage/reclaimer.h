#pragma once

#include <rocksdb/db.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace dynarock::storage {

/// Gives back the space of ranges whose keys are all dead. Not for several threads.
class Reclaimer {
 public:
  explicit Reclaimer(rocksdb::DB& database) : database_(database) {}

  /// Deletes the files that lie within [lower, upper). What remains is compacted away once there is
  /// enough of it, over all ranges, to be worth the work; compaction in its own time drops the
  /// rest. Ends early when `stopping` is set.
  void reclaim(std::string lower, std::string upper, std::atomic<bool>& stopping);

 private:
  struct Range {
    std::string lower;
    std::string upper;
  };

  void compact(const Range& range, std::atomic<bool>& stopping);

  rocksdb::DB& database_;
  std::vector<Range> pending_;
  std::uint64_t pending_bytes_ = 0;
};

}  // namespace dynarock::storage
