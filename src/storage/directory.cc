#include "storage/directory.h"

#include <sys/stat.h>
#include <sys/vfs.h>

#include <cstdlib>

#include "storage/format_file.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMemory = "/dev/shm";
constexpr std::uint64_t kMemoryWanted = std::uint64_t{1} << 30;
constexpr long kTmpfsMagic = 0x01021994;
constexpr std::string_view kTemporaryPrefix = "dynarock-memory-";

bool has_roomy_memory() {
  struct statfs found;
  return ::statfs(kMemory, &found) == 0 && found.f_type == kTmpfsMagic &&
         std::uint64_t(found.f_bavail) * std::uint64_t(found.f_bsize) >= kMemoryWanted &&
         ::access(kMemory, W_OK | X_OK) == 0;
}

fs::path temporary_files() {
  const char* configured = std::getenv("TMPDIR");
  return configured != nullptr && *configured != '\0' ? configured : "/tmp";
}

bool is_own_directory(const fs::path& path) {
  struct stat found;
  return ::lstat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
         found.st_uid == ::geteuid();
}

fs::path make_temporary(const fs::path& parent) {
  std::string path = (parent / kTemporaryPrefix).string() + "XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) {
    throw_errno("create", path, "set TMPDIR to a directory that this user may write");
  }
  return path;
}

}  // namespace

StoreDirectory::StoreDirectory(fs::path path, LockFile lock, bool temporary)
    : path_(std::move(path)), lock_(std::move(lock)), temporary_(temporary) {}

StoreDirectory::~StoreDirectory() {
  // A moved-from path is empty.
  if (!temporary_ || path_.empty()) return;
  // The lock file goes last, so that what a removal cut short leaves is found again.
  std::error_code ignored;
  fs::remove_all(database(), ignored);
  fs::remove_all(path_, ignored);
}

StoreDirectory StoreDirectory::claim(const fs::path& path, bool sync) try {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) {
    throw StoreError("cannot create the store directory " + path.string() + ": " + error.message() +
                     "; choose a directory that this user may write");
  }
  read_format(path);
  StoreDirectory directory(fs::absolute(path), LockFile::take(path), false);
  // Again, now that no other process can be creating it.
  if (!read_format(path)) write_format(path, sync);
  directory.lock_.write_holder(sync);
  return directory;
} catch (const fs::filesystem_error& error) {
  throw StoreError("cannot read the store directory " + path.string() + ": " +
                   error.code().message() + "; choose a directory that this user may read");
}

StoreDirectory StoreDirectory::temporary() {
  const fs::path path = make_temporary(has_roomy_memory() ? fs::path(kMemory) : temporary_files());
  StoreDirectory directory(path, LockFile::take(path), true);
  directory.lock_.write_holder(false);
  return directory;
}

void StoreDirectory::sweep(const std::atomic<bool>& stopping) {
  for (const fs::path& parent : {fs::path(kMemory), temporary_files()}) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(parent, error)) {
      if (stopping) return;
      const fs::path& path = entry.path();
      if (!path.filename().string().starts_with(kTemporaryPrefix)) continue;
      // A lasting store may bear such a name too.
      const bool temporary = !fs::exists(path / kFormatFile, error) && !error;
      if (!temporary || !is_own_directory(path)) continue;
      std::optional<LockFile> lock = LockFile::take_abandoned(path);
      if (lock) StoreDirectory(path, std::move(*lock), true);
    }
  }
}

}  // namespace dynarock::storage
