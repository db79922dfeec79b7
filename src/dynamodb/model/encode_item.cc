#include "dynarock/base/base64.h"
#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

class Encoder {
 public:
  explicit Encoder(std::string& out) : out_(out) {}

  void operator()(const std::string& text) { json::append_string(text, out_); }
  void operator()(const Decimal& number) {
    out_ += '"';
    number.append_to(out_);
    out_ += '"';
  }
  void operator()(const Binary& binary) { base64(binary.bytes); }
  void operator()(bool value) { out_ += value ? "true" : "false"; }
  void operator()(Null) { out_ += "true"; }
  void operator()(const StringSet& set) {
    list(set.members, [&](const std::string& text) { (*this)(text); });
  }
  void operator()(const NumberSet& set) {
    list(set.members, [&](const Decimal& number) { (*this)(number); });
  }
  void operator()(const BinarySet& set) {
    list(set.members, [&](const std::string& bytes) { base64(bytes); });
  }
  void operator()(const List& list_value) {
    list(list_value.elements, [&](const AttributeValue& value) { typed(value); });
  }
  void operator()(const Map& map) {
    out_ += '{';
    bool first = true;
    for (const auto& [name, value] : map) {
      if (!first) out_ += ',';
      first = false;
      json::append_string(name, out_);
      out_ += ':';
      typed(value);
    }
    out_ += '}';
  }

  void typed(const AttributeValue& value) {
    out_ += "{\"";
    out_ += type_name(value.type());
    out_ += "\":";
    std::visit(*this, value.variant());
    out_ += '}';
  }

 private:
  void base64(std::string_view bytes) {
    out_ += '"';
    base64_append(bytes, out_);
    out_ += '"';
  }

  template <class Members, class Write>
  void list(const Members& members, Write write) {
    out_ += '[';
    bool first = true;
    for (const auto& member : members) {
      if (!first) out_ += ',';
      first = false;
      write(member);
    }
    out_ += ']';
  }

  std::string& out_;
};

}  // namespace

void encode_attribute_value(const AttributeValue& value, std::string& out) {
  Encoder(out).typed(value);
}

void encode_item(const Item& item, std::string& out) { Encoder{out}(item); }

}  // namespace dynarock::dynamodb
