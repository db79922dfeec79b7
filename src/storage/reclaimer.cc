#include "storage/reclaimer.h"

#include <rocksdb/convenience.h>

namespace dynarock::storage {
namespace {

constexpr std::uint64_t kWorthCompacting = 16 << 20;

}  // namespace

void Reclaimer::reclaim(std::string lower, std::string upper, std::atomic<bool>& stopping) {
  if (lower >= upper) return;
  const rocksdb::Slice begin(lower);
  const rocksdb::Slice end(upper);
  // A failure leaves the range to compaction, and the store's writes report a disk that has failed.
  rocksdb::DeleteFilesInRange(&database_, database_.DefaultColumnFamily(), &begin, &end, false)
      .PermitUncheckedError();

  rocksdb::SizeApproximationOptions sizes;
  sizes.include_memtables = true;
  const rocksdb::Range range(begin, end);
  std::uint64_t bytes = 0;
  database_.GetApproximateSizes(sizes, database_.DefaultColumnFamily(), &range, 1, &bytes)
      .PermitUncheckedError();
  if (bytes == 0) return;
  pending_bytes_ += bytes;
  pending_.push_back({std::move(lower), std::move(upper)});
  if (pending_bytes_ < kWorthCompacting) return;
  for (const Range& each : pending_) compact(each, stopping);
  pending_.clear();
  pending_bytes_ = 0;
}

void Reclaimer::compact(const Range& range, std::atomic<bool>& stopping) {
  rocksdb::CompactRangeOptions options;
  options.exclusive_manual_compaction = false;
  options.canceled = &stopping;
  const rocksdb::Slice begin(range.lower);
  const rocksdb::Slice end(range.upper);
  database_.CompactRange(options, &begin, &end).PermitUncheckedError();
}

}  // namespace dynarock::storage
