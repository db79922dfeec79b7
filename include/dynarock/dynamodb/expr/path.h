#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb::expr {

/// One step into a document: an attribute's name or a list index.
using PathElement = std::variant<std::string, std::uint32_t>;

/// The way to a value inside an item. The first element is always a name.
struct Path {
  std::vector<PathElement> elements;

  Path() = default;
  explicit Path(std::string attribute) { elements.emplace_back(std::move(attribute)); }

  /// The top-level attribute.
  const std::string& attribute() const { return std::get<std::string>(elements.front()); }
  bool is_nested() const { return elements.size() > 1; }
  bool operator==(const Path&) const = default;
};

/// As AWS prints paths in its messages: `[a, [0], b]`.
std::string to_string(const Path& path);

/// The value at the path, or null if a step leads nowhere.
const AttributeValue* resolve(const Path& path, const Item& item);

/// Refuses paths of which one contains another (`Two document paths overlap ...`) or that treat one
/// place both as map and as list (`Two document paths conflict ...`). Like AWS it adds path after
/// path from the last to the first; the first one that clashes is named, with the greatest of those
/// it clashes with. The texts come without "Invalid ...Expression: ".
Result<void> check_disjoint(std::span<const Path> paths);

/// The top-level attributes of the paths, each once, in order of appearance.
std::vector<std::string_view> attributes_of(std::span<const Path* const> paths);

enum class KeyRole { kKey, kIndexKey };

/// Refuses the first path that leads into one of the key attributes: `Key attributes must be
/// scalars; list random access '[]' and map lookup '.' are not allowed: Key: a` (`IndexKey: a`).
Result<void> check_keys_are_scalars(std::span<const Path* const> paths,
                                    std::span<const std::string_view> keys, KeyRole role);

}  // namespace dynarock::dynamodb::expr
