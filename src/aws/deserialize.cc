#include "dynarock/aws/deserialize.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <system_error>

#include "dynarock/base/base64.h"

namespace dynarock::aws {
namespace {

using json::Kind;
using json::Value;

/// Java's names for the scalar kinds: in "cannot be converted to" and as classes.
struct JavaName {
  std::string_view simple, qualified;
};

JavaName java_name(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::string:
      return {"String", "java.lang.String"};
    case ShapeKind::integer:
      return {"Integer", "java.lang.Integer"};
    case ShapeKind::long_integer:
      return {"Long", "java.lang.Long"};
    case ShapeKind::real:
      return {"Double", "java.lang.Double"};
    case ShapeKind::boolean:
      return {"Boolean", "java.lang.Boolean"};
    case ShapeKind::timestamp:
      return {"Date", "java.util.Date"};
    case ShapeKind::blob:
      return {"ByteBuffer", "java.nio.ByteBuffer"};
    default:
      return {};
  }
}

/// A shape's type in Java's notation, `java.util.List<java.lang.String>`.
std::string java_type(const Shape& shape, std::string_view package) {
  switch (shape.kind) {
    case ShapeKind::list:
      return "java.util.List<" + java_type(*shape.element, package) + ">";
    case ShapeKind::map:
      return "java.util.Map<java.lang.String, " + java_type(*shape.element, package) + ">";
    case ShapeKind::structure:
      return std::string(package) + "." + std::string(shape.name);
    default:
      return std::string(java_name(shape.kind).qualified);
  }
}

bool is_whole(std::string_view number) {
  return number.find_first_of(".eE") == std::string_view::npos;
}

/// The JSON token's name in Jackson, which the service parses with.
std::string_view token_name(Value value) {
  switch (value.kind()) {
    case Kind::string:
      return "STRING_VALUE";
    case Kind::boolean_true:
      return "TRUE_VALUE";
    case Kind::boolean_false:
      return "FALSE_VALUE";
    default:
      return is_whole(value.text()) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  }
}

struct BooleanWord {
  std::string_view word;
  bool meaning;
};
constexpr BooleanWord kBooleanWords[] = {{"true", true},   {"1", true},  {"yes", true},
                                         {"false", false}, {"0", false}, {"no", false}};

const BooleanWord* find_boolean_word(std::string_view text) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  for (const BooleanWord& row : kBooleanWords)
    if (std::equal(text.begin(), text.end(), row.word.begin(), row.word.end(), same)) return &row;
  return nullptr;
}

class TypeChecker {
 public:
  explicit TypeChecker(std::string_view package) : package_(package) {}

  /// Where a value stands, for the texts differ.
  enum class Place : std::uint8_t { member, collection };

  bool check(Value value, const Shape& shape, Place place) {
    const Kind kind = value.kind();
    if (kind == Kind::null) return true;
    switch (shape.kind) {
      case ShapeKind::structure:
        return kind == Kind::object ? check_members(value, shape) : mismatch(value, shape, place);
      case ShapeKind::map:
        return kind == Kind::object ? check_entries(value, shape) : mismatch(value, shape, place);
      case ShapeKind::list:
        return kind == Kind::array ? check_elements(value, shape) : mismatch(value, shape, place);
      case ShapeKind::string:
        return kind == Kind::string || mismatch(value, shape, place);
      case ShapeKind::blob:
        return kind == Kind::string ? check_base64(value.text()) : mismatch(value, shape, place);
      case ShapeKind::boolean:
        return value.is_boolean() ||
               (kind == Kind::string && find_boolean_word(value.text()) != nullptr) ||
               mismatch(value, shape, place);
      default:
        return kind == Kind::number || mismatch(value, shape, place);
    }
  }

  std::string& message() { return message_; }

 private:
  bool check_members(Value object, const Shape& shape) {
    for (const Value::Member member : object.members()) {
      const Field* field = shape.find_field(member.name);
      if (field && !check(member.value, *field->shape, Place::member)) return false;
    }
    return true;
  }

  bool check_entries(Value object, const Shape& shape) {
    for (const Value::Member member : object.members())
      if (!check(member.value, *shape.element, Place::collection)) return false;
    return true;
  }

  bool check_elements(Value array, const Shape& shape) {
    for (const Value element : array.elements())
      if (!check(element, *shape.element, Place::collection)) return false;
    return true;
  }

  bool check_base64(std::string_view text) {
    Result<void> checked = base64_check(text);
    if (checked) return true;
    message_ = std::move(checked.error().message);
    return false;
  }

  bool mismatch(Value value, const Shape& shape, Place place) {
    if (value.is_object())
      message_ = "Start of structure or map found where not expected";
    else if (value.is_array())
      message_ = unexpected_array(shape);
    else
      message_ =
          shape.is_scalar() ? unexpected_scalar(value, shape) : scalar_for_collection(shape, place);
    return false;
  }

  std::string unexpected_array(const Shape& shape) const {
    const std::string_view kind = shape.kind == ShapeKind::map ? "" : "class ";
    return "Unrecognized collection type " + std::string(kind) + java_type(shape, package_);
  }

  static std::string unexpected_scalar(Value value, const Shape& shape) {
    if (shape.kind == ShapeKind::blob)
      return "only base-64-encoded strings are convertible to bytes";
    if (shape.kind == ShapeKind::boolean && value.is_string())
      return "Unexpected token received from parser";
    return std::string(token_name(value)) + " cannot be converted to " +
           std::string(java_name(shape.kind).simple);
  }

  static std::string scalar_for_collection(const Shape& shape, Place place) {
    if (place == Place::member) return "Unexpected field type";
    if (shape.kind == ShapeKind::structure) return "Unexpected value type in payload";
    return "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to "
           "class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl "
           "and java.lang.Class are in module java.base of loader 'bootstrap')";
  }

  std::string_view package_;
  std::string message_;
};

}  // namespace

Result<void> check_types(Value request, const Shape& shape, std::string_view java_package) {
  TypeChecker checker(java_package);
  if (checker.check(request, shape, TypeChecker::Place::member)) [[likely]]
    return {};
  return fail(serialization_error(std::move(checker.message())));
}

bool to_boolean(Value value) {
  if (!value.is_string()) return value.boolean();
  const BooleanWord* row = find_boolean_word(value.text());
  return row && row->meaning;
}

std::int64_t to_integer(Value value) {
  using Range = std::numeric_limits<std::int64_t>;
  const std::string_view text = value.text();
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, whole);
  if (error == std::errc{} && stop == end) return whole;

  double real = 0;
  const auto parsed = std::from_chars(text.data(), end, real);
  if (parsed.ec == std::errc::result_out_of_range) {
    if (text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos)
      return 0;
    return text.starts_with('-') ? Range::min() : Range::max();
  }
  if (real >= 0x1p63) return Range::max();
  if (real <= -0x1p63) return Range::min();
  return static_cast<std::int64_t>(real);
}

}  // namespace dynarock::aws
