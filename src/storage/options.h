#pragma once

#include <rocksdb/options.h>

#include <memory>

namespace rocksdb {
class CompactionFilterFactory;
class Env;
}  // namespace rocksdb

namespace dynarock::storage {

/// RocksDB set up for many small items, few of them hot: quick to open, bounded in memory. A
/// temporary database, one that is never opened again, has larger write buffers. `env` must outlive
/// the database.
rocksdb::Options database_options(rocksdb::Env* env,
                                  std::shared_ptr<rocksdb::CompactionFilterFactory> dead_keys,
                                  bool temporary);

}  // namespace dynarock::storage
