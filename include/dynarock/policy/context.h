#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::policy {

/// ASCII letters in lower case, as names of keys and actions are compared.
std::string lower_case(std::string_view text);

/// The keys of a request that conditions and policy variables see, such as `aws:SourceIp`. Names
/// are not case-sensitive, values are text: numbers in decimal, times as ISO 8601, bytes as base64.
class Context {
 public:
  struct Entry {
    std::string name;  ///< as it was set
    std::string lower_name;
    std::vector<std::string> values;
  };

  /// What is not found here is looked for in `base`, which must outlive this: what all resources of
  /// a request share.
  explicit Context(const Context* base = nullptr) : base_(base) {}

  /// Sets a key, in place of earlier values. A key without values counts as missing.
  void set(std::string_view name, std::vector<std::string> values);
  void set(std::string_view name, std::string value);
  /// Appends a value to a multivalued key.
  void add(std::string_view name, std::string value);

  /// The values, none if the key is missing. `lower_name` in lower case.
  std::span<const std::string> find(std::string_view lower_name) const;

  const Context* base() const { return base_; }
  /// Those set here, without the base's.
  std::span<const Entry> entries() const { return entries_; }

 private:
  Entry& entry(std::string_view name);

  const Context* base_;
  std::vector<Entry> entries_;
};

}  // namespace dynarock::policy
