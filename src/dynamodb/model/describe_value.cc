#include "dynarock/base/base64.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

/// Java's toString() of the value: lists as `[a, b]`, maps as `{k=v}`, nothing quoted.
class Describer {
 public:
  explicit Describer(std::string& out) : out_(out) {}

  void operator()(const std::string& text) { out_ += text; }
  void operator()(const Decimal& number) { number.append_to(out_); }
  void operator()(const Binary& binary) { base64_append(binary.bytes, out_); }
  void operator()(bool value) { out_ += value ? "true" : "false"; }
  void operator()(Null) { out_ += "true"; }
  void operator()(const StringSet& set) {
    list(set.members, [&](const std::string& text) { out_ += text; });
  }
  void operator()(const NumberSet& set) {
    list(set.members, [&](const Decimal& number) { number.append_to(out_); });
  }
  void operator()(const BinarySet& set) {
    list(set.members, [&](const std::string& bytes) { base64_append(bytes, out_); });
  }
  void operator()(const List& elements) {
    list(elements.elements, [&](const AttributeValue& value) { typed(value); });
  }
  void operator()(const Map& map) {
    out_ += '{';
    std::string_view separator;
    for (const auto& [name, value] : map) {
      out_ += separator;
      separator = ", ";
      out_ += name;
      out_ += '=';
      typed(value);
    }
    out_ += '}';
  }

  void typed(const AttributeValue& value) {
    out_ += '{';
    out_ += type_name(value.type());
    out_ += ':';
    std::visit(*this, value.variant());
    out_ += '}';
  }

 private:
  template <class Members, class Write>
  void list(const Members& members, Write write) {
    out_ += '[';
    std::string_view separator;
    for (const auto& member : members) {
      out_ += separator;
      separator = ", ";
      write(member);
    }
    out_ += ']';
  }

  std::string& out_;
};

}  // namespace

std::string describe_attribute_value(const AttributeValue& value) {
  std::string text;
  Describer(text).typed(value);
  return text;
}

}  // namespace dynarock::dynamodb
