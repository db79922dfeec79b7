#include "storage/options.h"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

namespace dynarock::storage {
namespace {

constexpr std::size_t kMegabyte = 1 << 20;

class SilentLogger : public rocksdb::Logger {
 public:
  SilentLogger() : Logger(rocksdb::InfoLogLevel::HEADER_LEVEL) {}
  using Logger::Logv;
  void Logv(const char*, va_list) override {}
};

std::shared_ptr<rocksdb::TableFactory> table_factory() {
  rocksdb::BlockBasedTableOptions options;
  options.block_cache = rocksdb::NewLRUCache(32 * kMegabyte, 4);
  options.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  options.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  return std::shared_ptr<rocksdb::TableFactory>(rocksdb::NewBlockBasedTableFactory(options));
}

}  // namespace

rocksdb::Options database_options(rocksdb::Env* env,
                                  std::shared_ptr<rocksdb::CompactionFilterFactory> dead_keys,
                                  bool temporary) {
  rocksdb::Options options;
  options.env = env;
  options.create_if_missing = true;
  options.compaction_filter_factory = std::move(dead_keys);
  options.table_factory = table_factory();
  options.compression = rocksdb::kNoCompression;

  // Memory: two write buffers. Larger ones would have more to replay or to flush.
  options.write_buffer_size = (temporary ? 16 : 4) * kMegabyte;
  options.max_write_buffer_number = 2;
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = 0.05;

  // Few sorted runs to look through.
  options.level0_file_num_compaction_trigger = 2;
  options.max_bytes_for_level_base = 64 * kMegabyte;
  options.target_file_size_base = 16 * kMegabyte;
  options.level_compaction_dynamic_level_bytes = true;

  // A quick start: nothing is written that nobody reads, or read before it is wanted.
  options.info_log = std::make_shared<SilentLogger>();
  options.allow_fallocate = false;
  options.max_open_files = -1;
  options.max_file_opening_threads = 1;
  options.skip_stats_update_on_db_open = true;
  options.skip_checking_sst_file_sizes_on_db_open = true;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;

  // A quick end: the log replays what was not flushed.
  options.avoid_flush_during_shutdown = true;
  options.avoid_flush_during_recovery = true;
  return options;
}

}  // namespace dynarock::storage
