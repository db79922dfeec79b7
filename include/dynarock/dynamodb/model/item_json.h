#pragma once

#include <string>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/model/wording.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

/// The refusals of decode_attribute_value() for JSON of the wrong types, and nothing else: AWS
/// reads a whole request before it validates any of it, so walk the request with this first. JSON
/// null passes: it stands for an absent value.
Result<void> check_attribute_value_types(json::Value value);
/// The same for a map of attribute values, such as Item or Key.
Result<void> check_item_types(json::Value map);

/// Reads `{"S":"..."}`. Types of JSON values that don't fit (a number for S, bad base64) are
/// SerializationExceptions; what is well-typed and yet not a value (no type or several, an empty
/// set, a number out of range, nesting past 32 levels) a ValidationException with AWS's text,
/// without any prefix that names the parameter it came in. Of several faults those of type win,
/// then the first in document order, a value of several types coming behind what is wrong inside
/// it, and names inside maps last of all.
Result<AttributeValue> decode_attribute_value(json::Value value,
                                              Wording wording = Wording::current);

/// Reads a map of attribute values, such as Item or Key. Of a name given twice the last one counts.
/// Names must have 1 to 65535 bytes, which is checked before the values, in maps inside values
/// last.
Result<Item> decode_item(json::Value map, Wording wording = Wording::current);

/// Appends the wire form: names sorted, sets sorted, numbers in plain notation, so that equal items
/// give equal text. decode_item() of the text gives the item back.
void encode_attribute_value(const AttributeValue& value, std::string& out);
void encode_item(const Item& item, std::string& out);

/// The value as AWS prints it inside its error texts: `{S:x}`, `{N:5}`, `{B:eg==}` (base64).
std::string describe_attribute_value(const AttributeValue& value);

}  // namespace dynarock::dynamodb
