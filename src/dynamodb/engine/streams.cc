#include "dynarock/dynamodb/engine/streams.h"

#include <algorithm>

#include "dynamodb/engine/live_shards.h"
#include "dynamodb/engine/stream_record.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kPageBytes = 1 << 20;

std::string key_of(const StreamDescription& stream) {
  return stream_key(stream.account, stream.region, stream.table, stream.label);
}

std::string key_of(const StreamAddress& address) {
  return stream_key(address.account, address.region, address.table, address.label);
}

}  // namespace

AwsError trimmed_data_access() {
  return {"TrimmedDataAccessException", "The data you are trying to access has been trimmed", {}};
}

Streams::Streams(storage::Store& store, const StreamOptions& options)
    : store_(store), options_(options), live_(std::make_shared<LiveShards>()) {
  const auto cursor = store_.cursor(kStreamPrefix, storage::prefix_end(kStreamPrefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next())
    streams_.emplace(cursor->key(), std::make_shared<Stream>(store_, *live_, options_,
                                                             decode_stream(cursor->value())));
}

Streams::~Streams() = default;

std::shared_ptr<Stream> Streams::find(const StreamAddress& address) const {
  const std::shared_lock lock(mutex_);
  const auto found = streams_.find(key_of(address));
  return found == streams_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<const StreamDescription>> Streams::list(
    std::string_view account, std::string_view region, std::string_view table,
    const std::optional<StreamAddress>& after, std::size_t limit, bool& more) const {
  std::string prefix = stream_key(account, region, table, "");
  if (table.empty()) prefix.pop_back();  // the slash behind the table
  std::vector<std::shared_ptr<const StreamDescription>> found;
  more = false;
  const std::shared_lock lock(mutex_);
  const std::string last = after ? key_of(*after) : std::string();
  for (auto it = last > prefix ? streams_.upper_bound(last) : streams_.lower_bound(prefix);
       it != streams_.end() && it->first.starts_with(prefix); ++it) {
    if (found.size() == limit) {
      more = true;
      break;
    }
    found.push_back(it->second->description());
  }
  return found;
}

std::string Streams::free_label(const Table& table, Timestamp now) const {
  for (;; now += std::chrono::milliseconds(1)) {
    std::string label = iso_millis(now);
    if (find({table.account, table.region, table.name, label}) == nullptr) return label;
  }
}

std::shared_ptr<Stream> Streams::open(const Table& table, std::uint32_t id, Timestamp now,
                                      storage::Batch& batch) {
  auto stream = std::make_shared<Stream>(store_, *live_, options_,
                                         StreamDescription{.account = table.account,
                                                           .region = table.region,
                                                           .table = table.name,
                                                           .label = table.stream->label,
                                                           .view_type = table.stream->view_type,
                                                           .keys = table.keys,
                                                           .id = id,
                                                           .created = now});
  stream->start(now);
  const auto description = stream->description();
  batch.put(key_of(*description), encode_stream(*description));
  const std::unique_lock lock(mutex_);
  streams_[key_of(*description)] = stream;
  return stream;
}

void Streams::close(Stream& stream, Timestamp now, storage::Batch& batch) {
  stream.end(now);
  const auto description = stream.description();
  batch.put(key_of(*description), encode_stream(*description));
}

Result<RecordsPage> Streams::read(const Stream& stream, const RecordsRequest& request,
                                  Timestamp now) const {
  const auto description = stream.description();
  const Shard* const shard = description->find_shard(request.shard);
  if (shard == nullptr) return fail(trimmed_data_access());
  // In this order: what is settled is in the store when the cursor is made.
  const Sequence settled = stream.settled();
  const Sequence end = shard->ending ? std::min(settled, *shard->ending + 1) : settled;
  const Sequence oldest = sequence_at(now - kStreamRetention) + 1;
  const auto key_at = [&](Sequence sequence) {
    return stream_record_key(description->id, shard->number, sequence);
  };
  const std::string lower = key_at(request.from == 0 ? oldest : request.from);
  const std::string upper = key_at(end);

  RecordsPage page{.next = request.from};
  bool drained = true;
  if (lower < upper) {
    const auto cursor = store_.cursor(lower, upper);
    std::size_t count = 0;
    std::size_t bytes = 0;
    for (cursor->seek_first(); cursor->valid(); cursor->next()) {
      const Sequence sequence = parse_stream_record_key(cursor->key())->sequence;
      if (sequence < oldest) return fail(trimmed_data_access());
      bytes += stream_record_size(cursor->value());
      if (count == request.limit || (count > 0 && bytes > kPageBytes)) {
        drained = false;
        break;
      }
      ++count;
      if (!page.records.empty()) page.records += ',';
      append_stream_record(*description, sequence, cursor->value(), page.records);
      page.next = sequence + 1;
    }
  }
  if (drained && shard->ending && settled > *shard->ending) page.next.reset();
  return page;
}

void Streams::step(Timestamp now) {
  std::vector<std::shared_ptr<Stream>> streams;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [key, stream] : streams_) streams.push_back(stream);
  }
  for (const auto& stream : streams) {
    const auto ended = stream->description()->ended;
    if (ended && *ended + kStreamRetention <= now) {
      forget(*stream);
    } else {
      stream->close_aged_shards(now);
      stream->drop_old_shards(now);
    }
  }
}

void Streams::forget(Stream& stream) {
  const auto description = stream.description();
  const std::string key = key_of(*description);
  storage::Batch batch;
  batch.erase(key);
  store_.write(std::move(batch));
  for (const Shard& shard : description->shards) live_->remove(description->id, shard.number);
  store_.reclaim(stream_record_key(description->id, 0, 0),
                 stream_record_key(description->id + 1, 0, 0));
  const std::unique_lock lock(mutex_);
  streams_.erase(streams_.find(key));
}

std::function<bool(std::string_view key)> Streams::dead_keys() const {
  return [live = live_](std::string_view key) { return live->dead(key); };
}

}  // namespace dynarock::dynamodb
