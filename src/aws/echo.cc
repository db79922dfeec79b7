#include "dynarock/aws/echo.h"

#include "dynarock/aws/deserialize.h"

namespace dynarock::aws {
namespace {

void write_structure(json::Writer& out, json::Value value, const Shape& shape) {
  out.begin_object();
  for (const Field& field : shape.fields) {
    if (field.is_hidden) continue;
    const auto member = value.find(field.name);
    if (!member) continue;
    out.key(field.name);
    write_echo(out, *member, *field.shape);
  }
  out.end_object();
}

}  // namespace

void write_echo(json::Writer& out, json::Value value, const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::structure:
      return write_structure(out, value, shape);
    case ShapeKind::list:
      out.begin_array();
      for (const json::Value element : value.elements())
        if (!element.is_null()) write_echo(out, element, *shape.element);
      out.end_array();
      return;
    case ShapeKind::map:
      out.begin_object();
      for (const json::Value::Member member : value.members()) {
        if (member.value.is_null()) continue;
        out.key(member.name);
        write_echo(out, member.value, *shape.element);
      }
      out.end_object();
      return;
    case ShapeKind::boolean:
      out.boolean(to_boolean(value));
      return;
    case ShapeKind::integer:
    case ShapeKind::long_integer:
      out.integer(to_integer(value));
      return;
    case ShapeKind::real:
    case ShapeKind::timestamp:
      out.raw(value.text());
      return;
    case ShapeKind::string:
    case ShapeKind::blob:
      out.string(value.text());
      return;
  }
}

std::string echo_of(json::Value value, const Shape& shape) {
  std::string text;
  json::Writer out(text);
  write_echo(out, value, shape);
  return text;
}

}  // namespace dynarock::aws
