"""Transactions, in both of their languages."""

import uuid

import pytest
from botocore.exceptions import ClientError

from test_items import failure


@pytest.fixture
def accounts(client, tables):
    name = tables.create("accounts", ("id", "S"))
    for account in "ab":
        client.put_item(TableName=name, Item={"id": {"S": account}, "money": {"N": "10"}})
    return name


def money(client, table, account):
    item = client.get_item(TableName=table, Key={"id": {"S": account}}, ConsistentRead=True)["Item"]
    return int(item["money"]["N"])


def cancelled(call, **request):
    """The reasons' codes."""
    error = failure("TransactionCanceledException", call, **request)
    codes = [reason["Code"] for reason in error["CancellationReasons"]]
    assert error["Error"]["Message"].endswith(f"reasons [{', '.join(codes)}]")
    return codes


def transfer(table, amount):
    def update(account, change, **more):
        return {
            "Update": {
                "TableName": table,
                "Key": {"id": {"S": account}},
                "UpdateExpression": f"SET money = money {change} :n",
                "ExpressionAttributeValues": {":n": {"N": str(amount)}},
                **more,
            }
        }

    return [update("a", "-", ConditionExpression="money >= :n"), update("b", "+")]


def test_transact_write_and_get(client, accounts):
    reply = client.transact_write_items(
        TransactItems=transfer(accounts, 4), ReturnConsumedCapacity="TOTAL"
    )
    assert reply["ConsumedCapacity"][0]["WriteCapacityUnits"] == 4.0
    codes = cancelled(client.transact_write_items, TransactItems=transfer(accounts, 7))
    assert codes == ["ConditionalCheckFailed", "None"]
    gets = [{"Get": {"TableName": accounts, "Key": {"id": {"S": id}}}} for id in ("b", "c", "a")]
    responses = client.transact_get_items(TransactItems=gets)["Responses"]
    assert [r.get("Item", {}).get("money") for r in responses] == [{"N": "14"}, None, {"N": "6"}]


def test_transaction_token(client, accounts):
    request = {"TransactItems": transfer(accounts, 3), "ClientRequestToken": str(uuid.uuid4())}
    for _ in range(3):
        client.transact_write_items(**request)
    assert money(client, accounts, "b") == 13
    request["TransactItems"] = transfer(accounts, 2)
    failure("IdempotentParameterMismatchException", client.transact_write_items, **request)


def test_execute_transaction(client, accounts):
    def statement(text, *parameters):
        given = {"Parameters": [{"N": str(p)} for p in parameters]} if parameters else {}
        return {"Statement": text.format(f'"{accounts}"'), **given}

    def move(amount):
        return [
            statement("UPDATE {} SET money = money - ? WHERE id = 'a' AND money >= ?", amount, amount),
            statement("UPDATE {} SET money = money + ? WHERE id = 'b'", amount),
        ]

    def execute(statements, **more):
        return client.execute_transaction(TransactStatements=statements, **more)

    ledger = statement("INSERT INTO {} VALUE {{'id': 'ledger'}}")
    token = str(uuid.uuid4())
    for _ in range(2):
        written = execute(move(4) + [ledger], ClientRequestToken=token)
        assert written["Responses"] == []
    read = execute([statement("SELECT money FROM {} WHERE id = 'a'"),
                    statement("SELECT * FROM {} WHERE id = 'nobody'")])
    assert read["Responses"] == [{"Item": {"money": {"N": "6"}}}, {}]
    assert money(client, accounts, "b") == 14

    codes = cancelled(client.execute_transaction, TransactStatements=move(7) + [ledger])
    assert codes == ["ConditionalCheckFailed", "None", "DuplicateItem"]
    exists = statement("EXISTS(SELECT * FROM {} WHERE id = 'a' AND money = ?)", 5)
    codes = cancelled(
        client.execute_transaction, TransactStatements=[exists, statement("DELETE FROM {} WHERE id = 'b'")]
    )
    assert codes == ["ConditionalCheckFailed", "None"]
    with pytest.raises(ClientError, match=r"Validation failed in TransactStatements\[1\]: "):
        execute([ledger, statement("DELETE FROM {} WHERE id = 'a' RETURNING ALL OLD *")])
