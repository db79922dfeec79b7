#include "tests/wire_runner/json_check.h"

#include <optional>

namespace dynarock::wire {
namespace {

using aws::Field;
using aws::Shape;
using aws::ShapeKind;
using json::Kind;
using json::Value;

/// As Value::find(), but a null is a value here.
std::optional<Value> member_of(Value object, std::string_view name) {
  for (const Value::Member member : object.members())
    if (member.name == name) return member.value;
  return std::nullopt;
}

bool same(Value left, Value right) {
  if (left.kind() != right.kind() || left.size() != right.size() || left.text() != right.text())
    return false;
  auto other = right.elements().begin();
  for (const Value element : left.elements()) {
    if (!same(element, *other)) return false;
    ++other;
  }
  for (const Value::Member member : left.members()) {
    const std::optional<Value> counterpart = member_of(right, member.name);
    if (!counterpart || !same(member.value, *counterpart)) return false;
  }
  return true;
}

bool fits_kind(Value value, ShapeKind kind) {
  switch (kind) {
    case ShapeKind::structure:
    case ShapeKind::map:
      return value.is_object();
    case ShapeKind::list:
      return value.is_array();
    case ShapeKind::boolean:
      return value.is_boolean();
    case ShapeKind::string:
    case ShapeKind::blob:
      return value.is_string();
    case ShapeKind::integer:
    case ShapeKind::long_integer:
      return value.is_number() && value.text().find_first_of(".eE") == std::string_view::npos;
    case ShapeKind::real:
    case ShapeKind::timestamp:
      return value.is_number();
  }
  return false;
}

std::string under(std::string_view name, const std::string& problem) {
  if (problem.empty()) return {};
  return std::string(name) + (problem.starts_with(':') ? "" : ".") + problem;
}

std::string check(Value value, const Shape& shape) {
  if (!fits_kind(value, shape.kind)) return ": of another type than the model's";
  for (const Value element : value.elements())
    if (std::string problem = check(element, *shape.element); !problem.empty())
      return under("[]", problem);
  for (const Value::Member member : value.members()) {
    const Field* field = shape.find_field(member.name);
    if (shape.kind == ShapeKind::structure && !field)
      return ": the model has no member " + std::string(member.name);
    const Shape& expected = field ? *field->shape : *shape.element;
    if (std::string problem = check(member.value, expected); !problem.empty())
      return under(member.name, problem);
  }
  return {};
}

}  // namespace

bool same_json(std::string_view left, std::string_view right) {
  json::Document left_document;
  json::Document right_document;
  return left_document.parse(left) && right_document.parse(right) &&
         same(left_document.root(), right_document.root());
}

std::string misfit(Value reply, const Shape& shape) { return check(reply, shape); }

}  // namespace dynarock::wire
