#!/usr/bin/env python3
"""Sends the same random calls to dynarock and to DynamoDB Local, and fails for a difference that explained.py
does not explain.

    differential.py OURS THEIRS [--calls N] [--seeds FIRST[-LAST]] [--show N] [--check-every N]"""

import argparse
import json
import sys
import time
from collections import Counter

import compare
from calls import Call, Calls
from endpoint import Answer, Endpoint
from explained import EXPLAINED
from streams import Streams
from table_calls import NAMES
from tables import TABLES

READS = ("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems")
PAGES = 40
# A run of so many calls meets every row of explained.py that is not rare.
WHOLE_RUN = 10000


class Run:
    def __init__(self, ours, theirs, show, check_every):
        self.sides = [ours, theirs]
        self.streams = [Streams(side) for side in self.sides]
        self.show = show
        self.check_every = check_every
        self.unexplained = 0
        self.calls = self.equal = 0
        self.outcomes = Counter()

    def seed(self, seed, count):
        self.make_tables()
        calls = Calls(seed)
        for number in range(count):
            call = calls.next()
            answers = self.walk(call) if call.walk else self.both(call)
            self.outcomes[call.operation, answers[0].status == 200] += 1
            differed = self.judge(seed, number, call, answers)
            self.calls += 1
            self.equal += not differed
            differed = differed and call.operation not in READS
            if differed or number % self.check_every == 0:
                self.check_items(seed, number, differed)

    def make_tables(self):
        for name in NAMES + [table.name for table in TABLES]:
            self.drop(name)
        for side in self.sides:
            for table in TABLES:
                made = side.ask("CreateTable", table.request())
                assert made.status == 200, made
        for streams in self.streams:
            streams.start()

    def both(self, call):
        for side in self.sides:
            side.send(call.operation, call.body)
        return [side.receive() for side in self.sides]

    def walk(self, call):
        """Both servers' pages, each continued by its own keys, as one answer each."""
        answers = self.both(call)
        if any(answer.status != 200 for answer in answers):
            return answers
        return [Answer(200, self.all_pages(side, call, answer.body)) for side, answer in zip(self.sides, answers)]

    def all_pages(self, side, call, page):
        end, start = ("NextToken", "NextToken") if "Statement" in call.body else ("LastEvaluatedKey", "ExclusiveStartKey")
        whole = {"Pages": 1, **{name: page[name] for name in ("Items", "Count", "ScannedCount") if name in page}}
        while end in page and whole["Pages"] < PAGES:
            page = side.ask(call.operation, {**call.body, start: page[end]}).body
            if "__type" in page:
                return {**whole, "Refused": page}
            whole["Pages"] += 1
            for name in ("Items", "Count", "ScannedCount"):
                if name in whole:
                    whole[name] += page[name]
        return whole

    def judge(self, seed, number, call, answers):
        """Whether the answers differ, explained or not."""
        found = compare.differences(*answers, call)
        self.tell(seed, number, call, found)
        if call.body.get("TableName") in NAMES and answers[0].status != answers[1].status:
            self.drop(call.body["TableName"])
        if call.operation == "UpdateTable":
            self.settle(call.body.get("TableName"))
        return bool(found)

    def tell(self, seed, number, call, found):
        """Reports the differences that no row explains."""
        request = compare.canonical(call.body)
        for difference in found:
            if any(row.covers(call, request, difference) for row in EXPLAINED):
                continue
            self.unexplained += 1
            if self.unexplained <= self.show:
                print("seed %d call %d %s %s\n  at     %s\n  ours   %s\n  theirs %s" % (
                    seed, number, call.operation, compare.short(request), difference.path or "the answer",
                    *compare.where_they_part(difference)))

    def settle(self, name):
        """Waits until nothing about a table is on its way, for how long that takes differs from run to run."""
        for side in self.sides:
            while '"CREATING"' in (text := compare.canonical(side.ask("DescribeTable", {"TableName": name}).body)) \
                    or '"DELETING"' in text:
                time.sleep(0.01)

    def drop(self, name):
        for side in self.sides:
            side.ask("UpdateTable", {"TableName": name, "DeletionProtectionEnabled": False})
            side.ask("DeleteTable", {"TableName": name})

    # What the calls left behind

    def check_items(self, seed, number, expected):
        """Both must hold the same items, and tell the same of how they came about. After a call of which the answers
        differed that is not expected, and theirs are made like ours."""
        for table in TABLES:
            keys = [name for name, _ in table.primary.keys()]
            items = [{compare.canonical({key: item[key] for key in keys}): item
                      for item in compare.normal(compare.plain_numbers(side.items(table.name)))}
                     for side in self.sides]
            changes = [streams.changes(table) for streams in self.streams]
            if not expected:
                self.compare_by_key(seed, number, Call("Scan", {"TableName": table.name}), items)
                self.compare_by_key(seed, number, Call("GetRecords", {"TableName": table.name}), changes)
            if items[0] != items[1]:
                self.align(table, keys, *items)

    def compare_by_key(self, seed, number, call, sides):
        ours, theirs = sides
        for key in sorted(ours.keys() | theirs.keys()):
            call.body["Key"] = json.loads(key)
            self.tell(seed, number, call, compare.parts(ours.get(key, compare.ABSENT), theirs.get(key, compare.ABSENT),
                                                        "since the last check"))

    def align(self, table, keys, ours, theirs):
        our_side, their_side = self.sides
        for key in sorted(ours.keys() | theirs.keys()):
            one, other = ours.get(key), theirs.get(key)
            if one == other:
                continue
            put = one and their_side.ask("PutItem", {"TableName": table.name, "Item": one})
            if not put or put.status != 200:
                for side in (our_side, their_side):
                    side.ask("DeleteItem", {"TableName": table.name, "Key": json.loads(key)})
        for streams in self.streams:
            streams.changes(table)


