#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/dynamodb/model/table.h"

namespace dynarock::dynamodb {

/// Where a record stands in its stream: the microsecond at which it was made, or the next one that
/// no earlier record has. So records are ordered, and their age is known, by their keys.
using Sequence = std::uint64_t;

/// As a SequenceNumber: 21 decimal digits, which sort as numbers and as text.
std::string sequence_number(Sequence sequence);
/// The sequence that a SequenceNumber means, be it one that no record can have; nothing for text
/// that is no number.
std::optional<Sequence> parse_sequence_number(std::string_view text);
/// The sequence of a record made at that time.
Sequence sequence_at(Timestamp time);
Timestamp time_of(Sequence sequence);

/// How long records, closed shards and disabled streams stay readable.
inline constexpr std::chrono::hours kStreamRetention{24};

/// A part of a stream: the records of some of the table's partitions, in order. A shard that closes
/// is followed by children, which share its partitions out among them.
struct Shard {
  /// `shardId-00000001414576573621-f55eea83`. Later shards of a stream have greater ones.
  std::string id;
  /// Names the shard in storage keys; later shards have greater ones.
  std::uint32_t number = 0;
  /// The id of the shard that this one follows, which may be gone by now. Empty for a stream's
  /// first shards.
  std::string parent_id;
  Sequence starting = 0;
  /// Nothing while the shard is open.
  std::optional<Sequence> ending;
  /// The partitions, by the first four bytes of their hash.
  std::uint32_t first_hash = 0;
  std::uint32_t last_hash = std::numeric_limits<std::uint32_t>::max();
};

/// A stream as the catalogue keeps it. Never changed once shared: an update publishes another.
struct StreamDescription {
  std::string account;
  std::string region;
  std::string table;
  std::string label;
  std::string view_type;
  /// The table's.
  KeySchema keys;
  /// Names the stream in storage keys; never reused.
  std::uint32_t id = 0;
  Timestamp created;
  /// When it was disabled, or its table deleted.
  std::optional<Timestamp> ended;
  ResourcePolicy resource_policy;
  /// Oldest first.
  std::vector<Shard> shards;

  std::string arn() const;
  /// Null if there is none, or none any more.
  const Shard* find_shard(std::string_view shard_id) const;
  const Shard* find_shard(std::uint32_t number) const;
};

/// The parts of a stream's ARN; views of it.
struct StreamAddress {
  std::string_view account;
  std::string_view region;
  std::string_view table;
  std::string_view label;
};

/// Nothing for text that is no stream's ARN.
std::optional<StreamAddress> parse_stream_arn(std::string_view arn);

/// The catalogue's record of a stream, and back.
std::string encode_stream(const StreamDescription& stream);
StreamDescription decode_stream(std::string_view record);

}  // namespace dynarock::dynamodb
