#include <set>

#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/stateless.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kMaxKeys = 100;
constexpr std::size_t kMaxAnswerBytes = 16U << 20;

constexpr Shape kKeyList = aws::list_of(kAttributeMap, {.min = 1, .max = 100});
constexpr Field kKeysAndAttributesFields[] = {{"Keys", kKeyList, kRequired},
                                              {"AttributesToGet", kAttributesToGet},
                                              {"ConsistentRead", aws::kBoolean},
                                              {"ProjectionExpression", aws::kString},
                                              {"ExpressionAttributeNames", aws::kStringMap}};
constexpr Shape kKeysAndAttributes = aws::structure("KeysAndAttributes", kKeysAndAttributesFields);
constexpr Shape kRequestTableName = aws::string_shape(
    {.min = 3, .max = 255, .pattern = aws::kResourceNamePattern, .exempt = is_table_arn});
constexpr Shape kRequestItems =
    aws::map_of(kRequestTableName, kKeysAndAttributes, {.min = 1, .max = 100});
constexpr Field kInputFields[] = {{"RequestItems", kRequestItems, kRequired},
                                  {"ReturnConsumedCapacity", kReturnConsumedCapacity}};
constexpr Shape kInput = aws::structure("BatchGetItemInput", kInputFields);
constexpr Shape kItemsByTable = aws::map_of(kItemList);
constexpr Shape kUnprocessed = aws::map_of(kKeysAndAttributes);
constexpr Field kOutputFields[] = {{"Responses", kItemsByTable},
                                   {"UnprocessedKeys", kUnprocessed},
                                   {"ConsumedCapacity", kConsumedCapacities}};
constexpr Shape kOutput = aws::structure("BatchGetItemOutput", kOutputFields);

/// One table's part of the batch.
struct TableReads {
  std::string_view table_name;
  json::Value request;
  std::vector<Item> keys;
  expr::Expressions expressions;
  std::shared_ptr<const Table> table;
  std::vector<std::string> storage_keys;

  // What came of it.
  std::string items;
  std::vector<std::size_t> unprocessed;
  ConsumedCapacity capacity;
};

Result<void> check_distinct(const std::vector<Item>& keys) {
  std::set<std::string> seen;
  for (const Item& key : keys) {
    std::string text;
    encode_item(key, text);
    if (!seen.insert(std::move(text)).second)
      return fail(validation_error("Provided list of item keys contains duplicates"));
  }
  return {};
}

// All that can be refused without the tables.
Result<std::vector<TableReads>> read_request(json::Value request) {
  std::vector<TableReads> reads;
  std::size_t count = 0;
  std::vector<expr::Parameters> parameters;
  for (const auto [table_name, part] : request.find("RequestItems")->members()) {
    reads.push_back({.table_name = table_name, .request = part});
    parameters.push_back(expr::Parameters::of(part, expr::kBatchGetItem));
    count += part.find("Keys")->size();
  }
  // Legacy and expression parameters may not meet in one request, though of different tables.
  expr::Parameters all;
  for (const expr::Parameters& given : parameters) {
    if (given.attributes_to_get) all.attributes_to_get = given.attributes_to_get;
    if (given.projection_expression) all.projection_expression = given.projection_expression;
  }
  DYNAROCK_TRY(expr::check_parameters(all, expr::kBatchGetItem));
  for (const expr::Parameters& given : parameters)
    DYNAROCK_TRY(expr::check_parameters(given, expr::kBatchGetItem));
  for (TableReads& table : reads)
    for (const json::Value key : table.request.find("Keys")->elements())
      table.keys.push_back(DYNAROCK_TRY(decode_item(key)));
  for (std::size_t i = 0; i < reads.size(); ++i) {
    DYNAROCK_TRY(expr::read_legacy(parameters[i], expr::kBatchGetItem, reads[i].expressions));
    DYNAROCK_TRY(expr::read_expressions(parameters[i], expr::kBatchGetItem, reads[i].expressions));
  }
  if (count > kMaxKeys)
    return fail(validation_error("Too many items requested for the BatchGetItem call"));
  for (const TableReads& table : reads) DYNAROCK_TRY(check_distinct(table.keys));
  return reads;
}

Result<void> resolve(Context& context, std::vector<TableReads>& reads) {
  for (TableReads& part : reads)
    part.table = DYNAROCK_TRY(find_table_for_items(context, part.table_name))->table();
  for (TableReads& part : reads) {
    for (const Item& key : part.keys)
      part.storage_keys.push_back(DYNAROCK_TRY(key_of_key(*part.table, key)));
    if (part.expressions.projection)
      DYNAROCK_TRY(check_key_paths(*part.table, expr::paths_of(*part.expressions.projection)));
  }
  return {};
}

// Reads until the answer is full; keys left over become unprocessed.
void read_items(const Engine& engine, std::vector<TableReads>& reads) {
  std::size_t bytes = 0;
  for (TableReads& part : reads) {
    const bool consistent = flag_member(part.request, "ConsistentRead");
    part.capacity.table_name = part.table_name;
    for (std::size_t i = 0; i < part.storage_keys.size(); ++i) {
      const StoredItem item = engine.read(*part.table, part.storage_keys[i], consistent);
      if (bytes + item.size() > kMaxAnswerBytes) {
        part.unprocessed.push_back(i);
        continue;
      }
      bytes += item.size();
      part.capacity.table += read_cost(read_units(item.size()), consistent);
      if (!item.exists()) continue;
      if (!part.items.empty()) part.items += ',';
      if (part.expressions.projection)
        encode_item(part.expressions.projection->apply(item.item()), part.items);
      else
        part.items += item.json();
    }
  }
}

// The table's part as it was sent, with just the keys that are left.
void write_unprocessed(const TableReads& part, json::Writer& out) {
  out.key(part.table_name).begin_object().key("Keys").begin_array();
  for (const std::size_t i : part.unprocessed) {
    std::string key;
    encode_item(part.keys[i], key);
    out.raw(key);
  }
  out.end_array();
  for (const auto [name, value] : part.request.members()) {
    if (name == "Keys" || value.is_null()) continue;
    out.key(name);
    if (value.is_boolean())
      out.boolean(value.boolean());
    else if (value.is_string())
      out.string(value.text());
    else
      out.raw(value.source());
  }
  out.end_object();
}

Result<std::string> run(Context& context, json::Value request) {
  std::vector<TableReads> reads = DYNAROCK_TRY(read_request(request));
  DYNAROCK_TRY(resolve(context, reads));
  read_items(context.engine, reads);

  std::string body;
  json::Writer out(body);
  out.begin_object().key("Responses").begin_object();
  for (const TableReads& part : reads)
    out.key(part.table_name).begin_array().raw(part.items).end_array();
  out.end_object().key("UnprocessedKeys").begin_object();
  for (const TableReads& part : reads)
    if (!part.unprocessed.empty()) write_unprocessed(part, out);
  out.end_object();
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    out.key("ConsumedCapacity").begin_array();
    for (const TableReads& part : reads) write_capacity(part.capacity, detail, out);
    out.end_array();
  }
  out.end_object();
  return body;
}

}  // namespace

const Operation kBatchGetItem = {{"BatchGetItem", &kInput, &kOutput, kBatchGetRewordings}, run};

}  // namespace dynarock::dynamodb