def print_counts(outcomes):
    """How many calls of each operation succeeded, and how many were refused."""
    for operation in sorted({operation for operation, _ in outcomes}):
        print("%6d answered, %5d refused  %s" % (outcomes[operation, True], outcomes[operation, False], operation))


def stale_rows(calls):
    """Says which rows explained nothing, and how many of them should have."""
    unused = [row for row in EXPLAINED if not row.matched]
    stale = [row for row in unused if not row.rare] if calls >= WHOLE_RUN else []
    for row in stale:
        print("explains nothing any more: " + row.name)
    return len(stale)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ours")
    parser.add_argument("theirs")
    parser.add_argument("--calls", type=int, default=10000)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--check-every", type=int, default=25, help="compare all items after so many calls")
    arguments = parser.parse_args()
    first, _, last = arguments.seeds.partition("-")

    started = time.monotonic()
    runs = []
    for seed in range(int(first), int(last or first) + 1):
        run = Run(Endpoint(arguments.ours), Endpoint(arguments.theirs), arguments.show, arguments.check_every)
        run.seed(seed, arguments.calls)
        print("seed %d: %d calls, %d answers equal, %d differences unexplained" % (
            seed, run.calls, run.equal, run.unexplained))
        runs.append(run)
    calls = sum(run.calls for run in runs)
    print_counts(sum((run.outcomes for run in runs), Counter()))
    for row in sorted(EXPLAINED, key=lambda row: -row.matched):
        print("%6d  %s" % (row.matched, row.name))
    failed = sum(run.unexplained > 0 for run in runs)
    stale = stale_rows(calls)
    print("%d calls, %d answers equal, %d differences explained, %d not" % (
        calls, sum(run.equal for run in runs), sum(row.matched for row in EXPLAINED),
        sum(run.unexplained for run in runs)))
    print("%d passed, %d failed in %.1fs" % (len(runs) - failed, failed + stale, time.monotonic() - started))
    return failed + stale != 0


if __name__ == "__main__":
    sys.exit(main())
