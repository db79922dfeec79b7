"""Scenarios of tests/sdk/README.md that are about streams."""

import re

import pytest
from botocore.exceptions import ClientError


def streamed(view_type):
    return {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": view_type}}


def stream_arn(client, table):
    return client.describe_table(TableName=table)["Table"]["LatestStreamArn"]


def shards_of(streams, arn):
    shards, start = [], {}
    while True:
        description = streams.describe_stream(StreamArn=arn, **start)["StreamDescription"]
        shards += description["Shards"]
        if "LastEvaluatedShardId" not in description:
            return shards
        start = {"ExclusiveStartShardId": description["LastEvaluatedShardId"]}


def read_shard(streams, arn, shard, **where):
    """Records up to the end of what is there by now, in pages of two."""
    where = where or {"ShardIteratorType": "TRIM_HORIZON"}
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], **where)
    iterator, records = iterator["ShardIterator"], []
    while iterator:
        page = streams.get_records(ShardIterator=iterator, Limit=2)
        records += page["Records"]
        if not page["Records"]:
            break
        iterator = page.get("NextShardIterator")
    return records


def read_stream(streams, arn):
    return [
        record for shard in shards_of(streams, arn) for record in read_shard(streams, arn, shard)
    ]


def put(client, table, identifier, **attributes):
    client.put_item(TableName=table, Item={"id": {"S": identifier}, **attributes})


@pytest.mark.parametrize(
    "view_type, images",
    [
        ("KEYS_ONLY", set()),
        ("NEW_IMAGE", {"NewImage"}),
        ("OLD_IMAGE", {"OldImage"}),
        ("NEW_AND_OLD_IMAGES", {"NewImage", "OldImage"}),
    ],
)
def test_stream_records(client, streams, tables, view_type, images):
    table = tables.create("t", ("id", "S"), **streamed(view_type))
    arn = stream_arn(client, table)
    put(client, table, "a", n={"N": "1"})
    put(client, table, "a", n={"N": "1"})
    put(client, table, "a", n={"N": "2"})
    client.delete_item(TableName=table, Key={"id": {"S": "a"}})
    records = read_stream(streams, arn)
    assert [record["eventName"] for record in records] == ["INSERT", "MODIFY", "REMOVE"]
    absent = {"INSERT": {"OldImage"}, "MODIFY": set(), "REMOVE": {"NewImage"}}
    for record in records:
        assert re.fullmatch("[0-9a-f]{32}", record["eventID"])
        assert record["eventVersion"] == "1.1"
        assert record["eventSource"] == "aws:dynamodb"
        assert record["awsRegion"] == "us-east-1"
        assert "userIdentity" not in record
        change = record["dynamodb"]
        assert change["Keys"] == {"id": {"S": "a"}}
        assert change["StreamViewType"] == view_type
        assert images - absent[record["eventName"]] == {"NewImage", "OldImage"} & change.keys()
        assert re.fullmatch("[0-9]{21,40}", change["SequenceNumber"])
        assert change["ApproximateCreationDateTime"].microsecond == 0
    numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
    assert numbers == sorted(numbers) and len(set(numbers)) == 3


def test_stream_of_every_write(client, streams, tables):
    table = tables.create("t", ("id", "S"), **streamed("NEW_AND_OLD_IMAGES"))
    arn = stream_arn(client, table)
    key = {"id": {"S": "a"}}
    put(client, table, "a")
    client.update_item(
        TableName=table,
        Key=key,
        UpdateExpression="ADD n :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    with pytest.raises(client.exceptions.ConditionalCheckFailedException):
        client.delete_item(
            TableName=table, Key=key, ConditionExpression="attribute_not_exists(id)"
        )
    batch = [{"PutRequest": {"Item": {"id": {"S": "b"}}}}, {"DeleteRequest": {"Key": key}}]
    client.batch_write_item(RequestItems={table: batch})
    client.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": table, "Item": {"id": {"S": "c"}}}},
            {"Delete": {"TableName": table, "Key": {"id": {"S": "b"}}}},
        ]
    )
    client.execute_statement(Statement=f"""INSERT INTO "{table}" VALUE {{'id': 'd'}}""")
    events = [
        (record["eventName"], record["dynamodb"]["Keys"]["id"]["S"])
        for record in read_stream(streams, arn)
    ]
    assert events == [
        ("INSERT", "a"),
        ("MODIFY", "a"),
        ("INSERT", "b"),
        ("REMOVE", "a"),
        ("INSERT", "c"),
        ("REMOVE", "b"),
        ("INSERT", "d"),
    ]


