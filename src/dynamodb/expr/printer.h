#pragma once

#include <string>

#include "dynarock/dynamodb/expr/path.h"
#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb::expr {

// How trees are printed for tests.

/// `a.b[0]`
void print(const Path& path, std::string& out);
/// `{"S":"x"}`
void print(const AttributeValue& value, std::string& out);

}  // namespace dynarock::dynamodb::expr
