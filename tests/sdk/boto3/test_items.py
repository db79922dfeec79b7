"""Scenarios of tests/sdk/README.md that are about single items."""

from decimal import Decimal

import pytest
from boto3.dynamodb.types import Binary


@pytest.fixture
def table(resource, tables):
    return resource.Table(tables.create("t", ("id", "S")))


def failure(code, call, **request):
    """Calls, and returns the error's response; the error has to carry this code."""
    with pytest.raises(Exception) as error:
        call(**request)
    response = getattr(error.value, "response", None)
    assert response is not None, error.value
    assert response["Error"]["Code"] == code
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 400
    return response


def test_item_round_trip(client, tables):
    name = tables.create("t", ("id", "S"))
    item = {
        "id": {"S": "snowman \u2603 and \U0001f9a4"},
        "text": {"S": 'quotes " and \\ and \n newline'},
        "empty": {"S": ""},
        "number": {"N": "-12.5"},
        "bytes": {"B": b"\x00\xff\x10"},
        "yes": {"BOOL": True},
        "no": {"BOOL": False},
        "nothing": {"NULL": True},
        "list": {"L": [{"S": "a"}, {"N": "1"}, {"L": []}, {"M": {}}]},
        "map": {"M": {"inner": {"M": {"deep": {"BOOL": True}}}}},
    }
    client.put_item(TableName=name, Item=item)
    got = client.get_item(TableName=name, Key={"id": item["id"]}, ConsistentRead=True)["Item"]
    assert got == item
    assert "Item" not in client.get_item(TableName=name, Key={"id": {"S": "missing"}})


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ("0.1", "0.1"),
        ("-0", "0"),
        ("007.2300", "7.23"),
        ("1E3", "1000"),
        ("1e-130", "0." + "0" * 129 + "1"),
        ("-9.9999999999999999999999999999999999999E+125", "-" + "9" * 38 + "0" * 88),
    ],
)
def test_numbers(client, tables, sent, kept):
    name = tables.create("t", ("id", "N"))
    client.put_item(TableName=name, Item={"id": {"N": sent}, "n": {"N": sent}})
    item = client.get_item(TableName=name, Key={"id": {"N": kept}})["Item"]
    assert item == {"id": {"N": kept}, "n": {"N": kept}}


def test_numbers_refused(client, tables):
    name = tables.create("t", ("id", "S"))
    for number in ("1" * 39, "1E126", "1E-131", "abc", ""):
        item = {"id": {"S": "n"}, "n": {"N": number}}
        failure("ValidationException", client.put_item, TableName=name, Item=item)
    assert client.scan(TableName=name)["Count"] == 0


def test_binary_and_sets(client, table):
    every_byte = bytes(range(256))
    table.put_item(
        Item={
            "id": "1",
            "blob": every_byte,
            "words": {"b", "a", "\u00e9"},
            "numbers": {Decimal(3), Decimal("1.5")},
            "blobs": {Binary(b"\x01"), Binary(b"\x02\x03")},
        }
    )
    item = table.get_item(Key={"id": "1"})["Item"]
    assert item["blob"].value == every_byte
    assert item["words"] == {"a", "b", "\u00e9"}
    assert item["numbers"] == {Decimal("1.5"), Decimal(3)}
    assert item["blobs"] == {Binary(b"\x01"), Binary(b"\x02\x03")}
    for bad in ({"SS": []}, {"SS": ["a", "a"]}, {"NS": ["1", "1.0"]}):
        item = {"id": {"S": "2"}, "set": bad}
        failure("ValidationException", client.put_item, TableName=table.name, Item=item)


