"""Scenarios of tests/sdk/README.md from the aws command line."""

import base64
import json

import pytest

THINGS = "CliThings"


@pytest.fixture(scope="module", autouse=True)
def things(aws):
    aws(
        "create-table", "--table-name", THINGS, "--billing-mode", "PAY_PER_REQUEST",
        "--attribute-definitions", "AttributeName=pk,AttributeType=S",
        "AttributeName=sk,AttributeType=N", "AttributeName=tag,AttributeType=S",
        "--key-schema", "AttributeName=pk,KeyType=HASH", "AttributeName=sk,KeyType=RANGE",
        "--local-secondary-indexes",
        "IndexName=ByTag,KeySchema=[{AttributeName=pk,KeyType=HASH},"
        "{AttributeName=tag,KeyType=RANGE}],Projection={ProjectionType=KEYS_ONLY}",
        "--tags", "Key=team,Value=shop",
    )  # fmt: skip
    aws("wait", "table-exists", "--table-name", THINGS)
    puts = [
        {"PutRequest": {"Item": {
            "pk": {"S": "a"}, "sk": {"N": str(n)}, "tag": {"S": f"t{9 - n}"}, "v": {"N": str(n)}}}}
        for n in range(9)
    ]  # fmt: skip
    aws("batch-write-item", "--request-items", json.dumps({THINGS: puts}))
    yield
    aws("delete-table", "--table-name", THINGS)


def values(**typed):
    return ["--expression-attribute-values", json.dumps({f":{k}": v for k, v in typed.items()})]


def of_a(*more, **typed):
    return [
        "query", "--table-name", THINGS, "--key-condition-expression", "pk = :p",
        *values(p={"S": "a"}, **typed), *more,
    ]  # fmt: skip


def key(sk):
    return ["--table-name", THINGS, "--key", json.dumps({"pk": {"S": "a"}, "sk": {"N": str(sk)}})]


def test_query_pages(aws):
    # The CLI pages by itself: --page-size goes to the service as Limit.
    assert aws(*of_a("--page-size", "2"))["Count"] == 9
    first = aws(*of_a("--max-items", "4"))
    assert len(first["Items"]) == 4
    rest = aws(*of_a("--starting-token", first["NextToken"]))
    assert [item["sk"]["N"] for item in rest["Items"]] == ["4", "5", "6", "7", "8"]
    assert aws(*of_a("--no-scan-index-forward", "--limit", "1"))["Items"][0]["sk"] == {"N": "8"}


def test_query_indexes(aws):
    items = aws(*of_a("--index-name", "ByTag"))["Items"]
    assert [item["tag"]["S"] for item in items] == [f"t{n}" for n in range(1, 10)]
    assert set(items[0]) == {"pk", "sk", "tag"}


def test_query_filter(aws):
    reply = aws(*of_a("--filter-expression", "v > :v", v={"N": "6"}))
    assert (reply["Count"], reply["ScannedCount"]) == (2, 9)


def test_scan_parallel(aws):
    counts = [
        aws("scan", "--table-name", THINGS, "--total-segments", "2", "--segment", str(n),
            "--select", "COUNT")["Count"]
        for n in range(2)
    ]  # fmt: skip
    assert sum(counts) == 9


def test_put_conditions(aws):
    item = json.dumps({"pk": {"S": "a"}, "sk": {"N": "1"}})
    refused = aws.failing(
        "put-item", "--table-name", THINGS, "--item", item,
        "--condition-expression", "attribute_not_exists(pk)",
    )  # fmt: skip
    assert refused.endswith(
        "An error occurred (ConditionalCheckFailedException) when calling the PutItem operation: "
        "The conditional request failed"
    )


def test_item_round_trip(aws):
    item = {
        "pk": {"S": "all"},
        "sk": {"N": "0"},
        "number": {"N": "12345678901234567890123456789012345678"},
        "blob": {"B": "AP8Q"},
        "words": {"SS": ["a", "b"]},
        "numbers": {"NS": ["1.5", "3"]},
        "list": {"L": [{"BOOL": True}, {"NULL": True}]},
        "map": {"M": {"inner": {"S": ""}}},
    }
    aws("put-item", "--table-name", THINGS, "--item", json.dumps(item))
    name = json.dumps({"pk": item["pk"], "sk": item["sk"]})
    got = aws("get-item", "--table-name", THINGS, "--key", name, "--consistent-read")["Item"]
    got["words"]["SS"].sort()
    got["numbers"]["NS"].sort()
    # The CLI, version 1, takes the text of a binary value as the bytes themselves.
    assert got == {**item, "blob": {"B": base64.b64encode(b"AP8Q").decode()}}


def test_projection(aws):
    got = aws("get-item", *key(3), "--projection-expression", "v, tag")
    assert got["Item"] == {"v": {"N": "3"}, "tag": {"S": "t6"}}


def test_batch_get(aws):
    keys = [{"pk": {"S": "a"}, "sk": {"N": n}} for n in ("1", "2", "77")]
    reply = aws("batch-get-item", "--request-items", json.dumps({THINGS: {"Keys": keys}}))
    assert len(reply["Responses"][THINGS]) == 2
    assert reply["UnprocessedKeys"] == {}


def test_consumed_capacity(aws):
    got = aws("get-item", *key(3), "--return-consumed-capacity", "TOTAL")
    assert got["ConsumedCapacity"] == {"TableName": THINGS, "CapacityUnits": 0.5}


def test_tags_and_table_arn_as_name(aws):
    arn = aws("describe-table", "--table-name", THINGS)["Table"]["TableArn"]
    aws("tag-resource", "--resource-arn", arn, "--tags", "Key=env,Value=test")
    aws("untag-resource", "--resource-arn", arn, "--tag-keys", "team")
    tags = aws("list-tags-of-resource", "--resource-arn", arn)["Tags"]
    assert tags == [{"Key": "env", "Value": "test"}]
    assert aws("scan", "--table-name", arn)["Count"] >= 9


def test_limits_and_endpoints(aws):
    assert aws("describe-limits")["TableMaxWriteCapacityUnits"] >= 10000
    assert aws("describe-endpoints")["Endpoints"][0]["Address"]


def test_update_table(aws):
    aws("update-table", "--table-name", THINGS, "--deletion-protection-enabled")
    assert "ValidationException" in aws.failing("delete-table", "--table-name", THINGS)
    aws("update-table", "--table-name", THINGS, "--no-deletion-protection-enabled")


def test_errors(aws):
    missing = aws.failing("scan", "--table-name", "no-such")
    assert missing.endswith("operation: Requested resource not found")
    assert "ResourceNotFoundException" in missing
    syntax = aws.failing(*of_a("--filter-expression", "v >"))
    assert "(ValidationException)" in syntax
    assert "Invalid FilterExpression: Syntax error; token: " in syntax


def test_legacy_reads(aws):
    conditions = {
        "pk": {"AttributeValueList": [{"S": "a"}], "ComparisonOperator": "EQ"},
        "sk": {"AttributeValueList": [{"N": "7"}], "ComparisonOperator": "GE"},
    }
    reply = aws("query", "--table-name", THINGS, "--key-conditions", json.dumps(conditions))
    assert [item["sk"]["N"] for item in reply["Items"]] == ["7", "8"]
