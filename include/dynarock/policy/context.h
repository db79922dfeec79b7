#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/policy/packed_texts.h"

namespace dynarock::policy {

/// The keys of a request that conditions and policy variables see, such as `aws:SourceIp`. Names
/// are not case-sensitive, values are text: numbers in decimal, times as ISO 8601, bytes as base64.
class Context {
 public:
  struct Entry {
    std::string_view name;  ///< as it was set
    PackedTexts values;
  };

  /// What is not found here is looked for in `base`, which must outlive this: what all resources of
  /// a request share.
  explicit Context(const Context* base = nullptr) : base_(base) {}

  /// Sets a key, in place of earlier values. A key without values counts as missing.
  void set(std::string_view name, std::span<const std::string> values);
  void set(std::string_view name, std::string_view value);
  /// Appends a value to a multivalued key.
  void add(std::string_view name, std::string_view value);

  /// The values, none if the key is missing; they hold until the context changes. `lower_name` in
  /// lower case.
  PackedTexts find(std::string_view lower_name) const;

  const Context* base() const { return base_; }
  /// Those set here, without the base's, in the order in which they came.
  std::vector<Entry> entries() const;

 private:
  std::size_t make_entry(std::string_view name);
  std::size_t make_empty(std::string_view name);
  void add_value(std::size_t entry, std::string_view value);

  const Context* base_;
  /// A name, its values packed, the next name ...
  std::string packed_;
};

}  // namespace dynarock::policy
