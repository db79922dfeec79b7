#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/storage/store.h"

namespace dynarock::secretsmanager {

/// Whose secrets are meant, and where, and when: a secret is gone once its recovery window is over.
struct Place {
  std::string_view account, region;
  Timestamp now;
};

/// One version of a secret's value.
struct Version {
  std::string id;
  std::string value;  ///< sealed, in base 64
  bool binary = false;
  Timestamp created;
  std::vector<std::string> stages;
};

struct Secret {
  std::string name, arn, description, kms_key_id;
  Timestamp created, changed;
  /// When it goes, if it has been deleted.
  std::optional<Timestamp> deletion;
  /// In the order of their making.
  std::vector<Version> versions;
  std::map<std::string, std::string, std::less<>> tags;

  const Version* find_version(std::string_view id) const;
  const Version* find_stage(std::string_view stage) const;
};

/// `arn:aws:secretsmanager:us-east-1:123456789012:secret:name`, short of the random suffix that
/// every secret's has.
std::string arn_of(const Place& place, std::string_view name);

/// The secrets in the store: JSON under `X account/region/name`. Safe to use from several threads.
class Secrets {
 public:
  /// The store must outlive it.
  explicit Secrets(storage::Store& store) : store_(store) {}

  /// By its name or ARN, the latter with its suffix or without.
  std::optional<Secret> find(const Place& place, std::string_view id) const;
  /// All of them by name.
  std::vector<Secret> list(const Place& place) const;

  /// To be held while a secret is read, changed and saved.
  [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }
  void save(const Place& place, const Secret& secret);
  void erase(const Place& place, std::string_view name);

 private:
  std::optional<Secret> find_named(const Place& place, std::string_view name) const;

  storage::Store& store_;
  std::mutex mutex_;
};

}  // namespace dynarock::secretsmanager
