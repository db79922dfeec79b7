"""What differs between two answers, once what may differ is left out."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from endpoint import Answer

ABSENT = "absent"
SETS = ("SS", "NS", "BS")
# Times and identifiers in descriptions of tables.
EACH_SERVERS_OWN = ("CreationDateTime", "LastUpdateToPayPerRequestDateTime", "LastIncreaseDateTime",
                    "LastDecreaseDateTime", "TableId", "TableArn", "IndexArn", "LatestStreamArn", "LatestStreamLabel")
# Lists without an order, by what names their members.
UNORDERED = {"AttributeDefinitions": "AttributeName", "LocalSecondaryIndexes": "IndexName",
             "GlobalSecondaryIndexes": "IndexName"}
CANCELLED = "400 com.amazonaws.dynamodb.v20120810#TransactionCanceledException: Transaction cancelled, please refer "


@dataclass
class Difference:
    """Where two answers part: at a path of both bodies, or at "" when one is an error or both are.

    The sides are JSON; of an error, its status, type and message: "ValidationException: ..." for short if it is one."""

    path: str
    ours: str
    theirs: str


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def normal(value):
    """Sets have no order, and neither have the names that a message lists in braces."""
    if isinstance(value, dict):
        return {name: sorted(member) if name in SETS and isinstance(member, list) and all_text(member)
                else normal(member) for name, member in value.items()}
    if isinstance(value, list):
        return [normal(member) for member in value]
    if isinstance(value, str) and "{" in value:
        return re.sub(r"\{([^{}]*)\}", lambda m: "{%s}" % ", ".join(sorted(m[1].split(", "))), value)
    return value


def plain_numbers(value):
    """Numbers as the service writes them, where DynamoDB Local keeps 1E-130 or 3.0 as they were sent."""
    if isinstance(value, dict) and isinstance(value.get("N"), str):
        return {"N": plain_number(value["N"])}
    if isinstance(value, dict) and isinstance(value.get("NS"), list):
        return {"NS": [plain_number(text) for text in value["NS"]]}
    if isinstance(value, dict):
        return {name: plain_numbers(member) for name, member in value.items()}
    return [plain_numbers(member) for member in value] if isinstance(value, list) else value


def plain_number(text):
    try:
        text = format(Decimal(text), "f")
    except InvalidOperation:
        return text
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def all_text(values):
    return all(isinstance(value, str) for value in values)


def normal_answer(answer, call):
    body = description(normal(answer.body)) if "Table" in call.operation else normal(answer.body)
    if answer.status != 200:
        # DynamoDB Local spells it Message throughout; that the service's spelling is ours is shown by the wire tests.
        kind = body.pop("__type", "")
        message = body.pop("message", body.pop("Message", None))
        text = "%d %s" % (answer.status, kind) + ("" if message is None else ": " + message)
        text = text.removeprefix("400 com.amazon.coral.validate#")
        return {"error": text, **body}
    if call.operation in ("Scan", "Query", "ExecuteStatement") and "Items" in body and not ordered(call):
        body["Items"].sort(key=canonical)
    if call.operation == "BatchGetItem":
        for items in body.get("Responses", {}).values():
            items.sort(key=canonical)
    if isinstance(body.get("ConsumedCapacity"), list):
        body["ConsumedCapacity"].sort(key=lambda entry: entry["TableName"])
    return body


def description(value):
    """An answer that describes a table, without times and identifiers."""
    if isinstance(value, list):
        return [description(member) for member in value]
    if not isinstance(value, dict):
        return value
    made = {name: description(member) for name, member in value.items() if name not in EACH_SERVERS_OWN}
    for name, key in UNORDERED.items():
        if isinstance(made.get(name), list):
            made[name].sort(key=lambda member: member[key])
    return made


def ordered(call):
    """A Query of a table comes in the order of its range key, all else, and what an index has of one key, in an order
    of the server's own."""
    statement = call.body.get("Statement", "")
    return call.operation == "Query" and not call.body.get("IndexName") or "ORDER BY" in statement and '"."' not in statement


def differences(ours, theirs, call):
    ours, theirs = normal_answer(ours, call), normal_answer(Answer(theirs.status, plain_numbers(theirs.body)), call)
    if "error" in ours or "error" in theirs:
        if ours.get("error") != theirs.get("error"):
            return [Difference("", *(outcome(side) for side in (ours, theirs)))]
    return list(parts(ours, theirs, ""))


def outcome(side):
    """An error in one line, with the reasons of a cancelled transaction."""
    error = side.get("error", "200")
    if not error.startswith(CANCELLED) or "CancellationReasons" not in side:
        return error
    return "cancelled [%s]" % ", ".join(": ".join(filter(None, (reason["Code"], reason.get("Message"))))
                                        for reason in side["CancellationReasons"])


def parts(ours, theirs, path):
    if ours == theirs and canonical(ours) == canonical(theirs):
        return
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in sorted(ours.keys() | theirs.keys()):
            yield from parts(ours.get(name, ABSENT), theirs.get(name, ABSENT), path + "." + name if path else name)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for at, (one, other) in enumerate(zip(ours, theirs)):
            yield from parts(one, other, "%s[%d]" % (path, at))
    else:
        yield Difference(path, *(side if side == ABSENT else side if path == "error" else canonical(side)
                                 for side in (ours, theirs)))


def short(text):
    """The text with what repeats itself at length left out."""
    return re.sub(r"(.)\1{40,}", lambda match: "%s(%d times)" % (match[1], len(match[0])), text)


def where_they_part(difference):
    """Both sides in short; of two lists, what only one of them has."""
    sides = [difference.ours, difference.theirs]
    if all(side.startswith("[") for side in sides):
        ours, theirs = (json.loads(side) for side in sides)
        sides = ["has " + canonical([member for member in one if member not in other])
                 for one, other in ((ours, theirs), (theirs, ours))]
    return [short(side) for side in sides]
