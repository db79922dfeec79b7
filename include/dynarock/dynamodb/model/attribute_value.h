#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "dynarock/dynamodb/model/decimal.h"

namespace dynarock::dynamodb {

class AttributeValue;

/// Raw bytes, base64 only on the wire.
struct Binary {
  std::string bytes;
  bool operator==(const Binary&) const = default;
};
struct Null {
  bool operator==(const Null&) const = default;
};

/// Sets are kept sorted (strings and binaries by unsigned bytes, numbers by value) and hold no
/// member twice, so equal sets compare equal.
struct StringSet {
  std::vector<std::string> members;
  bool operator==(const StringSet&) const = default;
};
struct NumberSet {
  std::vector<Decimal> members;
  bool operator==(const NumberSet&) const = default;
};
struct BinarySet {
  std::vector<std::string> members;
  bool operator==(const BinarySet&) const = default;
};
struct List {
  std::vector<AttributeValue> elements;
  bool operator==(const List&) const;
};

/// Attributes by name, sorted by the names' bytes. An item is one such map.
class Map {
 public:
  using Entry = std::pair<std::string, AttributeValue>;

  Map() = default;
  /// Takes entries in any order; of a name given twice the last one counts.
  static Map from_entries(std::vector<Entry> entries);

  const AttributeValue* find(std::string_view name) const;
  AttributeValue* find(std::string_view name);
  /// Inserts or replaces.
  AttributeValue& set(std::string_view name, AttributeValue value);
  /// Whether the attribute was there.
  bool erase(std::string_view name);
  /// As set(), and fast if the name sorts behind all others.
  void append(std::string name, AttributeValue value);

  std::size_t size() const;
  bool empty() const;
  void reserve(std::size_t count);
  std::vector<Entry>::const_iterator begin() const;
  std::vector<Entry>::const_iterator end() const;

  bool operator==(const Map&) const;

 private:
  std::vector<Entry> entries_;
};

using Item = Map;

/// The types, in the order of AttributeValue's alternatives.
enum class AttributeType { S, N, B, BOOL, NUL, SS, NS, BS, L, M };

/// `S`, `N`, ... `NULL`: as on the wire.
std::string_view type_name(AttributeType type);
/// The inverse; false if there is no such type.
bool parse_type_name(std::string_view name, AttributeType& type);

/// One value of any of DynamoDB's types. A value that exists is valid, canonical and compares by
/// DynamoDB's equality.
class AttributeValue {
 public:
  using Variant = std::variant<std::string, Decimal, Binary, bool, Null, StringSet, NumberSet,
                               BinarySet, List, Map>;

  AttributeValue() : value_(Null{}) {}
  explicit AttributeValue(Variant value) : value_(std::move(value)) {}
  static AttributeValue string(std::string text) {
    return AttributeValue(Variant(std::move(text)));
  }
  static AttributeValue number(Decimal value) { return AttributeValue(Variant(value)); }
  static AttributeValue boolean(bool value) { return AttributeValue(Variant(value)); }

  AttributeType type() const { return static_cast<AttributeType>(value_.index()); }

  /// The alternative, or null if the value is of another type.
  template <class T>
  const T* as() const {
    return std::get_if<T>(&value_);
  }
  template <class T>
  T* as() {
    return std::get_if<T>(&value_);
  }

  const Variant& variant() const { return value_; }

  /// Becomes a T made from the arguments, in place.
  template <class T, class... Arguments>
  T& emplace(Arguments&&... arguments) {
    return value_.template emplace<T>(std::forward<Arguments>(arguments)...);
  }

  bool operator==(const AttributeValue&) const = default;

  /// The bytes that the value counts for in an item's size (without its name).
  std::size_t size() const;

 private:
  Variant value_;
};

// Here, since clang wants an entry's type complete.
inline std::size_t Map::size() const { return entries_.size(); }
inline bool Map::empty() const { return entries_.empty(); }
inline void Map::reserve(std::size_t count) { entries_.reserve(count); }
inline std::vector<Map::Entry>::const_iterator Map::begin() const { return entries_.begin(); }
inline std::vector<Map::Entry>::const_iterator Map::end() const { return entries_.end(); }

/// The bytes that an item counts for: names and values.
std::size_t item_size(const Item& item);

/// The scalars' order: numbers by value, strings and binaries by unsigned bytes. Both must be of
/// the same type, one of S, N, B.
std::strong_ordering compare_scalars(const AttributeValue& left, const AttributeValue& right);
/// Whether a value of this type can be a key or be compared with < and >.
bool is_scalar_key_type(AttributeType type);

}  // namespace dynarock::dynamodb
