"""ECS and ECR: exceptions, paginators and waiters of the SDK; tasks and services that run."""

import uuid

import boto3
import pytest
from conftest import CONFIG, ENDPOINT

SOON = {"Delay": 1, "MaxAttempts": 30}


@pytest.fixture(scope="module")
def ecs():
    return boto3.client("ecs", endpoint_url=ENDPOINT, config=CONFIG)


@pytest.fixture(scope="module")
def network():
    ec2 = boto3.client("ec2", endpoint_url=ENDPOINT, config=CONFIG)
    subnets = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])
    return {"awsvpcConfiguration": {"subnets": [subnets["Subnets"][0]["SubnetId"]]}}


@pytest.fixture
def cluster(ecs):
    made = "test-" + uuid.uuid4().hex
    ecs.create_cluster(clusterName=made)
    yield made
    for arn in ecs.list_services(cluster=made)["serviceArns"]:
        ecs.delete_service(cluster=made, service=arn, force=True)
    tasks = ecs.list_tasks(cluster=made)["taskArns"]
    tasks += ecs.list_tasks(cluster=made, desiredStatus="STOPPED")["taskArns"]
    for arn in tasks:
        ecs.stop_task(cluster=made, task=arn)
    if tasks:
        ecs.get_waiter("tasks_stopped").wait(cluster=made, tasks=tasks, WaiterConfig=SOON)
    ecs.delete_cluster(cluster=made)


@pytest.fixture
def define(ecs):
    family = "test-" + uuid.uuid4().hex
    made = []

    def register(command, **more):
        request = {
            "family": family,
            "networkMode": "awsvpc",
            "requiresCompatibilities": ["FARGATE"],
            "cpu": "256",
            "memory": "512",
            "containerDefinitions": [{"name": "app", "image": "app", "command": command}],
        }
        answer = ecs.register_task_definition(**request | more)
        made.append(answer["taskDefinition"]["taskDefinitionArn"])
        return made[-1]

    yield register
    for arn in made:
        ecs.deregister_task_definition(taskDefinition=arn)
    if made:
        assert not ecs.delete_task_definitions(taskDefinitions=made)["failures"]


def test_clusters(ecs, cluster):
    described = ecs.describe_clusters(clusters=[cluster, "other"])
    assert [c["status"] for c in described["clusters"]] == ["ACTIVE"]
    assert [f["reason"] for f in described["failures"]] == ["MISSING"]
    pages = ecs.get_paginator("list_clusters").paginate(PaginationConfig={"PageSize": 1})
    assert described["clusters"][0]["clusterArn"] in pages.build_full_result()["clusterArns"]
    with pytest.raises(ecs.exceptions.ClusterNotFoundException):
        ecs.list_tasks(cluster="other")


def test_task_definitions(ecs, define):
    first, second = define(["true"]), define(["false"], tags=[{"key": "k", "value": "v"}])
    family = first.split("/")[1].split(":")[0]
    latest = ecs.describe_task_definition(taskDefinition=family, include=["TAGS"])
    assert latest["taskDefinition"]["revision"] == 2
    assert latest["tags"] == [{"key": "k", "value": "v"}]
    pages = ecs.get_paginator("list_task_definitions").paginate(familyPrefix=family)
    assert pages.build_full_result()["taskDefinitionArns"] == [first, second]
    with pytest.raises(ecs.exceptions.ClientException, match="Unable to describe"):
        ecs.describe_task_definition(taskDefinition=family + ":3")
    with pytest.raises(ecs.exceptions.ClientException, match="No Fargate configuration exists"):
        define(["true"], memory="8192")


