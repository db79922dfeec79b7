// What an update does to an item.

#include <algorithm>
#include <compare>
#include <cstddef>
#include <utility>

#include "dynamodb/expr/functions.h"
#include "dynarock/dynamodb/expr/update.h"

namespace dynarock::dynamodb::expr {

namespace {

/// An item's nesting of lists and maps: a top-level scalar has none.
constexpr std::size_t kMaxWrappers = 31;

AwsError wrong_operand_type(bool legacy) {
  return validation_error(legacy
                              ? "Type mismatch for attribute to update"
                              : "An operand in the update expression has an incorrect data type");
}

AwsError invalid_path() {
  return validation_error(
      "The document path provided in the update expression is invalid for update");
}

/// Where a path leads: the container of its last step. Exactly one of the two is set.
struct Place {
  Map* map = nullptr;
  List* list = nullptr;
};

AttributeValue* step(AttributeValue& value, const PathElement& element) {
  if (const auto* name = std::get_if<std::string>(&element)) {
    auto* map = value.as<Map>();
    return map != nullptr ? map->find(*name) : nullptr;
  }
  auto* list = value.as<List>();
  const std::size_t index = std::get<std::uint32_t>(element);
  return list != nullptr && index < list->elements.size() ? &list->elements[index] : nullptr;
}

Result<Place> find_place(const Path& path, Item& item) {
  if (!path.is_nested()) return Place{&item, nullptr};
  AttributeValue* parent = item.find(path.attribute());
  for (std::size_t i = 1; i + 1 < path.elements.size() && parent != nullptr; ++i) {
    parent = step(*parent, path.elements[i]);
  }
  if (parent == nullptr) return fail(invalid_path());
  const bool by_name = std::holds_alternative<std::string>(path.elements.back());
  Place place{by_name ? parent->as<Map>() : nullptr, by_name ? nullptr : parent->as<List>()};
  if (place.map == nullptr && place.list == nullptr) return fail(invalid_path());
  return place;
}

/// How deep lists and maps nest in a value; 0 for scalars and sets.
std::size_t wrappers(const AttributeValue& value) {
  std::size_t deepest = 0;
  if (const auto* list = value.as<List>()) {
    for (const AttributeValue& element : list->elements) {
      deepest = std::max(deepest, wrappers(element));
    }
    return deepest + 1;
  }
  if (const auto* map = value.as<Map>()) {
    for (const auto& [name, member] : *map) deepest = std::max(deepest, wrappers(member));
    return deepest + 1;
  }
  return 0;
}

Result<void> check_nesting(const Path& path, const AttributeValue& value) {
  if (path.elements.size() - 1 + wrappers(value) <= kMaxWrappers) return {};
  return fail(validation_error(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels "
      "beyond supported limit"));
}

/// Union and difference of sorted sets.
template <class Set>
void unite(Set& set, const Set& more) {
  Set united;
  std::set_union(set.members.begin(), set.members.end(), more.members.begin(), more.members.end(),
                 std::back_inserter(united.members));
  set = std::move(united);
}
template <class Set>
void subtract(Set& set, const Set& less) {
  Set left;
  std::set_difference(set.members.begin(), set.members.end(), less.members.begin(),
                      less.members.end(), std::back_inserter(left.members));
  set = std::move(left);
}

template <class Set>
bool add_members(AttributeValue& value, const AttributeValue& operand) {
  auto* set = value.as<Set>();
  const auto* more = operand.as<Set>();
  if (set == nullptr || more == nullptr) return false;
  unite(*set, *more);
  return true;
}

template <class Set>
bool remove_members(AttributeValue& value, const AttributeValue& operand, bool& empty) {
  auto* set = value.as<Set>();
  const auto* less = operand.as<Set>();
  if (set == nullptr || less == nullptr) return false;
  subtract(*set, *less);
  empty = set->members.empty();
  return true;
}

/// What ADD makes of a value that is there.
Result<AttributeValue> added(AttributeValue value, const AttributeValue& operand, bool legacy) {
  const auto* number = value.as<Decimal>();
  const auto* increment = operand.as<Decimal>();
  if (number != nullptr && increment != nullptr) {
    return AttributeValue::number(DYNAROCK_TRY(number->plus(*increment)));
  }
  auto* list = value.as<List>();
  const auto* more = operand.as<List>();
  if (legacy && list != nullptr && more != nullptr) {
    list->elements.insert(list->elements.end(), more->elements.begin(), more->elements.end());
    return value;
  }
  if (add_members<StringSet>(value, operand) || add_members<NumberSet>(value, operand) ||
      add_members<BinarySet>(value, operand)) {
    return value;
  }
  return fail(wrong_operand_type(legacy));
}

/// What DELETE makes of a value that is there; nothing if no member is left.
Result<std::optional<AttributeValue>> deleted(AttributeValue value, const AttributeValue& operand,
                                              bool legacy) {
  bool empty = false;
  if (!remove_members<StringSet>(value, operand, empty) &&
      !remove_members<NumberSet>(value, operand, empty) &&
      !remove_members<BinarySet>(value, operand, empty)) {
    return fail(wrong_operand_type(legacy));
  }
  if (empty) return std::nullopt;
  return value;
}

/// An update in two steps: first everything is worked out from the item as it was, then the changes
/// are made. Writes come before removals, so that indices in paths refer to the original lists.
class Application {
 public:
  Application(const Update& update, Item& item) : update_(update), item_(item) {}

