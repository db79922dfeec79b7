"""Attribute values that are none."""

from explanations import IN_VALUES, INVALID, ITEMS, row, texts

LAYERS = "Parity, tests/tier3/error-messages/valueLayers.test.ts, "


def duplicates(of, sent, local):
    return texts("Duplicates in " + of, ITEMS, IN_VALUES + INVALID + sent + r"( for key :\w+)?",
                 IN_VALUES + local + r"( for key :\w+)?", LAYERS + "Duplicate set members")


ROWS = [
    duplicates("an SS", r"Input collection \[.+\] contains duplicates\.",
               INVALID + r"Input collection (\[.+\] )?contains duplicates\.?"),
    duplicates("a BS", r"Input collection \[.+\]of type BS contains duplicates\.",
               INVALID + r"Input collection of type BS contains duplicates\.?"),
    duplicates("an NS", r"Input collection contains duplicates\.", "Input collection contains duplicates"),
    texts("No number", ITEMS, "(ExpressionAttributeValues contains invalid value: )?The parameter cannot be converted to a "
          "numeric value.*", IN_VALUES + r"A value provided cannot be converted into a number( for key :\w+)?",
          LAYERS + "Number values"),
    texts("39 digits", ITEMS, "(ExpressionAttributeValues contains invalid value: )?Attempting to store more than 38 "
          r"significant digits in a Number( for key :\w+| under root.*)?",
          IN_VALUES + r"DynamoDB only supports precision up to 38 digits( for key :\w+)?", LAYERS + "Number values"),
    texts("No wrapper around a value's fault", "PutItem UpdateItem DeleteItem Query TransactWriteItems",
          "(?P<text>Supplied AttributeValue .+|One or more parameter values were invalid: (Null attribute|An? |Binary sets)"
          ".+|Empty attribute name|Number (over|under)flow.+|Nesting Levels have exceeded.+)",
          r"(ExpressionAttributeValues contains invalid value: |The provided starting key is invalid: ){text}"
          r"( for key :\w+)?", LAYERS + "no wrapper"),
    row("Binary bounds in base64", ITEMS, r"(?P<text>.*The BETWEEN operator requires .+; lower bound operand: .+)\{B:.*",
        r".*The BETWEEN operator requires .+\{B:java\.nio\.HeapByteBuffer\[pos=0 lim=\d cap=\d\]\}.*",
        "moto, tests/test_dynamodb, verified against AWS in July 2026", path=r"|Responses\[\d+\]\.Error\.Message", rare=True),
]
