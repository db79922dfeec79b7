"""A server with policies enforced, and the example service on it as a Fargate service, deployed by
the aws CLI."""

import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

import boto3
import pytest

ROOT = pathlib.Path(__file__).parents[3]
PROGRAM = os.environ.get("DYNAROCK", str(ROOT / "build/release/dynarock"))
PATIENCE = 60


def environment(**more):
    """Nothing of the caller's own set-up may reach the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not re.match("(AWS|DYNAROCK)_|https?_proxy", name, re.IGNORECASE)
    }
    return kept | {
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_DEFAULT_REGION": "us-east-1",
        "PATH": f"{ROOT / 'build/venv/bin'}:{os.environ['PATH']}",
        **more,
    }


def until(what, condition):
    """Waits for a condition that others bring about; returns what it says."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {PATIENCE} s")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A server and its root's clients."""

    def __init__(self, folder, *flags, port=0):
        self.log = folder / "server.log"
        port_file = folder / "port"
        port_file.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--port", str(port), "--port-file", port_file, *flags],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment(),
            )
        until("the server's start", lambda: port_file.exists() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()
        self.port = int(port_file.read_text())
        self.url = f"http://127.0.0.1:{self.port}"
        printed = self.dynarock("credentials", "--endpoint-url", self.url).stdout
        self.root = dict(line.split("=", 1) for line in printed.split())

    def dynarock(self, *arguments):
        return subprocess.run(
            [PROGRAM, *arguments], env=environment(), capture_output=True, text=True, check=False
        )

    def run(self, *command):
        """Whatever finds the server by its environment, as the root."""
        done = subprocess.run(
            command, env=environment(AWS_ENDPOINT_URL=self.url, **self.root),
            capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr + self.log.read_text()[-4000:]
        return done.stdout

    def client(self, service):
        return boto3.client(
            service, endpoint_url=self.url, region_name="us-east-1",
            aws_access_key_id=self.root["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.root["AWS_SECRET_ACCESS_KEY"],
        )

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


class Mysfits:
    """The service, from outside and from above."""

    cluster, name = "web", "mysfits"

    def __init__(self, server, port):
        self.server = server
        self.url = f"http://127.0.0.1:{port}"
        self.ecs = server.client("ecs")
        self.ec2 = server.client("ec2")
        self.iam = server.client("iam")

    def call(self, path, method="GET", body=None):
        """The status and what the service says."""
        request = urllib.request.Request(self.url + path, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                return reply.status, json.loads(reply.read() or "null")
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def check(self):
        """The exit code, and what did not pass."""
        done = self.server.dynarock(
            "check", "--cluster", self.cluster, "--service", self.name, "--format", "json",
            "--endpoint-url", self.server.url,
        )
        assert done.returncode in (0, 1), done.stderr
        findings = json.loads(done.stdout)["findings"]
        return done.returncode, [one for one in findings if one["outcome"] == "fail"]

    def endpoint(self):
        return self.ec2.describe_vpc_endpoints(
            Filters=[{"Name": "service-name", "Values": ["com.amazonaws.us-east-1.dynamodb"]}]
        )["VpcEndpoints"][0]

    def update(self, variable, value):
        """Another revision, with a variable changed, running."""
        definition = self.ecs.describe_task_definition(taskDefinition="mysfits")["taskDefinition"]
        for one in definition["containerDefinitions"][0]["environment"]:
            if one["name"] == variable:
                one["value"] = value
        members = ("family", "containerDefinitions", "cpu", "memory", "networkMode", "taskRoleArn",
                   "executionRoleArn", "requiresCompatibilities")
        registered = self.ecs.register_task_definition(**{m: definition[m] for m in members})
        arn = registered["taskDefinition"]["taskDefinitionArn"]
        self.ecs.update_service(cluster=self.cluster, service=self.name, taskDefinition=arn)
        self.steady()

    def steady(self):
        def is_steady():
            service = self.ecs.describe_services(cluster=self.cluster, services=[self.name])
            deployments = service["services"][0]["deployments"]
            return len(deployments) == 1 and deployments[0]["rolloutState"] == "COMPLETED"

        until("a steady service", is_steady)
        until("the service's answer", self.answers)

    def answers(self):
        try:
            return self.call("/health")[0] == 204
        except OSError:
            return False


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    started = Server(
        tmp_path_factory.mktemp("server"), "--in-memory", "--iam", "enforce",
        "--seed", str(ROOT / "fixtures/mysfits"),
        "--tasks-file", str(ROOT / "fixtures/service/fargate.json"),
        "--task-credentials-seconds", "2",
    )
    yield started
    started.stop()


@pytest.fixture(scope="session")
def mysfits(server):
    port = free_port()
    server.run(ROOT / "fixtures/service/deploy", str(port))
    service = Mysfits(server, port)
    until("the service's answer", service.answers)
    return service
