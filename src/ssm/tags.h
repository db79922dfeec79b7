#pragma once

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/ssm/parameters.h"

namespace dynarock::ssm {

/// Adds the elements of a `Tags` to a parameter's, in place of those with the same keys.
/// TooManyTagsError.
Result<void> add_tags(Parameter& parameter, json::Value tags);

}  // namespace dynarock::ssm