def test_stream_iterators(client, streams, tables):
    table = tables.create("t", ("id", "S"), **streamed("KEYS_ONLY"))
    arn = stream_arn(client, table)
    (shard,) = shards_of(streams, arn)
    latest = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="LATEST"
    )["ShardIterator"]
    for identifier in "abc":
        put(client, table, identifier)
    everything = read_shard(streams, arn, shard)
    second = everything[1]["dynamodb"]["SequenceNumber"]

    def ids(records):
        return "".join(record["dynamodb"]["Keys"]["id"]["S"] for record in records)

    def read_from(kind):
        return ids(
            read_shard(streams, arn, shard, ShardIteratorType=kind, SequenceNumber=second)
        )

    assert ids(everything) == "abc"
    assert ids(streams.get_records(ShardIterator=latest)["Records"]) == "abc"
    assert read_from("AT_SEQUENCE_NUMBER") == "bc"
    assert read_from("AFTER_SEQUENCE_NUMBER") == "c"
    assert read_shard(streams, arn, shard, ShardIteratorType="LATEST") == []
    with pytest.raises(ClientError, match="Invalid ShardIterator") as error:
        streams.get_records(ShardIterator="no iterator")
    assert error.value.response["Error"]["Code"] == "ValidationException"
    with pytest.raises(streams.exceptions.ResourceNotFoundException, match="Shard does not exist"):
        streams.get_shard_iterator(
            StreamArn=arn,
            ShardId="shardId-00000000000000000001-00000000",
            ShardIteratorType="LATEST",
        )


def test_stream_disabled(client, streams, tables):
    table = tables.create("t", ("id", "S"), **streamed("KEYS_ONLY"))
    first = stream_arn(client, table)
    put(client, table, "a")
    with pytest.raises(ClientError, match="Table already has an enabled stream"):
        client.update_table(TableName=table, **streamed("NEW_IMAGE"))
    client.update_table(TableName=table, StreamSpecification={"StreamEnabled": False})
    put(client, table, "b")
    client.update_table(TableName=table, **streamed("NEW_IMAGE"))
    put(client, table, "c")
    second = stream_arn(client, table)
    assert second != first
    listed = streams.list_streams(TableName=table)["Streams"]
    assert [stream["StreamArn"] for stream in listed] == [first, second]
    assert second.endswith("/stream/" + listed[1]["StreamLabel"])

    description = streams.describe_stream(StreamArn=first)["StreamDescription"]
    assert description["StreamStatus"] == "DISABLED"
    (shard,) = description["Shards"]
    assert "EndingSequenceNumber" in shard["SequenceNumberRange"]
    assert [r["dynamodb"]["Keys"]["id"]["S"] for r in read_stream(streams, first)] == ["a"]
    assert [r["dynamodb"]["Keys"]["id"]["S"] for r in read_stream(streams, second)] == ["c"]


def test_stream_after_deletion(client, streams, tables):
    table = tables.create("t", ("id", "S"), **streamed("NEW_IMAGE"))
    arn = stream_arn(client, table)
    for identifier in "abc":
        put(client, table, identifier)
    client.delete_table(TableName=table)
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.describe_table(TableName=table)
    records = read_stream(streams, arn)
    assert [r["dynamodb"]["NewImage"]["id"]["S"] for r in records] == ["a", "b", "c"]
    (stream,) = streams.list_streams(TableName=table)["Streams"]
    assert stream["StreamArn"] == arn
    # A page at the end of a closed shard is the last.
    (shard,) = shards_of(streams, arn)
    iterator = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    assert "NextShardIterator" not in streams.get_records(ShardIterator=iterator)
