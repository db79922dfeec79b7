import os
import re

import boto3
import pytest
from botocore.config import Config

ENDPOINT = os.environ["DYNAROCK_ENDPOINT"]
# One try only: a retry would hide a wrong answer, and slow a failing test down.
CONFIG = Config(retries={"total_max_attempts": 1, "mode": "standard"}, read_timeout=20)


@pytest.fixture(scope="session")
def client():
    return boto3.client("dynamodb", endpoint_url=ENDPOINT, config=CONFIG)


@pytest.fixture(scope="session")
def streams():
    return boto3.client("dynamodbstreams", endpoint_url=ENDPOINT, config=CONFIG)


@pytest.fixture(scope="session")
def resource():
    return boto3.resource("dynamodb", endpoint_url=ENDPOINT, config=CONFIG)


class Tables:
    """Makes the tables of one test, named after it, and deletes them when it is over."""

    def __init__(self, client, prefix):
        self.client = client
        self.prefix = prefix
        self.names = []

    def name(self, suffix):
        name = f"{self.prefix}-{suffix}"
        self.names.append(name)
        return name

    def create(self, suffix, hash_key, range_key=None, **more):
        """Keys are (name, type) pairs; `more` goes into CreateTable as it is."""
        keys = [hash_key] + ([range_key] if range_key else [])
        request = {
            "TableName": self.name(suffix),
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": n, "AttributeType": t} for n, t in keys],
            "KeySchema": [
                {"AttributeName": n, "KeyType": role}
                for (n, _), role in zip(keys, ("HASH", "RANGE"))
            ],
        }
        request["AttributeDefinitions"] += more.pop("MoreAttributes", [])
        request.update(more)
        self.client.create_table(**request)
        self.wait(request["TableName"])
        return request["TableName"]

    def wait(self, name):
        waiter = self.client.get_waiter("table_exists")
        waiter.wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 20})

    def delete_all(self):
        for name in self.names:
            try:
                self.client.delete_table(TableName=name)
            except self.client.exceptions.ResourceNotFoundException:
                pass


@pytest.fixture
def tables(client, request):
    made = Tables(client, "boto3-" + re.sub(r"[^A-Za-z0-9_.-]", "-", request.node.name))
    yield made
    made.delete_all()


ORDERS_INDEXES = {
    "MoreAttributes": [
        {"AttributeName": "Placed", "AttributeType": "S"},
        {"AttributeName": "Status", "AttributeType": "S"},
    ],
    "LocalSecondaryIndexes": [
        {
            "IndexName": "ByPlaced",
            "KeySchema": [
                {"AttributeName": "Customer", "KeyType": "HASH"},
                {"AttributeName": "Placed", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
    ],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "ByStatus",
            "KeySchema": [
                {"AttributeName": "Status", "KeyType": "HASH"},
                {"AttributeName": "Placed", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
}


@pytest.fixture
def orders(client, tables):
    """An Orders table, key (Customer, Number), with thirty orders of ann and three of bob."""
    name = tables.create("Orders", ("Customer", "S"), ("Number", "N"), **ORDERS_INDEXES)
    items = [order("ann", n) for n in range(1, 31)] + [order("bob", n) for n in range(1, 4)]
    for start in range(0, len(items), 25):
        batch = [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]
        reply = client.batch_write_item(RequestItems={name: batch})
        assert reply["UnprocessedItems"] == {}
    return name


def order(customer, number):
    return {
        "Customer": {"S": customer},
        "Number": {"N": str(number)},
        # Later numbers are placed earlier, so that an index's order differs from the table's.
        "Placed": {"S": f"2026-03-{31 - number:02d}"},
        "Status": {"S": "open" if number % 3 == 0 else "sent"},
        "Total": {"N": str(number * 10)},
    }
