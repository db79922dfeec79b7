#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

struct Reply {
  int status = 0;
  std::string body;
};

/// Calls an operation of DynamoDB or DynamoDB Streams and waits for its answer.
using Caller = std::function<Reply(std::string_view operation, const std::string& body)>;

/// The operation's X-Amz-Target.
std::string target_of(std::string_view operation);

/// `{"S":"x"}` members as an item, and back.
Item item_of(json::Value members);
std::string json_of(const Item& item);

/// Items by the JSON of their primary key.
using Items = std::map<std::string, Item>;

/// All items of the table, a small page at a time.
Items scan(const Caller& call, const std::string& table_name);

/// All that is wrong with a table that nobody writes to: index entries that don't belong to an item
/// or don't hold its projection, items without their entry, queries that differ from scans, counts
/// and sizes that are not exact. Empty if all is well.
std::vector<std::string> table_problems(const Caller& call, const std::string& table_name);

}  // namespace dynarock::dynamodb
