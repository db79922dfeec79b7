#include <gmock/gmock.h>

#include "dynarock/dynamodb/model/item_json.h"
#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kItems = 10;

/// A table with one partition of ten items, `n` from 0 to 9, of which the even ones are in a local
/// index that holds keys only, ordered the other way round.
class PageTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    Table table = table_of("t", keys_of({"id"}, {"n:N"}));
    add_index(table, "local", false, keys_of({"id"}, {"m:N"}), ProjectionType::kKeysOnly);
    state_ = create(std::move(table));
    table_ = state_->table();
    for (int n = 0; n < kItems; ++n) {
      const std::string number = std::to_string(n);
      const std::string indexed = R"(,"m":{"N":"-)" + number + R"("})";
      EXPECT_TRUE(put(*state_, R"({"id":{"S":"x"},"n":{"N":")" + number + R"("},"v":{"S":"v)" +
                                   number + R"("})" + (n % 2 == 0 ? indexed : "") + "}"));
    }
    EXPECT_TRUE(put(*state_, R"({"id":{"S":"other"},"n":{"N":"1"}})"));
    EXPECT_TRUE(put(*state_, R"({"id":{"S":"another"},"n":{"N":"1"}})"));
  }

  PageRequest partition() const {
    const Item key = item_of(R"({"id":{"S":"x"}})");
    const AttributeValue* hash[] = {key.find("id")};
    const std::string lower = partition_key(hash);
    return {.table = table_.get(), .lower = lower, .upper = storage::prefix_end(lower)};
  }
  PageRequest local() const {
    PageRequest request = partition();
    request.index = table_->find_index("local");
    return request;
  }
  std::string position(int n) const {
    return item_key(*table_,
                    item_of(R"({"id":{"S":"x"},"n":{"N":")" + std::to_string(n) + R"("}})"));
  }
  /// The `n` of the items, in order.
  static std::vector<std::string> numbers(const Page& page) {
    std::vector<std::string> numbers;
    const Item list = item_of(R"({"l":{"L":[)" + as_values(page.items) + "]}}");
    for (const AttributeValue& value : list.find("l")->as<List>()->elements)
      numbers.push_back(value.as<Map>()->find("n")->as<Decimal>()->to_string());
    return numbers;
  }
  // The items of a page, which are separated by commas, each as a map value.
  static std::string as_values(std::string_view items) {
    std::string values;
    int depth = 0;
    for (const char c : items) {
      if (c == '{' && depth++ == 0) values += R"({"M":)";
      values += c;
      if (c == '}' && --depth == 0) values += '}';
    }
    return values;
  }

  std::shared_ptr<TableState> state_;
  std::shared_ptr<const Table> table_;
};

