#pragma once

#include <string_view>

namespace dynarock::dynamodb::partiql {

/// A type that IS knows: how it is written, in lower case, and what AWS calls it.
struct TypeName {
  std::string_view word;
  std::string_view name;
  /// DynamoDB's type; empty if it can't be asked for.
  std::string_view type;
};

/// Null for what is no type.
const TypeName* find_type(std::string_view word);

}  // namespace dynarock::dynamodb::partiql
