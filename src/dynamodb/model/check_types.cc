#include <algorithm>
#include <array>

#include "dynamodb/model/boolean_text.h"
#include "dynarock/base/base64.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

using Check = Result<void> (*)(json::Value);

AwsError object_error() {
  return serialization_error("Start of structure or map found where not expected");
}
AwsError collection_error(std::string_view type) {
  return serialization_error("Unrecognized collection type " + std::string(type));
}
AwsError field_error() { return serialization_error("Unexpected field type"); }

/// The name that the service's parser has for a number or boolean.
std::string token_name(json::Value value) {
  if (value.is_boolean()) return value.boolean() ? "TRUE_VALUE" : "FALSE_VALUE";
  const bool whole = value.text().find_first_of(".eE") == std::string_view::npos;
  return whole ? "NUMBER_VALUE" : "DECIMAL_VALUE";
}

/// What is wrong with a value that should have been a Java scalar of this name.
AwsError scalar_error(json::Value value, std::string_view java_name) {
  if (value.is_object()) return object_error();
  if (value.is_array()) return collection_error("class java.lang." + std::string(java_name));
  return serialization_error(token_name(value) + " cannot be converted to " +
                             std::string(java_name));
}

Result<void> check_string(json::Value value) {
  if (value.is_string() || value.is_null()) return {};
  return fail(scalar_error(value, "String"));
}

Result<void> check_boolean(json::Value value) {
  if (value.is_boolean() || value.is_null()) return {};
  if (!value.is_string()) return fail(scalar_error(value, "Boolean"));
  if (parse_boolean(value.text())) return {};
  return fail(serialization_error("Unexpected token received from parser"));
}

Result<void> check_blob(json::Value value) {
  if (value.is_null()) return {};
  if (value.is_object()) return fail(object_error());
  if (value.is_array()) return fail(collection_error("class java.nio.ByteBuffer"));
  if (!value.is_string())
    return fail(serialization_error("only base-64-encoded strings are convertible to bytes"));
  DYNAROCK_TRY(base64_decode(value.text()));
  return {};
}

template <Check kCheckElement>
Result<void> check_list(json::Value value) {
  if (value.is_null()) return {};
  if (value.is_object()) return fail(object_error());
  if (!value.is_array()) return fail(field_error());
  for (const json::Value element : value.elements()) DYNAROCK_TRY(kCheckElement(element));
  return {};
}

/// By AttributeType.
constexpr std::array<Check, 10> kChecks = {
    check_string,
    check_string,
    check_blob,
    check_boolean,
    check_boolean,
    check_list<check_string>,
    check_list<check_string>,
    check_list<check_blob>,
    check_list<check_attribute_value_types>,
    check_item_types,
};

}  // namespace

Result<void> check_attribute_value_types(json::Value value) {
  if (value.is_null()) return {};
  if (value.is_array())
    return fail(collection_error("class com.amazonaws.dynamodb.v20120810.AttributeValue"));
  if (!value.is_object()) return fail(serialization_error("Unexpected value type in payload"));
  for (const auto& [name, content] : value.members()) {
    AttributeType type;
    if (parse_type_name(name, type)) DYNAROCK_TRY(kChecks[static_cast<std::size_t>(type)](content));
  }
  return {};
}

Result<void> check_item_types(json::Value map) {
  if (map.is_null()) return {};
  if (map.is_array())
    return fail(collection_error(
        "java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>"));
  if (!map.is_object()) return fail(field_error());
  for (const auto& [name, value] : map.members()) DYNAROCK_TRY(check_attribute_value_types(value));
  return {};
}

}  // namespace dynarock::dynamodb
