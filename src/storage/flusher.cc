#include "storage/flusher.h"

namespace dynarock::storage {
namespace {

constexpr std::chrono::milliseconds kQuiet{100};
constexpr std::uint64_t kWorthFlushing = 1 << 20;
/// A flush takes about 3 ms a megabyte, and whoever closes waits for it.
constexpr std::uint64_t kWorthWaiting = 2 << 20;

}  // namespace

void Flusher::schedule() {
  if (scheduled_.exchange(true)) return;
  worker_.post([this](std::atomic<bool>&) { flush_if_quiet(); }, kQuiet);
}

void Flusher::flush_if_quiet() {
  // In this order, so that a write not seen below schedules the next look.
  scheduled_ = false;
  const rocksdb::SequenceNumber last = database_.GetLatestSequenceNumber();
  if (last != seen_) {
    seen_ = last;
    schedule();
  } else if (active_bytes() >= kWorthFlushing) {
    flush();
  }
}

void Flusher::finish() {
  // Closing would cut short the flush of a full buffer that is under way.
  if (property(rocksdb::DB::Properties::kNumImmutableMemTable) > 0 ||
      active_bytes() >= kWorthWaiting) {
    flush();
  }
}

std::uint64_t Flusher::active_bytes() const {
  return property(rocksdb::DB::Properties::kCurSizeActiveMemTable);
}

std::uint64_t Flusher::property(const std::string& name) const {
  std::uint64_t value = 0;
  database_.GetIntProperty(name, &value);
  return value;
}

void Flusher::flush() {
  rocksdb::FlushOptions options;
  options.allow_write_stall = true;
  // A failure costs nothing but a longer replay.
  database_.Flush(options).PermitUncheckedError();
}

}  // namespace dynarock::storage
