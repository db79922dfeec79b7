#pragma once

#include <string>
#include <string_view>

#include "dynarock/json/document.h"

namespace dynarock::aws {

/// `TableName` as a Java bean's member, `tableName`.
std::string lower_first(std::string_view name);

/// A value as JSON without blanks, members as sent.
std::string compact_json(json::Value value);

}  // namespace dynarock::aws
