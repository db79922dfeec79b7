#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "dynamodb/model/boolean_text.h"
#include "dynamodb/model/value_texts.h"
#include "dynarock/base/base64.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

// A value in an item is at level 1, what it holds at level 2.
constexpr int kMaxLevels = 32;
constexpr std::size_t kMaxNameBytes = 65535;

/// The order in which AWS looks into a value that has several types.
constexpr AttributeType kInspectionOrder[] = {
    AttributeType::N,   AttributeType::S,  AttributeType::B,  AttributeType::BOOL,
    AttributeType::NUL, AttributeType::BS, AttributeType::NS, AttributeType::SS,
    AttributeType::L,   AttributeType::M};

/// Reads values into place: a Result for every value would cost more than the reading. Where a
/// function returns false, error() says why.
class Decoder {
 public:
  explicit Decoder(Wording wording) : wording_(wording) {}

  AwsError& error() { return error_; }

  bool value(json::Value source, AttributeValue& out, int level) {
    if (level > kMaxLevels) return refuse(kTooDeep);
    AttributeType type{};
    json::Value content;
    int types = 0;
    for (const auto& [name, member] : source.members()) {
      AttributeType named;
      if (!parse_type_name(name, named) || member.is_null()) continue;
      if (types == 0 || named != type) ++types;
      type = named;
      content = member;
    }
    if (types == 1) [[likely]]
      return typed_value(type, content, out, level);
    return types == 0 ? refuse(kNoType) : several_types(source, out, level);
  }

  /// An item's own names count before its values.
  bool names_are_legal(json::Value item) {
    for (const auto& [name, content] : item.members())
      if (const std::string_view fault = name_fault(name); !fault.empty()) return refuse(fault);
    return true;
  }

  /// The names inside its values count when all else is well.
  bool inner_names_are_legal() { return inner_name_fault_.empty() || refuse(inner_name_fault_); }

  bool map(json::Value source, Map& out, int level) {
    if (!source.is_object() && !source.is_null()) return refuse_type();
    std::vector<Map::Entry> entries;
    entries.reserve(source.size());
    for (const auto& [name, content] : source.members()) {
      if (inner_name_fault_.empty()) inner_name_fault_ = name_fault(name);
      AttributeValue& decoded = entries.emplace_back(name, AttributeValue()).second;
      if (!value(content, decoded, level)) return false;
    }
    out = Map::from_entries(std::move(entries));
    return true;
  }

 private:
  bool refuse(AwsError error) {
    error_ = std::move(error);
    return false;
  }
  bool refuse(std::string_view text) { return refuse(validation_error(std::string(text))); }
  /// The public functions put the exact text in its place.
  bool refuse_type() { return refuse(serialization_error({})); }

  /// What is wrong with an attribute's name, or nothing.
  static std::string_view name_fault(std::string_view name) {
    if (name.empty()) return kEmptyName;
    return name.size() > kMaxNameBytes ? kLongName : std::string_view();
  }

  bool several_types(json::Value source, AttributeValue& out, int level) {
    for (const AttributeType type : kInspectionOrder)
      if (const auto content = source.find(type_name(type)))
        if (!typed_value(type, *content, out, level)) return false;
    return refuse(kSeveralTypes);
  }

  bool typed_value(AttributeType type, json::Value content, AttributeValue& out, int level) {
    switch (type) {
      case AttributeType::S:
        if (!content.is_string()) return refuse_type();
        out.emplace<std::string>(content.text());
        return true;
      case AttributeType::N:
        return number(content, out.emplace<Decimal>());
      case AttributeType::B:
        return bytes(content, out.emplace<Binary>().bytes);
      case AttributeType::BOOL:
        return boolean(content, out.emplace<bool>());
      case AttributeType::NUL:
        return null_value(content, out);
      case AttributeType::SS:
      case AttributeType::BS:
        return text_set(type, content, out);
      case AttributeType::NS:
        return number_set(content, out);
      case AttributeType::L:
        return list_value(content, out, level);
      case AttributeType::M:
        break;
    }
    return map(content, out.emplace<Map>(), level + 1);
  }

  bool number(json::Value content, Decimal& out) {
    if (!content.is_string()) return refuse_type();
    Result<Decimal> parsed = Decimal::parse(content.text(), wording_);
    if (!parsed) return refuse(std::move(parsed).error());
    out = *parsed;
    return true;
  }

