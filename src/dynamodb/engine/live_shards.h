#pragma once

#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <string_view>
#include <unordered_set>

#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {

/// The shards whose records can be read. The store asks from compaction threads which keys are
/// dead, so a shard is added before its first record is written, and removed only when the
/// catalogue in the store has.
class LiveShards {
 public:
  void add(std::uint32_t stream, std::uint32_t shard) {
    const std::unique_lock lock(mutex_);
    shards_.insert(name_of(stream, shard));
  }
  void remove(std::uint32_t stream, std::uint32_t shard) {
    const std::unique_lock lock(mutex_);
    shards_.erase(name_of(stream, shard));
  }
  bool dead(std::string_view key) const {
    const auto parts = parse_stream_record_key(key);
    if (!parts) return false;
    const std::shared_lock lock(mutex_);
    return !shards_.contains(name_of(parts->stream, parts->shard));
  }

 private:
  static std::uint64_t name_of(std::uint32_t stream, std::uint32_t shard) {
    return std::uint64_t{stream} << 32 | shard;
  }

  mutable std::shared_mutex mutex_;
  std::unordered_set<std::uint64_t> shards_;
};

}  // namespace dynarock::dynamodb
