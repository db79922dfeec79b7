"""Transactions, and how they are cancelled."""

from explanations import LOCAL_KEY_FAULTS, MODELLED, TRANSACTIONS, row

SCHEMA_MISMATCH = "Parity, tests/tier3/error-messages/transact%sItems.test.ts, cancelled with schema-mismatch reason"
MISMATCH = MODELLED + "IdempotentParameterMismatchException"

ROWS = [
    row("A fault that needs the table cancels", TRANSACTIONS,
        r"cancelled \[(\w+(: [^,\]]+)?, )*ValidationError: (?P<text>.+?)(, (None|\w+: ).*)?\]",
        "ValidationException: {text}", SCHEMA_MISMATCH % "Write"),
    row("Keys in TransactGetItems", "TransactGetItems",
        r"cancelled \[.*The provided key element does not match the schema.*\]",
        r"(400 com\.amazonaws\.dynamodb\.v20120810#TransactionCanceledException: )?" + LOCAL_KEY_FAULTS,
        SCHEMA_MISMATCH % "Get"),
    row("An existing item in an INSERT cancels", "ExecuteTransaction",
        r"cancelled \[(?P<before>.*)DuplicateItem: Duplicate primary key exists in table(?P<after>.*)\]",
        r"cancelled \[.*ValidationError: Duplicate primary key exists in table.*\]",
        "API, TransactWriteItems, CancellationReasons: DuplicateItem"),
    row("A reason's full stop", "TransactWriteItems ExecuteTransaction", '"(?P<text>The conditional request failed)"',
        r'"{text}\."', "Parity, tests/tier3/error-messages/transactWriteItems.test.ts, positional reason codes",
        path=r"CancellationReasons\[\d+\]\.Message"),
    row("Another transaction under a known token", "TransactWriteItems", MISMATCH + ": .+", MISMATCH + ": ",
        "API, TransactWriteItems, IdempotentParameterMismatchException: the exception, of which DynamoDB Local leaves out "
        "the text"),
]
