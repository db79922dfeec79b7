#!/usr/bin/env python3
"""Style as a test: every complaint names the remedy."""

import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass


@dataclass
class Rule:
    pattern: str
    remedy: str
    where: str  # paths that the rule holds
    unless: str = r"$^"  # and those of them that it does not
    in_code: bool = True  # look at code only, not at comments and string literals


CPP = r"(src|include|tests)/.*\.(cc|h)$"
PROGRAM = r"(src|include)/.*\.(cc|h)$"
LATER = "|".join(("TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"))
PLACES = "|".join(("wo" "rk", "ho" "me", "fa" "rm", "ro" "ot", "Use" "rs"))

RULES = [
    Rule(r"system_clock::now|\bgettimeofday\b|\bstd::time\(", "take a Clock and ask it",
         PROGRAM, unless=r".*/base/"),
    Rule(r"\bsto[df]\b|\bstrto[df]\b|\batof\b|\b(double|float)\b", "numbers are Decimal here",
         r"(src|include/dynarock)/dynamodb/model/"),
    Rule(r"std::random_device|\bs?rand\(", "take Ids and ask it", PROGRAM, unless=r".*/base/"),
    Rule(r"std::w?regex|<regex>", "write a small scanner; std::regex is slow and recurses", CPP),
    Rule(r"\bco_(await|return|yield|spawn)\b|\bawaitable<", "coroutines stay in src/http", PROGRAM,
         unless=r"src/http/"),
    Rule(r"std::c(out|err|log)\b|\b(printf|fprintf|puts|fputs)\(",
         "only src/app talks to the terminal; return the text, or log", PROGRAM,
         unless=r"src/app/"),
    Rule(r"\busing namespace\b", "name what is used; a header's reader did not ask for the rest",
         r"(src|include|tests)/.*\.h$"),
    Rule(r"std::endl\b", "write '\\n'", CPP),
    Rule(r",\s*(\.\w+\s*=\s*)?DYNAROCK_TRY\(",
         "name the value in a line of its own: GCC 12 leaks what the expression has built so far",
         CPP),
    Rule(r'#\s*include\s*"(\.\./|include/|src/)', "write the path from include/ or src/", CPP),
    Rule(rf"\b({LATER})\b", "do it now, or open an issue", r".*", in_code=False),
    Rule(rf"(?<![\w.$}}*:~/-])/({PLACES})/", "a path of one machine; find it at run time", r".*",
         in_code=False),
    Rule(r'"resolved": *"http', "keep registries out of lock files: "
         "npm install --omit-lockfile-registry-resolved", r".*package-lock\.json$", in_code=False),
    Rule(r"[ \t]+$", "no blanks at the end of a line", r".*", unless=r".*\.(md|wire|cc|h)$",
         in_code=False),
    Rule(r"\t", "indent with spaces", r".*", unless=r".*\.(go|wire)$|.*go\.(mod|sum)$",
         in_code=False),
]

MAX_LINES = 600


def without_comments_and_strings(text):
    """The same lines with comments and string literals blanked; #include lines stay as they are."""
    token = re.compile(
        r'^\s*#\s*include[^\n]*|R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|'
        r"(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/",
        re.DOTALL | re.MULTILINE,
    )

    def blank(match):
        kept = match[0]
        return kept if "include" in kept[:20] and "#" in kept else re.sub(r"[^\n]", " ", kept)

    return token.sub(blank, text)


def shape_problems(path, text):
    """What a file is called, how it starts and how long it is."""
    lines = text.count("\n")
    if re.search(r"\.(cpp|cxx|hpp|hh|c|C)$", path):
        yield f"{path}: sources are called .cc, headers .h"
    if re.fullmatch(CPP, path):
        name = path.rpartition("/")[2]
        if not re.fullmatch(r"[a-z0-9_]+\.(cc|h)", name):
            yield f"{path}: file names are words in lower case joined by _"
        if lines > MAX_LINES:
            yield f"{path}: {lines} lines; split it where the nouns change, below {MAX_LINES}"
        if path.endswith(".h") and not text.startswith("#pragma once\n"):
            yield f"{path}:1: a header starts with #pragma once"
    if re.match(r"#!.*\bbash\n", text) and not re.search(r"^set -euo pipefail$", text, re.M):
        yield f"{path}: a script sets -euo pipefail"
    if text and not text.endswith("\n"):
        yield f"{path}:{lines + 1}: end the last line"


def problems(path, text):
    yield from shape_problems(path, text)
    code = without_comments_and_strings(text) if re.fullmatch(CPP, path) else text
    for rule in RULES:
        if not re.match(rule.where, path) or re.match(rule.unless, path):
            continue
        looked_at = code if rule.in_code else text
        for match in re.finditer(rule.pattern, looked_at, re.MULTILINE):
            number = looked_at.count("\n", 0, match.start()) + 1
            found = match[0].strip() or "blanks"
            yield f"{path}:{number}: {found}: {rule.remedy}"


def repository_files(root):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in sorted(set(names.split("\0")) - {""}):
        file = root / name
        if not file.is_file() or name == "LICENSE":
            continue
        try:
            yield name, file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not a text


def main():
    root = pathlib.Path(__file__).resolve().parents[1]
    found = [problem for path, text in repository_files(root) for problem in problems(path, text)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
