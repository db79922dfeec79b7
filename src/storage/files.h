#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "dynarock/storage/store.h"

namespace dynarock::storage {

/// Owns a file descriptor.
class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor() {
    if (valid()) ::close(descriptor_);
  }

  bool valid() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Throws StoreError: what failed, errno's text, what to do.
[[noreturn]] inline void throw_errno(std::string_view doing, const std::filesystem::path& path,
                                     std::string_view remedy) {
  const std::string reason = std::strerror(errno);
  throw StoreError("cannot " + std::string(doing) + " " + path.string() + ": " + reason + "; " +
                   std::string(remedy));
}

}  // namespace dynarock::storage
