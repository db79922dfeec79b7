#pragma once

#include <string>
#include <string_view>

#include "dynarock/aws/shape.h"
#include "dynarock/json/document.h"

namespace dynarock::wire {

/// Whether two texts are the same JSON: members in any order, numbers in the same spelling.
bool same_json(std::string_view left, std::string_view right);

/// What in a reply does not fit its operation's output, such as `Item.a: unknown member X`; empty
/// if it fits.
std::string misfit(json::Value reply, const aws::Shape& shape);

}  // namespace dynarock::wire
