"""CloudWatch Logs: groups, streams and their events as the SDK and its paginators read them."""

import time
import uuid

import boto3
import pytest
from conftest import CONFIG, ENDPOINT


@pytest.fixture(scope="module")
def logs():
    return boto3.client("logs", endpoint_url=ENDPOINT, config=CONFIG)


@pytest.fixture
def group(logs):
    name = "/test/" + uuid.uuid4().hex
    logs.create_log_group(logGroupName=name, tags={"team": "blue"})
    yield name
    logs.delete_log_group(logGroupName=name)


def put(logs, group, stream, *messages):
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": message} for message in messages]
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)


def test_events(logs, group):
    for stream in ("a", "b"):
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
    with pytest.raises(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_stream(logGroupName=group, logStreamName="a")
    put(logs, group, "a", "one", "two", "three")
    put(logs, group, "b", "four")
    first = logs.get_log_events(
        logGroupName=group, logStreamName="a", limit=2, startFromHead=True
    )
    assert [one["message"] for one in first["events"]] == ["one", "two"]
    rest = logs.get_log_events(
        logGroupName=group, logStreamName="a", nextToken=first["nextForwardToken"]
    )
    assert [one["message"] for one in rest["events"]] == ["three"]
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=group, filterPattern="?o ?three", PaginationConfig={"PageSize": 2}
    )
    found = [one["message"] for page in pages for one in page["events"]]
    assert sorted(found) == ["four", "one", "three", "two"]


def test_groups(logs, group):
    logs.put_retention_policy(logGroupName=group, retentionInDays=7)
    (found,) = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert found["retentionInDays"] == 7
    assert found["arn"] == found["logGroupArn"] + ":*"
    assert logs.list_tags_for_resource(resourceArn=found["logGroupArn"])["tags"] == {"team": "blue"}
    with pytest.raises(logs.exceptions.ResourceNotFoundException):
        logs.describe_log_streams(logGroupName=group + "-none")
