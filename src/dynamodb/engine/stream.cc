#include <algorithm>
#include <cstdio>

#include "dynamodb/engine/live_shards.h"
#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/engine/streams.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kShardIdPrefix = "shardId-";
constexpr std::size_t kShardIdDigits = 20;

// The milliseconds, or whatever comes behind the shard made before.
std::uint64_t shard_id_number(const StreamDescription& stream, Sequence starting) {
  const std::uint64_t millis = starting / 1000;
  if (stream.shards.empty()) return millis;
  const std::string digits = stream.shards.back().id.substr(kShardIdPrefix.size(), kShardIdDigits);
  return std::max<std::uint64_t>(millis, std::stoull(digits) + 1);
}

std::string make_shard_id(const StreamDescription& stream, std::uint32_t shard, Sequence starting) {
  const std::uint32_t mixed = (stream.id * 0x9E3779B1U ^ shard) * 0x85EBCA6BU;
  char text[64];
  std::snprintf(text, sizeof text, "%s%020llu-%08x", kShardIdPrefix.data(),
                static_cast<unsigned long long>(shard_id_number(stream, starting)),
                mixed ^ mixed >> 15);
  return text;
}

}  // namespace

Stream::Place::Place(Stream& stream, std::uint32_t shard, Sequence sequence)
    : stream_(&stream),
      sequence_(sequence),
      key_(stream_record_key(stream.description_->id, shard, sequence)) {}

Stream::Place::Place(Place&& other) noexcept
    : stream_(std::exchange(other.stream_, nullptr)),
      sequence_(other.sequence_),
      key_(std::move(other.key_)) {}

Stream::Place::~Place() {
  if (stream_ == nullptr) return;
  const std::lock_guard lock(stream_->mutex_);
  std::erase(stream_->in_flight_, sequence_);
}

Stream::Stream(storage::Store& store, LiveShards& live, const StreamOptions& options,
               StreamDescription description)
    : store_(store), live_(live), options_(options) {
  for (const Shard& shard : description.shards) {
    last_ = std::max(last_, shard.ending.value_or(shard.starting));
    live_.add(description.id, shard.number);
    if (shard.ending) continue;
    const auto cursor = store_.cursor(stream_record_key(description.id, shard.number, 0),
                                      stream_record_key(description.id, shard.number + 1, 0));
    cursor->seek_last();
    if (cursor->valid()) last_ = std::max(last_, parse_stream_record_key(cursor->key())->sequence);
  }
  publish(std::move(description));
}

std::shared_ptr<const StreamDescription> Stream::description() const {
  const std::lock_guard lock(mutex_);
  return description_;
}

Result<void> Stream::change_policy(const std::function<Result<void>(ResourcePolicy&)>& change) {
  const std::lock_guard lock(mutex_);
  StreamDescription next = *description_;
  DYNAROCK_TRY(change(next.resource_policy));
  store_and_publish(std::move(next));
  return {};
}

Stream::Place Stream::take_place(std::uint32_t partition_hash, Timestamp now) {
  const std::lock_guard lock(mutex_);
  OpenShard* shard = &open_shard(partition_hash);
  if (options_.shard_records != 0 && shard->records >= options_.shard_records) {
    StreamDescription next = *description_;
    follow(next, shard->number, 2, now);
    store_and_publish(std::move(next));
    shard = &open_shard(partition_hash);
  }
  ++shard->records;
  const Sequence sequence = advance(now);
  in_flight_.push_back(sequence);
  return Place(*this, shard->number, sequence);
}

Sequence Stream::settled() const {
  const std::lock_guard lock(mutex_);
  return in_flight_.empty() ? last_ + 1 : std::ranges::min(in_flight_);
}

Sequence Stream::next() const {
  const std::lock_guard lock(mutex_);
  return last_ + 1;
}

Sequence Stream::advance(Timestamp now) { return last_ = std::max(last_ + 1, sequence_at(now)); }

Stream::OpenShard& Stream::open_shard(std::uint32_t partition_hash) {
  return *std::ranges::lower_bound(open_, partition_hash, {}, &OpenShard::last_hash);
}

