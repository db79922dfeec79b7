#include "aws/print.h"

#include "dynarock/aws/constraints.h"
#include "dynarock/aws/deserialize.h"
#include "dynarock/base/base64.h"
#include "dynarock/json/writer.h"

namespace dynarock::aws {
namespace {

using json::Kind;
using json::Value;

void print(Value value, const Shape& shape, std::string& out);

void print_structure(Value value, const Shape& shape, std::string& out) {
  out += shape.name;
  out += '(';
  for (const Field& field : shape.fields) {
    if (&field != &shape.fields.front()) out += ", ";
    out += lower_first(field.name) + "=";
    const auto member = field.is_hidden ? std::nullopt : value.find(field.name);
    if (member)
      print(*member, *field.shape, out);
    else
      out += "null";
  }
  out += ')';
}

void print_map(Value value, const Shape& shape, std::string& out) {
  std::string_view separator = "{";
  for (const Value::Member entry : value.members()) {
    out += separator;
    out += entry.name;
    out += '=';
    print(entry.value, *shape.element, out);
    separator = ", ";
  }
  out += value.empty() ? "{}" : "}";
}

void print_list(Value value, const Shape& shape, std::string& out) {
  std::string_view separator = "[";
  for (const Value element : value.elements()) {
    out += separator;
    print(element, *shape.element, out);
    separator = ", ";
  }
  out += value.empty() ? "[]" : "]";
}

void print_blob(std::string_view text, std::string& out) {
  const std::string size = std::to_string(base64_decode(text).value_or("").size());
  out += "java.nio.HeapByteBuffer[pos=0 lim=" + size + " cap=" + size + "]";
}

void print(Value value, const Shape& shape, std::string& out) {
  if (value.is_null()) {
    out += "null";
    return;
  }
  switch (shape.kind) {
    case ShapeKind::structure:
      return print_structure(value, shape, out);
    case ShapeKind::map:
      return print_map(value, shape, out);
    case ShapeKind::list:
      return print_list(value, shape, out);
    case ShapeKind::blob:
      return print_blob(value.text(), out);
    case ShapeKind::boolean:
      out += to_boolean(value) ? "true" : "false";
      return;
    case ShapeKind::integer:
    case ShapeKind::long_integer:
      out += std::to_string(to_integer(value));
      return;
    default:
      out += value.text();
  }
}

void write_json(Value value, json::Writer& writer) {
  switch (value.kind()) {
    case Kind::object:
      writer.begin_object();
      for (const Value::Member member : value.members()) {
        writer.key(member.name);
        write_json(member.value, writer);
      }
      writer.end_object();
      return;
    case Kind::array:
      writer.begin_array();
      for (const Value element : value.elements()) write_json(element, writer);
      writer.end_array();
      return;
    case Kind::string:
      writer.string(value.text());
      return;
    case Kind::number:
      writer.raw(value.text());
      return;
    case Kind::null:
      writer.null();
      return;
    default:
      writer.boolean(value.boolean());
  }
}

}  // namespace

std::string lower_first(std::string_view name) {
  std::string text(name);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
  return text;
}

std::string compact_json(Value value) {
  std::string out;
  json::Writer writer(out);
  write_json(value, writer);
  return out;
}

std::string print_value(Value value, const Shape& shape) {
  std::string out;
  print(value, shape, out);
  return out;
}

}  // namespace dynarock::aws
