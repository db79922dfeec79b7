"""What requests cost."""

from explanations import capacity, row

NO_COST = "Guide, Read and write operations: reads of what is not there cost the minimum"


def more(call, ours, theirs):
    return float(ours) > float(theirs)


def less(call, ours, theirs):
    return ours == "absent" or float(ours) < float(theirs)


ROWS = [
    capacity("None was asked for", "DeleteItem", "absent", r'\{"CapacityUnits": \d\.0, .*\}',
             "API, DeleteItem, ReturnConsumedCapacity: NONE is the default"),
    capacity("Nothing found costs something", "Query Scan", r"0\.5|1\.0", r"0\.0", NO_COST,
             path=r"(\.Table|\.(Local|Global)SecondaryIndexes\.\w+)?\.CapacityUnits"),
    capacity("Reads of nothing cost the minimum each", "BatchGetItem", r"\d+\.[05]", r"\d+\.[05]",
             NO_COST + "; BatchGetItem rounds up each item", path=r"(\.Table)?\.CapacityUnits", when=more),
    capacity("Writes cost one unit each, without reads", "BatchWriteItem TransactWriteItems", r"\d+\.0", r"\d+\.0",
             "Guide, Read and write operations: a write of up to 1 KB is one unit, in a transaction two",
             path=r"(\.Table|\.\w+Indexes\.\w+)?\.(Write)?CapacityUnits"),
    capacity("Transactions tell what kind of units they used", "TransactGetItems", r"\d+\.0", "absent",
             "API, Capacity, ReadCapacityUnits", path=r"\.Table\.ReadCapacityUnits"),
    capacity("What a local index fetches is read from the table", "Query Scan", r"\d+\.[05]", r"\d+\.[05]",
             "Guide, Local secondary indexes, Provisioned throughput considerations: each fetch is a whole read",
             path=r"(\.Table)?\.CapacityUnits", request='"IndexName": "By[AB]"'),
    capacity("Items outside the index cost it nothing",
             "PutItem UpdateItem DeleteItem TransactWriteItems BatchWriteItem", r"absent|\d+\.0", r"\{.*\}|\d+\.0",
             "Guide, Global secondary indexes: an item that is in the index neither before nor after a write costs nothing",
             path=r"(\.GlobalSecondaryIndexes(\.\w+(\.\w+)?)?|\.(Write)?CapacityUnits)", when=less),
    capacity("A transaction once more reads its items", "TransactWriteItems", r"\d+\.0", r"\d+\.0",
             "Guide, Amazon DynamoDB Transactions, Idempotency: a read of each item", path=r"(\.\w+)*\.(Read)?CapacityUnits",
             request='"ClientRequestToken"', rare=True),
    row("Of PartiQL transactions", "ExecuteTransaction", r"\[.*\]", "absent",
        "API, ExecuteTransaction, ConsumedCapacity", path="ConsumedCapacity"),
    row("Item collections", "PutItem UpdateItem DeleteItem BatchWriteItem TransactWriteItems", r"\{.*\}", "absent",
        "API, PutItem, ReturnItemCollectionMetrics: SIZE", path="ItemCollectionMetrics"),
]