def test_put_conditions(client, table):
    old = {"id": {"S": "1"}, "v": {"N": "1"}}
    new = {"id": {"S": "1"}, "v": {"N": "2"}}
    request = {
        "TableName": table.name,
        "Item": new,
        "ConditionExpression": "attribute_not_exists(id)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    client.put_item(**{**request, "Item": old})
    refused = failure("ConditionalCheckFailedException", client.put_item, **request)
    assert refused["Error"]["Message"] == "The conditional request failed"
    assert refused["Item"] == old

    request["ConditionExpression"] = "v BETWEEN :low AND :high AND NOT contains(id, :x)"
    request["ExpressionAttributeValues"] = {
        ":low": {"N": "0"},
        ":high": {"N": "1"},
        ":x": {"S": "x"},
    }
    reply = client.put_item(**request, ReturnValues="ALL_OLD")
    assert reply["Attributes"] == old
    refused = failure("ConditionalCheckFailedException", client.put_item, **request)
    assert refused["Item"] == new


def test_update_expressions(table):
    reply = table.update_item(
        Key={"id": "1"},
        UpdateExpression="SET #n = if_not_exists(#n, :zero) + :one, tags = :tags, m = :map "
        "ADD words :words, seen :one",
        ExpressionAttributeNames={"#n": "name"},
        ExpressionAttributeValues={
            ":zero": 0,
            ":one": 1,
            ":tags": ["a"],
            ":map": {"x": 1, "y": 2},
            ":words": {"red", "blue"},
        },
        ReturnValues="ALL_NEW",
    )
    assert reply["Attributes"] == {
        "id": "1",
        "name": 1,
        "tags": ["a"],
        "m": {"x": 1, "y": 2},
        "words": {"red", "blue"},
        "seen": 1,
    }
    reply = table.update_item(
        Key={"id": "1"},
        UpdateExpression="SET tags = list_append(:front, tags), m.x = m.y - :one "
        "REMOVE m.y DELETE words :red ADD seen :one",
        ExpressionAttributeValues={":front": ["z"], ":one": 1, ":red": {"red"}},
        ConditionExpression="size(tags) = :one",
        ReturnValues="UPDATED_NEW",
    )
    assert reply["Attributes"]["tags"] == ["z", "a"]
    assert reply["Attributes"]["words"] == {"blue"}
    assert reply["Attributes"]["seen"] == 2
    assert reply["Attributes"]["m"] == {"x": 1}
    reply = table.update_item(
        Key={"id": "1"},
        UpdateExpression="REMOVE tags[0]",
        ReturnValues="UPDATED_OLD",
    )
    assert reply["Attributes"] == {"tags": ["z"]}


def test_delete_item(client, table):
    table.put_item(Item={"id": "1", "v": 1})
    failure(
        "ConditionalCheckFailedException",
        client.delete_item,
        TableName=table.name,
        Key={"id": {"S": "1"}},
        ConditionExpression="v > :v",
        ExpressionAttributeValues={":v": {"N": "1"}},
    )
    assert table.delete_item(Key={"id": "1"}, ReturnValues="ALL_OLD")["Attributes"]["v"] == 1
    assert "Attributes" not in table.delete_item(Key={"id": "1"}, ReturnValues="ALL_OLD")


def test_projection(table):
    table.put_item(Item={"id": "1", "name": "n", "list": [1, 2, {"deep": "yes", "other": 0}]})
    reply = table.get_item(
        Key={"id": "1"},
        ProjectionExpression="#n, #l[2].deep, absent",
        ExpressionAttributeNames={"#n": "name", "#l": "list"},
    )
    assert reply["Item"] == {"name": "n", "list": [{"deep": "yes"}]}


def test_errors(client, table):
    missing = failure(
        "ResourceNotFoundException", client.get_item, TableName="no-such", Key={"id": {"S": "1"}}
    )
    assert missing["Error"]["Message"] == "Requested resource not found"
    wrong = failure(
        "ValidationException", client.get_item, TableName=table.name, Key={"other": {"S": "1"}}
    )
    assert wrong["Error"]["Message"] == "The provided key element does not match the schema"
    keyless = failure(
        "ValidationException", client.put_item, TableName=table.name, Item={"a": {"S": "1"}}
    )
    assert keyless["Error"]["Message"].endswith("Missing the key id in the item")
    syntax = failure(
        "ValidationException",
        client.update_item,
        TableName=table.name,
        Key={"id": {"S": "1"}},
        UpdateExpression="SET a = = b",
    )
    # Most regions put "1 validation error detected: " before it.
    assert "Invalid UpdateExpression: Syntax error; token: " in syntax["Error"]["Message"]
    unused = failure(
        "ValidationException",
        client.put_item,
        TableName=table.name,
        Item={"id": {"S": "1"}},
        ConditionExpression="attribute_exists(id)",
        ExpressionAttributeValues={":unused": {"S": "x"}},
    )
    assert ":unused" in unused["Error"]["Message"]
    big = failure(
        "ValidationException",
        client.put_item,
        TableName=table.name,
        Item={"id": {"S": "1"}, "big": {"S": "x" * 409600}},
    )
    assert big["Error"]["Message"].endswith("Item size has exceeded the maximum allowed size")


def test_consumed_capacity(client, tables):
    name = tables.create(
        "t",
        ("id", "S"),
        MoreAttributes=[{"AttributeName": "colour", "AttributeType": "S"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "ByColour",
                "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    put = client.put_item(
        TableName=name,
        Item={"id": {"S": "1"}, "colour": {"S": "red"}, "text": {"S": "x" * 4500}},
        ReturnConsumedCapacity="INDEXES",
    )["ConsumedCapacity"]
    assert put["CapacityUnits"] == 10.0
    assert put["Table"]["CapacityUnits"] == 5.0
    assert put["GlobalSecondaryIndexes"]["ByColour"]["CapacityUnits"] == 5.0
    for consistent, units in ((True, 2.0), (False, 1.0)):
        got = client.get_item(
            TableName=name,
            Key={"id": {"S": "1"}},
            ConsistentRead=consistent,
            ReturnConsumedCapacity="TOTAL",
        )["ConsumedCapacity"]
        assert got == {"TableName": name, "CapacityUnits": units}


def test_legacy_writes(client, table):
    key = {"id": {"S": "1"}}
    client.put_item(
        TableName=table.name, Item={**key, "v": {"N": "1"}}, Expected={"id": {"Exists": False}}
    )
    failure(
        "ConditionalCheckFailedException",
        client.put_item,
        TableName=table.name,
        Item=key,
        Expected={"id": {"Exists": False}},
    )
    reply = client.update_item(
        TableName=table.name,
        Key=key,
        AttributeUpdates={
            "v": {"Action": "ADD", "Value": {"N": "4"}},
            "w": {"Value": {"S": "new"}},
        },
        Expected={"v": {"ComparisonOperator": "LT", "AttributeValueList": [{"N": "2"}]}},
        ReturnValues="ALL_NEW",
    )
    assert reply["Attributes"] == {**key, "v": {"N": "5"}, "w": {"S": "new"}}
    got = client.get_item(TableName=table.name, Key=key, AttributesToGet=["w"])
    assert got["Item"] == {"w": {"S": "new"}}
