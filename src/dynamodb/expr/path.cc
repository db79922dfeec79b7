#include "dynarock/dynamodb/expr/path.h"

#include <algorithm>
#include <cstddef>

namespace dynarock::dynamodb::expr {

namespace {

enum class Relation { kApart, kOverlap, kConflict };

Relation relate(const Path& one, const Path& two) {
  const std::size_t shared = std::min(one.elements.size(), two.elements.size());
  for (std::size_t i = 0; i < shared; ++i) {
    if (one.elements[i] == two.elements[i]) continue;
    return one.elements[i].index() == two.elements[i].index() ? Relation::kApart
                                                              : Relation::kConflict;
  }
  return Relation::kOverlap;
}

}  // namespace

std::string to_string(const Path& path) {
  std::string text = "[";
  for (const PathElement& element : path.elements) {
    if (text.size() > 1) text += ", ";
    if (const auto* name = std::get_if<std::string>(&element)) {
      text += *name;
    } else {
      text += '[' + std::to_string(std::get<std::uint32_t>(element)) + ']';
    }
  }
  return text += ']';
}

const AttributeValue* resolve(const Path& path, const Item& item) {
  const AttributeValue* value = item.find(path.attribute());
  for (std::size_t i = 1; i < path.elements.size() && value != nullptr; ++i) {
    const PathElement& element = path.elements[i];
    if (const auto* name = std::get_if<std::string>(&element)) {
      const auto* map = value->as<Map>();
      value = map != nullptr ? map->find(*name) : nullptr;
    } else {
      const std::uint32_t index = std::get<std::uint32_t>(element);
      const auto* list = value->as<List>();
      value = list != nullptr && index < list->elements.size() ? &list->elements[index] : nullptr;
    }
  }
  return value;
}

Result<void> check_disjoint(std::span<const Path> paths) {
  for (std::size_t one = paths.size(); one-- > 0;) {
    const Path* other = nullptr;
    for (const Path& candidate : paths.subspan(one + 1)) {
      if (relate(paths[one], candidate) == Relation::kApart) continue;
      if (other == nullptr || other->elements < candidate.elements) other = &candidate;
    }
    if (other == nullptr) continue;
    const bool overlap = relate(paths[one], *other) == Relation::kOverlap;
    return fail(validation_error("Two document paths " +
                                 std::string(overlap ? "overlap" : "conflict") +
                                 " with each other; must remove or rewrite one of these paths; "
                                 "path one: " +
                                 to_string(paths[one]) + ", path two: " + to_string(*other)));
  }
  return {};
}

std::vector<std::string_view> attributes_of(std::span<const Path* const> paths) {
  std::vector<std::string_view> names;
  for (const Path* path : paths) {
    const std::string_view name = path->attribute();
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

Result<void> check_keys_are_scalars(std::span<const Path* const> paths,
                                    std::span<const std::string_view> keys, KeyRole role) {
  for (const std::string_view key : keys) {
    for (const Path* path : paths) {
      if (!path->is_nested() || path->attribute() != key) continue;
      return fail(validation_error(
          "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
          "allowed: " +
          std::string(role == KeyRole::kKey ? "Key: " : "IndexKey: ") + std::string(key)));
    }
  }
  return {};
}

}  // namespace dynarock::dynamodb::expr
