#include "storage/format_file.h"

#include <fcntl.h>

#include <fstream>

#include "dynarock/base/numbers.h"
#include "storage/files.h"
#include "storage/lock_file.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kFormat = 1;
constexpr std::string_view kPrefix = "dynarock store format ";
constexpr const char* kDraftFile = "DYNAROCK.new";

std::optional<unsigned> parse_format(std::string_view line) {
  if (!line.starts_with(kPrefix)) return std::nullopt;
  line.remove_prefix(kPrefix.size());
  const auto format = parse_number<unsigned>(line);
  return format == 0U ? std::nullopt : format;
}

void refuse_foreign(const fs::path& directory) {
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    const fs::path name = entry.path().filename();
    // Left by a creation that did not get far, or by the file system itself.
    if (name == LockFile::kName || name == kDraftFile || name == "lost+found") continue;
    throw StoreError(directory.string() + " is not empty and is no store of dynarock; choose a " +
                     "new or empty directory");
  }
}

void sync_directory(const fs::path& path) {
  const FileDescriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.valid() || ::fsync(directory.get()) != 0) {
    throw_errno("sync", path, "check its disk");
  }
}

}  // namespace

void write_format(const fs::path& directory, bool sync) {
  const std::string line = std::string(kPrefix) + std::to_string(kFormat) + "\n";
  const fs::path draft = directory / kDraftFile;
  const fs::path path = directory / kFormatFile;
  const FileDescriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!file.valid() || ::write(file.get(), line.data(), line.size()) != ssize_t(line.size()) ||
      (sync && ::fsync(file.get()) != 0) || ::rename(draft.c_str(), path.c_str()) != 0) {
    throw_errno("write", path, "check its disk and permissions");
  }
  if (sync) sync_directory(directory);
}

std::optional<unsigned> read_format(const fs::path& directory) {
  const fs::path path = directory / kFormatFile;
  std::ifstream file(path);
  if (!file) {
    refuse_foreign(directory);
    return std::nullopt;
  }
  std::string line;
  std::getline(file, line);
  const std::optional<unsigned> format = parse_format(line);
  if (!format) {
    throw StoreError(path.string() + " is no format record of dynarock; choose a new or empty " +
                     "directory");
  }
  if (format > kFormat) {
    throw StoreError(directory.string() + " holds a store of format " + std::to_string(*format) +
                     " and this program knows formats up to " + std::to_string(kFormat) +
                     "; use a newer dynarock or another directory");
  }
  return format;
}

}  // namespace dynarock::storage
