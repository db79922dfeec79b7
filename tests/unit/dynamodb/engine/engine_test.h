#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {

/// The item of a JSON text.
Item item_of(std::string_view json);
std::string json_of(const Item& item);

/// A schema of attributes such as "id" or "id:N" (S if no type is named).
KeySchema keys_of(const std::vector<std::string>& hash, const std::vector<std::string>& range = {});
Table table_of(std::string name, KeySchema keys);
/// Adds an index. Its projection is kInclude if attributes are named.
Index& add_index(Table& table, std::string name, bool global, KeySchema keys,
                 ProjectionType projection = ProjectionType::kAll,
                 std::vector<std::string> non_key_attributes = {});

/// The item becomes what it is told, whatever it was.
class Become final : public ItemChange {
 public:
  explicit Become(std::optional<Item> item) : item_(std::move(item)) {}
  Result<std::optional<Item>> apply(const StoredItem&) override { return item_; }

 private:
  std::optional<Item> item_;
};

std::string item_key(const Table& table, const Item& item);

/// Checks everything that lies in the store for the table against its items: that each index holds
/// just the entries that the items ask for, and that all counts are exact. No writer may be active.
void expect_consistent(storage::Store& store, Engine& engine, TableState& state);

/// An engine on a disk store of its own, under a clock that stands still.
class EngineTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  void open();
  void close();
  void reopen();
  /// As reopen(), but behind a copy of the store made while it was open, as a crash leaves it.
  void crash();

  std::shared_ptr<TableState> create(Table table);
  std::shared_ptr<TableState> find(std::string_view name) const;
  Result<Written> put(TableState& state, Item item);
  Result<Written> put(TableState& state, std::string_view json) {
    return put(state, item_of(json));
  }
  Result<Written> erase(TableState& state, const Item& key);
  /// What the item with the key of `item` is in the store, as JSON; empty for none.
  std::string read(TableState& state, std::string_view key_json) const;
  void expect_consistent(TableState& state) {
    dynamodb::expect_consistent(*store_, *engine_, state);
  }
  /// Adds a global index to a table in use, as UpdateTable does before it fills it.
  void announce_index(TableState& state, const std::string& name, const KeySchema& keys,
                      ProjectionType projection = ProjectionType::kAll);

  std::filesystem::path scratch_;
  ManualClock clock_{Timestamp(std::chrono::seconds(1'700'000'000))};
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Engine> engine_;
  /// Of the engine that is opened next.
  StreamOptions stream_options_;

 private:
  std::filesystem::path directory_;
};

}  // namespace dynarock::dynamodb
