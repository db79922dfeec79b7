#pragma once

#include <rocksdb/write_batch.h>

#include "dynarock/storage/store.h"

namespace dynarock::storage {

struct Batch::Impl {
  rocksdb::WriteBatch changes;
};

}  // namespace dynarock::storage
