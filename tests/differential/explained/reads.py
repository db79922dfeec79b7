"""What reads find, and where they go on."""

import json
import re

from explanations import INVALID, row, texts
from tables import TABLES

UNPROJECTED = "Parity, tests/tier2/partiql/indexQualifier.test.ts, unprojected attribute without the index key"


def filters_unprojected(call, *_):
    """Whether a read of an index looks for attributes that the index does not hold."""
    statement = call.body.get("Statement", "")
    name = re.search(r'FROM "(\w+)"\."(\w+)"', statement)
    table, index = name.groups() if name else (call.body.get("TableName"), call.body.get("IndexName"))
    table = next((known for known in TABLES if known.name == table), None)
    index = next((known for known in table.indexes if known.name == index), None) if table else None
    if not index or index.projection["ProjectionType"] == "ALL":
        return False
    held = {key for key, _ in table.primary.keys() + index.keys()} | set(index.projection.get("NonKeyAttributes", ()))
    filters = json.dumps([call.body.get(part) for part in ("FilterExpression", "ScanFilter", "QueryFilter",
                                                           "ExpressionAttributeNames")]) + statement.partition("WHERE")[2]
    return bool(set(re.findall(r"\b[a-i]\b", filters)) - held)


ROWS = [
    row("A scan of an index takes what it does not hold for missing", "Scan ExecuteStatement", r"\[.*\]|\d+",
        r"\[.*\]|\d+", UNPROJECTED, path="Items|Count|Pages", when=filters_unprojected),
    row("A PartiQL read by an index's key can't filter by what it does not hold", "ExecuteStatement",
        "ValidationException: " + INVALID + "Secondary index .+ does not project one or more filter attributes: .+",
        "200", "Parity, tests/tier3/error-messages/partiqlIndexQualifier.test.ts", when=filters_unprojected),
    texts("What a global index lacks, in the order of the request", "Query Scan ExecuteStatement",
          INVALID + "Global secondary index .+ does not project .+", INVALID + "Global secondary index .+ does not project .+",
          "Parity, tests/tier2/partiql/executeStatementIndex.test.ts, in statement order"),
    row("Consistent reads of a global index", "Query Scan ExecuteStatement",
        "ValidationException: (Consistent reads are not supported on global secondary indexes|Strongly consistent read is "
        "not supported on Global Secondary Indexes)",
        "ValidationException: Consistent read cannot be true when (querying|scanning) a GSI",
        "Parity, tests/tier3/error-messages/indexReads.test.ts"),
    row("The page that Limit ends", "Query ExecuteStatement", r"\d+", r"\d+",
        "Guide, Paginating table query results: LastEvaluatedKey does not mean that there is more", path="Pages",
        request='"Limit"', when=lambda call, ours, theirs: int(ours) == int(theirs) + 1),
    row("Start keys outside the partition", "Query",
        "ValidationException: The provided starting key is outside query boundaries based on provided conditions",
        "ValidationException: The provided starting key does not match the range key predicate",
        "dynalite, test/query.js", rare=True),
    row("Start keys of another shape", "Query Scan",
        "ValidationException: (The provided starting key .+|The provided starting key is invalid|The provided key element "
        "does not match the schema)",
        "ValidationException: (Exclusive Start Key must have same size as table's key schema|Type mismatch for attribute "
        "to update|The provided starting key .+|The query can return at most one row .+|Key attributes must be scalars; .+|Query condition missed "
        "key schema element)",
        "dynalite, test/query.js"),
    row("Start keys inside the range", "Query",
        "(200|ValidationException: The query can return at most one row and cannot be restarted)",
        "ValidationException: The provided starting key does not match the range key predicate",
        "API, Query, ExclusiveStartKey: any LastEvaluatedKey; dynalite, test/query.js", rare=True),
    row("NOT_CONTAINS of what is not there", "Query Scan", r"\d+|\[.*\]", r"\d+|\[.*\]",
        "API, Condition: NOT_CONTAINS tests for absence", path="Items|Count", request="NOT_CONTAINS"),
]