TEST_F(PageTest, ReadsAPartitionBothWays) {
  PageRequest request = partition();
  Page page = engine_->read_page(request);
  EXPECT_THAT(numbers(page), ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  EXPECT_EQ(page.count, 10);
  EXPECT_EQ(page.scanned, 10);
  EXPECT_FALSE(page.last_key);
  request.forward = false;
  page = engine_->read_page(request);
  EXPECT_THAT(numbers(page), ElementsAre("9", "8", "7", "6", "5", "4", "3", "2", "1", "0"));
}

TEST_F(PageTest, ALimitEndsThePageAndTheLastKeyGoesOn) {
  for (const bool forward : {true, false}) {
    PageRequest request = partition();
    request.forward = forward;
    request.limit = 3;
    std::vector<std::string> all;
    std::vector<std::int64_t> scanned;
    for (;;) {
      const Page page = engine_->read_page(request);
      for (std::string& number : numbers(page)) all.push_back(std::move(number));
      scanned.push_back(page.scanned);
      if (!page.last_key) break;
      EXPECT_EQ(page.last_key->size(), 2U);
      request.start_after = item_key(*table_, *page.last_key);
    }
    if (!forward) std::ranges::reverse(all);
    EXPECT_THAT(all, ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    EXPECT_THAT(scanned, ElementsAre(3, 3, 3, 1));
  }
}

TEST_F(PageTest, APageThatEndsWithTheRangeStillHasAKey) {
  PageRequest request = partition();
  request.limit = kItems;
  const Page page = engine_->read_page(request);
  ASSERT_TRUE(page.last_key);
  request.start_after = item_key(*table_, *page.last_key);
  const Page next = engine_->read_page(request);
  EXPECT_EQ(next.scanned, 0);
  EXPECT_FALSE(next.last_key);
}

TEST_F(PageTest, StartsBehindAKeyThatIsNotThere) {
  ASSERT_TRUE(erase(*state_, item_of(R"({"id":{"S":"x"},"n":{"N":"4"}})")));
  PageRequest request = partition();
  request.start_after = position(4);
  EXPECT_THAT(numbers(engine_->read_page(request)), ElementsAre("5", "6", "7", "8", "9"));
  request.forward = false;
  EXPECT_THAT(numbers(engine_->read_page(request)), ElementsAre("3", "2", "1", "0"));
}

TEST_F(PageTest, StartsBehindTheRangeOrBeforeIt) {
  PageRequest request = partition();
  request.lower = position(3);
  request.upper = position(6);
  request.start_after = position(0);
  EXPECT_THAT(numbers(engine_->read_page(request)), ElementsAre("3", "4", "5"));
  request.start_after = position(8);
  EXPECT_THAT(numbers(engine_->read_page(request)), IsEmpty());
  request.forward = false;
  EXPECT_THAT(numbers(engine_->read_page(request)), ElementsAre("5", "4", "3"));
  request.start_after = position(1);
  EXPECT_THAT(numbers(engine_->read_page(request)), IsEmpty());
}

TEST_F(PageTest, AScanSeesTheTableAndNothingElse) {
  Table table = table_of("later", keys_of({"id"}));
  const auto later = create(std::move(table));
  ASSERT_TRUE(put(*later, R"({"id":{"S":"y"},"n":{"N":"77"}})"));
  const PageRequest scan{.table = table_.get()};
  EXPECT_EQ(engine_->read_page(scan).scanned, kItems + 2);
  PageRequest backward = scan;
  backward.forward = false;
  EXPECT_EQ(engine_->read_page(backward).scanned, kItems + 2);
}

TEST_F(PageTest, SegmentsTogetherSeeEachItemOnce) {
  for (const std::int64_t total : {1, 2, 3, 7, 4096, 5000}) {
    std::int64_t scanned = 0;
    for (std::int64_t segment = 0; segment < total; ++segment) {
      KeyRange range = segment_range(segment, total);
      PageRequest request{
          .table = table_.get(), .lower = std::move(range.lower), .upper = std::move(range.upper)};
      scanned += engine_->read_page(request).scanned;
    }
    EXPECT_EQ(scanned, kItems + 2) << total;
  }
}

TEST_F(PageTest, FiltersAfterTheLimit) {
  const auto filter = expr::Condition::predicate(
      "<", {expr::Path("n"), AttributeValue::number(Decimal::from_integer(2))});
  PageRequest request = partition();
  request.filter = &filter;
  request.limit = 4;
  Page page = engine_->read_page(request);
  EXPECT_THAT(numbers(page), ElementsAre("0", "1"));
  EXPECT_EQ(page.scanned, 4);
  request.start_after = item_key(*table_, *page.last_key);
  page = engine_->read_page(request);
  EXPECT_EQ(page.count, 0);
  EXPECT_EQ(page.scanned, 4);
  EXPECT_TRUE(page.last_key);
}

TEST_F(PageTest, CountsAndProjects) {
  PageRequest request = partition();
  request.count_only = true;
  Page page = engine_->read_page(request);
  EXPECT_EQ(page.count, 10);
  EXPECT_EQ(page.items, "");
  const expr::Projection projection({expr::Path("n")});
  request.count_only = false;
  request.projection = &projection;
  request.limit = 2;
  page = engine_->read_page(request);
  EXPECT_EQ(page.items, R"({"n":{"N":"0"}},{"n":{"N":"1"}})");
  EXPECT_EQ(json_of(*page.last_key), R"({"id":{"S":"x"},"n":{"N":"1"}})");
}

TEST_F(PageTest, AnIndexHoldsItsProjectionAndFetchesTheRest) {
  PageRequest request = local();
  Page page = engine_->read_page(request);
  EXPECT_THAT(numbers(page), ElementsAre("8", "6", "4", "2", "0"));
  EXPECT_EQ(page.items.find("\"v\""), std::string::npos);
  EXPECT_EQ(page.fetched_units, 0);
  request.fetch_items = true;
  request.limit = 2;
  page = engine_->read_page(request);
  EXPECT_THAT(numbers(page), ElementsAre("8", "6"));
  EXPECT_NE(page.items.find(R"("v":{"S":"v6"})"), std::string::npos);
  EXPECT_EQ(page.fetched_units, 2);
  EXPECT_EQ(json_of(*page.last_key), R"({"id":{"S":"x"},"m":{"N":"-6"},"n":{"N":"6"}})");
}

TEST_F(PageTest, AMegabyteEndsThePageBehindTheItemThatCrossesIt) {
  const auto state = create(table_of("large", keys_of({"id"}, {"n:N"})));
  constexpr std::int64_t kItemBytes = 100'000;
  for (int n = 0; n < 25; ++n) {
    const std::string number = std::to_string(100 + n);
    ASSERT_TRUE(put(*state, R"({"id":{"S":"x"},"n":{"N":")" + number + R"("},"v":{"S":")" +
                                std::string(kItemBytes, 'v') + R"("}})"));
  }
  PageRequest request = partition();
  const auto table = state->table();
  request.table = table.get();
  std::vector<std::int64_t> scanned;
  for (;;) {
    const Page page = engine_->read_page(request);
    scanned.push_back(page.scanned);
    if (!page.last_key) break;
    EXPECT_GE(page.bytes, 1 << 20);
    EXPECT_LT(page.bytes, (1 << 20) + kItemBytes + 100);
    request.start_after = item_key(*table, *page.last_key);
  }
  EXPECT_THAT(scanned, ElementsAre(11, 11, 3));
}

}  // namespace
}  // namespace dynarock::dynamodb
