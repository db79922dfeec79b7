#include "dynarock/aws/shape.h"

#include "dynarock/base/characters.h"

namespace dynarock::aws {

bool is_resource_name(std::string_view value) { return !value.empty() && is_made_of(value, "_.-"); }

bool is_arn(std::string_view value) { return value.starts_with("arn:"); }

}  // namespace dynarock::aws
