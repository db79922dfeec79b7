"""What a row of the lists in explained/ is, and words for writing rows."""

import re

ITEMS = ("PutItem GetItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem TransactGetItems "
         "TransactWriteItems ExecuteStatement BatchExecuteStatement ExecuteTransaction")
TABLES = "CreateTable DeleteTable DescribeTable UpdateTable ListTables UpdateTimeToLive DescribeTimeToLive"
STATEMENTS = "ExecuteStatement BatchExecuteStatement ExecuteTransaction"
TRANSACTIONS = "TransactGetItems TransactWriteItems ExecuteTransaction"

INVALID = "One or more parameter values were invalid: "
IN_VALUES = "(ExpressionAttributeValues contains invalid value: |The provided starting key is invalid: )?"
MODELLED = r"400 com\.amazonaws\.dynamodb\.v20120810#"
CONDITION_FAILED = MODELLED + "ConditionalCheckFailedException: The conditional request failed"
NOT_FOUND = MODELLED + "ResourceNotFoundException: "

# What DynamoDB Local says of keys that are not the schema's.
LOCAL_KEY_FAULTS = ("(The number of conditions on the keys is invalid|Invalid attribute value type|One of the required "
                    "keys was not given a value|" + INVALID + "Type mismatch for (Index )?[Kk]ey)")
# What only the stored item shows of an update.
UPDATE_FAULTS = (
    "(An operand in the update expression has an incorrect data type|Attempting to store more than 38 significant digits "
    "in a Number|DynamoDB only supports precision up to 38 digits|Number (over|under)flow.+|The provided expression refers "
    "to an attribute that does not exist in the item|The document path provided in the update expression is invalid for "
    "update|" + INVALID + "Type mismatch for Index Key .+|The update expression attempted to update .+|One or more "
    "parameter values are not valid. .+)")


class Explanation:
    """Says of one kind of difference why AWS sides with us, and by which source.

    `ours` and `theirs` are regular expressions of a whole side; {name} in `theirs` stands for the text that the
    group `name` of `ours` matched. `path` is one of the difference's path, by default "" (one side is an error),
    and `request` one to be found in the request's JSON. `when` is asked last: when(call, ours, theirs). What is `rare`
    need not show in every run."""

    def __init__(self, name, operations, ours, theirs, source, path="", request="", when=None, rare=False):
        self.name = name
        self.operations = operations.split()
        self.ours = re.compile(ours, re.DOTALL)
        self.theirs = theirs
        self.source = source
        self.path = re.compile(path)
        self.request = re.compile(request, re.DOTALL)
        self.when = when
        self.rare = rare
        self.matched = 0

    def covers(self, call, request, difference):
        if call.operation not in self.operations or not self.path.fullmatch(difference.path):
            return False
        ours = self.ours.fullmatch(difference.ours)
        if not ours or not self.request.search(request):
            return False
        theirs = self.theirs
        for name, text in ours.groupdict().items():
            theirs = theirs.replace("{%s}" % name, re.escape(text or ""))
        if not re.fullmatch(theirs, difference.theirs, re.DOTALL):
            return False
        if self.when and not self.when(call, difference.ours, difference.theirs):
            return False
        self.matched += 1
        return True


row = Explanation


def texts(name, operations, ours, theirs, source, **more):
    """Of messages, whether they are of the answer, of a statement of a batch, or the reason why a transaction was
    cancelled; with the newer layer's envelope or without."""
    sides = [r'(?:ValidationException: |"|cancelled \[(?:\w+(?:: [^,\]]+)?, )*ValidationError: )'
             r'(?:1 validation error detected: )?(?:Validation failed in TransactStatements\[\d+\]: )?'
             + text + r'(?:"|, .*\]|\])?' for text in (ours, theirs)]
    return Explanation(name, operations, *sides, source,
                       path=r"|Responses\[\d+\]\.Error\.Message|CancellationReasons\[\d+\]\.Message", **more)


def capacity(name, operations, ours, theirs, source, path="", **more):
    """Of a part of ConsumedCapacity."""
    return Explanation(name, operations, ours, theirs, source, path=r"ConsumedCapacity(\[\d+\])?" + path, **more)
