import json
import os
import pathlib
import subprocess
import sys

import pytest

ENDPOINT = os.environ["DYNAROCK_ENDPOINT"]
AWS = pathlib.Path(sys.executable).with_name("aws")


class Aws:
    """Runs `aws dynamodb ...` as a person would, with the fixtures as the working directory."""

    def __init__(self, service="dynamodb", **environment):
        self.service = service
        self.environment = environment

    def run(self, *words):
        return subprocess.run(
            [str(AWS), self.service, *words, "--endpoint-url", ENDPOINT, "--output", "json",
             "--cli-read-timeout", "20"],
            capture_output=True,
            text=True,
            env={**os.environ, "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": "", **self.environment},
            cwd=pathlib.Path(__file__).parents[3] / "fixtures",
        )

    def __call__(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, f"aws {self.service} {' '.join(words)}\n{done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def failing(self, *words):
        done = self.run(*words)
        assert done.returncode in (254, 255), f"aws {self.service} {' '.join(words)}\n{done.stdout}"
        return done.stderr.strip()


@pytest.fixture(scope="session")
def aws():
    return Aws()
