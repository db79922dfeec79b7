#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/model/wording.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb::expr {

/// ExpressionAttributeNames and ExpressionAttributeValues of a request, shared by all its
/// expressions, which mark what they use.
class Placeholders {
 public:
  Placeholders() = default;

  /// Reads and checks the maps in AWS's order: keys of the names, keys of the values, the names,
  /// the values, sizes. The older wording puts a bad value's text into `ExpressionAttributeValues
  /// contains invalid value: ... for key :v`.
  static Result<Placeholders> read(std::optional<json::Value> names,
                                   std::optional<json::Value> values,
                                   Wording wording = Wording::current);

  /// What stands for `#x` or `:x` (sigil included), now marked as used; null if undefined.
  const std::string* use_name(std::string_view key);
  const AttributeValue* use_value(std::string_view key);

  /// Refuses entries that no expression used, names before values.
  Result<void> check_all_used() const;

 private:
  template <class T>
  struct Entry {
    T value;
    bool used = false;
  };
  template <class T>
  using Entries = std::map<std::string, Entry<T>, std::less<>>;

  Entries<std::string> names_;
  Entries<AttributeValue> values_;
};

}  // namespace dynarock::dynamodb::expr
