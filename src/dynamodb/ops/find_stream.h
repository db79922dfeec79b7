#pragma once

#include <memory>
#include <string_view>

#include "dynamodb/ops/context.h"

namespace dynarock::dynamodb {

/// The stream of that ARN, be it of a table that is gone: ValidationException for text that is no
/// stream's ARN, ResourceNotFoundException if there is none.
Result<std::shared_ptr<Stream>> find_stream(Context& context, std::string_view arn);

}  // namespace dynarock::dynamodb
