"""Scenarios of tests/sdk/README.md that are about tables."""

import re

import pytest
from conftest import ORDERS_INDEXES


def test_create_table(client, tables):
    name = tables.create(
        "Orders",
        ("Customer", "S"),
        ("Number", "N"),
        Tags=[{"Key": "team", "Value": "shop"}],
        **ORDERS_INDEXES,
    )
    table = client.describe_table(TableName=name)["Table"]
    assert table["TableStatus"] == "ACTIVE"
    assert table["ItemCount"] == 0
    assert table["TableSizeBytes"] == 0
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert re.fullmatch(
        rf"arn:aws:dynamodb:us-east-1:\d{{12}}:table/{name}", table["TableArn"]
    )
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["Customer", "Number"]
    (by_status,) = table["GlobalSecondaryIndexes"]
    assert by_status["IndexName"] == "ByStatus"
    assert by_status["IndexStatus"] == "ACTIVE"
    assert by_status["Projection"] == {"ProjectionType": "ALL"}
    assert by_status["IndexArn"] == table["TableArn"] + "/index/ByStatus"
    (by_placed,) = table["LocalSecondaryIndexes"]
    assert by_placed["Projection"] == {"ProjectionType": "KEYS_ONLY"}

    with pytest.raises(client.exceptions.ResourceInUseException) as error:
        client.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
    assert error.value.response["Error"]["Message"] == f"Table already exists: {name}"


def test_list_tables(client, tables):
    names = [tables.create(suffix, ("id", "S")) for suffix in ("a", "b", "c")]
    first = client.list_tables(ExclusiveStartTableName=tables.prefix, Limit=2)
    assert first["TableNames"] == names[:2]
    assert first["LastEvaluatedTableName"] == names[1]
    rest = client.list_tables(ExclusiveStartTableName=names[1])
    assert names[2] in rest["TableNames"]
    assert names[1] not in rest["TableNames"]


def test_update_table(client, tables):
    name = tables.create("t", ("id", "S"))
    client.put_item(TableName=name, Item={"id": {"S": "1"}, "colour": {"S": "red"}})
    client.put_item(TableName=name, Item={"id": {"S": "2"}})

    client.update_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "colour", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexUpdates=[
            {
                "Create": {
                    "IndexName": "ByColour",
                    "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                }
            }
        ],
    )
    tables.wait(name)
    found = client.query(
        TableName=name,
        IndexName="ByColour",
        KeyConditionExpression="colour = :c",
        ExpressionAttributeValues={":c": {"S": "red"}},
    )
    assert [item["id"]["S"] for item in found["Items"]] == ["1"]

    client.update_table(
        TableName=name, GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "ByColour"}}]
    )
    tables.wait(name)
    assert "GlobalSecondaryIndexes" not in client.describe_table(TableName=name)["Table"]

    client.update_table(
        TableName=name,
        BillingMode="PROVISIONED",
        ProvisionedThroughput={"ReadCapacityUnits": 7, "WriteCapacityUnits": 8},
    )
    tables.wait(name)
    throughput = client.describe_table(TableName=name)["Table"]["ProvisionedThroughput"]
    assert (throughput["ReadCapacityUnits"], throughput["WriteCapacityUnits"]) == (7, 8)


def test_delete_table(client, tables):
    name = tables.create("t", ("id", "S"), DeletionProtectionEnabled=True)
    with pytest.raises(client.exceptions.ClientError) as error:
        client.delete_table(TableName=name)
    assert error.value.response["Error"]["Code"] == "ValidationException"
    client.update_table(TableName=name, DeletionProtectionEnabled=False)
    tables.wait(name)
    client.delete_table(TableName=name)
    client.get_waiter("table_not_exists").wait(
        TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 20}
    )
    with pytest.raises(client.exceptions.ResourceNotFoundException) as error:
        client.describe_table(TableName=name)
    message = error.value.response["Error"]["Message"]
    assert message == f"Requested resource not found: Table: {name} not found"


def test_tags(client, tables):
    name = tables.create("t", ("id", "S"))
    arn = client.describe_table(TableName=name)["Table"]["TableArn"]
    client.tag_resource(
        ResourceArn=arn, Tags=[{"Key": "team", "Value": "shop"}, {"Key": "env", "Value": "test"}]
    )
    client.untag_resource(ResourceArn=arn, TagKeys=["env"])
    assert client.list_tags_of_resource(ResourceArn=arn)["Tags"] == [
        {"Key": "team", "Value": "shop"}
    ]


def test_limits_and_endpoints(client):
    limits = client.describe_limits()
    assert limits["TableMaxReadCapacityUnits"] >= 10000
    assert limits["AccountMaxWriteCapacityUnits"] >= limits["TableMaxWriteCapacityUnits"]
    (endpoint,) = client.describe_endpoints()["Endpoints"]
    assert endpoint["Address"]
    assert endpoint["CachePeriodInMinutes"] > 0


def test_table_arn_as_name(client, tables):
    name = tables.create("t", ("id", "S"))
    arn = client.describe_table(TableName=name)["Table"]["TableArn"]
    client.put_item(TableName=arn, Item={"id": {"S": "1"}})
    assert client.get_item(TableName=name, Key={"id": {"S": "1"}})["Item"] == {"id": {"S": "1"}}
    assert client.scan(TableName=arn)["Count"] == 1
