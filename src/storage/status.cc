#include "storage/status.h"

#include <algorithm>

#include "dynarock/storage/store.h"

namespace dynarock::storage {
namespace {

std::string_view remedy(const rocksdb::Status& status) {
  if (status.IsNoSpace()) return "free space on its disk and restart";
  if (status.IsCorruption()) return "restore it from a copy or choose another directory";
  return "check its disk and permissions and restart";
}

}  // namespace

void throw_status(const rocksdb::Status& status, std::string_view doing, std::string_view what) {
  std::string reason = status.ToString();
  std::ranges::replace(reason, '\n', ' ');
  std::string message = "cannot ";
  message.append(doing).append(" ").append(what).append(": ").append(reason);
  throw StoreError(std::move(message.append("; ").append(remedy(status))));
}

}  // namespace dynarock::storage
