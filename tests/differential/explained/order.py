"""Which of several faults is told, and which of several names."""

from explanations import (CONDITION_FAILED, INVALID, ITEMS, LOCAL_KEY_FAULTS, STATEMENTS, TRANSACTIONS, UPDATE_FAULTS, row,
                          texts)

BAD_KEY_VALUE = "One or more parameter values are not valid. .+"
OVERLAP = ("Parity, tests/tier3/error-messages/scan.test.ts, overlapping parent and child paths; with further paths the "
           "service names one by the order of a hash table, as dynalite, test/updateItem.js, has recorded")
MIXED = "Parity, tests/tier3/error-messages/putItem.test.ts, mixing"

ROWS = [
    row("The request's own faults come before those that need the table", "PutItem UpdateItem DeleteItem",
        "ValidationException: 1 validation error detected: .+",
        "(" + CONDITION_FAILED + "|ValidationException: (Hash primary key values must be under .+|" + UPDATE_FAULTS + "|" + LOCAL_KEY_FAULTS + "|Type mismatch for "
        "attribute to update|Updates on index keys must be of the same data type as the key attribute))",
        "Parity, tests/tier3/error-messages/putItem.test.ts, request validation envelope"),
    row("Keys in expressions are looked at before conditions are judged", "UpdateItem ExecuteStatement PutItem DeleteItem",
        "ValidationException: (Key attributes must be scalars; .+|The update expression attempted to update the secondary "
        "index key to unsupported type)", CONDITION_FAILED, "dynalite, test/updateItem.js", rare=True),
    row("Keys in expressions of a batch's statements, too", "BatchExecuteStatement",
        '"(Key attributes must be scalars; .+|ValidationError)"', '"(The conditional request failed|ConditionalCheckFailed)"',
        "dynalite, test/updateItem.js", path=r"Responses\[\d+\]\.Error\.(Message|Code)", rare=True),
    row("Empty keys come before their type", TRANSACTIONS, "ValidationException: " + BAD_KEY_VALUE,
        r"(400 com\.amazonaws\.dynamodb\.v20120810#TransactionCanceledException: " + INVALID
        + r"Type mismatch for key|cancelled .+|ValidationException: Transaction request cannot include .+)",
        "Parity, tests/tier3/error-messages/transactWriteItems.test.ts, empty-string Key: top-level empty-value message"),
    row("Nesting comes before what a value is for", "Query Scan UpdateItem PutItem DeleteItem",
        "ValidationException: (1 validation error detected: |ExpressionAttributeValues contains invalid value: )?"
        "Nesting Levels have exceeded supported limits: .+", "(200|ValidationException: .+)",
        "Parity, tests/tier3/limits/nestingDepth.test.ts, validated up front", rare=True),
    row("Nesting in transactions, too", "TransactWriteItems",
        "ValidationException: Nesting Levels have exceeded supported limits: .+",
        "(200|cancelled .+|ValidationException: " + UPDATE_FAULTS + ")",
        "Parity, tests/tier3/limits/nestingDepth.test.ts: so in the regions where the newer layer is", rare=True),
    row("Keys come before what an update does", "TransactWriteItems ExecuteTransaction",
        r"cancelled \[.*(The provided key element does not match the schema|Missing the key .+|Type mismatch for (key|Index "
        r"Key) .+|Size of hashkey .+|Aggregated size of .+|Key attributes must be scalars.+).*\]",
        "(ValidationException: (" + UPDATE_FAULTS + "|" + LOCAL_KEY_FAULTS + ")|cancelled .+|200)",
        "Parity, tests/tier3/error-messages/transactWriteItems.test.ts, cancelled with schema-mismatch reason"),
    row("One item twice, before anything else is looked at", "TransactWriteItems",
        "ValidationException: Transaction request cannot include multiple operations on one item",
        "(ValidationException: .+|cancelled .+)",
        "API, TransactWriteItems: the request fails when it has several actions on one item"),
    row("Expressions come before one item twice", "TransactGetItems TransactWriteItems",
        r"ValidationException: Invalid \w+Expression: .+",
        "ValidationException: Transaction request cannot include multiple operations on one item",
        "Parity, tests/tier3/validation-ordering/transactions.test.ts: before any action runs", rare=True),
    row("An item that can't be, or one twice", "TransactWriteItems TransactGetItems", r"cancelled \[.*ValidationError: .+",
        "ValidationException: Transaction request cannot include multiple operations on one item",
        "Parity, tests/tier3/validation-ordering/transactions.test.ts: both come last, and no order is given to them",
        rare=True),
    row("Both kinds of parameters come before what they hold", "GetItem Query Scan",
        "ValidationException: Can not use both expression and non-expression parameters in the same request: .+",
        "ValidationException: .+", MIXED, rare=True),
    row("Values of an action come before its expressions", "TransactWriteItems",
        "ValidationException: (Nesting Levels have exceeded|Supplied AttributeValue|" + INVALID + "An? |Empty attribute).+",
        "(ValidationException: Invalid .+|cancelled .+)",
        "Parity, tests/tier3/validation-ordering/deepRequests.test.ts, TransactWriteItems action order", rare=True),
    row("Segments come before expressions", "Scan", "ValidationException: The .*Segment.* parameter .+",
        "ValidationException: (Invalid .+Expression: .+|Value provided in .+)", "dynalite, test/scan.js and validations/scan.js", rare=True),
    texts("Conditions come before updates", "UpdateItem", "Invalid ConditionExpression: .+", "Invalid UpdateExpression: .+",
          "u19r/aux-storage, captures from AWS, May 2026", rare=True),
    texts("The key condition comes before other expressions", "Query", "Invalid KeyConditionExpression: .+",
          "Invalid (Filter|Projection)Expression: .+", "dynalite, test/query.js", rare=True),
    row("Types of key conditions come before their sizes", "Query",
        "ValidationException: " + INVALID + "Condition parameter type does not match schema type",
        "ValidationException: " + INVALID + "(Size of hashkey|Aggregated size of all range keys) .+",
        "Parity, tests/tier3/error-messages/queryKeyConditionOperands.test.ts, fails the schema check", rare=True),
    row("Keys come before items twice", "BatchWriteItem",
        "ValidationException: (" + BAD_KEY_VALUE + "|The provided key element does not match the schema|" + INVALID
        + "(Type mismatch for Index Key|Size of hashkey|Aggregated size of) .+)",
        "ValidationException: (Provided list of item keys contains duplicates|" + BAD_KEY_VALUE + ")",
        "dynalite, validations/batchWriteItem.js", rare=True),
    row("Two faults in the items of a batch", "BatchWriteItem",
        "ValidationException: (" + BAD_KEY_VALUE + "|" + INVALID + "(Size of hashkey|Aggregated size of|Type mismatch) .+)",
        "ValidationException: (" + BAD_KEY_VALUE + "|" + LOCAL_KEY_FAULTS + "|Hash primary key values must be under .+)",
        "API, BatchWriteItem: refused as a whole for any of them, and no order is given to their faults", rare=True),
    texts("Two faults of one update", "UpdateItem TransactWriteItems " + STATEMENTS, UPDATE_FAULTS,
          "(" + UPDATE_FAULTS + "|" + LOCAL_KEY_FAULTS
          + "|Updates on index keys must be of the same data type as the key attribute|Type mismatch for attribute to "
          "update)", "Guide, Update expressions: all actions read the item as it was, and no order is given to their faults"),
    texts("Two index keys that can't be", ITEMS,
          "(" + BAD_KEY_VALUE + " IndexName: .+|" + INVALID + "Type mismatch for Index Key .+)",
          "(" + BAD_KEY_VALUE + " IndexName: .+|" + LOCAL_KEY_FAULTS + ")",
          "Guide, Secondary indexes: no order is given to the indexes' faults", rare=True),
    texts("Two paths that overlap, among others", ITEMS,
          r"(?P<text>Invalid \w+: Two document paths overlap with each other; must remove or rewrite one of these paths; path "
          r"one: \[.+\], path two: )\[.+\]", r"{text}\[.+\]", OVERLAP),
    texts("Two paths that conflict, among others", ITEMS,
          r"(?P<text>(Invalid \w+: )?Two document paths conflict with each other; must remove or rewrite one of these paths; "
          r"path one: )\[.+\], path two: \[.+\]", r"{text}\[.+\], path two: \[.+\]", OVERLAP, rare=True),
    texts("Of several keys in a filter", "Query",
          r"(?P<text>(Filter Expression|QueryFilter) can only contain non-primary key attributes: Primary key attribute: )\w",
          r"{text}\w", "API, Query, FilterExpression: no key attribute, and no order is given to them", rare=True),
    texts("Of several keys with paths into them", ITEMS, r"(?P<text>Key attributes must be scalars; .+: IndexKey: )\w",
          r"{text}\w", "Guide, Secondary indexes: no order is given to the indexes' faults", rare=True),
    texts("The shape of a key condition, or a value that none uses", "Query",
          "Invalid KeyConditionExpression: (Invalid condition in KeyConditionExpression: Multiple attribute names used in one "
          "condition|KeyConditionExpressions cannot contain nested operations)",
          "Value provided in ExpressionAttribute(Values|Names) unused in expressions: .+",
          "moto, tests/test_dynamodb/exceptions/test_dynamodb_exceptions.py, where the service was seen to answer either",
          rare=True),
]
