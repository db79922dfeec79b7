#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::json {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void write(Value value, Writer& writer) {
  switch (value.kind()) {
    case Kind::null:
      writer.null();
      return;
    case Kind::boolean_true:
    case Kind::boolean_false:
      writer.boolean(value.boolean());
      return;
    case Kind::number:
      writer.raw(value.text());
      return;
    case Kind::string:
      writer.string(value.text());
      return;
    case Kind::array:
      writer.begin_array();
      for (const Value element : value.elements()) write(element, writer);
      writer.end_array();
      return;
    case Kind::object:
      writer.begin_object();
      for (const auto& [name, member] : value.members()) {
        writer.key(name);
        write(member, writer);
        require(!value.find(name) || !value.find(name)->is_null());
      }
      writer.end_object();
      return;
  }
}

std::string print(const Document& document) {
  std::string text;
  Writer writer(text);
  write(document.root(), writer);
  return text;
}

/// Whatever parses can be written, and what was written parses and is written alike.
void check(std::string_view text) {
  Document document;
  if (!document.parse(text)) return;
  const std::string first = print(document);
  require(document.parse(first));
  require(print(document) == first);
}

}  // namespace
}  // namespace dynarock::json

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::json::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
