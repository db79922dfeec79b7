"""Scenarios of tests/sdk/README.md that are about many items at once."""

import pytest
from boto3.dynamodb.conditions import Attr, Key
from conftest import order


def numbers(reply):
    return [int(item["Number"]["N"]) for item in reply["Items"]]


def ann(name, **more):
    return {
        "TableName": name,
        "KeyConditionExpression": "Customer = :c",
        "ExpressionAttributeValues": {":c": {"S": "ann"}},
        **more,
    }


def test_query_pages(client, orders):
    pages = []
    request = ann(orders, Limit=7)
    while True:
        reply = client.query(**request)
        pages.append(numbers(reply))
        if "LastEvaluatedKey" not in reply:
            break
        assert set(reply["LastEvaluatedKey"]) == {"Customer", "Number"}
        request["ExclusiveStartKey"] = reply["LastEvaluatedKey"]
    assert [len(page) for page in pages] == [7, 7, 7, 7, 2]
    assert sum(pages, []) == list(range(1, 31))

    backwards = client.query(**ann(orders, ScanIndexForward=False, Limit=3))
    assert numbers(backwards) == [30, 29, 28]
    paginator = client.get_paginator("query")
    assert sum(page["Count"] for page in paginator.paginate(**ann(orders, Limit=4))) == 30


def test_query_key_conditions(resource, orders):
    table = resource.Table(orders)
    for condition, expected in (
        (Key("Number").eq(9), [9]),
        (Key("Number").lt(3), [1, 2]),
        (Key("Number").gte(29), [29, 30]),
        (Key("Number").between(9, 11), [9, 10, 11]),
    ):
        found = table.query(KeyConditionExpression=Key("Customer").eq("ann") & condition)
        assert [item["Number"] for item in found["Items"]] == expected
    count = table.query(KeyConditionExpression=Key("Customer").eq("ann"), Select="COUNT")
    assert count["Count"] == 30
    assert "Items" not in count


def test_query_indexes(client, orders):
    by_placed = client.query(
        **ann(orders, IndexName="ByPlaced", Limit=2, ConsistentRead=True)
    )
    assert numbers(by_placed) == [30, 29]
    assert set(by_placed["Items"][0]) == {"Customer", "Number", "Placed"}
    assert set(by_placed["LastEvaluatedKey"]) == {"Customer", "Number", "Placed"}

    by_status = {
        "TableName": orders,
        "IndexName": "ByStatus",
        "KeyConditionExpression": "#s = :s AND begins_with(Placed, :month)",
        "ExpressionAttributeNames": {"#s": "Status"},
        "ExpressionAttributeValues": {":s": {"S": "open"}, ":month": {"S": "2026-03-"}},
    }
    reply = client.query(**by_status)
    assert reply["Count"] == 11
    placed = [item["Placed"]["S"] for item in reply["Items"]]
    assert placed == sorted(placed)
    with pytest.raises(client.exceptions.ClientError) as error:
        client.query(**by_status, ConsistentRead=True)
    message = error.value.response["Error"]["Message"]
    assert message == "Consistent reads are not supported on global secondary indexes"

    # An index follows its items.
    key = {"Customer": {"S": "bob"}, "Number": {"N": "3"}}
    client.update_item(
        TableName=orders,
        Key=key,
        UpdateExpression="SET #s = :sent",
        ExpressionAttributeNames={"#s": "Status"},
        ExpressionAttributeValues={":sent": {"S": "sent"}},
    )
    assert client.query(**by_status)["Count"] == 10


def test_query_filter(client, orders):
    reply = client.query(
        **ann(
            orders,
            FilterExpression="#s IN (:open) AND attribute_type(#t, :n)",
            ExpressionAttributeNames={"#s": "Status", "#t": "Total"},
        )
        | {
            "ExpressionAttributeValues": {
                ":c": {"S": "ann"},
                ":open": {"S": "open"},
                ":n": {"S": "N"},
            }
        }
    )
    assert (reply["Count"], reply["ScannedCount"]) == (10, 30)


