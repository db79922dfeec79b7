#include <algorithm>
#include <set>

#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/item_changes.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/stateless.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kMaxRequests = 25;

constexpr Field kPutFields[] = {{"Item", kAttributeMap, kRequired},
                                Field::hidden("workloadProfileName")};
constexpr Shape kPutRequest = aws::structure("PutRequest", kPutFields);
constexpr Field kDeleteFields[] = {{"Key", kAttributeMap, kRequired}};
constexpr Shape kDeleteRequest = aws::structure("DeleteRequest", kDeleteFields);
constexpr Field kRequestFields[] = {{"PutRequest", kPutRequest}, {"DeleteRequest", kDeleteRequest}};
constexpr Shape kWriteRequest = aws::structure("WriteRequest", kRequestFields);
constexpr Shape kWriteRequests = aws::list_of(kWriteRequest, {.min = 1, .max = 25});
constexpr Shape kRequestTableName = aws::string_shape(
    {.min = 3, .max = 255, .pattern = aws::kResourceNamePattern, .exempt = is_table_arn});
constexpr Shape kRequestItems =
    aws::map_of(kRequestTableName, kWriteRequests, {.min = 1, .max = 25});
constexpr Field kInputFields[] = {{"ReturnConsumedCapacity", kReturnConsumedCapacity},
                                  {"ReturnItemCollectionMetrics", kReturnCollectionMetrics},
                                  {"RequestItems", kRequestItems, kRequired}};
constexpr Shape kInput = aws::structure("BatchWriteItemInput", kInputFields);
constexpr Field kOutputFields[] = {{"UnprocessedItems", kRequestItems},
                                   {"ItemCollectionMetrics", kCollectionMetricsByTable},
                                   {"ConsumedCapacity", kConsumedCapacities}};
constexpr Shape kOutput = aws::structure("BatchWriteItemOutput", kOutputFields);

// AWS answers a missing map before the constraints that it fails, and looks at the tables' names
// only when the enumerations are right.
constexpr aws::Rewording kRewordings[] = {
    {"RequestItems", aws::Rule::min_length,
     "The requestItems parameter is required for BatchWriteItem", aws::Rewording::Form::bare},
    {"RequestItems", aws::Rule::map_keys, "", aws::Rewording::Form::yielding}};

/// One item to write; of a deletion `item` is the key.
struct Request {
  Item item;
  bool is_put;
};

/// One table's part of the batch.
struct TableWrites {
  std::string_view table_name;
  std::vector<Request> requests;
  std::shared_ptr<TableState> state;
  std::shared_ptr<const Table> table;
  /// The items' keys, if the table has local indexes and so item collections.
  std::vector<Item> collections;
};

Result<Request> read_write(json::Value request) {
  const auto put = request.find("PutRequest");
  const auto erase = request.find("DeleteRequest");
  if (put.has_value() == erase.has_value())
    return fail(validation_error(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the "
        "supported datatypes"));
  const json::Value attributes = put ? *put->find("Item") : *erase->find("Key");
  Item item = DYNAROCK_TRY(decode_item(attributes, Wording::older));
  if (item_size(item) > kMaxItemSize)
    return fail(validation_error("Item size has exceeded the maximum allowed size"));
  return Request{std::move(item), put.has_value()};
}

// All that can be refused without the tables.
Result<std::vector<TableWrites>> read_request(json::Value request) {
  std::vector<TableWrites> writes;
  std::size_t count = 0;
  for (const auto [table_name, requests] : request.find("RequestItems")->members()) {
    TableWrites& part = writes.emplace_back(TableWrites{.table_name = table_name});
    for (const json::Value element : requests.elements())
      part.requests.push_back(DYNAROCK_TRY(read_write(element)));
    count += part.requests.size();
  }
  if (count > kMaxRequests)
    return fail(validation_error("Too many items requested for the BatchWriteItem call"));
  return writes;
}

Result<std::string> storage_key(const Table& table, const Request& request) {
  if (!request.is_put) return key_of_key(table, request.item);
  for (const auto* part : {&table.keys.hash, &table.keys.range})
    for (const KeyAttribute& attribute : *part) {
      const AttributeValue* value = request.item.find(attribute.name);
      if (value == nullptr || value->type() != attribute.type)
        return fail(validation_error("The provided key element does not match the schema"));
    }
  std::string key = DYNAROCK_TRY(key_of_item(table, request.item));
  DYNAROCK_TRY(check_index_keys(table, request.item));
  return key;
}

std::unique_ptr<ItemChange> change_of(Request&& request) {
  if (request.is_put) return std::make_unique<PutChange>(std::move(request.item));
  return std::make_unique<DeleteChange>();
}

Result<std::vector<Written>> write_all(Context& context, std::vector<TableWrites>& parts) {
  for (TableWrites& part : parts) {
    part.state = DYNAROCK_TRY(find_table_for_items(context, part.table_name));
    part.table = part.state->table();
  }
  std::vector<std::unique_ptr<ItemChange>> changes;
  std::vector<Write> writes;
  std::set<std::pair<TableState*, std::string_view>> seen;
  for (TableWrites& part : parts)
    for (Request& request : part.requests) {
      std::string key = DYNAROCK_TRY(storage_key(*part.table, request));
      if (!part.table->local_indexes.empty())
        part.collections.push_back(key_attributes(request.item, *part.table, nullptr));
      changes.push_back(change_of(std::move(request)));
      writes.push_back({part.state.get(), std::move(key), changes.back().get()});
    }
  for (const Write& write : writes)
    if (!seen.emplace(write.table, write.key).second)
      return fail(validation_error("Provided list of item keys contains duplicates"));

  std::vector<Written> written;
  for (Result<Written>& result : context.engine.write(writes))
    written.push_back(DYNAROCK_TRY(std::move(result)));
  return written;
}

void write_metrics(const std::vector<TableWrites>& parts, json::Writer& out) {
  const auto has_collections = [](const TableWrites& part) { return !part.collections.empty(); };
  if (std::ranges::none_of(parts, has_collections)) return;
  out.key("ItemCollectionMetrics").begin_object();
  for (const TableWrites& part : parts) {
    if (!has_collections(part)) continue;
    out.key(part.table_name).begin_array();
    for (const Item& key : part.collections) write_collection_metrics(*part.table, key, out);
    out.end_array();
  }
  out.end_object();
}

Result<std::string> run(Context& context, json::Value request) {
  std::vector<TableWrites> parts = DYNAROCK_TRY(read_request(request));
  const std::vector<Written> written = DYNAROCK_TRY(write_all(context, parts));

  std::string body;
  json::Writer out(body);
  out.begin_object().key("UnprocessedItems").begin_object().end_object();
  if (request.find_text("ReturnItemCollectionMetrics") == "SIZE") write_metrics(parts, out);
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    out.key("ConsumedCapacity").begin_array();
    std::size_t next = 0;
    for (const TableWrites& part : parts) {
      ConsumedCapacity capacity{std::string(part.table_name)};
      for (std::size_t i = 0; i < part.requests.size(); ++i) capacity.add(written[next++]);
      write_capacity(capacity, detail, out);
    }
    out.end_array();
  }
  out.end_object();
  return body;
}

}  // namespace

const Operation kBatchWriteItem = {{"BatchWriteItem", &kInput, &kOutput, kRewordings}, run};

}  // namespace dynarock::dynamodb
