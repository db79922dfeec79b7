#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/stream.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {

/// How streams are cut into shards.
struct StreamOptions {
  /// How many shards a stream has from its beginning.
  std::uint32_t shards = 1;
  /// A shard that has taken that many records splits in two; 0 for never.
  std::uint64_t shard_records = 0;
  /// A shard that has been open for that long is followed by a child. Amazon's take about four
  /// hours.
  std::chrono::seconds shard_age = std::chrono::hours(4);
};

/// The refusal of records older than 24 hours.
AwsError trimmed_data_access();

class LiveShards;

/// A stream in use. Safe to use from several threads.
class Stream {
 public:
  /// A record's place, taken before its batch is committed. Readers stop short of it until it is
  /// gone, so that they never pass a record that is committed behind one they have read. The stream
  /// must outlive it.
  class Place {
   public:
    Place(Place&& other) noexcept;
    Place& operator=(Place&&) = delete;
    ~Place();

    Sequence sequence() const { return sequence_; }
    /// The record's key in the store.
    const std::string& key() const { return key_; }

   private:
    friend class Stream;
    Place(Stream& stream, std::uint32_t shard, Sequence sequence);

    Stream* stream_;
    Sequence sequence_;
    std::string key_;
  };

  Stream(storage::Store& store, LiveShards& live, const StreamOptions& options,
         StreamDescription description);

  std::shared_ptr<const StreamDescription> description() const;

  /// Replaces the stream's policy, in the store first. `change` gets a copy of the present one, and
  /// an error of its leaves all as it was.
  Result<void> change_policy(const std::function<Result<void>(ResourcePolicy&)>& change);

  /// The next place, for a record of an item whose partition has the hash. Of one item's records
  /// the earlier must be committed by now. The stream must be open.
  Place take_place(std::uint32_t partition_hash, Timestamp now);

  /// All records below it are in the store, or never will be.
  Sequence settled() const;
  /// Where the next record will stand at the earliest.
  Sequence next() const;

 private:
  friend class Streams;
  struct OpenShard {
    std::uint32_t number;
    std::uint32_t last_hash;
    std::uint64_t records = 0;
  };

  Sequence advance(Timestamp now);
  void follow(StreamDescription& next, std::uint32_t parent, std::uint32_t children, Timestamp now);
  void add_shard(StreamDescription& next, std::string parent_id, std::uint32_t first_hash,
                 std::uint32_t last_hash, Timestamp now);
  void publish(StreamDescription next);
  void store_and_publish(StreamDescription next);
  OpenShard& open_shard(std::uint32_t partition_hash);
  void start(Timestamp now);
  void end(Timestamp now);
  void close_aged_shards(Timestamp now);
  void drop_old_shards(Timestamp now);

  storage::Store& store_;
  LiveShards& live_;
  const StreamOptions& options_;

  mutable std::mutex mutex_;  // guards the members below it
  std::shared_ptr<const StreamDescription> description_;
  std::vector<OpenShard> open_;  // by last_hash
  Sequence last_ = 0;
  std::vector<Sequence> in_flight_;
};

/// Records of a shard to read in order.
struct RecordsRequest {
  std::uint32_t shard = 0;
  /// From this one on; 0 is the oldest that is not trimmed.
  Sequence from = 0;
  std::size_t limit = 1000;
};

struct RecordsPage {
  /// The records' JSON as GetRecords answers them, separated by commas.
  std::string records;
  /// Where the next page begins; nothing at the end of a closed shard.
  std::optional<Sequence> next;
};

/// All streams of a store: those of tables, and those that were disabled or whose tables were
/// deleted in the last 24 hours. Safe to use from several threads.
class Streams {
 public:
  /// Reads the store's streams. The store must outlive them.
  Streams(storage::Store& store, const StreamOptions& options);
  ~Streams();

  /// Null if there is none.
  std::shared_ptr<Stream> find(const StreamAddress& address) const;

  /// Of an account and region, and of the table if one is named, in the order of tables and labels:
  /// those behind `after`, at most `limit`; `more` tells whether others follow.
  std::vector<std::shared_ptr<const StreamDescription>> list(
      std::string_view account, std::string_view region, std::string_view table,
      const std::optional<StreamAddress>& after, std::size_t limit, bool& more) const;

  /// What a stream that is opened now is to be called: the time, or the next millisecond that no
  /// other stream of the table is called by.
  std::string free_label(const Table& table, Timestamp now) const;

  /// Opens the stream of a table, whose `stream` says how; recorded by the batch. `id` is one that
  /// no other stream has or had.
  std::shared_ptr<Stream> open(const Table& table, std::uint32_t id, Timestamp now,
                               storage::Batch& batch);
  /// Closes a stream's shards; recorded by the batch. No place may be taken.
  void close(Stream& stream, Timestamp now, storage::Batch& batch);

  /// The records of one shard: 1000, or 1 MB of them, at most. TrimmedDataAccessException if the
  /// first of them is older than 24 hours.
  Result<RecordsPage> read(const Stream& stream, const RecordsRequest& request,
                           Timestamp now) const;

  /// Lets shards that are old enough be followed by their children, and forgets what is older than
  /// 24 hours. Called now and then, by one thread at a time.
  void step(Timestamp now);

  /// Whether a key is that of a record that nobody can read any more. May be called for as long as
  /// the function is kept, also when the streams are gone.
  std::function<bool(std::string_view key)> dead_keys() const;

 private:
  void forget(Stream& stream);

  storage::Store& store_;
  const StreamOptions options_;
  std::shared_ptr<LiveShards> live_;
  mutable std::shared_mutex mutex_;  // guards the member below it
  std::map<std::string, std::shared_ptr<Stream>, std::less<>> streams_;  // by stream_key
};

}  // namespace dynarock::dynamodb
