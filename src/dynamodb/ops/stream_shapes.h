#pragma once

#include "dynamodb/ops/table_shapes.h"

// Shapes of the operations on streams. The order of values is that in which AWS prints them, the
// order of fields that in which it reports them.

namespace dynarock::dynamodb {

inline constexpr Shape kStreamArn = aws::string_shape({.min = 37, .max = 1024});
inline constexpr Shape kShardId = aws::string_shape({.min = 28, .max = 65});
inline constexpr Shape kSequenceNumber = aws::string_shape({.min = 21, .max = 40});
inline constexpr Shape kShardIterator = aws::string_shape({.min = 1, .max = 2048});
inline constexpr Shape kUpTo100 = aws::integer_shape({.min = 1, .max = 100});

}  // namespace dynarock::dynamodb
