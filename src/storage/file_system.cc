#include "storage/file_system.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "storage/files.h"

namespace dynarock::storage {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

class LeanWritableFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  LeanWritableFile(LeanFileSystem& file_system, std::string path,
                   std::unique_ptr<rocksdb::FSWritableFile>&& file)
      : FSWritableFileOwnerWrapper(std::move(file)),
        file_system_(file_system),
        path_(std::move(path)) {}

  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    return file_system_.skip_sync(path_) ? IOStatus::OK() : target()->Sync(options, debug);
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return file_system_.skip_sync(path_) ? IOStatus::OK() : target()->Fsync(options, debug);
  }

 private:
  LeanFileSystem& file_system_;
  const std::string path_;
};

class LeanDirectory : public rocksdb::FSDirectory {
 public:
  LeanDirectory(LeanFileSystem& file_system, std::string path,
                std::unique_ptr<rocksdb::FSDirectory>&& directory)
      : file_system_(file_system), path_(std::move(path)), directory_(std::move(directory)) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return file_system_.skip_sync(path_) ? IOStatus::OK() : directory_->Fsync(options, debug);
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& sync_options) override {
    if (file_system_.skip_sync(path_)) return IOStatus::OK();
    return directory_->FsyncWithDirOptions(options, debug, sync_options);
  }
  IOStatus Close(const IOOptions& options, IODebugContext* debug) override {
    return directory_->Close(options, debug);
  }
  std::size_t GetUniqueId(char* id, std::size_t max_size) const override {
    return directory_->GetUniqueId(id, max_size);
  }

 private:
  LeanFileSystem& file_system_;
  const std::string path_;
  const std::unique_ptr<rocksdb::FSDirectory> directory_;
};

}  // namespace

LeanFileSystem::LeanFileSystem(Syncs syncs)
    : FileSystemWrapper(rocksdb::FileSystem::Default()),
      syncs_(syncs),
      skipping_(syncs != Syncs::kAll) {}

IOStatus LeanFileSystem::NewWritableFile(const std::string& path,
                                         const rocksdb::FileOptions& options,
                                         std::unique_ptr<rocksdb::FSWritableFile>* result,
                                         IODebugContext* debug) {
  if (path.find("/OPTIONS-") != std::string::npos) return IOStatus::NotSupported();
  const IOStatus status = target()->NewWritableFile(path, options, result, debug);
  if (status.ok() && skipping_) {
    *result = std::make_unique<LeanWritableFile>(*this, path, std::move(*result));
  }
  return status;
}

IOStatus LeanFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                      std::unique_ptr<rocksdb::FSDirectory>* result,
                                      IODebugContext* debug) {
  const IOStatus status = target()->NewDirectory(path, options, result, debug);
  if (status.ok() && skipping_) {
    *result = std::make_unique<LeanDirectory>(*this, path, std::move(*result));
  }
  return status;
}

IOStatus LeanFileSystem::RenameFile(const std::string& from, const std::string& to,
                                    const IOOptions& options, IODebugContext* debug) {
  if (skipping_) {
    const std::lock_guard lock(mutex_);
    std::ranges::replace(skipped_, from, to);
  }
  return target()->RenameFile(from, to, options, debug);
}

bool LeanFileSystem::skip_sync(const std::string& path) {
  if (!skipping_) return false;
  if (syncs_ == Syncs::kLater) {
    const std::lock_guard lock(mutex_);
    if (std::ranges::find(skipped_, path) == skipped_.end()) skipped_.push_back(path);
  }
  return true;
}

void LeanFileSystem::sync_skipped() {
  if (syncs_ != Syncs::kLater) return;
  skipping_ = false;
  std::vector<std::string> paths;
  {
    const std::lock_guard lock(mutex_);
    paths.swap(skipped_);
  }
  for (const std::string& path : paths) {
    // What has been deleted meanwhile needs no sync, and nothing promised relies on one.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.valid()) ::fsync(file.get());
  }
}

}  // namespace dynarock::storage
