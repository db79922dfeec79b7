"""Random calls that make, change, describe and delete tables of their own."""

from tables import ALL, KEYS_ONLY, including

NAMES = ["One", "Two", "Three"]
THROUGHPUT = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}
ATTRIBUTES = {"p": "S", "r": "N", "a": "S", "b": "N", "c": "B"}


class TableCalls:
    def __init__(self, values):
        self.values = values
        self.pick = values.pick
        self.chance = values.chance
        self.fault = values.fault
        self.operations = [
            (6, "CreateTable", self.create), (4, "DeleteTable", self.named), (4, "DescribeTable", self.named),
            (3, "UpdateTable", self.update), (2, "ListTables", self.list),
            (2, "UpdateTimeToLive", self.time_to_live), (2, "DescribeTimeToLive", self.named),
        ]

    def name(self):
        return self.pick(NAMES) if not self.fault(0.1) else self.pick(["No", "missing", "bad!name", "x" * 256, None])

    def named(self):
        return {"TableName": self.name()}

    def list(self):
        body = {}
        if self.chance(0.4):
            body["Limit"] = self.pick([1, 2, 100]) if not self.fault(0.2) else self.pick([0, 101])
        if self.chance(0.3):
            body["ExclusiveStartTableName"] = self.pick(NAMES + ["A", "Zed"]) if not self.fault(0.2) else "No"
        return body

    def time_to_live(self):
        return {"TableName": self.name(),
                "TimeToLiveSpecification": {"Enabled": self.chance(0.6), "AttributeName": self.pick(["ttl", "until"])}}

    # Tables

    def create(self):
        keys = ["p"] + (["r"] if self.chance(0.6) else [])
        indexes = {}
        if len(keys) == 2 and self.chance(0.3) or self.fault(0.03):
            indexes["LocalSecondaryIndexes"] = self.indexes(["Lone", "Ltwo"], "p")
        if self.chance(0.4):
            indexes["GlobalSecondaryIndexes"] = self.indexes(["Gone", "Gtwo"], None)
        body = {"TableName": self.name(), "KeySchema": key_schema(keys), **indexes, **self.billing()}
        if body["BillingMode"] != "PAY_PER_REQUEST" and self.chance(0.95):
            for index in body.get("GlobalSecondaryIndexes", []):
                index["ProvisionedThroughput"] = THROUGHPUT
        if self.chance(0.2):
            body["StreamSpecification"] = self.stream()
        if self.fault(0.1):
            self.pick([lambda: body["KeySchema"].reverse(), lambda: body["KeySchema"].append(body["KeySchema"][0]),
                       lambda: body.update({"KeySchema": key_schema(["c", "c"])}),
                       lambda: body["KeySchema"][0].update({"KeyType": self.pick(["RANGE", "BOGUS"])})])()
        body["AttributeDefinitions"] = self.definitions(body)
        if self.fault(0.1):
            body["AttributeDefinitions"].pop()
        elif self.fault(0.1):
            body["AttributeDefinitions"].append({"AttributeName": "unused", "AttributeType": "S"})
        return body

    def billing(self):
        if self.chance(0.5):
            throughput = {"ProvisionedThroughput": THROUGHPUT} if self.fault(0.05) else {}
            return {"BillingMode": "PAY_PER_REQUEST", **throughput}
        throughput = {} if self.fault(0.05) else {"ProvisionedThroughput": THROUGHPUT}
        return {"BillingMode": self.values.pick(["PROVISIONED", None]), **throughput}

    def indexes(self, names, leading):
        made = []
        for name in names[:self.pick([1, 1, 2])]:
            keys = [leading or self.pick(["a", "b", "c"])]
            if leading or self.chance(0.5):
                keys.append(self.pick([key for key in "abc" if key not in keys]))
            made.append({"IndexName": name, "KeySchema": key_schema(keys), "Projection": self.projection()})
        if self.fault(0.1):
            made[-1]["IndexName"] = self.pick([made[0]["IndexName"], "No", "bad!name"])
        return made

    def projection(self):
        if self.fault(0.05):
            return self.pick([{}, {"ProjectionType": "INCLUDE"}, {"ProjectionType": "ALL", "NonKeyAttributes": ["x"]},
                              {"ProjectionType": "BOGUS"}])
        return self.pick([ALL, KEYS_ONLY, including("x", "y")])

    def stream(self):
        if self.fault(0.1):
            return {"StreamEnabled": self.chance(0.5)}
        return {"StreamEnabled": True, "StreamViewType": self.pick(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE",
                                                                    "NEW_AND_OLD_IMAGES"])}

    def definitions(self, body):
        schemas = [body["KeySchema"]] + [index["KeySchema"]
                                         for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")
                                         for index in body.get(kind, [])]
        names = dict.fromkeys(element["AttributeName"] for schema in schemas for element in schema)
        return [{"AttributeName": name, "AttributeType": ATTRIBUTES[name]} for name in names]

    # Changes

    def update(self):
        body = {"TableName": self.name()}
        body.update(self.pick([
            lambda: {"BillingMode": "PAY_PER_REQUEST"},
            lambda: {"ProvisionedThroughput": {"ReadCapacityUnits": self.pick([5, 6, 0]), "WriteCapacityUnits": 6}},
            lambda: {"StreamSpecification": self.pick([self.stream(), {"StreamEnabled": False}])},
            lambda: {"DeletionProtectionEnabled": self.chance(0.3)},
            self.new_index,
            lambda: {"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": self.pick(["Gone", "Gtwo", "Gnew"])}}]},
            lambda: {},
        ])())
        return body

    def new_index(self):
        (index,) = self.indexes(["Gnew"], None)
        if self.chance(0.5):
            index["ProvisionedThroughput"] = THROUGHPUT
        return {"GlobalSecondaryIndexUpdates": [{"Create": index}],
                "AttributeDefinitions": self.definitions({"KeySchema": index["KeySchema"]})}


def key_schema(names):
    return [{"AttributeName": name, "KeyType": role} for name, role in zip(names, ("HASH", "RANGE"))]
