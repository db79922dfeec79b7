#pragma once

#include <span>

#include "dynamodb/ops/context.h"
#include "dynarock/aws/operation.h"

namespace dynarock::dynamodb {

using Operation = aws::OperationRow<Context>;

extern const Operation kBatchExecuteStatement;
extern const Operation kBatchGetItem;
extern const Operation kBatchWriteItem;
extern const Operation kCreateTable;
extern const Operation kDeleteItem;
extern const Operation kDeleteResourcePolicy;
extern const Operation kDeleteTable;
extern const Operation kDescribeEndpoints;
extern const Operation kDescribeLimits;
extern const Operation kDescribeStream;
extern const Operation kDescribeTable;
extern const Operation kDescribeTimeToLive;
extern const Operation kExecuteStatement;
extern const Operation kExecuteTransaction;
extern const Operation kGetItem;
extern const Operation kGetRecords;
extern const Operation kGetResourcePolicy;
extern const Operation kGetShardIterator;
extern const Operation kListStreams;
extern const Operation kListTables;
extern const Operation kListTagsOfResource;
extern const Operation kPutItem;
extern const Operation kPutResourcePolicy;
extern const Operation kQuery;
extern const Operation kScan;
extern const Operation kTagResource;
extern const Operation kTransactGetItems;
extern const Operation kTransactWriteItems;
extern const Operation kUntagResource;
extern const Operation kUpdateItem;
extern const Operation kUpdateTable;
extern const Operation kUpdateTimeToLive;

}  // namespace dynarock::dynamodb
