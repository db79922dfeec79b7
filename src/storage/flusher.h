#pragma once

#include <rocksdb/db.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "storage/worker.h"

namespace dynarock::storage {

/// Keeps short the log that the next opening has to replay, at about 4 ms a megabyte: flushes the
/// write buffer when writers pause, and, if it is worth the wait, at the end.
class Flusher {
 public:
  /// Both are borrowed; the worker is to be stopped first.
  Flusher(rocksdb::DB& database, Worker& worker) : database_(database), worker_(worker) {}

  /// To be called after each write, from any thread.
  void written() {
    if (!scheduled_) schedule();
  }
  /// To be called before the database closes and after the worker has stopped.
  void finish();

 private:
  void schedule();
  void flush_if_quiet();
  void flush();
  std::uint64_t active_bytes() const;
  std::uint64_t property(const std::string& name) const;

  rocksdb::DB& database_;
  Worker& worker_;
  std::atomic<bool> scheduled_{false};
  /// The last write seen; for the worker only.
  rocksdb::SequenceNumber seen_ = 0;
};

}  // namespace dynarock::storage
