#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/stream.h"

namespace dynarock::dynamodb {

/// A place in a shard to read from.
struct ShardPosition {
  std::string stream_arn;
  std::uint32_t shard = 0;
  /// As RecordsRequest::from.
  Sequence from = 0;
};

/// The position as an iterator that is good for 15 minutes: `<stream's ARN>|1|<opaque text>`.
std::string make_shard_iterator(const ShardPosition& position, Timestamp now);

/// The inverse. ValidationException for text that is no iterator, ExpiredIteratorException.
Result<ShardPosition> read_shard_iterator(std::string_view iterator, Timestamp now);

}  // namespace dynarock::dynamodb
