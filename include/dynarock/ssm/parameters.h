#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/storage/store.h"

namespace dynarock::ssm {

/// Whose parameters are meant, and where.
struct Place {
  std::string_view account, region;
};

/// One version of a parameter.
struct Version {
  std::int64_t number = 0;
  std::string type;   ///< String, StringList or SecureString
  std::string value;  ///< of a SecureString its ciphertext in base 64
  std::string data_type;
  std::string tier;  ///< Standard or Advanced
  std::string description, allowed_pattern;
  std::string key_id;    ///< of a SecureString
  std::string policies;  ///< a JSON array as it was given, or empty
  std::string user;      ///< the ARN of whoever put it
  Timestamp modified;
  std::vector<std::string> labels;

  bool is_secure() const { return type == "SecureString"; }
};

struct Tag {
  std::string key, value;
};

struct Parameter {
  std::string name;
  std::string arn;
  /// Oldest first, never empty.
  std::vector<Version> versions;
  std::vector<Tag> tags;

  const Version& latest() const { return versions.back(); }
  /// By its number in decimal or by a label; null if there is none.
  const Version* find(std::string_view selector) const;
};

/// `arn:aws:ssm:us-east-1:123456789012:parameter/a/b` of both `/a/b` and `a/b`.
std::string arn_of(const Place& place, std::string_view name);

/// The parameters in the store: JSON under `P account/region/name`. Safe to use from several
/// threads.
class Parameters {
 public:
  /// The store must outlive it.
  explicit Parameters(storage::Store& store) : store_(store) {}

  std::optional<Parameter> find(const Place& place, std::string_view name) const;
  /// Those whose names start with `prefix`, in the order of their names' bytes, from the first
  /// behind `after`, until `each` returns false.
  void for_each(const Place& place, std::string_view prefix, std::string_view after,
                const std::function<bool(const Parameter&)>& each) const;

  /// To be held while a parameter is read, changed and saved.
  [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }
  void save(const Place& place, const Parameter& parameter);
  void erase(const Place& place, std::string_view name);

 private:
  storage::Store& store_;
  std::mutex mutex_;
};

}  // namespace dynarock::ssm
