// Times what the engine adds to the store it lies on: CPU of the calling thread an operation, each
// beside the bare operation of the store.
//
//   engine_bench [items, 100000]

#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "dynarock/base/clock.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::uint64_t kRounds = 5;
constexpr std::uint64_t kCalls = 20'000;
constexpr std::uint64_t kPageItems = 20;
constexpr std::size_t kValueBytes = 400;

double thread_cpu_us() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

class Put final : public ItemChange {
 public:
  explicit Put(Item item) : item_(std::move(item)) {}
  Result<std::optional<Item>> apply(const StoredItem&) override { return std::move(item_); }

 private:
  Item item_;
};

class Bench {
 public:
  explicit Bench(std::uint64_t items)
      : items_(items), store_(storage::Store::open({})), engine_(*store_, clock_) {
    plain_ = create("plain", false);
    indexed_ = create("indexed", true);
    for (std::uint64_t number = 0; number < items_; ++number)
      for (TableState* state : {plain_.get(), indexed_.get()}) put(*state, number, 0);
  }

  void run() {
    for (std::uint64_t round = 1; round <= kRounds; ++round) {
      measure("find a table", [&](std::uint64_t) { find()->table(); });
      measure("key of an item", [&](std::uint64_t i) { key(i); });
      measure("get, store", [&](std::uint64_t i) {
        store_->get(index_prefix(plain_->table()->incarnation, 0) + key(i), record_);
      });
      measure("get, engine", [&](std::uint64_t i) { engine_.read(*find()->table(), key(i)); });
      measure("get and put, store", [&](std::uint64_t i) { put_in_store(i); });
      measure("put, engine", [&](std::uint64_t i) { put(*find(), i, i + round); });
      measure("put with an index, engine", [&](std::uint64_t i) { put(*indexed_, i, i + round); });
      measure("page of 20, store", [&](std::uint64_t i) { read_from_store(i); });
      measure("page of 20, engine", [&](std::uint64_t i) { read_page(i); });
    }
  }

 private:
  std::shared_ptr<TableState> create(const std::string& name, bool indexed) {
    Table table;
    table.account = "000000000000";
    table.region = "us-east-1";
    table.name = name;
    table.keys = {{{"id", AttributeType::S}}, {{"n", AttributeType::N}}};
    if (indexed) {
      Index index;
      index.name = "index";
      index.global = true;
      index.keys = {{{"v", AttributeType::N}}, {}};
      index.id = table.next_index_id++;
      table.global_indexes.push_back(std::move(index));
    }
    return engine_.catalog().create(std::move(table));
  }

  std::shared_ptr<TableState> find() {
    return engine_.catalog().find("000000000000", "us-east-1", "plain");
  }
  static Item key_item(std::uint64_t number) {
    Item item;
    item.append("id", AttributeValue::string("partition-" + std::to_string(number / kPageItems)));
    item.append("n",
                AttributeValue::number(Decimal::from_integer(std::int64_t(number % kPageItems))));
    return item;
  }
  std::string key(std::uint64_t number) const {
    std::string key;
    append_item_key(plain_->table()->keys, key_item(number), key);
    return key;
  }
  static Item item(std::uint64_t number, std::uint64_t version) {
    Item item = key_item(number);
    item.append("v", AttributeValue::number(Decimal::from_integer(std::int64_t(version))));
    item.append("x", AttributeValue::string(std::string(kValueBytes, 'x')));
    return item;
  }

  void put(TableState& state, std::uint64_t number, std::uint64_t version) {
    Put change(item(number, version));
    if (!engine_.write({&state, key(number), &change})) std::abort();
  }
  // What a put costs at least: the item made, read and written.
  void put_in_store(std::uint64_t number) {
    const std::string at = index_prefix(plain_->table()->incarnation, 0) + key(number);
    store_->get(at, record_);
    storage::Batch batch;
    batch.put(at, encode_record(item(number, number)));
    store_->write(std::move(batch));
  }

  std::string partition_of(std::uint64_t number) const {
    const Item of = key_item(number);
    const AttributeValue* hash[] = {of.find("id")};
    return partition_key(hash);
  }
  void read_from_store(std::uint64_t number) {
    const std::string lower = index_prefix(plain_->table()->incarnation, 0) + partition_of(number);
    const auto cursor = store_->cursor(lower, storage::prefix_end(lower));
    record_.clear();
    for (cursor->seek_first(); cursor->valid(); cursor->next()) record_ += cursor->value();
  }
  void read_page(std::uint64_t number) {
    const auto table = find()->table();
    PageRequest request{.table = table.get(), .lower = partition_of(number)};
    request.upper = storage::prefix_end(request.lower);
    engine_.read_page(request);
  }

  void measure(const char* what, const std::function<void(std::uint64_t)>& call) {
    const double start = thread_cpu_us();
    for (std::uint64_t i = 0; i < kCalls; ++i) call((i * 7919 + 13) % items_);
    std::printf("%-28s %7.2f us\n", what, (thread_cpu_us() - start) / double(kCalls));
  }

  const std::uint64_t items_;
  SystemClock clock_;
  std::unique_ptr<storage::Store> store_;
  Engine engine_;
  std::shared_ptr<TableState> plain_;
  std::shared_ptr<TableState> indexed_;
  std::string record_;
};

}  // namespace
}  // namespace dynarock::dynamodb

int main(int argc, char** argv) {
  dynarock::dynamodb::Bench(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000).run();
}
