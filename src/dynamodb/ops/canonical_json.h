#pragma once

#include <string>

#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

/// Appends the value's JSON such that values which differ only in the order of members, in members
/// that are null, in blanks or in escapes give the same text.
void append_canonical_json(json::Value value, std::string& out);

}  // namespace dynarock::dynamodb
