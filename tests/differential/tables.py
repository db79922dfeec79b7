"""The tables that the calls are about."""

from dataclasses import dataclass


@dataclass
class Index:
    """A table's own keys (`name` is None), or an index; keys are (name, type) pairs."""

    name: str
    hash: tuple
    range: tuple = None
    kind: str = None
    projection: dict = None

    def keys(self):
        return [self.hash] + ([self.range] if self.range else [])


@dataclass
class Table:
    name: str
    primary: Index
    indexes: list
    stream: str

    def first_item(self):
        samples = {"S": "first", "N": "0", "B": "AA=="}
        return {name: {kind: samples[kind]} for name, kind in self.primary.keys()}

    def request(self):
        attributes = {name: kind for index in [self.primary] + self.indexes for name, kind in index.keys()}
        request = {
            "TableName": self.name,
            "BillingMode": "PAY_PER_REQUEST",
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": self.stream},
            "KeySchema": key_schema(self.primary),
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": kind}
                                     for name, kind in attributes.items()],
        }
        for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes"):
            indexes = [index for index in self.indexes if index.kind == kind]
            if indexes:
                request[kind] = [{"IndexName": index.name, "KeySchema": key_schema(index),
                                  "Projection": index.projection} for index in indexes]
        return request


def key_schema(index):
    return [{"AttributeName": name, "KeyType": role}
            for (name, _), role in zip(index.keys(), ("HASH", "RANGE"))]


LOCAL, GLOBAL = "LocalSecondaryIndexes", "GlobalSecondaryIndexes"
ALL, KEYS_ONLY = {"ProjectionType": "ALL"}, {"ProjectionType": "KEYS_ONLY"}


def including(*names):
    return {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(names)}


TABLES = [
    Table("Plain", Index(None, ("p", "S")), [], "NEW_IMAGE"),
    Table("Sorted", Index(None, ("p", "S"), ("r", "N")), [
        Index("ByA", ("p", "S"), ("a", "S"), LOCAL, KEYS_ONLY),
        Index("ByB", ("p", "S"), ("b", "N"), LOCAL, including("c")),
        Index("ByC", ("c", "S"), None, GLOBAL, ALL),
        Index("ByDE", ("d", "N"), ("e", "B"), GLOBAL, including("a", "f")),
    ], "NEW_AND_OLD_IMAGES"),
    Table("Binary", Index(None, ("p", "B"), ("r", "S")), [
        Index("ByAP", ("a", "S"), ("p", "B"), GLOBAL, KEYS_ONLY),
    ], "OLD_IMAGE"),
]
