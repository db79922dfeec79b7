"""What scripts/count_tests.py makes of the closing lines of each test program."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))

from count_tests import count

LOGS = [
    ("nothing", "Scanning dependencies\n", (0, 0, 0)),
    ("GoogleTest, twice", "1: [  PASSED  ] 3 tests.\n2: [  PASSED  ] 1 test.\n", (4, 0, 0)),
    ("a GoogleTest program that crashes",
     "1: [  PASSED  ] 3 tests.\n50% tests passed, 1 tests failed out of 2\n", (3, 1, 0)),
    ("ctest", "80% tests passed, 1 tests failed out of 5\n", (4, 1, 0)),
    ("pytest", "= 2 failed, 29 passed, 1 skipped in 1.2s =\n", (29, 2, 1)),
    ("pytest, twice", "50 passed in 1.60s\n.  [100%]\n1 passed in 0.14s\n", (51, 0, 0)),
    ("unittest", "Ran 7 tests in 0.1s\n\nFAILED (failures=2, errors=1)\n", (4, 3, 0)),
    ("node:test", "ℹ pass 25\nℹ fail 1\nℹ skipped 0\n", (25, 1, 0)),
    ("Surefire", "[INFO] Tests run: 25, Failures: 1, Errors: 2, Skipped: 3\n", (19, 3, 3)),
    ("Surefire, twice",
     "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A\n"
     "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0\n"
     "[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0\n", (3, 0, 0)),
    ("go test", "--- PASS: TestA (0.1s)\n--- FAIL: TestB (0.1s)\n", (1, 1, 0)),
]


class CountTest(unittest.TestCase):
    def test_logs(self):
        for name, log, expected in LOGS:
            with self.subTest(name):
                self.assertEqual(count(log), expected)


if __name__ == "__main__":
    unittest.main()
