"""Reads of a server that lets them lag by an hour."""


def test_reads_lag(client, tables):
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
    item = {"id": {"S": "1"}, "colour": {"S": "red"}}
    client.put_item(TableName=name, Item=item)
    request = {"TableName": name, "Key": {"id": {"S": "1"}}}
    assert "Item" not in client.get_item(**request)
    assert client.get_item(**request, ConsistentRead=True)["Item"] == item
    assert client.scan(TableName=name)["Items"] == []
    assert client.scan(TableName=name, ConsistentRead=True)["Items"] == [item]
    assert client.scan(TableName=name, IndexName="ByColour")["Items"] == []
