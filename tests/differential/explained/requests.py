"""Requests that are refused for what they are, before any table is looked at."""

from explanations import ITEMS, NOT_FOUND, TABLES, row, texts

CONSTRAINTS = (r"ValidationException: \d validation errors? detected: .*(failed to satisfy constraint|Failed to satisfy "
               r"constraint): .*|ValidationException: (Failed to satisfy constraint: .*|The parameter 'TableName' is required"
               r" but was not present in the request|TableName must be at least .*)")
SELECT_RULES = ("(Must specify the AttributesToGet|ALL_PROJECTED_ATTRIBUTES can be used only|Cannot specify the) .+")
ENVELOPE = "Parity, tests/tier3/error-messages/putItem.test.ts, request validation envelope"
ORDER = "Parity, tests/tier3/validation-ordering/transactions.test.ts: before the request is read any further"

ROWS = [
    row("Envelope", "PutItem UpdateItem DeleteItem",
        "ValidationException: 1 validation error detected: (?P<text>.+)", "ValidationException: {text}", ENVELOPE),
    row("Envelope around the rules of Select", "Query Scan",
        "ValidationException: 1 validation error detected: (?P<text>%s)" % SELECT_RULES, "ValidationException: {text}",
        "moto, tests/test_dynamodb/test_dynamodb_select.py"),
    row("The rules of Select come before the table", "Query Scan",
        "ValidationException: (1 validation error detected: )?" + SELECT_RULES, "ValidationException: .+",
        "dynalite, test/query.js", request='"Select"', rare=True),
    row("Constraints of the model, before all else", ITEMS + " " + TABLES, CONSTRAINTS, "(?!200).*", ORDER),
    row("Constraints of the model that DynamoDB Local does not know", ITEMS + " " + TABLES, CONSTRAINTS, "200", ORDER,
        request=r'BOGUS|XOR|"AttributesToGet": \[\]|"Return\w+": "x"'),
    row("Types in the JSON", ITEMS + " " + TABLES, r"400 com\.amazon\.coral\.service#SerializationException: .+", ".+",
        "dynalite, test/helpers.js, assertType"),
    row("A name of two letters", ITEMS, NOT_FOUND + "Requested resource not found",
        "ValidationException: Invalid table/index name.+", "API, PutItem, TableName: minimum length of 1",
        request='"(No|x)"'),
    row("Missing tables", ITEMS, NOT_FOUND + "Requested resource not found",
        NOT_FOUND + "Cannot do operations on a non-existent table",
        "Parity, tests/tier3/error-messages/getItem.test.ts, non-existent table"),
    row("DynamoDB Local fails", ITEMS + " " + TABLES, "(?!500).*", r"500 com\.amazonaws\.dynamodb\.v20120810#InternalFailure.*",
        "API, Common Errors: InternalFailure is a failure of the server, not an answer to the request"),
    row("ReturnValues of PutItem and DeleteItem", "PutItem DeleteItem",
        "ValidationException: (1 validation error detected: )?ReturnValues can only be ALL_OLD or NONE",
        "ValidationException: Return values set to invalid value",
        "Parity, tests/tier3/validation-ordering/deepRequests.test.ts, DeleteItem ReturnValues"),
    row("Segments", "Scan",
        "ValidationException: The .*TotalSegments parameter .*|ValidationException: The Segment parameter .*",
        "ValidationException: (If (total )?segments? is specified, .+|1 validation error detected: Value '-?\\d+' at "
        "'segment' failed to satisfy constraint: Member must have value less than or equal to -?\\d+)",
        "Parity, tests/tier3/error-messages/scan.test.ts, Segment and TotalSegments"),
    texts("Nothing to write", "BatchWriteItem", "The requestItems parameter is required for BatchWriteItem",
          "BatchWriteItem cannot have a null or no requests set",
          "Parity, tests/tier3/error-messages/batchWriteItem.test.ts, empty RequestItems", rare=True),
    row("Duplicates in AttributesToGet", "GetItem Query Scan BatchGetItem",
        "ValidationException: One or more parameter values were invalid: Duplicate value in attribute name: .+",
        "ValidationException: (Cannot have two attributes with the same name|Cannot specify the AttributesToGet when .+)",
        "dynalite, test/getItem.js", rare=True),
    texts("Types of AttributeUpdates by their short names", "UpdateItem",
          "(?P<text>One or more parameter values were invalid: (ADD|DELETE) action (with value )?is not supported for the "
          r"type )\w+", r"{text}\w+", "dynalite, test/updateItem.js"),
    row("SIZE is a reserved word", ITEMS,
        r"ValidationException: (1 validation error detected: )?Invalid \w+: Attribute name is a reserved keyword; reserved "
        "keyword: (?i:size)", "(200|ValidationException: .+|400 .+)", "Guide, Reserved words in DynamoDB", rare=True),
    texts("Types that attribute_type knows", ITEMS,
          r"(?P<text>Invalid \w+: Invalid attribute type name found; type: X, valid types: )\{S,SS,N,NS,B,BS,BOOL,NULL,L,M\}",
          r"{text}\{N,BS,L,B,NULL,M,S,SS,NS,BOOL\}", "ExtendDB, dual-target tests against AWS, 2026"),
    texts("Values without an expression, plainly", "PutItem UpdateItem DeleteItem",
          "(?P<text>ExpressionAttributeValues can only be specified when using expressions)", "{text}: .+ (is|are) null",
          ENVELOPE, rare=True),
    texts("The missing key's name", "Query", r"(?P<text>Query condition missed key schema element): \w", "{text}",
          "Parity, tests/tier3/error-messages/query.test.ts, missing hash key in KeyConditionExpression", rare=True),
    row("Operators that KeyConditions can't have", "Query",
        "ValidationException: Attempted conditional constraint is not an indexable operation", "ValidationException: .+",
        "dynalite, test/query.js", request='"KeyConditions"', rare=True),
    texts("Operators that key conditions can't have", "Query",
          "Invalid KeyConditionExpression: (?P<text>.+)", "{text}",
          "Parity, tests/tier3/error-messages/queryKeyConditionOperands.test.ts, two conditions on the sort key", rare=True),
]
