#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/table_check/table_check.h"

namespace dynarock::dynamodb {

/// A consumer of a table's stream of NEW_AND_OLD_IMAGES that keeps a copy of the table by it: shard
/// by shard, children when their parents are done, each from where it stopped. As each record tells
/// what was there before, one that is lost, doubled or out of order shows at once.
class StreamReplay {
 public:
  explicit StreamReplay(std::string stream_arn) : stream_arn_(std::move(stream_arn)) {}

  /// Reads all that there is by now; returns what is wrong with it.
  std::vector<std::string> read(const Caller& call);

  /// What is in the table, as far as it was read.
  const Items& items() const { return items_; }
  std::int64_t records() const { return records_; }
  /// Of which records were read.
  std::size_t shards() const { return positions_.size(); }
  std::size_t closed_shards() const;

 private:
  struct Position {
    std::string last_sequence_number;
    bool closed = false;
  };

  struct Shard {
    std::string id;
    std::string parent_id;
  };
  std::vector<Shard> shards(const Caller& call) const;
  bool may_begin(const Shard& shard) const;
  void read_shard(const Caller& call, const Shard& shard);
  void apply(json::Value record, Position& position);

  const std::string stream_arn_;
  std::map<std::string, Position> positions_;  // by shard
  Items items_;
  std::int64_t records_ = 0;
  std::vector<std::string> problems_;
};

/// The LatestStreamArn in the answer of an operation that describes a table.
std::string stream_arn_of(const Reply& described);

}  // namespace dynarock::dynamodb
