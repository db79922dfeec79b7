#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {

/// Tables with streams, and what is read of them.
class StreamTest : public EngineTest {
 protected:
  /// Made at the clock's time.
  std::shared_ptr<TableState> create_streamed(const std::string& name,
                                              const std::string& view_type = "NEW_AND_OLD_IMAGES");
  /// Gives the table another stream, or with an empty view type none.
  void set_stream(TableState& state, const std::string& view_type);

  /// The table's newest stream, be the table there or not.
  std::shared_ptr<Stream> stream_of(const std::string& table_name);
  std::vector<Shard> shards_of(const std::string& table_name) {
    return stream_of(table_name)->description()->shards;
  }

  Result<RecordsPage> read_page(const Stream& stream, const RecordsRequest& request) {
    return engine_->streams().read(stream, request, clock_.now());
  }
  /// A shard's records, each as `INSERT a`: the event, and the item's `id`. `EXPIRE` stands for a
  /// removal by the service.
  std::vector<std::string> events(const Stream& stream, const Shard& shard);
  /// Of all shards, parents first.
  std::vector<std::string> events(const std::string& table_name);

  void step(std::chrono::microseconds by) {
    clock_.advance(by);
    engine_->streams().step(clock_.now());
  }
};

}  // namespace dynarock::dynamodb
