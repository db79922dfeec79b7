#pragma once

#include <rocksdb/status.h>

#include <string_view>

namespace dynarock::storage {

[[noreturn]] void throw_status(const rocksdb::Status& status, std::string_view doing,
                               std::string_view what);

/// Throws StoreError, "cannot <doing> <what>" with the reason and a remedy, unless `status` is
/// good.
inline void check(const rocksdb::Status& status, std::string_view doing, std::string_view what) {
  if (!status.ok()) throw_status(status, doing, what);
}

}  // namespace dynarock::storage
