#include "dynamodb/expr/printer.h"

#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb::expr {

void print(const Path& path, std::string& out) {
  bool first = true;
  for (const PathElement& element : path.elements) {
    if (const auto* name = std::get_if<std::string>(&element)) {
      if (!first) out += '.';
      out += *name;
    } else {
      out += '[' + std::to_string(std::get<std::uint32_t>(element)) + ']';
    }
    first = false;
  }
}

void print(const AttributeValue& value, std::string& out) { encode_attribute_value(value, out); }

}  // namespace dynarock::dynamodb::expr
