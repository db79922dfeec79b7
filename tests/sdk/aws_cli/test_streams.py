"""A table's stream, from the command line: each test is one step, in this order."""

import json

import pytest
from conftest import Aws

TABLE = "CliStreamed"


@pytest.fixture(scope="module")
def streams():
    return Aws("dynamodbstreams")


def stream_arn(aws):
    return aws("describe-table", "--table-name", TABLE)["Table"]["LatestStreamArn"]


def put(aws, identifier, number):
    item = {"id": {"S": identifier}, "n": {"N": str(number)}}
    aws("put-item", "--table-name", TABLE, "--item", json.dumps(item))


def read(streams, arn, *position):
    """What the stream's first shard has, from the start or from where `position` says."""
    shard = streams("describe-stream", "--stream-arn", arn)["StreamDescription"]["Shards"][0]
    iterator = streams(
        "get-shard-iterator", "--stream-arn", arn, "--shard-id", shard["ShardId"],
        "--shard-iterator-type", *(position or ["TRIM_HORIZON"]),
    )["ShardIterator"]  # fmt: skip
    return streams("get-records", "--shard-iterator", iterator)["Records"]


def test_create_streamed_table(aws):
    aws(
        "create-table", "--table-name", TABLE, "--billing-mode", "PAY_PER_REQUEST",
        "--key-schema", "AttributeName=id,KeyType=HASH",
        "--attribute-definitions", "AttributeName=id,AttributeType=S",
        "--stream-specification", "StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES",
    )  # fmt: skip
    aws("wait", "table-exists", "--table-name", TABLE)


def test_stream_records(aws, streams):
    put(aws, "a", 1)
    put(aws, "a", 1)
    put(aws, "a", 2)
    aws("delete-item", "--table-name", TABLE, "--key", json.dumps({"id": {"S": "a"}}))
    records = read(streams, stream_arn(aws))
    assert [record["eventName"] for record in records] == ["INSERT", "MODIFY", "REMOVE"]
    assert [record["dynamodb"].get("NewImage", {}).get("n") for record in records] == [
        {"N": "1"}, {"N": "2"}, None,
    ]  # fmt: skip
    assert [record["dynamodb"].get("OldImage", {}).get("n") for record in records] == [
        None, {"N": "1"}, {"N": "2"},
    ]  # fmt: skip


def test_stream_of_every_write(aws, streams):
    arn = stream_arn(aws)
    before = len(read(streams, arn))
    item, key = {"Item": {"id": {"S": "c"}}}, {"Key": {"id": {"S": "c"}}}
    aws("batch-write-item", "--request-items", json.dumps({TABLE: [{"PutRequest": item}]}))
    aws(
        "transact-write-items",
        "--transact-items", json.dumps([{"Delete": {"TableName": TABLE, **key}}]),
    )  # fmt: skip
    aws("execute-statement", "--statement", f"INSERT INTO {TABLE} VALUE {{'id': 'c'}}")
    events = [record["eventName"] for record in read(streams, arn)[before:]]
    assert events == ["INSERT", "REMOVE", "INSERT"]


def test_stream_iterators(aws, streams):
    arn = stream_arn(aws)
    records = read(streams, arn)
    second = records[1]["dynamodb"]["SequenceNumber"]
    assert read(streams, arn, "AFTER_SEQUENCE_NUMBER", "--sequence-number", second) == records[2:]
    assert read(streams, arn, "LATEST") == []
    assert "(ValidationException)" in streams.failing("get-records", "--shard-iterator", "none")


def test_stream_disabled(aws, streams):
    first = stream_arn(aws)
    off = ["update-table", "--table-name", TABLE, "--stream-specification", "StreamEnabled=false"]
    on = [*off[:-1], "StreamEnabled=true,StreamViewType=KEYS_ONLY"]
    assert "Table already has an enabled stream" in aws.failing(*on)
    aws(*off)
    aws(*on)
    put(aws, "b", 1)
    listed = streams("list-streams", "--table-name", TABLE)["Streams"]
    assert [stream["StreamArn"] for stream in listed] == [first, stream_arn(aws)]
    assert len(read(streams, first)) == 6
    assert [record["eventName"] for record in read(streams, stream_arn(aws))] == ["INSERT"]


def test_stream_after_deletion(aws, streams):
    arn = stream_arn(aws)
    aws("delete-table", "--table-name", TABLE)
    (record,) = read(streams, arn)
    assert record["dynamodb"]["Keys"] == {"id": {"S": "b"}}
