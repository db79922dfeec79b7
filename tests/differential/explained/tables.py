"""Tables, as they are made, changed and described."""

from explanations import INVALID, MODELLED, NOT_FOUND, TABLES, row

CREATE = "dynalite, test/createTable.js; Parity, tests/tier3/error-messages/createTable.test.ts"
UPDATE = "Quirks, DDB-TABLE-018, UpdateTable"
TIME_TO_LIVE = "Quirks, UpdateTimeToLive, renaming the attribute"
INDEX = r"Table(Description)?\.GlobalSecondaryIndexes\[\d+\]"

# What is wrong with a definition of a table, in the service's words and in DynamoDB Local's.
REFUSED = "(" + "|".join([
    "Invalid KeySchema: .+", "Both the Hash Key and the Range Key element in the KeySchema have the same name",
    INVALID + "(Some (index key attributes are not defined|AttributeDefinitions are not used).+|Unknown ProjectionType: null|"
    "ProjectionType is .+|List of .+ is empty|Duplicate index name: .+|Number of attributes in KeySchema does not exactly match .+|Table KeySchema "
    "does not have a range key, .+|Index KeySchema does not .+|ReadCapacityUnits and WriteCapacityUnits must both be "
    "specified .+|ProvisionedThroughput must be specified for index: .+)"]) + ")"
LOCALLY = "(" + "|".join([
    "No Hash Key specified in schema\\..+", "Too many hash keys specified\\..+", "Invalid key order\\..+", "Two keys can not have the same name",
    r"((Local|Global) Secondary Index )?([Hh]ash|[Rr]ange) [Kk]ey not specified in Attribute Definitions\. ?.*",
    "The number of attributes in key schema must match .+", "Indexes must have a projection specified",
    "If Projection type INCLUDE is specified, .+", "No attributes should be specified to be projected .+",
    "Two (global|local) secondary indices have the same name", "Local Secondary indices are not allowed on hash tables, .+",
    "No provisioned throughput specified for the (table|global secondary index)", "No Attribute Schema Defined",
    "The table does not have the specified index.*", "Some AttributeDefinitions are not used.*"]) + ")"
THROUGHPUT = (INVALID + "(Neither ReadCapacityUnits nor WriteCapacityUnits can be specified|ProvisionedThroughput should not "
              "be specified for index: .+) when BillingMode is PAY_PER_REQUEST")

ROWS = [
    row("Tables that are not there", TABLES, NOT_FOUND + "Requested resource not found: Table: .+ not found",
        NOT_FOUND + "Cannot do operations on a non-existent table", "dynalite, test/deleteTable.js and test/describeTable.js"),
    row("Tables that are there", "CreateTable", MODELLED + r"ResourceInUseException: Table already exists: \w+",
        MODELLED + "ResourceInUseException: Cannot create preexisting table",
        "moto, tests/test_dynamodb/test_dynamodb.py, Table already exists"),
    row("Definitions that can't be", "CreateTable UpdateTable", "ValidationException: " + REFUSED, "ValidationException: " + LOCALLY,
        CREATE),
    row("Definitions that none uses", "CreateTable",
        "ValidationException: " + INVALID + "Some AttributeDefinitions are not used.+", "200", "dynalite, test/createTable.js",
        rare=True),
    row("Definitions that can't be, of tables that are there", "CreateTable",
        "ValidationException: (" + REFUSED + "|" + THROUGHPUT + ")",
        MODELLED + "ResourceInUseException: Cannot create preexisting table",
        "Parity, tests/tier3/validation-ordering/createTable.test.ts", rare=True),
    row("Indexes that are there come before what else is wrong", "UpdateTable",
        "ValidationException: Attempting to create an index which already exists", "ValidationException: .+",
        "Quirks, UpdateTable: Attempting to create an index which already exists", rare=True),
    row("Deletion protection lasts", "DescribeTable UpdateTable DeleteTable CreateTable", "true", "false",
        "Guide, Using deletion protection: until it is disabled", path=r"Table(Description)?\.DeletionProtectionEnabled"),
    row("Deletion protection that lasted", "DeleteTable",
        "ValidationException: Resource cannot be deleted as it is currently protected against deletion. .+", "200",
        "Guide, Using deletion protection: until it is disabled", rare=True),
    row("Throughput on demand", "CreateTable UpdateTable", "ValidationException: " + THROUGHPUT, "(200|.+Exception: .+)",
        "dynalite, test/createTable.js and test/updateTable.js"),
    row("Tables and indexes come and go over time", "CreateTable UpdateTable DeleteTable", '"(CREATING|DELETING|UPDATING)"',
        '"ACTIVE"', "API, CreateTable and DeleteTable: the status that the answer shows",
        path=r"TableDescription\.(TableStatus|GlobalSecondaryIndexes\[\d+\]\.IndexStatus)"),
    row("What is left of a description", "DeleteTable", "absent", r"\[.+\]", "dynalite, test/deleteTable.js",
        path=r"TableDescription\.(KeySchema|AttributeDefinitions)"),
    row("Warm throughput", "DescribeTable", r"\{.*\}", "absent", "API, TableDescription, WarmThroughput",
        path=r"Table(\.GlobalSecondaryIndexes\[\d+\])?\.WarmThroughput"),
    row("Throughput of an index", "CreateTable DescribeTable UpdateTable DeleteTable", r"\{.*\}|0", "absent|5",
        "API, GlobalSecondaryIndexDescription, ProvisionedThroughput; on demand its units are 0",
        path=INDEX + r"\.ProvisionedThroughput(\.\w+)?"),
    row("Limits on demand, where none were set", "DescribeTable UpdateTable DeleteTable", "absent",
        r'\{"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": -1\}', "API, OnDemandThroughput: set when it is specified",
        path=INDEX + r"\.OnDemandThroughput", rare=True),
    row("Size of a new index", "UpdateTable", "0", "absent", "API, GlobalSecondaryIndexDescription",
        path=INDEX + r"\.(IndexSizeBytes|ItemCount)"),
    row("Nothing to update", "UpdateTable", "ValidationException: At least one of ProvisionedThroughput, .+",
        "(ValidationException: Nothing to update|" + NOT_FOUND + "Cannot do operations on a non-existent table)",
        "dynalite, test/updateTable.js"),
    row("The same throughput", "UpdateTable",
        "ValidationException: The provisioned throughput for the table will not change. .+",
        "ValidationException: The requested throughput value equals the current value", "dynalite, test/updateTable.js",
        rare=True),
    row("Decreases are counted", "UpdateTable DescribeTable DeleteTable", r"\d+", "0",
        "API, ProvisionedThroughputDescription, NumberOfDecreasesToday",
        path=r"Table(Description)?\.ProvisionedThroughput\.NumberOfDecreasesToday", rare=True),
    row("The attribute of an index that goes", "UpdateTable", r"\[.+\]", r"\[.+\]",
        "API, UpdateTable: deletion of an index takes time, and until then it has its key",
        path=r"TableDescription\.AttributeDefinitions", request='"Delete"', rare=True),
    row("The table without a stream", "UpdateTable", "ValidationException: (?P<text>Table .+): TableName: .+",
        "ValidationException: {text}", UPDATE),
    row("The attribute that is the time to live", "UpdateTimeToLive",
        "ValidationException: (?P<text>TimeToLive is active on a different AttributeName): .+", "ValidationException: {text}",
        TIME_TO_LIVE),
]