  bool bytes(json::Value content, std::string& out) {
    if (!content.is_string()) return refuse_type();
    Result<std::string> decoded = base64_decode(content.text());
    if (!decoded) return refuse(std::move(decoded).error());
    out = *std::move(decoded);
    return true;
  }

  bool boolean(json::Value content, bool& out) {
    if (content.is_boolean()) {
      out = content.boolean();
      return true;
    }
    const std::optional<bool> parsed =
        content.is_string() ? parse_boolean(content.text()) : std::nullopt;
    if (!parsed) return refuse_type();
    out = *parsed;
    return true;
  }

  bool null_value(json::Value content, AttributeValue& out) {
    bool is_null = false;
    if (!boolean(content, is_null)) return false;
    if (!is_null) return refuse(kNullNotTrue);
    out.emplace<Null>();
    return true;
  }

  /// Whether there are members, none of them null.
  bool set_is_filled(AttributeType set, json::Value content) {
    if (!content.is_array()) return refuse_type();
    if (content.empty()) return refuse(empty_set_error(set));
    for (const json::Value member : content.elements())
      if (member.is_null()) return refuse(null_member_error(set));
    return true;
  }

  bool text_set(AttributeType set, json::Value content, AttributeValue& out) {
    if (!set_is_filled(set, content)) return false;
    std::vector<std::string> members;
    members.reserve(content.size());
    for (const json::Value element : content.elements()) {
      std::string& member = members.emplace_back();
      if (set == AttributeType::BS) {
        if (!bytes(element, member)) return false;
      } else {
        if (!element.is_string()) return refuse_type();
        member = element.text();
      }
    }
    if (!strictly_ascending(members)) {
      std::vector<std::string> sorted = members;
      std::sort(sorted.begin(), sorted.end());
      if (!strictly_ascending(sorted)) return refuse(duplicates_error(set, members, wording_));
      members = std::move(sorted);
    }
    if (set == AttributeType::SS)
      out.emplace<StringSet>().members = std::move(members);
    else
      out.emplace<BinarySet>().members = std::move(members);
    return true;
  }

  bool number_set(json::Value content, AttributeValue& out) {
    if (!set_is_filled(AttributeType::NS, content)) return false;
    std::vector<Decimal>& members = out.emplace<NumberSet>().members;
    members.reserve(content.size());
    for (const json::Value element : content.elements())
      if (!number(element, members.emplace_back())) return false;
    if (!strictly_ascending(members)) {
      std::sort(members.begin(), members.end());
      if (!strictly_ascending(members))
        return refuse(duplicates_error(AttributeType::NS, {}, wording_));
    }
    return true;
  }

  template <class Members>
  static bool strictly_ascending(const Members& members) {
    return std::adjacent_find(members.begin(), members.end(), [](const auto& a, const auto& b) {
             return !(a < b);
           }) == members.end();
  }

  bool list_value(json::Value content, AttributeValue& out, int level) {
    if (!content.is_array()) return refuse_type();
    std::vector<AttributeValue>& elements = out.emplace<List>().elements;
    elements.reserve(content.size());
    for (const json::Value element : content.elements())
      if (!value(element, elements.emplace_back(), level + 1)) return false;
    return true;
  }

  Wording wording_;
  AwsError error_;
  std::string_view inner_name_fault_;
};

}  // namespace

// A refusal is rare, so only then do we look for faults of type, which AWS names first.

Result<AttributeValue> decode_attribute_value(json::Value value, Wording wording) {
  Decoder decoder(wording);
  AttributeValue decoded;
  if (decoder.value(value, decoded, 1) && decoder.inner_names_are_legal()) [[likely]]
    return decoded;
  DYNAROCK_TRY(check_attribute_value_types(value));
  return fail(std::move(decoder.error()));
}

Result<Item> decode_item(json::Value map, Wording wording) {
  Decoder decoder(wording);
  Map decoded;
  if (decoder.names_are_legal(map) && decoder.map(map, decoded, 1) &&
      decoder.inner_names_are_legal()) [[likely]]
    return decoded;
  DYNAROCK_TRY(check_item_types(map));
  return fail(std::move(decoder.error()));
}

}  // namespace dynarock::dynamodb
