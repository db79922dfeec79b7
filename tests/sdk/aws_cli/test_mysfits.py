"""A first afternoon with the mysfits and the Users table: each test is one step, in this order."""

import json


def by_index(index, attribute, value):
    return [
        "query", "--table-name", "MysfitsTable", "--index-name", index,
        "--key-condition-expression", f"{attribute} = :v",
        "--expression-attribute-values", json.dumps({":v": {"S": value}}),
    ]  # fmt: skip


ADA = ["--table-name", "Users", "--key", json.dumps({"Name": {"S": "Ada"}, "Title": {"S": "Dr"}})]


def test_create_mysfits_from_skeleton(aws):
    table = aws("create-table", "--cli-input-json", "file://mysfits/table.json")
    assert table["TableDescription"]["TableName"] == "MysfitsTable"
    aws("wait", "table-exists", "--table-name", "MysfitsTable")


def test_describe_mysfits(aws):
    table = aws("describe-table", "--table-name", "MysfitsTable")["Table"]
    assert table["TableStatus"] == "ACTIVE"
    assert table["KeySchema"] == [{"AttributeName": "MysfitId", "KeyType": "HASH"}]
    indexes = {index["IndexName"]: index for index in table["GlobalSecondaryIndexes"]}
    assert set(indexes) == {"LawChaosIndex", "GoodEvilIndex"}
    for name, index in indexes.items():
        assert index["KeySchema"] == [
            {"AttributeName": name.removesuffix("Index"), "KeyType": "HASH"},
            {"AttributeName": "MysfitId", "KeyType": "RANGE"},
        ]
        assert index["Projection"] == {"ProjectionType": "ALL"}
        assert index["IndexStatus"] == "ACTIVE"


def test_scan_empty(aws):
    reply = aws("scan", "--table-name", "MysfitsTable")
    assert (reply["Count"], reply["ScannedCount"], reply["Items"]) == (0, 0, [])


def test_populate(aws):
    reply = aws("batch-write-item", "--request-items", "file://mysfits/populate.json")
    assert reply["UnprocessedItems"] == {}


def test_scan_populated(aws):
    reply = aws("scan", "--table-name", "MysfitsTable")
    assert reply["Count"] == 15
    names = {item["Name"]["S"] for item in reply["Items"]}
    assert {"Bram", "Zephrine"} < names
    assert all(item["Adopted"] == {"BOOL": False} for item in reply["Items"])


def test_query_law_chaos_index(aws):
    reply = aws(*by_index("LawChaosIndex", "LawChaos", "Lawful"))
    assert reply["Count"] == 6
    ids = [item["MysfitId"]["S"] for item in reply["Items"]]
    assert ids == sorted(ids)
    assert all("Description" in item for item in reply["Items"])


def test_query_good_evil_index(aws):
    assert aws(*by_index("GoodEvilIndex", "GoodEvil", "Neutral"))["Count"] == 5


def test_create_mysfits_again(aws):
    message = aws.failing("create-table", "--cli-input-json", "file://mysfits/table.json")
    assert message.endswith(
        "An error occurred (ResourceInUseException) when calling the CreateTable operation: "
        "Table already exists: MysfitsTable"
    )


def test_create_users(aws):
    aws(
        "create-table", "--table-name", "Users",
        "--attribute-definitions", "AttributeName=Name,AttributeType=S",
        "AttributeName=Title,AttributeType=S",
        "--key-schema", "AttributeName=Name,KeyType=HASH", "AttributeName=Title,KeyType=RANGE",
        "--provisioned-throughput", "ReadCapacityUnits=5,WriteCapacityUnits=5",
    )  # fmt: skip
    aws("wait", "table-exists", "--table-name", "Users")


def test_put_user(aws):
    item = {"Name": {"S": "Ada"}, "Title": {"S": "Dr"}, "Visits": {"N": "1"}}
    assert aws("put-item", "--table-name", "Users", "--item", json.dumps(item)) == {}


def test_get_user(aws):
    assert aws("get-item", *ADA)["Item"]["Visits"] == {"N": "1"}


def test_update_user(aws):
    reply = aws(
        "update-item", *ADA,
        "--update-expression", "SET Visits = Visits + :one, Email = :email",
        "--expression-attribute-values",
        json.dumps({":one": {"N": "1"}, ":email": {"S": "ada@example.com"}}),
        "--return-values", "ALL_NEW",
    )  # fmt: skip
    assert reply["Attributes"]["Visits"] == {"N": "2"}
    assert reply["Attributes"]["Email"] == {"S": "ada@example.com"}


def test_delete_user(aws):
    reply = aws("delete-item", *ADA, "--return-values", "ALL_OLD")
    assert reply["Attributes"]["Visits"] == {"N": "2"}
    assert aws("get-item", *ADA) == {}


def test_list_both_tables(aws):
    assert aws("list-tables")["TableNames"] == ["MysfitsTable", "Users"]


def test_delete_tables(aws):
    for name in ("Users", "MysfitsTable"):
        reply = aws("delete-table", "--table-name", name)
        assert reply["TableDescription"]["TableName"] == name
        aws("wait", "table-not-exists", "--table-name", name)
    assert aws("list-tables")["TableNames"] == []
