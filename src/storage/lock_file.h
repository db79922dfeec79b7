#pragma once

#include <filesystem>
#include <optional>

#include "storage/files.h"

namespace dynarock::storage {

/// The file that keeps a store to one process: locked (flock) while the store is open, when it
/// names the holder, and empty once the store is closed in good order.
class LockFile {
 public:
  static constexpr const char* kName = "DYNAROCK.lock";

  /// Creates or takes the lock file of `directory`. Throws StoreError if another holds it.
  static LockFile take(const std::filesystem::path& directory);
  /// Takes a lock file whose holder, named in it, has died.
  static std::optional<LockFile> take_abandoned(const std::filesystem::path& directory);

  /// Whether the holder before closed the store in good order, or there was none.
  bool was_left_clean() const { return left_clean_; }
  /// Writes this process down as the holder. Throws StoreError.
  void write_holder(bool sync);
  /// Records that the store is closed in good order; a failure leaves it as after a crash.
  void write_clean() noexcept;

 private:
  LockFile(std::filesystem::path path, FileDescriptor file);

  std::filesystem::path path_;
  FileDescriptor file_;
  bool left_clean_;
};

}  // namespace dynarock::storage
