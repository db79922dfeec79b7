#!/usr/bin/env python3
"""Prints how many tests passed, failed and were skipped according to a log: "12 0 1".

Knows the closing lines of GoogleTest, ctest, pytest, unittest, node:test, Surefire and go test -v."""

import re
import sys


def numbers(pattern, text):
    return [int(n) for n in re.findall(pattern, text, re.MULTILINE)]


def gtest(text):
    passed = numbers(r"\[  PASSED  \] (\d+) tests?", text)
    failed = sum(numbers(r"\[  FAILED  \] (\d+) tests?", text))
    skipped = sum(numbers(r"\[  SKIPPED \] (\d+) tests?", text))
    if not passed:
        return None
    # A program that crashes prints no count; ctest knows of it.
    programs = sum(numbers(r"tests passed, (\d+) tests? failed out of", text))
    return sum(passed), max(failed, programs), skipped


def ctest(text):
    found = re.search(r"tests passed, (\d+) tests? failed out of (\d+)", text)
    return found and (int(found[2]) - int(found[1]), int(found[1]), 0)


def pytest(text):
    closing = re.findall(r"^=* ?((?:\d+ \w+(?:, )?)+) in [\d.]+s", text, re.MULTILINE)
    if not closing:
        return None
    counts = [one.split() for run in closing for one in run.split(", ")]
    count = lambda *names: sum(int(number) for number, name in counts if name in names)
    return count("passed", "xfailed"), count("failed", "error", "errors"), count("skipped")


def unittest(text):
    ran = numbers(r"^Ran (\d+) tests? in", text)
    if not ran:
        return None
    failed = sum(numbers(r"(?:failures|errors)=(\d+)", text))
    skipped = sum(numbers(r"skipped=(\d+)", text))
    return ran[-1] - failed - skipped, failed, skipped


def node(text):
    sums = [sum(numbers(rf"^(?:#|ℹ) {name} (\d+)$", text)) for name in ("pass", "fail", "skipped")]
    return sums if sum(sums) else None


def surefire(text):
    runs = re.findall(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)\s*$",
                      text, re.MULTILINE)
    if not runs:
        return None
    ran, failures, errors, skipped = (sum(map(int, column)) for column in zip(*runs))
    return ran - failures - errors - skipped, failures + errors, skipped


def go(text):
    sums = [len(re.findall(rf"^--- {word}: ", text, re.MULTILINE)) for word in ("PASS", "FAIL", "SKIP")]
    return sums if sum(sums) else None


def count(text):
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    # ctest --verbose puts the number of the program before each line.
    text = re.sub(r"^\d+: ", "", text, flags=re.MULTILINE)
    for reader in (gtest, ctest, pytest, unittest, node, surefire, go):
        counts = reader(text)
        if counts:
            return tuple(counts)
    return (0, 0, 0)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        print(*count(log.read()))
