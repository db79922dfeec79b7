#include "tests/unit/dynamodb/engine/engine_test.h"

#include <unistd.h>

#include <algorithm>
#include <map>

#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kAccount = "000000000000";
constexpr std::string_view kRegion = "us-east-1";

KeyAttribute attribute_of(const std::string& text) {
  const std::size_t colon = text.find(':');
  KeyAttribute attribute{text.substr(0, colon), AttributeType::S};
  if (colon != std::string::npos) parse_type_name(text.substr(colon + 1), attribute.type);
  return attribute;
}

bool in_projection(const Table& table, const Index& index, const std::string& name) {
  if (index.projection.type == ProjectionType::kAll) return true;
  for (const KeySchema* keys : {&table.keys, &index.keys})
    if (keys->find(name) != nullptr) return true;
  for (const std::string& other : index.projection.non_key_attributes)
    if (other == name) return true;
  return false;
}

std::vector<Index> indexes_of(const Table& table) {
  std::vector<Index> indexes = table.local_indexes;
  indexes.insert(indexes.end(), table.global_indexes.begin(), table.global_indexes.end());
  return indexes;
}

using Records = std::map<std::string, std::string>;

// By index, all records of the table as they should be, made of its items alone.
std::map<std::uint16_t, Records> expected_records(const Table& table, const Records& items) {
  std::map<std::uint16_t, Records> expected{{0, items}};
  for (const Index& index : indexes_of(table)) {
    Records& entries = expected[index.id];
    for (const auto& [key, record] : items) {
      const Item item = decode_record(record);
      std::string entry_key;
      if (!append_item_key(index.keys, item, entry_key)) continue;
      Item projected;
      for (const auto& [name, value] : item)
        if (in_projection(table, index, name)) projected.set(name, value);
      entries[entry_key + key] = encode_record(projected);
    }
  }
  return expected;
}

std::map<std::uint16_t, Records> stored_records(const storage::Store& store, const Table& table) {
  std::map<std::uint16_t, Records> stored{{0, {}}};
  for (const Index& index : indexes_of(table)) stored[index.id];
  const std::string prefix = table_prefix(table.incarnation);
  const std::size_t key_at = index_prefix(table.incarnation, 0).size();
  const auto cursor = store.cursor(prefix, storage::prefix_end(prefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    // Entries of an index that is gone may lie about.
    const auto found = stored.find(parse_data_key(cursor->key())->index);
    if (found != stored.end()) found->second.emplace(cursor->key().substr(key_at), cursor->value());
  }
  return stored;
}

}  // namespace

Item item_of(std::string_view json) {
  json::Document document;
  EXPECT_TRUE(document.parse(json)) << json;
  return *decode_item(document.root());
}

std::string json_of(const Item& item) {
  std::string json;
  encode_item(item, json);
  return json;
}

KeySchema keys_of(const std::vector<std::string>& hash, const std::vector<std::string>& range) {
  KeySchema keys;
  for (const std::string& text : hash) keys.hash.push_back(attribute_of(text));
  for (const std::string& text : range) keys.range.push_back(attribute_of(text));
  return keys;
}

Table table_of(std::string name, KeySchema keys) {
  Table table;
  table.account = kAccount;
  table.region = kRegion;
  table.name = std::move(name);
  table.keys = std::move(keys);
  return table;
}

Index& add_index(Table& table, std::string name, bool global, KeySchema keys,
                 ProjectionType projection, std::vector<std::string> non_key_attributes) {
  Index index;
  index.name = std::move(name);
  index.global = global;
  index.keys = std::move(keys);
  index.projection = {projection, std::move(non_key_attributes)};
  if (!index.projection.non_key_attributes.empty())
    index.projection.type = ProjectionType::kInclude;
  index.id = table.next_index_id++;
  auto& indexes = global ? table.global_indexes : table.local_indexes;
  indexes.push_back(std::move(index));
  return indexes.back();
}

std::string item_key(const Table& table, const Item& item) {
  std::string key;
  EXPECT_TRUE(append_item_key(table.keys, item, key)) << json_of(item);
  return key;
}

void expect_consistent(storage::Store& store, Engine& engine, TableState& state) {
  const std::shared_ptr<const Table> table = state.table();
  const auto stored = stored_records(store, *table);
  const auto expected = expected_records(*table, stored.at(0));
  for (const auto& [index, records] : expected) {
    const Records& found = stored.at(index);
    EXPECT_EQ(found.size(), records.size()) << table->name << " index " << index;
    EXPECT_TRUE(found == records) << table->name << " index " << index;
    const Count count = engine.catalog().count(state, index);
    std::int64_t bytes = 0;
    for (const auto& [key, record] : records)
      bytes += static_cast<std::int64_t>(record_item_size(record));
    EXPECT_EQ(count.items, static_cast<std::int64_t>(records.size()))
        << table->name << " index " << index;
    EXPECT_EQ(count.bytes, bytes) << table->name << " index " << index;
  }
}

void EngineTest::SetUp() {
  std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ranges::replace(test, '/', '-');
  scratch_ = std::filesystem::path(testing::TempDir()) /
             ("engine-test-" + std::to_string(::getpid()) + "-" + test);
  std::filesystem::remove_all(scratch_);
  std::filesystem::create_directories(scratch_);
  directory_ = scratch_ / "store";
  open();
}

void EngineTest::TearDown() {
  close();
  std::filesystem::remove_all(scratch_);
}

void EngineTest::open() {
  store_ = storage::Store::open({.directory = directory_});
  engine_ = std::make_unique<Engine>(*store_, clock_, stream_options_);
}

void EngineTest::close() {
  engine_.reset();
  store_.reset();
}

void EngineTest::reopen() {
  close();
  open();
}

void EngineTest::crash() {
  const std::filesystem::path copy = directory_.string() + "-copy";
  store_->checkpoint(copy);
  close();
  directory_ = copy;
  open();
}

std::shared_ptr<TableState> EngineTest::create(Table table) {
  return engine_->catalog().create(std::move(table));
}

std::shared_ptr<TableState> EngineTest::find(std::string_view name) const {
  return engine_->catalog().find(kAccount, kRegion, name);
}

Result<Written> EngineTest::put(TableState& state, Item item) {
  std::string key = item_key(*state.table(), item);
  Become change(std::move(item));
  return engine_->write({&state, std::move(key), &change});
}

Result<Written> EngineTest::erase(TableState& state, const Item& key) {
  Become change(std::nullopt);
  return engine_->write({&state, item_key(*state.table(), key), &change});
}

std::string EngineTest::read(TableState& state, std::string_view key_json) const {
  const std::shared_ptr<const Table> table = state.table();
  return std::string(engine_->read(*table, item_key(*table, item_of(key_json)), true).json());
}

void EngineTest::announce_index(TableState& state, const std::string& name, const KeySchema& keys,
                                ProjectionType projection) {
  const bool found = engine_->catalog().update(state, [&](Table& table) {
    add_index(table, name, true, keys, projection).backfilling = true;
  });
  EXPECT_TRUE(found);
}

}  // namespace dynarock::dynamodb
