"""Holds a report of the Parity Suite to the list of tests that newer answers of AWS contradict.

    check.py report.json contradicted.txt

Says what failed beyond the list, and what in the list passed though it ran; counts in one line.
"""

import json
import sys


def listed(path):
    """The tests of the list, as (file, title)."""
    with open(path, encoding="utf-8") as lines:
        tests = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return {tuple(part.strip() for part in test.split(" | ", 1)) for test in tests}


def outcomes(path):
    """(file, title) to `passed`, `failed` or `pending`, and the first line of what failed."""
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    found = {}
    for result in report["testResults"]:
        name = result["name"].split("/tests/", 1)[1]
        if result["status"] == "failed" and not result["assertionResults"]:
            found[(name, "(the file)")] = ("failed", result.get("message", ""))
        for test in result["assertionResults"]:
            message = (test["failureMessages"] or [""])[0]
            # A file may use a title twice; the worse outcome is what counts.
            key = (name, test["title"])
            if found.get(key, ("passed", ""))[0] == "passed":
                found[key] = (test["status"], message.splitlines()[0] if message else "")
    return found


def main(report, contradicted):
    expected = listed(contradicted)
    found = outcomes(report)
    passed = sum(status == "passed" for status, _ in found.values())
    skipped = sum(status not in ("passed", "failed") for status, _ in found.values())
    failed = {test: why for test, (status, why) in found.items() if status == "failed"}
    unexpected = {test: why for test, why in failed.items() if test not in expected}
    for (file, title), why in sorted(unexpected.items()):
        print(f"failed: {file} | {title}\n    {why}")
    stale = sorted(test for test in expected if found.get(test, ("",))[0] == "passed")
    for file, title in stale:
        print(f"passes, take it off the list: {file} | {title}")
    print(
        f"{passed} passed, {len(unexpected)} failed, {skipped} skipped, "
        f"{len(failed) - len(unexpected)} contradicted by newer answers of AWS"
    )
    return 1 if unexpected or stale or not found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
