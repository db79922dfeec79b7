#include "tests/crash/owned_items.h"

#include <stdexcept>

namespace dynarock::dynamodb {
namespace {

constexpr int kPartitions = 12;
constexpr int kItemsAPartition = 3;
constexpr int kBatchSize = 6;
/// Those that indexes are made of, and one more.
const std::vector<std::string> kAttributes = {"a", "b", "m", "x"};

AttributeValue number(std::int64_t value) {
  return AttributeValue::number(Decimal::from_integer(value));
}

Item parse(const std::string& json) {
  json::Document document;
  if (!document.parse(json)) throw std::runtime_error("no JSON: " + json);
  return item_of(document.root());
}

std::string describe(const std::optional<Item>& state) { return state ? json_of(*state) : "none"; }

}  // namespace

OwnedItems::OwnedItems(std::string table_name, std::string owner, std::uint64_t seed)
    : table_("\"TableName\":\"" + table_name + "\""), owner_(std::move(owner)), random_(seed) {}

std::string OwnedItems::random_key() {
  Item key;
  key.set("id", AttributeValue::string(owner_ + std::to_string(random_() % kPartitions)));
  key.set("n", number(static_cast<std::int64_t>(random_() % kItemsAPartition)));
  return json_of(key);
}

Item OwnedItems::random_item(const std::string& key) {
  Item item = parse(key);
  item.set("v", number(++version_));
  for (const std::string& name : kAttributes) {
    const auto value = static_cast<std::int64_t>(random_() % 4);
    if (value == 0) continue;
    if (name == "b" || name == "m")
      item.set(name, number(value));
    else
      item.set(name,
               AttributeValue::string(std::string(random_() % 200, 'y') + std::to_string(value)));
  }
  return item;
}

// Now and then a long one, so that write buffers fill up and are flushed under the writers.
std::string OwnedItems::random_text(const std::string& name) {
  const bool is_long = name == "x" && random_() % 8 == 0;
  return std::string(random_() % (is_long ? 100'000 : 200), 'y');
}

bool OwnedItems::send(const Caller& call, std::string_view operation, const std::string& body,
                      const std::map<std::string, State>& changes) {
  const Reply reply = call(operation, body);
  if (reply.status != 0 && reply.status != 200)
    throw std::runtime_error(std::string(operation) + " " + body + ": " + reply.body);
  for (const auto& [key, state] : changes) {
    if (reply.status == 0)
      known_[key].unanswered = state;
    else
      known_[key].acknowledged = state;
  }
  if (reply.status == 200) ++acknowledged_;
  return reply.status == 200;
}

bool OwnedItems::write(const Caller& call) {
  switch (random_() % 8) {
    case 0:
      return erase(call);
    case 1:
      return batch(call);
    case 2:
    case 3:
    case 4:
      return update(call);
    default:
      return put(call);
  }
}

bool OwnedItems::put(const Caller& call) {
  const std::string key = random_key();
  const Item item = random_item(key);
  return send(call, "PutItem", "{" + table_ + ",\"Item\":" + json_of(item) + "}", {{key, item}});
}

bool OwnedItems::erase(const Caller& call) {
  const std::string key = random_key();
  return send(call, "DeleteItem", "{" + table_ + ",\"Key\":" + key + "}", {{key, std::nullopt}});
}

// Takes over some attributes of a random item, with or without the value of that.
bool OwnedItems::update(const Caller& call) {
  const std::string key = random_key();
  const Item wanted = random_item(key);
  Item item = known_[key].acknowledged.value_or(parse(key));
  std::string set = "SET v = :v";
  std::string remove;
  Item values;
  values.set(":v", *wanted.find("v"));
  item.set("v", *wanted.find("v"));
  for (const std::string& name : kAttributes) {
    if (random_() % 2 == 0) continue;
    if (const AttributeValue* value = wanted.find(name)) {
      set += ", " + name + " = :" + name;
      values.set(":" + name, *value);
      item.set(name, *value);
    } else {
      remove += (remove.empty() ? " REMOVE " : ", ") + name;
      item.erase(name);
    }
  }
  return send(call, "UpdateItem",
              "{" + table_ + ",\"Key\":" + key + ",\"UpdateExpression\":\"" + set + remove +
                  "\",\"ExpressionAttributeValues\":" + json_of(values) + "}",
              {{key, item}});
}

bool OwnedItems::batch(const Caller& call) {
  std::map<std::string, State> changes;
  for (int i = 0; i < kBatchSize; ++i) {
    const std::string key = random_key();
    changes[key] = random_() % 4 == 0 ? State() : random_item(key);
  }
  std::string requests;
  for (const auto& [key, state] : changes) {
    if (!requests.empty()) requests += ',';
    requests += state ? R"({"PutRequest":{"Item":)" + json_of(*state) + "}}"
                      : R"({"DeleteRequest":{"Key":)" + key + "}}";
  }
  const std::string name = table_.substr(table_.find(':') + 1);
  return send(call, "BatchWriteItem", "{\"RequestItems\":{" + name + ":[" + requests + "]}}",
              changes);
}

std::vector<std::string> OwnedItems::problems(const Items& table) {
  std::vector<std::string> problems;
  for (auto& [key, known] : known_) {
    const auto found = table.find(key);
    const State state = found == table.end() ? State() : State(found->second);
    const bool right =
        state == known.acknowledged || (known.unanswered && state == *known.unanswered);
    if (!right)
      problems.push_back(key + " is " + describe(state) + ", acknowledged was " +
                         describe(known.acknowledged) +
                         (known.unanswered ? ", unanswered " + describe(*known.unanswered) : ""));
    known = {state, std::nullopt};
  }
  return problems;
}

}  // namespace dynarock::dynamodb
