#include "dynarock/dynamodb/access/access.h"

#include <algorithm>
#include <iterator>

#include "dynamodb/access/makers.h"

namespace dynarock::dynamodb {
namespace {

struct Row {
  std::string_view operation;
  Accesses (*make)(const AccessCall& call);
};

constexpr Row kRows[] = {
    {"BatchExecuteStatement", batch_statement_accesses},
    {"BatchGetItem", batch_get_accesses},
    {"BatchWriteItem", batch_write_accesses},
    {"CreateTable", create_table_accesses},
    {"DeleteItem", item_accesses},
    {"DeleteResourcePolicy", resource_accesses},
    {"DeleteTable", table_accesses},
    {"DescribeEndpoints", account_accesses},
    {"DescribeLimits", account_accesses},
    {"DescribeStream", stream_accesses},
    {"DescribeTable", table_accesses},
    {"DescribeTimeToLive", table_accesses},
    {"ExecuteStatement", statement_accesses},
    {"ExecuteTransaction", transact_statement_accesses},
    {"GetItem", item_accesses},
    {"GetRecords", stream_accesses},
    {"GetResourcePolicy", resource_accesses},
    {"GetShardIterator", stream_accesses},
    {"ListStreams", account_accesses},
    {"ListTables", account_accesses},
    {"ListTagsOfResource", resource_accesses},
    {"PutItem", item_accesses},
    {"PutResourcePolicy", put_policy_accesses},
    {"Query", page_accesses},
    {"Scan", page_accesses},
    {"TagResource", resource_accesses},
    {"TransactGetItems", transact_get_accesses},
    {"TransactWriteItems", transact_write_accesses},
    {"UntagResource", resource_accesses},
    {"UpdateItem", item_accesses},
    {"UpdateTable", table_accesses},
    {"UpdateTimeToLive", table_accesses},
};

}  // namespace

std::optional<Accesses> accesses_of(const AccessCall& call) {
  const auto row = std::ranges::find(kRows, call.operation, &Row::operation);
  if (row == std::end(kRows)) return std::nullopt;
  return row->make(call);
}

}  // namespace dynarock::dynamodb
