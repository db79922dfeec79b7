#include <algorithm>

#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {
namespace {

bool name_below(const Map::Entry& entry, std::string_view name) { return entry.first < name; }

template <class Entries>
auto place_of(Entries& entries, std::string_view name) {
  return std::lower_bound(entries.begin(), entries.end(), name, name_below);
}

}  // namespace

Map Map::from_entries(std::vector<Entry> entries) {
  const auto out_of_order = [](const Entry& left, const Entry& right) {
    return !(left.first < right.first);
  };
  const bool ascending =
      std::adjacent_find(entries.begin(), entries.end(), out_of_order) == entries.end();
  Map map;
  map.entries_ = std::move(entries);
  if (ascending) return map;

  std::vector<Entry>& sorted = map.entries_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Entry& a, const Entry& b) { return a.first < b.first; });
  // Of equal names the last one is to stay: std::unique keeps the first it meets, from behind.
  const auto kept = std::unique(sorted.rbegin(), sorted.rend(),
                                [](const Entry& a, const Entry& b) { return a.first == b.first; });
  sorted.erase(sorted.begin(), kept.base());
  return map;
}

const AttributeValue* Map::find(std::string_view name) const {
  const auto place = place_of(entries_, name);
  return place != entries_.end() && place->first == name ? &place->second : nullptr;
}

AttributeValue* Map::find(std::string_view name) {
  const auto place = place_of(entries_, name);
  return place != entries_.end() && place->first == name ? &place->second : nullptr;
}

AttributeValue& Map::set(std::string_view name, AttributeValue value) {
  const auto place = place_of(entries_, name);
  if (place != entries_.end() && place->first == name) {
    place->second = std::move(value);
    return place->second;
  }
  return entries_.emplace(place, std::string(name), std::move(value))->second;
}

bool Map::erase(std::string_view name) {
  const auto place = place_of(entries_, name);
  if (place == entries_.end() || place->first != name) return false;
  entries_.erase(place);
  return true;
}

void Map::append(std::string name, AttributeValue value) {
  if (entries_.empty() || entries_.back().first < name)
    entries_.emplace_back(std::move(name), std::move(value));
  else
    set(name, std::move(value));
}

bool Map::operator==(const Map& other) const { return entries_ == other.entries_; }

}  // namespace dynarock::dynamodb
