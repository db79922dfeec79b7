#include "dynamodb/ops/shard_iterator.h"

#include <chrono>

#include "dynarock/base/base64.h"

namespace dynarock::dynamodb {
namespace {

// The opaque text is base64 of: version (1 byte), shard (4), from (8), when it was made (8).
constexpr std::string_view kMiddle = "|1|";
constexpr char kVersion = 1;
constexpr std::size_t kSize = 1 + 4 + 8 + 8;
constexpr std::chrono::minutes kLifetime{15};

void append_integer(std::uint64_t value, std::size_t size, std::string& out) {
  for (std::size_t i = size; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint64_t read_integer(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::string make_shard_iterator(const ShardPosition& position, Timestamp now) {
  std::string bytes(1, kVersion);
  append_integer(position.shard, 4, bytes);
  append_integer(position.from, 8, bytes);
  append_integer(sequence_at(now), 8, bytes);
  return position.stream_arn + std::string(kMiddle) + base64_encode(bytes);
}

Result<ShardPosition> read_shard_iterator(std::string_view iterator, Timestamp now) {
  const std::size_t middle = iterator.find(kMiddle);
  const std::string_view arn = iterator.substr(0, middle);
  const Result<std::string> decoded = base64_decode(
      middle == std::string_view::npos ? "" : iterator.substr(middle + kMiddle.size()));
  if (!decoded || decoded->size() != kSize || decoded->front() != kVersion ||
      !parse_stream_arn(arn))
    return fail(validation_error("Invalid ShardIterator"));
  const std::string_view bytes = *decoded;
  if (time_of(read_integer(bytes.substr(13))) + kLifetime < now)
    return fail(
        {"ExpiredIteratorException", "The provided iterator exceeds the maximum age allowed", {}});
  return ShardPosition{.stream_arn = std::string(arn),
                       .shard = static_cast<std::uint32_t>(read_integer(bytes.substr(1, 4))),
                       .from = read_integer(bytes.substr(5, 8))};
}

}  // namespace dynarock::dynamodb
