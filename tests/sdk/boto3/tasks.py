"""Tasks that really run, on a server that enforces IAM and gives tasks credentials for 4 seconds.
They find out who and where they are as on Fargate: no endpoint, region or key is in their code."""

import contextlib
import json
import re
import sys
import time
import urllib.request
import uuid

import boto3
import pytest
from conftest import CONFIG, ENDPOINT

ACCOUNT = "123456789012"
REGION = "us-east-1"
GROUP = "/ecs/tasks"


def service(name):
    return boto3.client(name, endpoint_url=ENDPOINT, config=CONFIG)


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def statement(action, resource="*"):
    return {"Effect": "Allow", "Action": action, "Resource": resource}


class Place:
    """What the tasks of these tests have in common."""

    def __init__(self):
        self.ecs, self.iam, self.logs = service("ecs"), service("iam"), service("logs")
        self.dynamodb = service("dynamodb")
        self.ecs.create_cluster()
        self.logs.create_log_group(logGroupName=GROUP)
        self.dynamodb.create_table(
            TableName="Mysfits",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        self.dynamodb.put_item(TableName="Mysfits", Item={"id": {"S": "m1"}, "n": {"N": "1"}})
        self.subnets = [self.default_subnet()]
        self.table = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/Mysfits"
        self.execution_role = self.role(
            statement(["logs:CreateLogStream", "logs:PutLogEvents"]),
            statement(["ssm:GetParameters", "secretsmanager:GetSecretValue"], "arn:aws:*:*:*:*allowed*"),
        )
        self.task_role = self.role(statement("dynamodb:GetItem", self.table))

    def default_subnet(self):
        url = f"{ENDPOINT}/_dynarock/placement?region={REGION}"
        with urllib.request.urlopen(url) as answer:
            return json.load(answer)["subnets"][0]

    def role(self, *statements, trusts="ecs-tasks.amazonaws.com"):
        """The ARN of a new role."""
        name = "role-" + uuid.uuid4().hex[:12]
        trust = document(
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": trusts}}
        )
        arn = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        self.iam.put_role_policy(
            RoleName=name, PolicyName="p", PolicyDocument=document(*statements)
        )
        return arn

    def define(self, command, **more):
        """The ARN of a definition of one container, more members of which may be given; those of
        the definition itself are task_role and execution_role."""
        name = "test-" + uuid.uuid4().hex[:12]
        roles = {"executionRoleArn": more.pop("execution_role", self.execution_role)}
        if role := more.pop("task_role", self.task_role):
            roles["taskRoleArn"] = role
        container = {
            "name": "app",
            "image": "any",
            "command": command,
            "logConfiguration": {
                "logDriver": "awslogs",
                "options": {
                    "awslogs-group": GROUP,
                    "awslogs-region": REGION,
                    "awslogs-stream-prefix": "test",
                },
            },
        }
        made = self.ecs.register_task_definition(
            family=name,
            networkMode="awsvpc",
            requiresCompatibilities=["FARGATE"],
            cpu="256",
            memory="512",
            containerDefinitions=[{**container, **more}],
            **roles,
        )
        return made["taskDefinition"]["taskDefinitionArn"]

    def network(self):
        return {"awsvpcConfiguration": {"subnets": self.subnets, "assignPublicIp": "ENABLED"}}

    def start(self, definition, **more):
        (task,) = self.ecs.run_task(
            taskDefinition=definition,
            launchType="FARGATE",
            networkConfiguration=self.network(),
            **more,
        )["tasks"]
        return task["taskArn"]

    def wait(self, waiter, service_name):
        self.ecs.get_waiter(waiter).wait(
            services=[service_name], WaiterConfig={"Delay": 1, "MaxAttempts": 30}
        )

    @contextlib.contextmanager
    def service(self, name, definition, count):
        """A service that is stable, and deleted in the end."""
        self.ecs.create_service(
            serviceName=name,
            taskDefinition=definition,
            desiredCount=count,
            launchType="FARGATE",
            networkConfiguration=self.network(),
        )
        self.wait("services_stable", name)
        yield
        self.ecs.delete_service(service=name, force=True)
        self.wait("services_inactive", name)

    def describe(self, task):
        (described,) = self.ecs.describe_tasks(tasks=[task])["tasks"]
        return described

    def until(self, task, holds):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            described = self.describe(task)
            if holds(described):
                return described
            time.sleep(0.02)
        raise AssertionError(f"in vain, waited for {described}")

    def until_stopped(self, task):
        return self.until(task, lambda described: described["lastStatus"] == "STOPPED")

    def output(self, task):
        """The lines that it has printed."""
        events = self.logs.get_log_events(
            logGroupName=GROUP,
            logStreamName="test/app/" + task.rpartition("/")[2],
            startFromHead=True,
        )["events"]
        return [event["message"] for event in events]

    def run(self, command, **more):
        """The task as it ended, and what it printed."""
        stopped = self.until_stopped(self.start(self.define(command, **more)))
        return stopped, self.output(stopped["taskArn"])


@pytest.fixture(scope="session")
def place():
    return Place()


def python(script, **more):
    return {"command": [sys.executable, "-c", script], **more}


def test_a_task_is_its_role(place):
    stopped, output = place.run(
        **python("""
import boto3, os, botocore
assert not any(name in os.environ for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE"))
print(boto3.client("sts").get_caller_identity()["Arn"])
dynamodb = boto3.client("dynamodb")
print(dynamodb.get_item(TableName="Mysfits", Key={"id": {"S": "m1"}})["Item"]["n"]["N"])
try:
    dynamodb.put_item(TableName="Mysfits", Item={"id": {"S": "m2"}})
except botocore.exceptions.ClientError as error:
    print(error.response["Error"]["Code"], error.response["Error"]["Message"])
raise SystemExit(7)
""")
    )
    role = place.task_role.rpartition("/")[2]
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{stopped['taskArn'].rpartition('/')[2]}"
    assert output == [
        session,
        "1",
        f"AccessDeniedException User: {session} is not authorized to perform: dynamodb:PutItem on "
        f"resource: {place.table} because no identity-based policy allows the dynamodb:PutItem "
        "action",
    ]
    assert stopped["stopCode"] == "EssentialContainerExited"
    assert stopped["stoppedReason"] == "Essential container in task exited"
    (container,) = stopped["containers"]
    assert (container["lastStatus"], container["exitCode"]) == ("STOPPED", 7)
    times = ["createdAt", "connectivityAt", "pullStartedAt", "pullStoppedAt", "startedAt"]
    times += ["stoppingAt", "executionStoppedAt", "stoppedAt"]
    assert [stopped[name] for name in times] == sorted(stopped[name] for name in times)


def test_credentials_rotate(place):
    """A client that outlives its first credentials notices nothing; those are refused then."""
    stopped, output = place.run(
        **python("""
import boto3, botocore, time
session = boto3.Session()
first = session.get_credentials().get_frozen_credentials()
keys = {first.access_key}
dynamodb = session.client("dynamodb")
def get(client):
    client.get_item(TableName="Mysfits", Key={"id": {"S": "m1"}})
end = time.monotonic() + 5
while time.monotonic() < end:
    get(dynamodb)
    keys.add(session.get_credentials().access_key)
assert len(keys) > 1, keys
try:
    get(boto3.client("dynamodb", aws_access_key_id=first.access_key,
                     aws_secret_access_key=first.secret_key, aws_session_token=first.token))
except botocore.exceptions.ClientError as error:
    print(error.response["Error"]["Code"])
""")
    )
    assert (output, stopped["containers"][0]["exitCode"]) == (["ExpiredTokenException"], 0)


def test_a_task_without_a_role_has_no_credentials(place):
    _, output = place.run(
        **python("import boto3; print(boto3.Session().get_credentials())"), task_role=None
    )
    assert output == ["None"]


def test_secrets(place):
    ssm, secrets = service("ssm"), service("secretsmanager")
    ssm.put_parameter(Name="/allowed/plain", Value="one", Type="SecureString")
    ssm.put_parameter(Name="/other/plain", Value="two", Type="SecureString")
    secret = secrets.create_secret(Name="allowed", SecretString='{"user": "u"}')["ARN"]
    other = secrets.create_secret(Name="other", SecretString="x")["ARN"]
    command = ["sh", "-c", "echo $PLAIN $USER_NAME"]
    _, output = place.run(
        command,
        secrets=[
            {"name": "PLAIN", "valueFrom": "/allowed/plain"},
            {"name": "USER_NAME", "valueFrom": secret + ":user::"},
        ],
    )
    assert output == ["one u"]
    role = place.execution_role.rpartition("/")[2]
    for value_from, action in [
        ("/other/plain", "ssm:GetParameters"),
        (other, "secretsmanager:GetSecretValue"),
    ]:
        task = place.start(place.define(command, secrets=[{"name": "A", "valueFrom": value_from}]))
        stopped = place.until_stopped(task)
        assert stopped["stopCode"] == "TaskFailedToStart"
        assert stopped["stoppedReason"].startswith(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution "
            "resource retrieval failed: unable to retrieve secret"
        )
        assert (
            f"AccessDeniedException: User: arn:aws:sts::{ACCOUNT}:assumed-role/{role}/"
            f"{task.rpartition('/')[2]} is not authorized to perform: {action} on resource: "
        ) in stopped["stoppedReason"]
        assert "exitCode" not in stopped["containers"][0]


def test_the_execution_role_must_be_allowed_to_log(place):
    task = place.start(
        place.define(["true"], execution_role=place.role(statement("s3:GetObject")))
    )
    reason = place.until_stopped(task)["stoppedReason"]
    assert reason.startswith("ResourceInitializationError: failed to validate logger args: ")
    assert "not authorized to perform: logs:CreateLogStream" in reason


def test_roles_must_trust_tasks(place):
    role = place.role(statement("s3:GetObject"), trusts="ec2.amazonaws.com")
    stopped = place.until_stopped(place.start(place.define(["true"], task_role=role)))
    assert stopped["stopCode"] == "TaskFailedToStart"
    assert stopped["stoppedReason"].startswith(f"ECS was unable to assume the role '{role}'")


def test_stop_timeout(place):
    stubborn = "trap '' TERM; echo up; while :; do sleep 0.1; done"
    task = place.start(place.define(["sh", "-c", stubborn], stopTimeout=2))
    place.until(task, lambda described: described["lastStatus"] == "RUNNING")
    deadline = time.monotonic() + 30
    while place.output(task) != ["up"] and time.monotonic() < deadline:
        time.sleep(0.02)
    assert place.ecs.stop_task(task=task, reason="enough")["task"]["desiredStatus"] == "STOPPED"
    stopped = place.until_stopped(task)
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "enough")
    assert stopped["containers"][0]["exitCode"] == 137


