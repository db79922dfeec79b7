#include "dynarock/dynamodb/model/stream.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "dynarock/base/characters.h"

namespace dynarock::dynamodb {
namespace {

// Digits in front of a sequence, which has 16 until the year 2286.
constexpr std::string_view kNumberPrefix = "10000";
constexpr std::size_t kSequenceDigits = 16;
constexpr std::size_t kNumberDigits = kNumberPrefix.size() + kSequenceDigits;

}  // namespace

std::string sequence_number(Sequence sequence) {
  char text[kNumberDigits + 8];
  std::snprintf(text, sizeof text, "%s%016llu", kNumberPrefix.data(),
                static_cast<unsigned long long>(sequence));
  return text;
}

std::optional<Sequence> parse_sequence_number(std::string_view text) {
  if (text.empty() || !all_digits(text)) return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  // Below and above all that sequence_number() makes.
  if (text.size() < kNumberDigits) return 0;
  if (text.size() > kNumberDigits || !text.starts_with(kNumberPrefix))
    return std::numeric_limits<Sequence>::max();
  Sequence sequence = 0;
  for (const char digit : text.substr(kNumberPrefix.size()))
    sequence = sequence * 10 + static_cast<Sequence>(digit - '0');
  return sequence;
}

Sequence sequence_at(Timestamp time) {
  return static_cast<Sequence>(std::max<std::int64_t>(0, time.time_since_epoch().count()));
}

Timestamp time_of(Sequence sequence) {
  return Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(sequence)));
}

std::string StreamDescription::arn() const {
  return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table + "/stream/" + label;
}

const Shard* StreamDescription::find_shard(std::string_view shard_id) const {
  const auto found = std::ranges::find(shards, shard_id, &Shard::id);
  return found == shards.end() ? nullptr : &*found;
}

const Shard* StreamDescription::find_shard(std::uint32_t number) const {
  const auto found = std::ranges::find(shards, number, &Shard::number);
  return found == shards.end() ? nullptr : &*found;
}

std::optional<StreamAddress> parse_stream_arn(std::string_view arn) {
  constexpr std::string_view kTable = "table/";
  constexpr std::string_view kStream = "/stream/";
  std::array<std::string_view, 5> parts{};
  for (std::string_view& part : parts) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    part = arn.substr(0, colon);
    arn.remove_prefix(colon + 1);
  }
  const std::size_t stream = arn.find(kStream);
  if (parts[0] != "arn" || parts[2] != "dynamodb" || !arn.starts_with(kTable) ||
      stream == std::string_view::npos)
    return std::nullopt;
  return StreamAddress{.account = parts[4],
                       .region = parts[3],
                       .table = arn.substr(kTable.size(), stream - kTable.size()),
                       .label = arn.substr(stream + kStream.size())};
}

}  // namespace dynarock::dynamodb
