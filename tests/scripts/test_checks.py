"""The checks of scripts/ on small trees with known faults."""

import importlib
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "scripts"))
check_layers = importlib.import_module("check_layers")
count_tests = importlib.import_module("count_tests")
tidy = importlib.import_module("tidy")

CMAKE = """
dynarock_module(base)
dynarock_module(json DEPS base)
dynarock_module(http DEPS base LIBS dynarock_tls ZLIB::ZLIB)
dynarock_module(dynamodb/model DEPS base json)
dynarock_module(dynamodb/ops DEPS dynamodb/model)
"""


class CheckLayers(unittest.TestCase):
    def problems(self, files, cmake=CMAKE):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            for path, text in {"CMakeLists.txt": cmake, **files}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            for base in ("src", "include/dynarock"):
                (root / base).mkdir(parents=True, exist_ok=True)
            return list(check_layers.problems(root))

    def test_what_deps_allow(self):
        files = {
            "include/dynarock/base/result.h": "",
            "include/dynarock/dynamodb/model/item.h": '#include "dynarock/base/result.h"\n',
            "src/dynamodb/ops/own.h": "#include <string>\n",
            "include/dynarock/dynamodb/service.h": '#include "dynarock/dynamodb/model/item.h"\n',
            "src/dynamodb/ops/put.cc": '#include "dynamodb/ops/own.h"\n'
            '#include "dynarock/dynamodb/service.h"\n#include "dynarock/base/result.h"\n',
            "src/http/server.cc": "#include <boost/asio.hpp>\n",
        }
        self.assertEqual(self.problems(files), [])

    def test_faults(self):
        files = {
            "include/dynarock/http/server.h": "",
            "src/base/private.h": "",
            "src/odd/file.cc": "",
            "src/json/parser.h": "",
            "src/json/parser.cc": '#include "parser.h"\n'
            '#include "dynarock/http/server.h"\n'
            '#include "dynarock/base/none.h"\n'
            '#include "base/private.h"\n'
            "  #  include <boost/asio/post.hpp>\n"
            '#include "nowhere.h"\n',
        }
        found = self.problems(files)
        self.assertEqual(
            found,
            [
                'src/json/parser.cc:1: write the path from src, "json/parser.h"',
                "src/json/parser.cc:2: json may not use http; see its DEPS in CMakeLists.txt",
                "src/json/parser.cc:3: there is no include/dynarock/base/none.h",
                "src/json/parser.cc:4: base/private.h is private to base; "
                "put it under include/ to share it",
                "src/json/parser.cc:5: <boost/asio/post.hpp> stays inside http; "
                "go through its headers",
                'src/json/parser.cc:6: "nowhere.h" is neither below include/dynarock nor below src',
                "src/odd/file.cc: is in no dynarock_module of CMakeLists.txt",
            ],
        )

    def test_order_of_modules(self):
        cmake = "dynarock_module(a DEPS b)\ndynarock_module(b)\n"
        self.assertEqual(
            self.problems({}, cmake),
            ["CMakeLists.txt: a depends on b, which is not declared above it"],
        )


class Tidy(unittest.TestCase):
    def remedies(self, path, text):
        return [problem.rpartition(": ")[2] for problem in tidy.problems(path, text)]

    def test_faults(self):
        for path, text, remedy in (
            ("src/json/a.cc", "auto t = std::chrono::system_clock::now();\n",
             "take a Clock and ask it"),
            ("src/dynamodb/model/a.cc", "double d;\n", "numbers are Decimal here"),
            ("src/auth/a.cc", "#include <regex>\n",
             "write a small scanner; std::regex is slow and recurses"),
            ("src/aws/a.cc", "co_await x;\n", "coroutines stay in src/http"),
            ("src/aws/a.cc", 'printf("x");\n',
             "only src/app talks to the terminal; return the text, or log"),
            ("src/aws/a.h", "#pragma once\nusing namespace std;\n",
             "name what is used; a header's reader did not ask for the rest"),
            ("src/aws/a.h", "#ifndef A\n", "a header starts with #pragma once"),
            ("src/aws/a.cc", "// " + "TO" + "DO later\n", "do it now, or open an issue"),
            ("README.md", "see " + "/ho" + "me/me/x\n",
             "a path of one machine; find it at run time"),
            ("src/aws/a.cpp", "", "sources are called .cc, headers .h"),
            ("src/aws/BigName.cc", "", "file names are words in lower case joined by _"),
            ("scripts/a", "#!/usr/bin/env bash\nls\n", "a script sets -euo pipefail"),
            ("src/aws/a.cc", "int a;", "end the last line"),
        ):
            with self.subTest(path=path, text=text):
                self.assertIn(remedy, self.remedies(path, text))
        self.assertTrue(any("601 lines" in one for one in tidy.problems("src/a.cc", "\n" * 601)))

    def test_comments_and_strings_are_not_code(self):
        text = '// using double here would lose digits\nauto s = "std::endl", r = R"(float)";\n'
        self.assertEqual(self.remedies("src/dynamodb/model/a.cc", text), [])

    def test_exceptions(self):
        self.assertEqual(self.remedies("src/base/clock.cc", "system_clock::now();\n"), [])
        self.assertEqual(self.remedies("src/app/main.cc", 'std::printf("x");\n'), [])
        self.assertEqual(self.remedies("src/storage/a.cc", "snprintf(b, 1, f);\n"), [])


class CountTests(unittest.TestCase):
    def test_runners(self):
        for text, counts in (
            ("[  PASSED  ] 7 tests.\n[  SKIPPED ] 1 test, listed below:\n[  PASSED  ] 1 test.\n",
             (8, 0, 1)),
            ("3: [  PASSED  ] 5 tests.\n3: [  FAILED  ] 2 tests, listed below:\n"
             "50% tests passed, 1 tests failed out of 2\n", (5, 2, 0)),
            ("75% tests passed, 1 tests failed out of 4\n", (3, 1, 0)),
            ("=== 1 failed, 38 passed, 2 skipped in 2.01s ===\n", (38, 1, 2)),
            ("38 passed in 2.01s\n", (38, 0, 0)),
            ("Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)\n", (2, 2, 1)),
            ("# pass 9\n# fail 1\n# skipped 0\n", (9, 1, 0)),
            ("[INFO] Tests run: 8, Failures: 0, Errors: 0, Skipped: 0 -- in A\n"
             "[\x1b[1mERROR\x1b[m] Tests run: 25, Failures: 5, Errors: 4, Skipped: 1\n",
             (15, 9, 1)),
            ("--- PASS: TestA (0.1s)\n    --- PASS: TestA/b\n--- FAIL: TestC (0s)\n", (1, 1, 0)),
            ("nothing\n", (0, 0, 0)),
        ):
            with self.subTest(text=text):
                self.assertEqual(count_tests.count(text), counts)


if __name__ == "__main__":
    unittest.main()