  Result<void> run() {
    for (const UpdateAction& action : update_.actions) DYNAROCK_TRY(find_place(action.path, item_));
    for (const UpdateAction& action : update_.actions) DYNAROCK_TRY(plan(action));
    // Elements beyond a list's end are appended in the order of their indices.
    std::stable_sort(writes_.begin(), writes_.end(), [](const Write& one, const Write& two) {
      return one.path->elements < two.path->elements;
    });
    for (Write& write : writes_) DYNAROCK_TRY(perform(write));
    // From the back, so that no removal moves what is still to be removed.
    std::sort(removals_.begin(), removals_.end(),
              [](const Path* one, const Path* two) { return two->elements < one->elements; });
    for (const Path* path : removals_) DYNAROCK_TRY(remove(*path));
    return {};
  }

 private:
  struct Write {
    const Path* path;
    AttributeValue value;
  };

  Result<void> plan(const UpdateAction& action) {
    const AttributeValue* present = resolve(action.path, item_);
    const auto* operand = std::get_if<AttributeValue>(&action.value);
    switch (action.section) {
      case UpdateSection::kSet: {
        AttributeValue value = DYNAROCK_TRY(evaluate(action.value, item_));
        return write(action.path, std::move(value));
      }
      case UpdateSection::kRemove:
        if (present != nullptr) removals_.push_back(&action.path);
        return {};
      case UpdateSection::kAdd: {
        if (present == nullptr) return write(action.path, *operand);
        AttributeValue sum = DYNAROCK_TRY(added(*present, *operand, update_.legacy));
        return write(action.path, std::move(sum));
      }
      case UpdateSection::kDelete:
        if (present == nullptr) return {};
        auto left = DYNAROCK_TRY(deleted(*present, *operand, update_.legacy));
        if (left) return write(action.path, std::move(*left));
        removals_.push_back(&action.path);
        return {};
    }
    return {};
  }

  Result<void> write(const Path& path, AttributeValue value) {
    DYNAROCK_TRY(check_nesting(path, value));
    writes_.push_back({&path, std::move(value)});
    return {};
  }

  Result<void> perform(Write& write) {
    const Place place = DYNAROCK_TRY(find_place(*write.path, item_));
    const PathElement& last = write.path->elements.back();
    if (place.map != nullptr) {
      place.map->set(std::get<std::string>(last), std::move(write.value));
      return {};
    }
    std::vector<AttributeValue>& elements = place.list->elements;
    const std::size_t index = std::get<std::uint32_t>(last);
    if (index < elements.size()) {
      elements[index] = std::move(write.value);
    } else {
      elements.push_back(std::move(write.value));
    }
    return {};
  }

  Result<void> remove(const Path& path) {
    const Place place = DYNAROCK_TRY(find_place(path, item_));
    const PathElement& last = path.elements.back();
    if (place.map != nullptr) {
      place.map->erase(std::get<std::string>(last));
    } else {
      std::vector<AttributeValue>& elements = place.list->elements;
      elements.erase(elements.begin() + std::get<std::uint32_t>(last));
    }
    return {};
  }

  const Update& update_;
  Item& item_;
  std::vector<Write> writes_;
  std::vector<const Path*> removals_;
};

}  // namespace

Result<Item> apply(const Update& update, Item item) {
  DYNAROCK_TRY(Application(update, item).run());
  return item;
}

}  // namespace dynarock::dynamodb::expr
