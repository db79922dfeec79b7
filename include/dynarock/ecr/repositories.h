#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/storage/store.h"

namespace dynarock::ecr {

/// Whose repositories are meant, and where.
struct Place {
  std::string_view account, region;
};

/// A repository. It never has any images.
struct Repository {
  std::string name;
  Timestamp created;
  /// `MUTABLE` and the like.
  std::string tag_mutability = "MUTABLE";
  bool scan_on_push = false;
  /// `AES256`, `KMS` or `KMS_DSSE`, and the key of the latter.
  std::string encryption_type = "AES256", kms_key;
  /// JSON as it was given, or empty.
  std::string policy, lifecycle_policy;
  std::map<std::string, std::string, std::less<>> tags;
};

/// `arn:aws:ecr:us-east-1:123456789012:repository/name`.
std::string arn_of(const Place& place, std::string_view name);

/// The repositories in the store: JSON under `G account/region/name`. Safe to use from several
/// threads.
class Repositories {
 public:
  /// The store must outlive it.
  explicit Repositories(storage::Store& store) : store_(store) {}

  std::optional<Repository> find(const Place& place, std::string_view name) const;
  /// All of them by name.
  std::vector<Repository> list(const Place& place) const;

  /// To be held while a repository is read, changed and saved.
  [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }
  void save(const Place& place, const Repository& repository);
  void erase(const Place& place, std::string_view name);

 private:
  storage::Store& store_;
  std::mutex mutex_;
};

}  // namespace dynarock::ecr
