#include "dynamodb/ops/operations.h"

#include "dynamodb/ops/logged_tables.h"
#include "dynarock/aws/row_service.h"
#include "dynarock/dynamodb/service.h"

namespace dynarock::dynamodb {
namespace {

// Every operation of DynamoDB's that is served. Their definitions are constants of other files, so
// the rows are gathered when the service is made.
std::vector<Operation> all_operations() {
  return {kBatchExecuteStatement,
          kBatchGetItem,
          kBatchWriteItem,
          kCreateTable,
          kDeleteItem,
          kDeleteResourcePolicy,
          kDeleteTable,
          kDescribeEndpoints,
          kDescribeLimits,
          kDescribeTable,
          kDescribeTimeToLive,
          kExecuteStatement,
          kExecuteTransaction,
          kGetItem,
          kGetResourcePolicy,
          kListTables,
          kListTagsOfResource,
          kPutItem,
          kPutResourcePolicy,
          kQuery,
          kScan,
          kTagResource,
          kTransactGetItems,
          kTransactWriteItems,
          kUntagResource,
          kUpdateItem,
          kUpdateTable,
          kUpdateTimeToLive};
}

std::vector<Operation> all_stream_operations() {
  return {kDescribeStream, kGetRecords, kGetShardIterator, kListStreams};
}

// What the items of a batch or of a transaction name.
std::vector<std::string_view> tables_of_items(json::Value request) {
  std::vector<std::string_view> tables;
  if (const auto batches = request.find("RequestItems"))
    for (const auto& [name, batch] : batches->members()) tables.push_back(name);
  if (const auto actions = request.find("TransactItems"))
    for (const json::Value action : actions->elements())
      for (const auto& [kind, item] : action.members())
        if (const auto name = item.find_text("TableName")) tables.push_back(*name);
  return tables;
}

// For the log, but for PartiQL's operations, which know once they have read their statements.
std::string table_of(json::Value request) {
  if (const auto name = request.find_text("TableName")) return std::string(*name);
  // An iterator starts with its stream's ARN.
  for (const std::string_view member : {"StreamArn", "ShardIterator"})
    if (const auto arn = request.find_text(member)) {
      const auto stream = parse_stream_arn(*arn);
      return std::string(stream ? stream->table : std::string_view());
    }
  return logged_tables(tables_of_items(request));
}

/// One of DynamoDB's APIs, which differ in their operations and in what stands before those.
std::unique_ptr<aws::Service> make_api(std::string_view target_prefix,
                                       std::vector<Operation> operations, Engine& engine, Ids& ids,
                                       Settings settings) {
  return std::make_unique<aws::RowService<Context>>(
      aws::ServiceNames{.name = "dynamodb",
                        .model_namespace = "com.amazonaws.dynamodb.v20120810",
                        .target_prefix = target_prefix},
      std::move(operations), [&engine, &ids, settings](aws::Call& call, json::Value request) {
        call.table = table_of(request);
        return Context{engine, ids, settings, call};
      });
}

}  // namespace

std::unique_ptr<aws::Service> make_service(Engine& engine, Ids& ids, Settings settings) {
  return make_api("DynamoDB_20120810", all_operations(), engine, ids, settings);
}

std::unique_ptr<aws::Service> make_streams_service(Engine& engine, Ids& ids, Settings settings) {
  return make_api("DynamoDBStreams_20120810", all_stream_operations(), engine, ids, settings);
}

}  // namespace dynarock::dynamodb
