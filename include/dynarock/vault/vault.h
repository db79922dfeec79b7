#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "dynarock/base/ids.h"
#include "dynarock/storage/store.h"

namespace dynarock::vault {

/// Keeps values unreadable in the store: AES-256-GCM with a key of the store's own, which lies in
/// it too and is made when the first value is sealed. Safe to use from several threads.
class Vault {
 public:
  /// What it is given must outlive it.
  Vault(storage::Store& store, Ids& ids) : store_(store), ids_(ids) {}

  /// The value's ciphertext. What is sealed for one `context`, an ARN say, opens for no other.
  std::string seal(std::string_view value, std::string_view context);
  /// The value again. Throws std::runtime_error for what is not a seal() of this store and context.
  std::string open(std::string_view sealed, std::string_view context);

 private:
  std::string key();

  storage::Store& store_;
  Ids& ids_;
  std::mutex mutex_;  // guards the making of the key
};

}  // namespace dynarock::vault
