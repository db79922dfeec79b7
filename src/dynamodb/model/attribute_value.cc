#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kCollectionBytes = 3;
constexpr std::size_t kElementBytes = 1;

struct SizeOf {
  std::size_t operator()(const std::string& text) const { return text.size(); }
  std::size_t operator()(const Decimal& number) const { return number.size(); }
  std::size_t operator()(const Binary& binary) const { return binary.bytes.size(); }
  std::size_t operator()(bool) const { return 1; }
  std::size_t operator()(Null) const { return 1; }
  std::size_t operator()(const StringSet& set) const { return members(set.members); }
  std::size_t operator()(const NumberSet& set) const { return members(set.members); }
  std::size_t operator()(const BinarySet& set) const { return members(set.members); }
  std::size_t operator()(const List& list) const {
    std::size_t bytes = kCollectionBytes;
    for (const AttributeValue& element : list.elements) bytes += kElementBytes + element.size();
    return bytes;
  }
  std::size_t operator()(const Map& map) const {
    return kCollectionBytes + kElementBytes * map.size() + item_size(map);
  }

 private:
  template <class Member>
  static std::size_t members(const std::vector<Member>& members) {
    std::size_t bytes = 0;
    for (const Member& member : members) bytes += member.size();
    return bytes;
  }
};

}  // namespace

bool List::operator==(const List& other) const { return elements == other.elements; }

std::size_t AttributeValue::size() const { return std::visit(SizeOf{}, value_); }

std::size_t item_size(const Item& item) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : item) bytes += name.size() + value.size();
  return bytes;
}

std::strong_ordering compare_scalars(const AttributeValue& left, const AttributeValue& right) {
  if (const Decimal* number = left.as<Decimal>()) return *number <=> *right.as<Decimal>();
  // std::string compares as unsigned bytes.
  if (const std::string* text = left.as<std::string>()) return *text <=> *right.as<std::string>();
  return left.as<Binary>()->bytes <=> right.as<Binary>()->bytes;
}

}  // namespace dynarock::dynamodb