def test_scan_parallel(client, resource, orders):
    seen = []
    for segment in range(4):
        request = {"TableName": orders, "Segment": segment, "TotalSegments": 4, "Limit": 5}
        while True:
            reply = client.scan(**request)
            seen += [(item["Customer"]["S"], item["Number"]["N"]) for item in reply["Items"]]
            if "LastEvaluatedKey" not in reply:
                break
            request["ExclusiveStartKey"] = reply["LastEvaluatedKey"]
    assert len(seen) == len(set(seen)) == 33

    filtered = resource.Table(orders).scan(
        FilterExpression=Attr("Total").gte(290) | Attr("Customer").eq("bob")
    )
    assert (filtered["Count"], filtered["ScannedCount"]) == (5, 33)


def test_large_pages(client, tables):
    name = tables.create("t", ("pk", "S"), ("sk", "N"))
    for n in range(4):
        item = {"pk": {"S": "p"}, "sk": {"N": str(n)}, "blob": {"B": b"x" * 390_000}}
        client.put_item(TableName=name, Item=item)
    reply = client.query(
        TableName=name,
        KeyConditionExpression="pk = :p",
        ExpressionAttributeValues={":p": {"S": "p"}},
    )
    # The page ends with the item that takes it past 1 MB.
    assert reply["Count"] == 3
    assert reply["LastEvaluatedKey"] == {"pk": {"S": "p"}, "sk": {"N": "2"}}


def test_batch_write_and_get(client, resource, tables):
    name = tables.create("t", ("Customer", "S"), ("Number", "N"))
    with resource.Table(name).batch_writer() as batch:
        for n in range(60):
            batch.put_item(Item={"Customer": "ann", "Number": n, "Total": n * 10})
    assert client.scan(TableName=name, Select="COUNT")["Count"] == 60

    keys = [
        {"Customer": {"S": "ann"}, "Number": {"N": str(n)}} for n in (3, 59, 1000)
    ]
    reply = client.batch_get_item(
        RequestItems={name: {"Keys": keys, "ProjectionExpression": "#t, #n",
                             "ExpressionAttributeNames": {"#t": "Total", "#n": "Number"}}}
    )
    assert reply["UnprocessedKeys"] == {}
    found = sorted(reply["Responses"][name], key=lambda item: int(item["Number"]["N"]))
    assert found == [
        {"Number": {"N": "3"}, "Total": {"N": "30"}},
        {"Number": {"N": "59"}, "Total": {"N": "590"}},
    ]

    deletes = [{"DeleteRequest": {"Key": key}} for key in keys]
    assert client.batch_write_item(RequestItems={name: deletes})["UnprocessedItems"] == {}
    assert client.scan(TableName=name, Select="COUNT")["Count"] == 58
    puts = [{"PutRequest": {"Item": order("bob", n)}} for n in range(26)]
    with pytest.raises(client.exceptions.ClientError) as error:
        client.batch_write_item(RequestItems={name: puts})
    assert error.value.response["Error"]["Code"] == "ValidationException"


def test_legacy_reads(client, orders):
    reply = client.query(
        TableName=orders,
        KeyConditions={
            "Customer": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "ann"}]},
            "Number": {
                "ComparisonOperator": "BETWEEN",
                "AttributeValueList": [{"N": "10"}, {"N": "19"}],
            },
        },
        QueryFilter={"Status": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "open"}]}},
        AttributesToGet=["Number"],
    )
    assert reply["Items"] == [{"Number": {"N": str(n)}} for n in (12, 15, 18)]
    assert reply["ScannedCount"] == 10
    reply = client.scan(
        TableName=orders,
        ConditionalOperator="OR",
        ScanFilter={
            "Total": {"ComparisonOperator": "GT", "AttributeValueList": [{"N": "290"}]},
            "Customer": {"ComparisonOperator": "BEGINS_WITH", "AttributeValueList": [{"S": "b"}]},
        },
    )
    assert reply["Count"] == 4
