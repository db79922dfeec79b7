#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "dynarock/dynamodb/engine/engine.h"

namespace dynarock::dynamodb {

/// What a group of writes gathers before it takes effect.
struct Engine::Commit {
  storage::Batch batch;
  std::vector<std::tuple<TableState*, std::uint16_t, Count>> counts;

  /// What a stream is to tell of an item, whose partition has the hash.
  struct StreamRecord {
    Stream* stream;
    std::uint32_t partition_hash;
    std::string record;
  };
  std::vector<StreamRecord> stream_records;
};

}  // namespace dynarock::dynamodb
