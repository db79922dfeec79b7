#pragma once

#include <string>
#include <string_view>

#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {

/// Appends a key attribute (S, N or B) as bytes whose unsigned order is the values' order and of
/// which none is a prefix of another, so that encodings can be strung together and still sort by
/// the first difference. Strings and binaries: 00 becomes 00 FF, the end is 00 01.
void append_key_value(const AttributeValue& value, std::string& out);

/// The inverse: takes one value of the type off the front of `bytes`, which must hold one.
AttributeValue take_key_value(AttributeType type, std::string_view& bytes);

}  // namespace dynarock::dynamodb
