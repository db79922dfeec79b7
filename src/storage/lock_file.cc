#include "storage/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;

FileDescriptor open_lock(const fs::path& path, int more_flags) {
  const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | more_flags;
  return FileDescriptor(::open(path.c_str(), flags, 0644));
}

bool try_lock(const FileDescriptor& file) { return ::flock(file.get(), LOCK_EX | LOCK_NB) == 0; }

bool is_empty(const FileDescriptor& file) {
  struct stat found;
  return ::fstat(file.get(), &found) == 0 && found.st_size == 0;
}

std::string holder(const FileDescriptor& file) {
  char text[16];
  const ssize_t size = ::pread(file.get(), text, sizeof text, 0);
  if (size <= 0) return "another process";
  const std::string_view line(text, std::size_t(size));
  return "process " + std::string(line.substr(0, line.find('\n')));
}

}  // namespace

LockFile::LockFile(fs::path path, FileDescriptor file)
    : path_(std::move(path)), file_(std::move(file)), left_clean_(is_empty(file_)) {}

LockFile LockFile::take(const fs::path& directory) {
  const fs::path path = directory / kName;
  FileDescriptor file = open_lock(path, O_CREAT);
  if (!file.valid()) throw_errno("write", path, "choose a directory that this user may write");
  if (!try_lock(file)) {
    if (errno != EWOULDBLOCK) throw_errno("lock", path, "choose a file system that has locks");
    throw StoreError("the store " + directory.string() + " is in use by " + holder(file) +
                     "; stop it or choose another directory");
  }
  return {path, std::move(file)};
}

std::optional<LockFile> LockFile::take_abandoned(const fs::path& directory) {
  const fs::path path = directory / kName;
  FileDescriptor file = open_lock(path, 0);
  // An empty one may be about to be locked by its creator.
  if (!file.valid() || is_empty(file) || !try_lock(file)) return std::nullopt;
  return LockFile(path, std::move(file));
}

void LockFile::write_holder(bool sync) {
  const std::string id = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file_.get(), 0) != 0 ||
      ::pwrite(file_.get(), id.data(), id.size(), 0) != ssize_t(id.size()) ||
      (sync && ::fdatasync(file_.get()) != 0)) {
    throw_errno("write", path_, "free space on its disk");
  }
}

void LockFile::write_clean() noexcept {
  [[maybe_unused]] const int result = ::ftruncate(file_.get(), 0);
}

}  // namespace dynarock::storage