def test_health(place):
    check = {"command": ["CMD-SHELL", "test -n \"$HOSTNAME\""], "interval": 5, "retries": 1}
    task = place.start(place.define(["sleep", "1000"], healthCheck=check))
    running = place.until(task, lambda described: described["lastStatus"] == "RUNNING")
    assert running["healthStatus"] == "UNKNOWN"
    place.until(task, lambda described: described["healthStatus"] == "HEALTHY")
    place.ecs.stop_task(task=task)


def test_overrides(place):
    definition = place.define(["false"], environment=[{"name": "A", "value": "1"}])
    override = {
        "name": "app",
        "command": ["sh", "-c", "echo $A $B"],
        "environment": [{"name": "B", "value": "2"}],
    }
    stopped = place.until_stopped(
        place.start(definition, overrides={"containerOverrides": [override]})
    )
    assert place.output(stopped["taskArn"]) == ["1 2"]


def test_metadata(place):
    stopped, output = place.run(
        **python("""
import json, os, urllib.request
def get(path):
    with urllib.request.urlopen(os.environ["ECS_CONTAINER_METADATA_URI_V4"] + path) as answer:
        return json.load(answer)
container, task, stats = get(""), get("/task"), get("/task/stats")
print(container["Name"], container["KnownStatus"], container["LogOptions"]["awslogs-group"])
print(task["TaskARN"], task["Family"], task["LaunchType"], len(task["Containers"]))
print(stats[container["DockerId"]]["memory_stats"]["usage"] > 1000000)
""")
    )
    family = stopped["taskDefinitionArn"].rpartition("/")[2].partition(":")[0]
    assert output[0] in (f"app RUNNING {GROUP}", f"app PENDING {GROUP}")
    assert output[1:] == [f"{stopped['taskArn']} {family} FARGATE 1", "True"]


