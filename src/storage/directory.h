#pragma once

#include <atomic>
#include <filesystem>

#include "storage/lock_file.h"

namespace dynarock::storage {

/// The directory of one open store, claimed for this process:
///
///   DYNAROCK       see format_file.h; temporary stores have none
///   DYNAROCK.lock  see lock_file.h
///   db/            RocksDB's files
class StoreDirectory {
 public:
  /// Creates or takes a lasting directory; `sync` makes it survive the machine. Throws StoreError.
  static StoreDirectory claim(const std::filesystem::path& path, bool sync);
  /// Creates a private directory, in memory if there is room, else where the system keeps temporary
  /// files. The destructor removes it. Throws StoreError.
  static StoreDirectory temporary();

  /// Removes the temporary stores of this user whose processes have died.
  static void sweep(const std::atomic<bool>& stopping);

  StoreDirectory(StoreDirectory&&) = default;
  StoreDirectory& operator=(StoreDirectory&&) = delete;
  ~StoreDirectory();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return path_ / "db"; }
  bool is_temporary() const { return temporary_; }
  LockFile& lock() { return lock_; }

 private:
  StoreDirectory(std::filesystem::path path, LockFile lock, bool temporary);

  std::filesystem::path path_;
  LockFile lock_;
  bool temporary_;
};

}  // namespace dynarock::storage
