"""Random calls. The same seed makes the same calls."""

import random
from dataclasses import dataclass

from expressions import Expressions, order
from statements import Statements
from table_calls import TableCalls
from tables import ALL, GLOBAL, TABLES
from values import DOCUMENTS, NAMES, SCALARS, USUAL, Values

RETURN_VALUES = ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"]
LEGACY_OPERATORS = ["EQ", "NE", "LE", "LT", "GE", "GT", "NOT_NULL", "NULL", "CONTAINS", "NOT_CONTAINS",
                    "BEGINS_WITH", "IN", "BETWEEN"]
ARGUMENTS = {"NOT_NULL": 0, "NULL": 0, "BETWEEN": 2}
WRONG_NAMES = ["No", "missing", "bad!name", "x" * 256, "", None, 5]


@dataclass
class Call:
    """`walk` says to ask for the following pages too, and compare them together."""

    operation: str
    body: dict
    walk: bool = False


class Calls:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.values = Values(self.random)
        self.pick = self.values.pick
        self.chance = self.values.chance
        self.fault = self.values.fault
        self.statements = Statements(self.values)
        self.transactions = []
        self.operations = [
            (10, "PutItem", self.put), (6, "GetItem", self.get), (16, "UpdateItem", self.update),
            (5, "DeleteItem", self.delete), (14, "Query", self.query), (12, "Scan", self.scan),
            (3, "BatchGetItem", self.batch_get), (4, "BatchWriteItem", self.batch_write),
            (3, "TransactGetItems", self.transact_get), (8, "TransactWriteItems", self.transact_write),
            (10, "ExecuteStatement", self.execute_statement),
            (2, "BatchExecuteStatement", self.batch_execute_statement),
            (3, "ExecuteTransaction", self.execute_transaction),
        ] + [(weight / 4, operation, make) for weight, operation, make in TableCalls(self.values).operations]
        self.weights = [weight for weight, _, _ in self.operations]

    def next(self):
        _, operation, make = self.random.choices(self.operations, self.weights)[0]
        self.values.faults = self.pick([0, 1, 1])
        body = make()
        if self.fault(0.08):
            self.spoil(body)
        body = {name: value for name, value in body.items() if value is not None}
        walk = operation in ("Query", "Scan", "ExecuteStatement") and ("Limit" in body or self.chance(0.3))
        return Call(operation, body, walk)

    # Requests

    def put(self):
        table = self.pick(TABLES)
        body = {"TableName": table.name, "Item": self.item(table), "ReturnValues": self.sometimes(["ALL_OLD", "NONE"]),
                **self.extras(True)}
        self.add_condition(body)
        return body

    def get(self):
        table = self.pick(TABLES)
        body = {"TableName": table.name, "Key": self.key(table), "ConsistentRead": self.sometimes([True, False]),
                **self.extras()}
        self.add_projection(body, table)
        return body

    def update(self):
        table = self.pick(TABLES)
        body = {"TableName": table.name, "Key": self.key(table), "ReturnValues": self.sometimes(RETURN_VALUES, 0.6),
                **self.extras(True)}
        if self.chance(0.2):
            if self.chance(0.9):
                body["AttributeUpdates"] = {name: self.attribute_update(name)
                                            for name in self.some_names()}
            if self.chance(0.4):
                self.add_expected(body)
            return body
        made = Expressions(self.values)
        if self.chance(0.98):
            body["UpdateExpression"] = self.maybe_spoilt(made, made.update())
        if self.chance(0.3):
            body["ConditionExpression"] = self.maybe_spoilt(made, made.condition())
            body["ReturnValuesOnConditionCheckFailure"] = self.sometimes(["ALL_OLD", "NONE"])
        self.add_maps(body, made)
        return body

    def delete(self):
        table = self.pick(TABLES)
        body = {"TableName": table.name, "Key": self.key(table), "ReturnValues": self.sometimes(["ALL_OLD", "NONE"]),
                **self.extras(True)}
        self.add_condition(body)
        return body

    def query(self):
        table = self.pick(TABLES)
        index = self.pick([table.primary] + table.indexes)
        body = {"TableName": table.name, "IndexName": index.name, "Limit": self.sometimes([1, 2, 3, 100]),
                "ScanIndexForward": self.sometimes([True, False]), "ConsistentRead": self.consistent(index),
                "Select": self.select(index), **self.extras()}
        hash_key, range_key = [(name, kind, self.key_value(kind)) for name, kind in index.keys() + [(None, "S")]][:2]
        range_key = range_key if index.range else None
        if self.chance(0.2):
            body["KeyConditions"] = self.key_conditions(hash_key, range_key)
            if self.chance(0.4):
                self.add_filter(body, "QueryFilter")
            if body["Select"] is None:
                body["AttributesToGet"] = self.sometimes([self.attribute_names(table)])
            return self.with_start(body, table, index, hash_key)
        made = Expressions(self.values)
        body["KeyConditionExpression"] = self.maybe_spoilt(made, made.key_condition(hash_key, range_key))
        if self.chance(0.5):
            body["FilterExpression"] = self.maybe_spoilt(made, made.condition())
        if body["Select"] in (None, "SPECIFIC_ATTRIBUTES") and self.chance(0.4):
            body["ProjectionExpression"] = self.maybe_spoilt(made, made.projection(self.key_names(table)))
        self.add_maps(body, made)
        return self.with_start(body, table, index, hash_key)

    def scan(self):
        table = self.pick(TABLES)
        index = self.pick([table.primary] + table.indexes)
        body = {"TableName": table.name, "IndexName": index.name, "Limit": self.sometimes([1, 3, 7, 100]),
                "ConsistentRead": self.consistent(index), "Select": self.select(index), **self.extras()}
        if self.chance(0.1):
            wrong = self.fault(0.5)
            body["Segment"], body["TotalSegments"] = \
                self.pick([(1, 1), (-1, 2), (0, 0), (0, None), (None, 1)]) if wrong else (0, 1)
        if self.chance(0.2):
            self.add_filter(body, "ScanFilter")
            if body["Select"] is None:
                body["AttributesToGet"] = self.sometimes([self.attribute_names(table)])
            return body
        made = Expressions(self.values)
        if self.chance(0.8):
            body["FilterExpression"] = self.maybe_spoilt(made, made.condition())
        if body["Select"] in (None, "SPECIFIC_ATTRIBUTES") and self.chance(0.4):
            body["ProjectionExpression"] = self.maybe_spoilt(made, made.projection(self.key_names(table)))
        self.add_maps(body, made)
        return body

    def batch_get(self):
        requests = {}
        for table in self.random.sample(TABLES, self.pick([1, 1, 2])):
            request = {"Keys": self.different_keys([self.key(table) for _ in range(self.random.randint(1, 4))]),
                       "ConsistentRead": self.sometimes([True, False])}
            self.add_projection(request, table)
            requests[self.name(table)] = {name: value for name, value in request.items() if value is not None}
        return {"RequestItems": requests, "ReturnConsumedCapacity": self.extras()["ReturnConsumedCapacity"]}

    def batch_write(self):
        requests = {}
        for table in self.random.sample(TABLES, self.pick([1, 1, 2])):
            requests[self.name(table)] = [
                {"PutRequest": {"Item": self.item(table)}} if self.chance(0.6)
                else {"DeleteRequest": {"Key": self.key(table)}} for _ in range(self.random.randint(1, 3))]
        return {"RequestItems": requests, **self.extras(True)}

    def transact_get(self):
        items = []
        for _ in range(self.random.randint(1, 3)):
            table = self.pick(TABLES)
            get = {"TableName": table.name, "Key": self.key(table)}
            if self.chance(0.3):
                made = Expressions(self.values)
                get["ProjectionExpression"] = self.maybe_spoilt(made, made.projection(self.key_names(table)))
                self.add_maps(get, made)
            items.append({"Get": get})
        return {"TransactItems": items, "ReturnConsumedCapacity": self.extras()["ReturnConsumedCapacity"]}

    def transact_write(self):
        items = [self.transact_action() for _ in range(self.random.randint(1, 3))]
        body = {"TransactItems": items, "ClientRequestToken": self.token(), **self.extras(True)}
        return self.once_more(body)

    def token(self):
        return "x" * 37 if self.fault(0.03) else self.sometimes(["token-%d" % self.random.randrange(10**9)], 0.2)

    def once_more(self, body):
        """The transaction; or now and then an earlier one again, or a part of it under its token."""
        if self.transactions and self.chance(0.05):
            earlier = self.pick(self.transactions)
            part = earlier["TransactItems"][:-1]
            return {**earlier, "TransactItems": part} if part and self.chance(0.3) else dict(earlier)
        if body["ClientRequestToken"]:
            self.transactions.append(dict(body))
        return body

    def transact_action(self):
        table = self.pick(TABLES)
        kind = self.pick(["Put", "Update", "Delete", "ConditionCheck"])
        action = {"TableName": table.name}
        if kind == "Put":
            action["Item"] = self.item(table)
        else:
            action["Key"] = self.key(table)
        made = Expressions(self.values)
        if kind == "Update":
            action["UpdateExpression"] = self.maybe_spoilt(made, made.update())
        if kind == "ConditionCheck" or self.chance(0.3):
            action["ConditionExpression"] = self.maybe_spoilt(made, made.condition())
            if self.chance(0.3):
                action["ReturnValuesOnConditionCheckFailure"] = self.pick(["ALL_OLD", "NONE"])
        # Whether maps without an expression are refused is not known.
        if "UpdateExpression" in action or "ConditionExpression" in action:
            self.add_maps(action, made)
        return {kind: action}

    def execute_statement(self):
        body = {**self.statements.any(self.pick(TABLES)), "ConsistentRead": self.sometimes([True, False], 0.15)}
        # DynamoDB Local loses the order over pages.
        limits = [100] if "ORDER BY" in body["Statement"] else [1, 2, 100]
        return {**body, "Limit": self.sometimes(limits, 0.15)}

    def batch_execute_statement(self):
        reads = self.chance(0.5)
        return {"Statements": [self.statements.of_one_item(table, reads) for table in self.different_tables()]}

    def execute_transaction(self):
        reads = self.chance(0.4)
        return {"TransactStatements": [self.statements.of_one_item(table, reads, careful=True)
                                       for table in self.different_tables()],
                **self.extras()}

    def different_keys(self, keys):
        return [key for at, key in enumerate(keys) if key not in keys[:at] or self.fault(0.3)]

    def different_tables(self):
        """So that no two statements are about one item."""
        return self.random.sample(TABLES, self.random.randint(1, 3))

    # Parts

    def sometimes(self, options, probability=0.3):
        return self.pick(options) if self.chance(probability) else None

    def extras(self, writes=False):
        extras = {"ReturnConsumedCapacity": self.sometimes(["TOTAL", "INDEXES", "NONE"])}
        if writes:
            extras["ReturnItemCollectionMetrics"] = self.sometimes(["SIZE", "NONE"], 0.1)
        return extras

    def consistent(self, index):
        if index.kind == GLOBAL:
            return True if self.fault(0.03) else self.sometimes([False])
        return self.sometimes([True, False])

    def select(self, index):
        if self.fault(0.04):
            return self.pick(["SPECIFIC_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "ALL_ATTRIBUTES"])
        options = ["COUNT"]
        if index.name:
            options.append("ALL_PROJECTED_ATTRIBUTES")
        if index.kind != GLOBAL or index.projection == ALL:
            options.append("ALL_ATTRIBUTES")
        return self.sometimes(options, 0.15)

    def name(self, table):
        return table.name if not self.fault(0.02) else self.pick(["No", "missing", "bad!name"])

    def key_names(self, table):
        return [name for name, _ in table.primary.keys()]

    def some_names(self):
        return self.random.sample(NAMES, self.random.randint(1, 3))

    def attribute_names(self, table):
        return self.random.sample(NAMES + self.key_names(table), self.random.randint(1, 3))

    def key_value(self, kind):
        if not self.fault(0.03):
            return self.values.key(kind)
        return self.pick([lambda: self.values.any(), self.values.invalid, lambda: self.values.key("S"),
                          lambda: {"S": ""}, lambda: {"B": ""}, lambda: {"S": "k" * 2049}])()

    def key(self, table):
        key = {name: self.key_value(kind) for name, kind in table.primary.keys()}
        if self.fault(0.02):
            key["z"] = self.values.any()
        if self.fault(0.02):
            del key[self.pick(list(key))]
        return key

    def item(self, table):
        item = {name: self.values.usual(name) for name in self.random.sample(NAMES, self.random.randint(1, 8))}
        if self.fault(0.06):
            item[self.pick(NAMES)] = self.values.invalid()
        return {**item, **{name: value for name, value in self.key(table).items() if name != "z"}}

    def maybe_spoilt(self, made, text):
        if not self.fault(0.08):
            return text
        return self.pick([lambda: made.spoil(text)] * 6 + [lambda: "", lambda: " ", lambda: text + " " * 4097])()

    def add_maps(self, body, made):
        if self.fault(0.02):
            made.names[self.pick(["#unused", "#", "bad", "#" + "n" * 255])] = self.pick(["a", ""])
        if self.fault(0.02):
            made.values[self.pick([":unused", ":", "bad", ":" + "n" * 255])] = self.values.any()
        if made.values and self.fault(0.04):
            made.values[self.pick(list(made.values))] = self.values.invalid()
        if made.names and self.fault(0.02):
            del made.names[self.pick(list(made.names))]
        if made.values and self.fault(0.02):
            del made.values[self.pick(list(made.values))]
        if made.names or self.fault(0.01):
            body["ExpressionAttributeNames"] = made.names
        if made.values or self.fault(0.01):
            body["ExpressionAttributeValues"] = made.values

    def add_condition(self, body):
        if self.chance(0.1):
            self.add_expected(body)
        elif self.chance(0.4):
            made = Expressions(self.values)
            body["ConditionExpression"] = self.maybe_spoilt(made, made.condition())
            body["ReturnValuesOnConditionCheckFailure"] = self.sometimes(["ALL_OLD", "NONE"])
            self.add_maps(body, made)

    def add_projection(self, body, table):
        if self.chance(0.1):
            body["AttributesToGet"] = self.attribute_names(table)
        elif self.chance(0.4):
            made = Expressions(self.values)
            body["ProjectionExpression"] = self.maybe_spoilt(made, made.projection(self.key_names(table)))
            self.add_maps(body, made)

    # Legacy parameters

    def arguments(self, name, operator):
        count = ARGUMENTS.get(operator, self.pick([1, 2]) if operator == "IN" else 1)
        count += self.pick([1, -1]) if self.fault(0.04) else 0
        if operator in ("EQ", "NE") or self.fault(0.05):
            return [self.values.usual(name) for _ in range(max(count, 0))]
        kind = {"BEGINS_WITH": "S"}.get(operator, USUAL[name] if USUAL[name] in SCALARS else "S")
        values = [self.values.scalar(kind) for _ in range(max(count, 0))]
        return sorted(values, key=order) if operator == "BETWEEN" else values

    def comparison(self, name):
        operator = self.pick(LEGACY_OPERATORS)
        values = self.arguments(name, operator)
        condition = {"ComparisonOperator": operator}
        if values or self.fault(0.1):
            condition["AttributeValueList"] = values
        return condition

    def add_filter(self, body, member):
        body[member] = {name: self.comparison(name) for name in self.some_names()}
        self.add_operator(body, body[member])

    def add_operator(self, body, conditions):
        if len(conditions) > 1 or self.fault(0.1):
            body["ConditionalOperator"] = self.sometimes(["AND", "OR"])

    def add_expected(self, body):
        expected = {}
        for name in self.some_names():
            expected[name] = self.pick([
                lambda: self.comparison(name),
                lambda: {"Value": self.values.usual(name)},
                lambda: {"Value": self.values.usual(name), "Exists": True},
                lambda: {"Exists": False},
                lambda: {"Value": self.values.usual(name), "ComparisonOperator": self.pick(["EQ", "NE"])},
                lambda: {"Value": self.values.usual(name), "Exists": False} if self.fault(0.3) else {"Exists": False},
            ])()
        body["Expected"] = expected
        self.add_operator(body, expected)

    def attribute_update(self, name):
        # What a DELETE of members from an index key gives is not known.
        actions = ["PUT", "ADD"] if USUAL[name] in SCALARS else ["PUT", "ADD", "DELETE"]
        update = {"Action": self.sometimes(actions, 0.8)}
        if self.chance(0.9) or update["Action"] != "DELETE" and not self.fault(0.3):
            kinds = {"ADD": ["N", "NS", "SS", "L"], "DELETE": ["SS", "NS", "BS"]}.get(update["Action"])
            update["Value"] = self.values.of_type(self.pick(kinds)) if kinds and not self.fault(0.1) \
                else self.values.usual(name)
        return {member: value for member, value in update.items() if value is not None}

    def key_conditions(self, hash_key, range_key):
        conditions = {hash_key[0]: {"ComparisonOperator": "EQ", "AttributeValueList": [hash_key[2]]}}
        if range_key and self.chance(0.6):
            name, kind, value = range_key
            operator = self.pick(["EQ", "LE", "LT", "GE", "GT", "BETWEEN"] + ["BEGINS_WITH"] * (kind != "N"))
            if self.fault(0.1):
                operator = "NE"
            values = [value] + ([self.values.key(kind) if kind in value else value] if operator == "BETWEEN" else [])
            if list(value) == [kind]:
                values.sort(key=order)
            conditions[range_key[0]] = {"ComparisonOperator": operator, "AttributeValueList": values}
        return conditions

    def with_start(self, body, table, index, hash_key):
        # In what order an index has items of one key is each server's own.
        if self.chance(0.12) if index.name is None else self.fault(0.05):
            names = dict(table.primary.keys() + index.keys())
            same = index.name is None and not self.fault(0.1)
            body["ExclusiveStartKey"] = {name: hash_key[2] if same and name == hash_key[0] else self.key_value(kind)
                                         for name, kind in names.items()}
            if index.name or self.fault(0.1):
                body["ExclusiveStartKey"].popitem()
            if self.fault(0.1):
                body["ExclusiveStartKey"]["z"] = self.values.any()
        return body

    def spoil(self, body):
        """One mistake that the shape of the request shows."""
        member = self.pick([member for member in body if member != "Statement"] or ["TableName"])
        how = self.pick([
            lambda: body.pop(member, None),
            lambda: body.update({member: self.pick([5, "x", True, [], {}, ["a"], {"a": "b"}, 1.5])}),
            lambda: body.update({"ReturnValues": self.pick(RETURN_VALUES + ["BOGUS"])}),
            lambda: body.update({"ReturnConsumedCapacity": "BOGUS"}),
            lambda: body.update({"TableName": self.pick(WRONG_NAMES)}),
            lambda: body.update({"IndexName": self.pick(["No", "missing", "ByA", "bad!name", ""])}),
            lambda: body.update({"Limit": self.pick([0, -1, 1000000, "1"])}),
            lambda: body.update({"Select": self.pick(["COUNT", "BOGUS"])}),
            lambda: body.update({"ConditionalOperator": self.pick(["AND", "OR", "XOR"])}),
            lambda: body.update({"AttributesToGet": self.pick([["a", "a"], ["a"], []])}),
            lambda: body.update({"Expected": {"a": {"Exists": False}}}),
            lambda: body.update({"ConditionExpression": "attribute_exists(a)"}),
            lambda: body.update({"ProjectionExpression": self.pick(["a, a", "a, a.b", "a, b[0], b", "status", "p, r"])}),
            lambda: body.update({"Segment": 1, "TotalSegments": self.pick([1, 0, 1000001])}),
        ])
        how()