def test_task(ecs, cluster, define, network):
    definition = define(["sleep", "300"])
    task = ecs.run_task(
        cluster=cluster, taskDefinition=definition, launchType="FARGATE",
        networkConfiguration=network, startedBy="test",
    )["tasks"][0]
    assert task["lastStatus"] == "PROVISIONING"
    details = {d["name"]: d["value"] for d in task["attachments"][0]["details"]}
    assert details["subnetId"] == network["awsvpcConfiguration"]["subnets"][0]
    arn = task["taskArn"]
    ecs.get_waiter("tasks_running").wait(cluster=cluster, tasks=[arn], WaiterConfig=SOON)
    assert ecs.list_tasks(cluster=cluster, startedBy="test")["taskArns"] == [arn]
    ecs.stop_task(cluster=cluster, task=arn, reason="enough")
    ecs.get_waiter("tasks_stopped").wait(cluster=cluster, tasks=[arn], WaiterConfig=SOON)
    (stopped,) = ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"]
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "enough")
    with pytest.raises(ecs.exceptions.InvalidParameterException, match="was not enabled"):
        ecs.execute_command(cluster=cluster, task=arn, command="ls", interactive=True)


def test_service(ecs, cluster, define, network):
    first, second = define(["sleep", "300"]), define(["sleep", "301"])
    where = {"cluster": cluster, "service": "web"}
    ecs.create_service(
        cluster=cluster, serviceName="web", taskDefinition=first, desiredCount=2,
        launchType="FARGATE", networkConfiguration=network,
    )
    with pytest.raises(ecs.exceptions.InvalidParameterException, match="not idempotent"):
        ecs.create_service(
            cluster=cluster, serviceName="web", taskDefinition=first, desiredCount=2,
            launchType="FARGATE", networkConfiguration=network,
        )
    stable = ecs.get_waiter("services_stable")
    stable.wait(cluster=cluster, services=["web"], WaiterConfig=SOON)
    before = set(ecs.list_tasks(cluster=cluster, serviceName="web")["taskArns"])
    assert len(before) == 2

    ecs.update_service(taskDefinition=second, **where)
    stable.wait(cluster=cluster, services=["web"], WaiterConfig=SOON)
    (service,) = ecs.describe_services(cluster=cluster, services=["web"])["services"]
    assert service["deployments"][0]["taskDefinition"] == second
    assert not before & set(ecs.list_tasks(cluster=cluster, serviceName="web")["taskArns"])
    changes = ecs.list_service_deployments(**where)["serviceDeployments"]
    (change,) = ecs.describe_service_deployments(
        serviceDeploymentArns=[changes[0]["serviceDeploymentArn"]]
    )["serviceDeployments"]
    revision = change["targetServiceRevision"]["arn"]
    (told,) = ecs.describe_service_revisions(serviceRevisionArns=[revision])["serviceRevisions"]
    assert told["taskDefinition"] == second

    with pytest.raises(ecs.exceptions.InvalidParameterException, match="scaled above 0"):
        ecs.delete_service(**where)
    ecs.delete_service(force=True, **where)
    inactive = ecs.get_waiter("services_inactive")
    inactive.wait(cluster=cluster, services=["web"], WaiterConfig=SOON)
    with pytest.raises(ecs.exceptions.ServiceNotActiveException):
        ecs.update_service(desiredCount=1, **where)


def test_repositories():
    ecr = boto3.client("ecr", endpoint_url=ENDPOINT, config=CONFIG)
    name = "test/" + uuid.uuid4().hex
    made = ecr.create_repository(repositoryName=name)["repository"]
    with pytest.raises(ecr.exceptions.RepositoryAlreadyExistsException):
        ecr.create_repository(repositoryName=name)
    assert made["repositoryUri"].endswith(".amazonaws.com/" + name)
    with pytest.raises(ecr.exceptions.RepositoryPolicyNotFoundException):
        ecr.get_repository_policy(repositoryName=name)
    pages = ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 1})
    assert made in pages.build_full_result()["repositories"]
    assert ecr.list_images(repositoryName=name)["imageIds"] == []
    ecr.delete_repository(repositoryName=name)
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.describe_repositories(repositoryNames=[name])
