"""Keys that are not what the table or an index says."""

from explanations import INVALID, ITEMS, LOCAL_KEY_FAULTS, row, texts

UNSUPPORTED_TYPE = "The update expression attempted to update the secondary index key to unsupported type"
LENGTH = "Parity, tests/tier3/limits/keyLength.test.ts"

ROWS = [
    texts("A key that is not the schema's", ITEMS, "The provided key element does not match the schema", LOCAL_KEY_FAULTS,
          "Parity, tests/tier3/error-messages/getItem.test.ts and transactWriteItems.test.ts, schema mismatch"),
    texts("An item without its key, or with another", ITEMS,
          "(Missing the key|" + INVALID + "(Missing the key|Type mismatch for key)) .+", LOCAL_KEY_FAULTS,
          "Parity, tests/tier3/error-messages/putItem.test.ts and transactWriteItems.test.ts, wrong-typed table key"),
    texts("An index key of another type", ITEMS, INVALID + "Type mismatch for Index Key .+", LOCAL_KEY_FAULTS,
          "Parity, tests/tier3/error-messages/transactIndexKeys.test.ts"),
    texts("An update of an index key to another type", ITEMS, "(" + UNSUPPORTED_TYPE + "|Type mismatch for attribute to update)",
          "(Invalid attribute value type|Updates on index keys must be of the same data type as the key attribute)",
          "Parity, tests/tier1/updateItem, secondary index key of wrong type"),
    row("An index key that AttributeUpdates set to another type", "UpdateItem ExecuteStatement",
        "ValidationException: " + UNSUPPORTED_TYPE, "200",
        "Parity, tests/tier1/updateItem, secondary index key of wrong type"),
    texts("Keys too long", ITEMS,
          INVALID + "(Size of hashkey has exceeded|Aggregated size of all range keys has exceeded) .+",
          "Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes", LENGTH),
    row("Values longer than any key", "Query",
        "ValidationException: " + INVALID + "(Size of hashkey|Aggregated size of all range keys) .+",
        "(200|ValidationException: .+)", LENGTH + ", on the read path"),
]