PROTECT = """
import json, os, time, urllib.error, urllib.request
url = os.environ["ECS_AGENT_URI"] + "/task-protection/v1/state"
body = json.dumps({"ProtectionEnabled": True, "ExpiresInMinutes": 60}).encode()
def ask(request):
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
print(json.dumps(ask(urllib.request.Request(url, body, method="PUT"))))
print(json.dumps(ask(url)), flush=True)
time.sleep(1000 if "STAY" in os.environ else 0)
"""


def test_task_protection(place):
    role = place.role(statement(["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"]))
    _, (answer, _) = place.run(**python(PROTECT), task_role=role)
    status, body = json.loads(answer)
    assert (status, body["failure"]["Reason"]) == (200, "TASK_NOT_VALID")
    _, (answer, _) = place.run(**python(PROTECT))
    status, body = json.loads(answer)
    assert (status, body["error"]["Code"]) == (400, "AccessDeniedException")

    name = "protected-" + uuid.uuid4().hex[:12]
    stay = [{"name": "STAY", "value": "1"}]
    definition = place.define(**python(PROTECT), task_role=role, environment=stay)
    with place.service(name, definition, 1):
        (task,) = place.ecs.list_tasks(serviceName=name)["taskArns"]
        deadline = time.monotonic() + 30
        while len(place.output(task)) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        for answer in place.output(task):
            status, body = json.loads(answer)
            assert (status, body["protection"]["TaskArn"]) == (200, task)
            assert body["protection"]["ProtectionEnabled"] is True
            assert re.fullmatch(r"[0-9-]+T[0-9:]+Z", body["protection"]["ExpirationDate"])
        (kept,) = place.ecs.get_task_protection(cluster="default", tasks=[task])["protectedTasks"]
        assert kept["protectionEnabled"]


def test_services_come_to_their_count(place):
    name = "web-" + uuid.uuid4().hex[:12]
    with place.service(name, place.define(["sleep", "1000"]), 2):
        first, second = place.ecs.list_tasks(serviceName=name)["taskArns"]
        place.ecs.stop_task(task=first)
        assert place.until_stopped(first)["containers"][0]["exitCode"] == 143
        place.wait("services_stable", name)
        tasks = place.ecs.list_tasks(serviceName=name)["taskArns"]
        assert len(tasks) == 2 and second in tasks and first not in tasks
    reason = place.until_stopped(second)["stoppedReason"]
    assert reason.startswith("Scaling activity initiated by (deployment ecs-svc/"), reason
