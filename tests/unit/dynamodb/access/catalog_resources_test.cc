#include "dynarock/dynamodb/access/catalog_resources.h"

#include <gtest/gtest.h>

#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kAccount = "123456789012";
constexpr std::string_view kRegion = "us-east-1";

std::string document(const std::string& sid) {
  return R"({"Version": "2012-10-17", "Statement": {"Sid": ")" + sid +
         R"(", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}})";
}

std::string sid_of(const std::shared_ptr<const policy::Policy>& policy) {
  return policy ? policy->document->statements().front().sid : "none";
}

class CatalogResourcesTest : public testing::Test {
 protected:
  CatalogResourcesTest()
      : clock_(Timestamp(std::chrono::seconds(1'700'000'000))),
        store_(storage::Store::open({})),
        catalog_(*store_, clock_, {}),
        resources_(catalog_) {
    Table table;
    table.account = kAccount;
    table.region = kRegion;
    table.name = "T";
    table.keys.hash = {{"id", AttributeType::S}};
    table.stream = {"KEYS_ONLY", "label"};
    table.latest_stream_label = "label";
    state_ = catalog_.create(std::move(table));
  }

  void put(const std::string& text) {
    EXPECT_TRUE(catalog_.update(*state_, [&](Table& table) {
      table.resource_policy = {text, "1"};
    }));
  }

  Resources::KnownTable find(std::string_view name = "T") const {
    return resources_.find_table({kAccount, kRegion, name});
  }

  ManualClock clock_;
  std::unique_ptr<storage::Store> store_;
  Catalog catalog_;
  CatalogResources resources_;
  std::shared_ptr<TableState> state_;
};

TEST_F(CatalogResourcesTest, ATablesPolicyIsTheOneThatItHasNow) {
  EXPECT_EQ(find("U").table, nullptr);
  EXPECT_EQ(find().table->name, "T");
  EXPECT_EQ(sid_of(find().policy), "none");
  put(document("one"));
  EXPECT_EQ(sid_of(find().policy), "one");
  EXPECT_EQ(find().policy, find().policy);  // parsed once
  put(document("two"));
  EXPECT_EQ(sid_of(find().policy), "two");
  put("");
  EXPECT_EQ(sid_of(find().policy), "none");
}

TEST_F(CatalogResourcesTest, AStreamsPolicyIsItsOwn) {
  const StreamAddress address{kAccount, kRegion, "T", "label"};
  put(document("table"));
  EXPECT_EQ(sid_of(resources_.find_stream_policy(address)), "none");
  const auto change = [](ResourcePolicy& policy) -> Result<void> {
    policy = {document("stream"), "1"};
    return {};
  };
  ASSERT_TRUE(catalog_.streams().find(address)->change_policy(change));
  EXPECT_EQ(sid_of(resources_.find_stream_policy(address)), "stream");
  EXPECT_EQ(sid_of(find().policy), "table");
  EXPECT_EQ(resources_.find_stream_policy({kAccount, kRegion, "T", "other"}), nullptr);
}

}  // namespace
}  // namespace dynarock::dynamodb