void Stream::add_shard(StreamDescription& next, std::string parent_id, std::uint32_t first_hash,
                       std::uint32_t last_hash, Timestamp now) {
  const std::uint32_t number = next.shards.empty() ? 1 : next.shards.back().number + 1;
  const Sequence starting = advance(now);
  next.shards.push_back({.id = make_shard_id(next, number, starting),
                         .number = number,
                         .parent_id = std::move(parent_id),
                         .starting = starting,
                         .first_hash = first_hash,
                         .last_hash = last_hash});
}

// Closes a shard and shares its partitions out among its children.
void Stream::follow(StreamDescription& next, std::uint32_t parent, std::uint32_t children,
                    Timestamp now) {
  const auto found = std::ranges::find(next.shards, parent, &Shard::number);
  found->ending = advance(now);
  const Shard closed = *found;
  const std::uint64_t partitions = std::uint64_t{closed.last_hash} - closed.first_hash + 1;
  const std::uint64_t parts = std::min<std::uint64_t>(children, partitions);
  for (std::uint64_t i = 0; i < parts; ++i)
    add_shard(
        next, closed.id, static_cast<std::uint32_t>(closed.first_hash + partitions * i / parts),
        static_cast<std::uint32_t>(closed.first_hash + partitions * (i + 1) / parts - 1), now);
}

void Stream::publish(StreamDescription next) {
  std::vector<OpenShard> open;
  for (const Shard& shard : next.shards) {
    if (shard.ending) continue;
    const auto before = std::ranges::find(open_, shard.number, &OpenShard::number);
    open.push_back({shard.number, shard.last_hash, before == open_.end() ? 0 : before->records});
  }
  std::ranges::sort(open, {}, &OpenShard::last_hash);
  open_ = std::move(open);
  description_ = std::make_shared<const StreamDescription>(std::move(next));
}

void Stream::store_and_publish(StreamDescription next) {
  for (const Shard& shard : next.shards) live_.add(next.id, shard.number);
  storage::Batch batch;
  batch.put(stream_key(next.account, next.region, next.table, next.label), encode_stream(next));
  store_.write(std::move(batch));
  publish(std::move(next));
}

void Stream::start(Timestamp now) {
  const std::lock_guard lock(mutex_);
  StreamDescription next = *description_;
  const std::uint64_t partitions = std::uint64_t{1} << 32;
  for (std::uint64_t i = 0; i < options_.shards; ++i)
    add_shard(next, {}, static_cast<std::uint32_t>(partitions * i / options_.shards),
              static_cast<std::uint32_t>(partitions * (i + 1) / options_.shards - 1), now);
  for (const Shard& shard : next.shards) live_.add(next.id, shard.number);
  publish(std::move(next));
}

void Stream::end(Timestamp now) {
  const std::lock_guard lock(mutex_);
  StreamDescription next = *description_;
  next.ended = now;
  for (Shard& shard : next.shards)
    if (!shard.ending) shard.ending = advance(now);
  publish(std::move(next));
}

void Stream::close_aged_shards(Timestamp now) {
  const std::lock_guard lock(mutex_);
  const Sequence aged = sequence_at(now - options_.shard_age);
  StreamDescription next = *description_;
  for (const OpenShard& shard : open_)
    if (description_->find_shard(shard.number)->starting <= aged)
      follow(next, shard.number, 1, now);
  if (next.shards.size() != description_->shards.size()) store_and_publish(std::move(next));
}

void Stream::drop_old_shards(Timestamp now) {
  const std::lock_guard lock(mutex_);
  const Sequence oldest = sequence_at(now - kStreamRetention);
  const auto is_old = [&](const Shard& shard) { return shard.ending && *shard.ending <= oldest; };
  std::vector<std::uint32_t> dropped;
  for (const Shard& shard : description_->shards)
    if (is_old(shard)) dropped.push_back(shard.number);
  if (dropped.empty()) return;
  StreamDescription next = *description_;
  std::erase_if(next.shards, is_old);
  const std::uint32_t id = next.id;
  store_and_publish(std::move(next));
  for (const std::uint32_t number : dropped) {
    live_.remove(id, number);
    store_.reclaim(stream_record_key(id, number, 0), stream_record_key(id, number + 1, 0));
  }
}

}  // namespace dynarock::dynamodb
