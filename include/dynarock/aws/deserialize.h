#pragma once

#include <cstdint>
#include <string_view>

#include "dynarock/aws/shape.h"
#include "dynarock/base/result.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// Whether a request can be read as its model's types. JSON null counts as absent, unknown members
/// are ignored, and the first offending member in document order makes the error: a
/// SerializationException with the text of AWS's deserialiser. `java_package` stands before the
/// names of structures in these texts. Allocates nothing on success.
Result<void> check_types(json::Value request, const Shape& shape, std::string_view java_package);

/// A value that check_types() let pass as Boolean: the literal, or a string such as "yes".
bool to_boolean(json::Value value);

/// A number that check_types() let pass as Integer or Long: fractions cut off, values out of range
/// moved to its end.
std::int64_t to_integer(json::Value value);

}  // namespace dynarock::aws
