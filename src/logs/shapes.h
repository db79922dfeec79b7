#pragma once

#include <string_view>

#include "dynarock/aws/shape.h"

/// Shapes that several operations share, with the names and limits of CloudWatch Logs' model.
namespace dynarock::logs {

using aws::Field;
using aws::kRequired;
using aws::Shape;

/// `[\.\-_/#A-Za-z0-9]+`
bool is_group_name(std::string_view value);
/// `[^:*]*`, and no NUL.
bool is_stream_name(std::string_view value);

inline constexpr Shape kGroupName =
    aws::string_shape({.min = 1, .max = 512, .pattern = {"[\\.\\-_/#A-Za-z0-9]+", is_group_name}});
inline constexpr Shape kStreamName =
    aws::string_shape({.min = 1, .max = 512, .pattern = {"[^:*]*", is_stream_name}});
inline constexpr Shape kIdentifier = aws::string_shape({.min = 1, .max = 2048});
inline constexpr Shape kResourceArn = aws::string_shape({.min = 1, .max = 1011});
inline constexpr Shape kTime = aws::long_shape({.min = 0});
inline constexpr Shape kToken = aws::string_shape({.min = 1});
inline constexpr Shape kDescribeLimit = aws::integer_shape({.min = 1, .max = 50});
inline constexpr Shape kEventsLimit = aws::integer_shape({.min = 1, .max = 10000});

inline constexpr Shape kTagKey = aws::string_shape({.min = 1, .max = 128});
inline constexpr Shape kTagValue = aws::string_shape({.max = 256});
inline constexpr Shape kTags = aws::map_of(kTagKey, kTagValue, {.min = 1, .max = 50});
inline constexpr Shape kTagKeys = aws::list_of(kTagKey, {.min = 0, .max = 50});

inline constexpr Field kGroupField{"logGroupName", kGroupName, kRequired};
inline constexpr Field kStreamField{"logStreamName", kStreamName, kRequired};

/// Of operations that answer nothing.
inline constexpr Shape kNoOutput = aws::structure("Unit");

}  // namespace dynarock::logs
