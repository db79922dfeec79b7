// Seeded random writes to tables of every kind of index, against a model: after each batch the
// store holds the model's items, the index entries that these ask for, and exact counts.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {
namespace {

// Attributes that keys are made of. Each has one type wherever it is a key.
const std::vector<std::string> kPool = {"a", "b:N", "c:B", "d", "e:N", "f"};
constexpr int kBatches = 40;
constexpr int kWritesABatch = 12;

class IndexPropertyTest : public EngineTest, public testing::WithParamInterface<int> {
 protected:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool one_in(std::size_t number) { return below(number) == 0; }

  std::vector<std::string> some_of_pool(std::size_t least, std::size_t most) {
    std::vector<std::string> pool = kPool;
    std::ranges::shuffle(pool, random_);
    pool.resize(least + below(most - least + 1));
    return pool;
  }

  void add_random_index(Table& table, bool global) {
    KeySchema keys;
    if (global) {
      const auto attributes = some_of_pool(1, 5);
      const std::size_t hash_size = 1 + below(std::min<std::size_t>(attributes.size(), 4));
      const auto middle = attributes.begin() + static_cast<std::ptrdiff_t>(hash_size);
      keys = keys_of({attributes.begin(), middle}, {middle, attributes.end()});
    } else {
      keys = keys_of({"id"}, some_of_pool(1, 1));
    }
    const std::string name = "i" + std::to_string(table.next_index_id);
    const auto projection = static_cast<ProjectionType>(below(3));
    if (projection == ProjectionType::kInclude)
      add_index(table, name, global, keys, projection, {"a", "x"});
    else
      add_index(table, name, global, keys, projection);
  }

  Table random_table(const std::string& name) {
    const bool has_range = !one_in(3);
    Table table = table_of(name, has_range ? keys_of({"id"}, {"r:N"}) : keys_of({"id"}));
    for (std::size_t i = below(3); has_range && i > 0; --i) add_random_index(table, false);
    for (std::size_t i = below(5); i > 0; --i) add_random_index(table, true);
    return table;
  }

  // Few values, so that index keys move about, collide and stay.
  std::string random_value(const std::string& name) {
    const std::string digit = std::to_string(below(3));
    if (one_in(20)) return R"({"BOOL":true})";
    if (one_in(40)) return R"({"S":""})";
    if (one_in(40)) return R"({"S":")" + std::string(2049, 'l') + R"("})";
    if (name == "b" || name == "e") return R"({"N":"-)" + digit + R"(.5"})";
    if (name == "c") return R"({"B":"AA)" + digit + R"(A"})";
    return R"({"S":")" + digit + R"("})";
  }

  Item random_key() {
    return item_of(R"({"id":{"S":"k)" + std::to_string(below(6)) + R"("},"r":{"N":")" +
                   std::to_string(below(4)) + R"("}})");
  }

  void change_some(Item& item) {
    for (const char* name : {"a", "b", "c", "d", "e", "f", "x", "y"}) {
      if (one_in(2)) continue;
      if (one_in(3))
        item.erase(name);
      else
        item.set(name, *item_of(R"({"v":)" + random_value(name) + "}").find("v"));
    }
  }

  std::mt19937_64 random_{static_cast<std::uint64_t>(GetParam())};
};

/// A table and what should be in it, by storage key.
struct Modelled {
  std::shared_ptr<TableState> state;
  std::map<std::string, Item> items;
};

class Fail final : public ItemChange {
 public:
  Result<std::optional<Item>> apply(const StoredItem&) override {
    return fail({"ConditionalCheckFailedException", "refused", {}});
  }
};

TEST_P(IndexPropertyTest, StoreEqualsModel) {
  std::vector<Modelled> tables;
  for (const char* name : {"one", "two"}) tables.push_back({create(random_table(name)), {}});

  for (int batch = 0; batch < kBatches; ++batch) {
    std::map<std::pair<TableState*, std::string>, std::unique_ptr<ItemChange>> changes;
    std::vector<Modelled> after = tables;
    for (int i = 0; i < kWritesABatch; ++i) {
      Modelled& table = after[below(after.size())];
      const Item key_item = random_key();
      const std::string key = item_key(*table.state->table(), key_item);
      if (changes.contains({table.state.get(), key})) continue;
      if (one_in(4)) {
        table.items.erase(key);
        changes[{table.state.get(), key}] = std::make_unique<Become>(std::nullopt);
        continue;
      }
      const bool update = table.items.contains(key) && !one_in(3);
      Item item = update ? table.items[key] : key_item;
      change_some(item);
      table.items[key] = item;
      changes[{table.state.get(), key}] = std::make_unique<Become>(item);
    }
    Fail refusal;
    const bool refused = one_in(5);
    std::vector<Write> writes;
    for (const auto& [place, change] : changes)
      writes.push_back({place.first, place.second, change.get()});
    if (refused) writes[below(writes.size())].change = &refusal;
    if (writes.size() > 6 && !refused) {
      engine_->write(std::span(writes).first(5));
      for (const Write& write : std::span(writes).subspan(5)) ASSERT_TRUE(engine_->write(write));
    } else {
      engine_->write(writes);
    }
    if (!refused) tables = std::move(after);

    if (batch % 10 == 9) {
      batch % 20 == 9 ? reopen() : crash();
      for (Modelled& table : tables) table.state = find(table.state->table()->name);
    }
    for (const Modelled& table : tables) {
      for (const auto& [key, item] : table.items)
        ASSERT_EQ(engine_->read(*table.state->table(), key, true).json(), json_of(item));
      ASSERT_EQ(engine_->catalog().count(*table.state, 0).items,
                static_cast<std::int64_t>(table.items.size()));
      expect_consistent(*table.state);
      ASSERT_FALSE(HasFailure()) << "batch " << batch;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, IndexPropertyTest, testing::Range(1, 13));

}  // namespace
}  // namespace dynarock::dynamodb
