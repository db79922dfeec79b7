#pragma once

#include <rocksdb/file_system.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace dynarock::storage {

/// Which of RocksDB's syncs reach the disk.
enum class Syncs {
  kAll,
  /// None until sync_skipped(), which makes up for them; then all.
  kLater,
  kNone,
};

/// The host's file system without what makes opening slow: RocksDB's OPTIONS files, which nothing
/// reads, and syncs that need not be waited for. Safe from any thread.
class LeanFileSystem : public rocksdb::FileSystemWrapper {
 public:
  explicit LeanFileSystem(Syncs syncs);

  const char* Name() const override { return "dynarock"; }
  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* result,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

  /// Under Syncs::kLater: syncs what was skipped, in its order, and skips no more.
  void sync_skipped();

  /// Whether the file that asks is to leave out the sync of `path`.
  bool skip_sync(const std::string& path);

 private:
  const Syncs syncs_;
  std::atomic<bool> skipping_;
  std::mutex mutex_;
  std::vector<std::string> skipped_;
};

}  // namespace dynarock::storage
