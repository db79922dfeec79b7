#include "tests/table_check/table_check.h"

#include <algorithm>
#include <set>

#include "dynarock/dynamodb/model/item_json.h"
#include "tests/table_check/ask.h"

namespace dynarock::dynamodb {
namespace {

constexpr int kPageLimit = 37;

/// An index, or the table itself, as DescribeTable tells of it.
struct Described {
  std::string name;
  std::vector<std::string> keys;
  std::string projection = "ALL";
  std::set<std::string> non_key_attributes;
  std::string count;
  std::string bytes;
};

std::vector<std::string> key_names(json::Value description) {
  std::vector<std::string> names;
  for (const json::Value element : description.find("KeySchema")->elements())
    names.emplace_back(*element.find_text("AttributeName"));
  return names;
}

Described describe_index(json::Value description) {
  Described index{std::string(*description.find_text("IndexName")), key_names(description)};
  const json::Value projection = *description.find("Projection");
  index.projection = *projection.find_text("ProjectionType");
  if (const auto names = projection.find("NonKeyAttributes"))
    for (const json::Value name : names->elements()) index.non_key_attributes.emplace(name.text());
  index.count = description.find("ItemCount")->text();
  index.bytes = description.find("IndexSizeBytes")->text();
  return index;
}

Item only(const Item& item, const std::vector<std::string>& names) {
  Item kept;
  for (const std::string& name : names)
    if (const AttributeValue* value = item.find(name)) kept.set(name, *value);
  return kept;
}

// Pages through a Scan or Query; `members` are the request's, without braces.
std::vector<Item> read_all(const Caller& call, std::string_view operation,
                           const std::string& members) {
  std::vector<Item> items;
  std::string start;
  do {
    const auto answer = ask(
        call, operation, "{" + members + ",\"Limit\":" + std::to_string(kPageLimit) + start + "}");
    for (const json::Value item : answer->root().find("Items")->elements())
      items.push_back(item_of(item));
    const auto last = answer->root().find("LastEvaluatedKey");
    start = last ? ",\"ExclusiveStartKey\":" + std::string(last->source()) : "";
  } while (!start.empty());
  return items;
}

std::string quoted(const std::string& name) { return "\"" + name + "\""; }

class Check {
 public:
  Check(const Caller& call, const std::string& table_name)
      : call_(call), table_name_(table_name), target_("\"TableName\":" + quoted(table_name)) {}

  std::vector<std::string> run() {
    const auto answer = ask(call_, "DescribeTable", "{" + target_ + "}");
    const json::Value table = *answer->root().find("Table");
    table_.keys = key_names(table);
    table_.count = table.find("ItemCount")->text();
    table_.bytes = table.find("TableSizeBytes")->text();
    items_ = by_key("the table", read_all(call_, "Scan", target_));
    check_counts(table_, items_);
    for (const char* group : {"LocalSecondaryIndexes", "GlobalSecondaryIndexes"})
      if (const auto indexes = table.find(group))
        for (const json::Value index : indexes->elements()) check_index(describe_index(index));
    return std::move(problems_);
  }

  Items by_key(const std::string& where, const std::vector<Item>& items) {
    Items found;
    for (const Item& item : items) {
      const std::string key = json_of(only(item, table_.keys));
      if (!found.emplace(key, item).second) problems_.push_back(where + " has twice " + key);
    }
    return found;
  }

 private:
  Items expected_entries(const Described& index) const {
    Items expected;
    for (const auto& [key, item] : items_) {
      if (only(item, index.keys).size() < index.keys.size()) continue;
      if (index.projection == "ALL") {
        expected.emplace(key, item);
        continue;
      }
      std::set<std::string> names(index.keys.begin(), index.keys.end());
      names.insert(table_.keys.begin(), table_.keys.end());
      names.insert(index.non_key_attributes.begin(), index.non_key_attributes.end());
      expected.emplace(key, only(item, {names.begin(), names.end()}));
    }
    return expected;
  }

  void check_index(const Described& index) {
    const std::string members = target_ + ",\"IndexName\":" + quoted(index.name);
    const Items expected = expected_entries(index);
    compare(index.name + " scanned", expected,
            by_key(index.name, read_all(call_, "Scan", members)));
    check_counts(index, expected);

    // The first key attribute is a whole partition key in the tables of these tests.
    std::map<std::string, Items> partitions;
    for (const auto& [key, item] : expected)
      partitions[json_of(only(item, {index.keys.front()}))].emplace(key, item);
    for (const auto& [partition, entries] : partitions) {
      const std::size_t colon = partition.find(':');
      const std::string value = partition.substr(colon + 1, partition.size() - colon - 2);
      const std::string query =
          members + R"(,"KeyConditionExpression":"#k = :v","ExpressionAttributeNames":{"#k":)" +
          quoted(index.keys.front()) + R"(},"ExpressionAttributeValues":{":v":)" + value + "}";
      compare(index.name + " queried for " + value, entries,
              by_key(index.name, read_all(call_, "Query", query)));
    }
  }

  void compare(const std::string& where, const Items& expected, const Items& found) {
    for (const auto& [key, item] : expected) {
      const auto entry = found.find(key);
      if (entry == found.end())
        problems_.push_back(where + " misses " + json_of(item));
      else if (entry->second != item)
        problems_.push_back(where + " holds " + json_of(entry->second) + " for " + json_of(item));
    }
    for (const auto& [key, item] : found)
      if (!expected.contains(key)) problems_.push_back(where + " holds a stray " + json_of(item));
  }

  void check_counts(const Described& described, const Items& items) {
    std::size_t bytes = 0;
    for (const auto& [key, item] : items) bytes += item_size(item);
    const std::string where = described.name.empty() ? "the table" : described.name;
    if (described.count != std::to_string(items.size()))
      problems_.push_back(where + " counts " + described.count + " for " +
                          std::to_string(items.size()));
    if (described.bytes != std::to_string(bytes))
      problems_.push_back(where + " has " + described.bytes + " bytes for " +
                          std::to_string(bytes));
  }

  const Caller& call_;
  const std::string table_name_;
  const std::string target_;
  Described table_;
  Items items_;
  std::vector<std::string> problems_;
};

}  // namespace

Item item_of(json::Value members) {
  Result<Item> item = decode_item(members);
  if (!item) throw std::runtime_error(item.error().message);
  return *std::move(item);
}

std::string json_of(const Item& item) {
  std::string json;
  encode_item(item, json);
  return json;
}

Items scan(const Caller& call, const std::string& table_name) {
  const std::string target = "\"TableName\":" + quoted(table_name);
  const auto answer = ask(call, "DescribeTable", "{" + target + "}");
  const auto keys = key_names(*answer->root().find("Table"));
  Items items;
  for (Item& item : read_all(call, "Scan", target))
    items.emplace(json_of(only(item, keys)), std::move(item));
  return items;
}

std::vector<std::string> table_problems(const Caller& call, const std::string& table_name) {
  return Check(call, table_name).run();
}

}  // namespace dynarock::dynamodb
