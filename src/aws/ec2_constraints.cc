#include "aws/ec2_constraints.h"

#include <algorithm>
#include <string>

#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/parameter_name.h"

namespace dynarock::aws {
namespace {

using json::Value;

AwsError invalid_value(std::string_view value, std::string_view parameter, std::string_view why) {
  return {"InvalidParameterValue",
          "Value (" + std::string(value) + ") for parameter " + std::string(parameter) +
              " is invalid." + std::string(why),
          {}};
}

Result<void> check_members(Value request, const Shape& shape);

Result<void> check_integer(Value value, const Limits& limits, const std::string& parameter) {
  const std::int64_t number = to_integer(value);
  // The blanks and "greater than" for a limit that is itself allowed are EC2's.
  const std::string text = " " + std::string(value.text()) + " ";
  if (limits.min != Limits::kNone && number < limits.min)
    return fail(invalid_value(
        text, parameter, " Expecting a value greater than " + std::to_string(limits.min) + "."));
  if (limits.max != Limits::kNone && number > limits.max)
    return fail(invalid_value(text, parameter,
                              " Expecting a value less than " + std::to_string(limits.max) + "."));
  return {};
}

Result<void> check_scalar(Value value, const Shape& shape, const std::string& parameter) {
  const std::string_view text = value.text();
  const AwsError invalid = invalid_value(text, parameter, {});
  switch (shape.kind) {
    case ShapeKind::integer:
    case ShapeKind::long_integer:
      if (!value.is_number()) return fail(invalid);
      return check_integer(value, shape.limits, parameter);
    case ShapeKind::boolean:
      if (text != "true" && text != "false") return fail(invalid);
      return {};
    default:
      if (!value.is_string()) return fail(invalid);
      if (!shape.values.empty() && std::ranges::count(shape.values, text) == 0)
        return fail(invalid);
      return {};
  }
}

Result<void> check_value(Value value, const Shape& shape, const std::string& parameter) {
  if (shape.is_scalar()) return check_scalar(value, shape, parameter);
  if (shape.kind == ShapeKind::structure && value.is_object()) return check_members(value, shape);
  if (shape.kind != ShapeKind::list || !value.is_array())
    return fail(invalid_value(value.text(), parameter, {}));
  for (const Value element : value.elements())
    DYNAROCK_TRY(check_value(element, *shape.element, parameter));
  return {};
}

Result<void> check_members(Value request, const Shape& shape) {
  for (const Field& field : shape.fields) {
    const auto value = request.find(field.name);
    if (field.required && (!value || (value->is_array() && value->empty())))
      return fail({"MissingParameter",
                   "The request must contain the parameter " + parameter_name(field.name),
                   {}});
  }
  for (const Field& field : shape.fields)
    if (const auto value = request.find(field.name))
      DYNAROCK_TRY(check_value(*value, *field.shape, parameter_name(field.name)));
  return {};
}

}  // namespace

Result<void> check_ec2_constraints(Value request, const Shape& shape) {
  return check_members(request, shape);
}

}  // namespace dynarock::aws
