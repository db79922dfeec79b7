#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace dynarock::aws {

enum class ShapeKind : std::uint8_t {
  string,
  integer,
  long_integer,
  real,
  boolean,
  blob,
  timestamp,
  list,
  map,
  structure
};

struct Shape;

/// A regular expression of a service's model: the text that messages quote, and the check that
/// stands for it.
struct Pattern {
  std::string_view text;
  bool (*matches)(std::string_view value) = nullptr;
  /// The whole message of services that word this in their own way, given when nothing else is
  /// broken. In it `{path}` stands for the member's name, `userName`.
  std::string_view complaint{};
};

/// What a model asks of a value: of the length of strings (in characters), lists and maps, of the
/// value of numbers.
struct Limits {
  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();

  std::int64_t min = kNone;
  std::int64_t max = kNone;
  Pattern pattern{};
  /// Strings that it holds for are subject to no limit (such as ARNs where a name is expected).
  bool (*exempt)(std::string_view value) = nullptr;

  constexpr bool any() const { return min != kNone || max != kNone || !pattern.text.empty(); }
};

inline constexpr bool kRequired = true;

/// A member of a structure.
struct Field {
  std::string_view name;
  /// Null if hidden.
  const Shape* shape;
  bool required;
  bool is_hidden;
  /// What EC2's protocol calls it where that does not follow from its name: `vpcSet` for Vpcs.
  std::string_view wire_name{};

  constexpr Field(std::string_view field_name, const Shape& field_shape, bool is_required = false)
      : name(field_name), shape(&field_shape), required(is_required), is_hidden(false) {}
  constexpr Field(std::string_view field_name, const Shape& field_shape, const char* its_wire_name,
                  bool is_required = false)
      : Field(field_name, field_shape, is_required) {
    wire_name = its_wire_name;
  }
  Field(std::string_view, const Shape&&, bool = false) = delete;

  /// A member that the public model does not have but that messages print, always as `null`. A
  /// request's member of that name is ignored as unknown.
  static constexpr Field hidden(std::string_view field_name) { return Field(field_name); }

 private:
  constexpr explicit Field(std::string_view field_name)
      : name(field_name), shape(nullptr), required(false), is_hidden(true) {}
};

/// The type of a value in a service's model. Shapes are constants: made by the functions below,
/// `inline constexpr` in a header or `static constexpr` in a class, never copied about.
struct Shape {
  ShapeKind kind = ShapeKind::structure;
  /// Of structures: the model's name for it, which is the name of the service's Java class.
  std::string_view name{};
  Limits limits{};
  /// Of strings: the allowed values in the order in which the service prints them; empty if free.
  std::span<const std::string_view> values{};
  /// Of lists: the elements'. Of maps: the values'.
  const Shape* element = nullptr;
  /// Of maps: the keys', or null for plain strings.
  const Shape* key = nullptr;
  /// Of structures: in the order in which the service checks and prints them.
  std::span<const Field> fields{};
  /// Of structures: which fields are required, a bit each, the first field's lowest.
  std::uint64_t required = 0;
  /// Whether check_constraints can find anything wrong here or below; saves it the walk.
  bool constrained = false;

  /// The structure's member of that name, hidden ones aside, or null.
  constexpr const Field* find_field(std::string_view field_name) const {
    for (const Field& field : fields)
      if (field.name == field_name && !field.is_hidden) return &field;
    return nullptr;
  }
  constexpr bool is_scalar() const { return kind < ShapeKind::list; }
};

constexpr Shape scalar(ShapeKind kind, Limits limits = {}) {
  Shape shape;
  shape.kind = kind;
  shape.limits = limits;
  shape.constrained = limits.any();
  return shape;
}

constexpr Shape string_shape(Limits limits = {}) { return scalar(ShapeKind::string, limits); }
constexpr Shape integer_shape(Limits limits = {}) { return scalar(ShapeKind::integer, limits); }
constexpr Shape long_shape(Limits limits = {}) { return scalar(ShapeKind::long_integer, limits); }

/// A string that must be one of `values`, which are in the order in which the service prints them.
template <std::size_t N>
constexpr Shape one_of(const std::string_view (&values)[N]) {
  Shape shape = scalar(ShapeKind::string);
  shape.values = values;
  shape.constrained = true;
  return shape;
}

constexpr Shape list_of(const Shape& element, Limits limits = {}) {
  Shape shape = scalar(ShapeKind::list, limits);
  shape.element = &element;
  shape.constrained = limits.any() || element.constrained;
  return shape;
}
Shape list_of(const Shape&& element, Limits limits = {}) = delete;

constexpr Shape map_of(const Shape& value, Limits limits = {}) {
  Shape shape = list_of(value, limits);
  shape.kind = ShapeKind::map;
  return shape;
}
Shape map_of(const Shape&& value, Limits limits = {}) = delete;

/// A map whose keys are constrained too.
constexpr Shape map_of(const Shape& key, const Shape& value, Limits limits = {}) {
  Shape shape = map_of(value, limits);
  shape.key = &key;
  shape.constrained = shape.constrained || key.constrained;
  return shape;
}

/// A list or map of a shape that is only declared so far (`extern inline const Shape`), as a
/// structure needs that holds itself. Constraints below it are not checked.
constexpr Shape recursive_list_of(const Shape& element) {
  Shape shape = scalar(ShapeKind::list);
  shape.element = &element;
  return shape;
}
constexpr Shape recursive_map_of(const Shape& value) {
  Shape shape = recursive_list_of(value);
  shape.kind = ShapeKind::map;
  return shape;
}

template <std::size_t N>
constexpr Shape structure(std::string_view name, const Field (&fields)[N]) {
  static_assert(N <= 64, "Shape::required has a bit for each field");
  Shape shape;
  shape.name = name;
  shape.fields = fields;
  for (std::size_t i = 0; i < N; ++i) {
    const Field& field = fields[i];
    if (field.required) shape.required |= std::uint64_t{1} << i;
    // Asking is_hidden, for under -fsanitize g++ can't compare addresses of inline variables with
    // null in constant expressions.
    if (field.required || (!field.is_hidden && field.shape->constrained)) shape.constrained = true;
  }
  return shape;
}

/// A structure without members.
constexpr Shape structure(std::string_view name) {
  Shape shape;
  shape.name = name;
  return shape;
}

inline constexpr Shape kString = string_shape();
inline constexpr Shape kInteger = integer_shape();
inline constexpr Shape kLong = long_shape();
inline constexpr Shape kReal = scalar(ShapeKind::real);
inline constexpr Shape kBoolean = scalar(ShapeKind::boolean);
inline constexpr Shape kBlob = scalar(ShapeKind::blob);
inline constexpr Shape kTimestamp = scalar(ShapeKind::timestamp);
inline constexpr Shape kStringList = list_of(kString);
inline constexpr Shape kStringMap = map_of(kString);

/// `[a-zA-Z0-9_.-]+`, which names of tables, indexes and backups match.
bool is_resource_name(std::string_view value);
inline constexpr Pattern kResourceNamePattern{"[a-zA-Z0-9_.-]+", is_resource_name};

/// Whether the value starts with `arn:`.
bool is_arn(std::string_view value);

}  // namespace dynarock::aws
