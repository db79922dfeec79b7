#include "tests/unit/dynamodb/engine/stream_reader.h"

#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

std::shared_ptr<TableState> StreamTest::create_streamed(const std::string& name,
                                                        const std::string& view_type) {
  Table table = table_of(name, keys_of({"id"}));
  table.stream = {view_type, engine_->streams().free_label(table, clock_.now())};
  return create(std::move(table));
}

void StreamTest::set_stream(TableState& state, const std::string& view_type) {
  EXPECT_TRUE(engine_->catalog().update(state, [&](Table& table) {
    table.stream.reset();
    if (!view_type.empty())
      table.stream = {view_type, engine_->streams().free_label(table, clock_.now())};
  }));
}

std::shared_ptr<Stream> StreamTest::stream_of(const std::string& table_name) {
  bool more = false;
  const auto streams =
      engine_->streams().list("000000000000", "us-east-1", table_name, std::nullopt, 100, more);
  if (streams.empty()) return nullptr;
  const StreamDescription& newest = *streams.back();
  return engine_->streams().find({newest.account, newest.region, newest.table, newest.label});
}

std::vector<std::string> StreamTest::events(const Stream& stream, const Shard& shard) {
  const Result<RecordsPage> page = read_page(stream, {.shard = shard.number});
  EXPECT_TRUE(page.has_value());
  const std::string text = "[" + page->records + "]";
  json::Document document;
  EXPECT_TRUE(document.parse(text)) << text;
  std::vector<std::string> events;
  for (const json::Value record : document.root().elements()) {
    const bool expired = record.find("userIdentity").has_value();
    events.push_back(
        std::string(expired ? "EXPIRE" : *record.find_text("eventName")) + " " +
        std::string(*record.find("dynamodb")->find("Keys")->find("id")->find_text("S")));
  }
  return events;
}

std::vector<std::string> StreamTest::events(const std::string& table_name) {
  const auto stream = stream_of(table_name);
  std::vector<std::string> all;
  for (const Shard& shard : stream->description()->shards)
    for (std::string& event : events(*stream, shard)) all.push_back(std::move(event));
  return all;
}

}  // namespace dynarock::dynamodb
