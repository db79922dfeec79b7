#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/model/stream.h"
#include "dynarock/dynamodb/model/table.h"

// Every key of the store, written down once. Integers are big-endian, so that keys sort by them.
//
//   C <account>/<region>/<table>                                the table's record (table.h)
//   I                                                           the next incarnation, in decimal
//   N <incarnation 4>                                           item counts of a store that was
//                                                               closed in good order
//   T <account>/<region>/<token>                                the ClientRequestToken of a
//                                                               committed transaction
//   D <incarnation 4> 0000 <primary key>                        an item
//   D <incarnation 4> <index 2> <index key> <primary key>       an entry of a secondary index
//   D <incarnation 4> <index 2> <seconds 8> <primary key>       when an item expires, for tables
//                                                               with time to live; has no value
//   S <account>/<region>/<table>/<label>                        a stream's record (stream.h)
//   R <stream 4> <shard 4> <sequence 8>                         what a stream tells of one change
//
// A stream outlives its table, so it has an incarnation of its own.
//
// A primary or index key is the partition's hash (8 bytes, see partition_hash), then the key values
// in schema order as key_codec.h writes them. So a table reads in hash order, each partition in
// sort key order, and equal keys of an index follow the order of their table.

namespace dynarock::dynamodb {

inline constexpr std::string_view kCatalogPrefix = "C";
inline constexpr std::string_view kIncarnationKey = "I";
inline constexpr std::string_view kCountsPrefix = "N";
inline constexpr std::string_view kTokenPrefix = "T";
inline constexpr std::string_view kDataPrefix = "D";
inline constexpr std::string_view kStreamPrefix = "S";
inline constexpr std::string_view kStreamRecordPrefix = "R";

std::string catalog_key(std::string_view account, std::string_view region, std::string_view table);
std::string counts_key(std::uint32_t incarnation);

/// The common start of all of a table's items and index entries.
std::string table_prefix(std::uint32_t incarnation);
/// Of one index's entries, or with 0 of the items.
std::string index_prefix(std::uint32_t incarnation, std::uint16_t index);

/// The key of an item's expiration, `seconds` behind the epoch.
std::string expiration_key(std::uint32_t incarnation, std::uint16_t index, std::uint64_t seconds,
                           std::string_view item_key);

struct DataKeyParts {
  std::uint32_t incarnation;
  std::uint16_t index;
};
/// The parts of a data key, or nothing for a key of another kind.
std::optional<DataKeyParts> parse_data_key(std::string_view key);

/// `account/region/` starts the keys of all streams there, `account/region/table/` of a table's.
std::string stream_key(std::string_view account, std::string_view region, std::string_view table,
                       std::string_view label);
std::string stream_record_key(std::uint32_t stream, std::uint32_t shard, Sequence sequence);

struct StreamRecordKeyParts {
  std::uint32_t stream;
  std::uint32_t shard;
  Sequence sequence;
};
/// The parts of a stream record's key, or nothing for a key of another kind.
std::optional<StreamRecordKeyParts> parse_stream_record_key(std::string_view key);

inline constexpr std::size_t kPartitionHashSize = 8;
/// The first four bytes of the hash that a primary key starts with.
std::uint32_t partition_hash_of(std::string_view primary_key);

/// Appends what DynamoDB orders partitions by: the start of the MD5 of "Outliers" and the hash
/// key's bytes (strings UTF-8, binaries raw, numbers as Decimal::append_hashed). Found by dynalite
/// in the order of the real service's scans.
void append_partition_hash(std::string_view key_bytes, std::string& out);

/// The bytes of a value that go into the partition hash.
void append_hashed_value(const AttributeValue& value, std::string& out);

/// The hash key values (in schema order) as every key of their partition begins.
std::string partition_key(std::span<const AttributeValue* const> hash_values);

/// Appends the item's key by the schema; false (and `out` as it was) if an attribute is missing, of
/// another type, or too long or empty for a key, as items may be with respect to an index.
bool append_item_key(const KeySchema& keys, const Item& item, std::string& out);

/// Keys behind an index prefix: [lower, upper), an empty `upper` being the end.
struct KeyRange {
  std::string lower;
  std::string upper;
};

/// The keys of one segment of a parallel scan. DynamoDB cuts the hash space by its first 12 bits.
KeyRange segment_range(std::int64_t segment, std::int64_t total_segments);

}  // namespace dynarock::dynamodb
