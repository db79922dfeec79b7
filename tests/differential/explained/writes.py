"""What writes do, and what the streams tell of it."""

from explanations import CONDITION_FAILED, row

ROWS = [
    row("NOT_CONTAINS of what is not there, expected", "PutItem UpdateItem DeleteItem",
        "200|ValidationException: Type mismatch for attribute to update", CONDITION_FAILED,
        "API, ExpectedAttributeValue: NOT_CONTAINS tests for absence", request="NOT_CONTAINS", rare=True),
    row("Only what an update wrote", "UpdateItem", r"absent|\[.*\]", ".+",
        "API, UpdateItem, ReturnValues: only the updated attributes", path=r"Attributes\..+",
        request='"ReturnValues": "UPDATED_', rare=True),
    row("Bytes of a number", "GetRecords", r"\d+", r"\d+", "Parity, tests/tier3/limits/numberByteSize.test.ts",
        path=r"since the last check\[\d+\]\.SizeBytes", rare=True),
]
