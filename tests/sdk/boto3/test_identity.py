"""Scenarios of tests/sdk/README.md that are about IAM and STS."""

import json
import os
import uuid

import boto3
import pytest
from conftest import CONFIG, ENDPOINT

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": ["sts:AssumeRole", "sts:TagSession"],
        }
    ],
}
READ = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*"}],
}


def service(name, **credentials):
    return boto3.client(name, endpoint_url=ENDPOINT, config=CONFIG, **credentials)


def session_credentials(credentials):
    return {
        "aws_access_key_id": credentials["AccessKeyId"],
        "aws_secret_access_key": credentials["SecretAccessKey"],
        "aws_session_token": credentials["SessionToken"],
    }


@pytest.fixture(scope="module")
def iam():
    return service("iam")


@pytest.fixture
def anybody():
    """Skips a test that needs a server whom every key and role will do."""
    if os.environ["AWS_ACCESS_KEY_ID"] != "test":
        pytest.skip("the server knows its own keys only")


@pytest.fixture
def account(anybody):
    """A client of an account that no other test uses, by a key that says so."""
    number = str(uuid.uuid4().int)[:12]
    return service("iam", aws_access_key_id=number, aws_secret_access_key="x")


@pytest.fixture
def name():
    return "boto3-" + uuid.uuid4().hex[:12]


def test_user(iam, name):
    made = iam.create_user(
        UserName=name, Path="/team/", Tags=[{"Key": "team", "Value": "shop + co"}]
    )["User"]
    assert made["Arn"].endswith(f":user/team/{name}")
    got = iam.get_user(UserName=name.upper())["User"]
    assert got == made
    assert got["CreateDate"].tzinfo is not None

    key = iam.create_access_key(UserName=name)["AccessKey"]
    assert key["AccessKeyId"].startswith("AKIA") and len(key["SecretAccessKey"]) == 40
    user = {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key["SecretAccessKey"],
    }
    identity = service("sts", **user).get_caller_identity()
    assert identity["Arn"] == made["Arn"]
    assert identity["UserId"] == made["UserId"]
    used = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])
    assert used["AccessKeyLastUsed"]["ServiceName"] == "sts"

    with pytest.raises(iam.exceptions.DeleteConflictException):
        iam.delete_user(UserName=name)
    iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName=name)
    with pytest.raises(iam.exceptions.NoSuchEntityException) as refusal:
        iam.get_user(UserName=name)
    error = refusal.value.response
    assert error["Error"]["Message"] == f"The user with name {name} cannot be found."
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_role_and_policies(iam, name):
    role = iam.create_role(
        RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST), Description='"<&>"'
    )["Role"]
    assert role["AssumeRolePolicyDocument"] == TRUST
    assert role["Description"] == '"<&>"'
    iam.get_waiter("role_exists").wait(RoleName=name)

    policy = iam.create_policy(PolicyName=name, PolicyDocument=json.dumps(READ))["Policy"]
    iam.attach_role_policy(RoleName=name, PolicyArn=policy["Arn"])
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=json.dumps(READ))
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert attached == [{"PolicyName": name, "PolicyArn": policy["Arn"]}]
    embedded = iam.get_role_policy(RoleName=name, PolicyName="own")
    assert embedded["PolicyDocument"] == READ

    version = iam.create_policy_version(
        PolicyArn=policy["Arn"], PolicyDocument=json.dumps(READ), SetAsDefault=True
    )["PolicyVersion"]
    assert version["VersionId"] == "v2"
    got = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId="v2")["PolicyVersion"]
    assert got["Document"] == READ and got["IsDefaultVersion"]
    iam.delete_policy_version(PolicyArn=policy["Arn"], VersionId="v1")

    with pytest.raises(iam.exceptions.DeleteConflictException):
        iam.delete_role(RoleName=name)
    with pytest.raises(iam.exceptions.DeleteConflictException):
        iam.delete_policy(PolicyArn=policy["Arn"])
    iam.detach_role_policy(RoleName=name, PolicyArn=policy["Arn"])
    iam.delete_role_policy(RoleName=name, PolicyName="own")
    iam.delete_role(RoleName=name)
    iam.delete_policy(PolicyArn=policy["Arn"])


def test_pages(account):
    names = [f"user-{number:02}" for number in range(25)]
    for user in reversed(names):
        account.create_user(UserName=user)
    pages = list(account.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 10}))
    assert [len(page["Users"]) for page in pages] == [10, 10, 5]
    assert [user["UserName"] for page in pages for user in page["Users"]] == names


def test_managed_policies(iam):
    pages = iam.get_paginator("list_policies").paginate(Scope="AWS")
    names = {policy["PolicyName"] for page in pages for policy in page["Policies"]}
    assert {
        "AdministratorAccess",
        "AmazonDynamoDBFullAccess",
        "AmazonDynamoDBReadOnlyAccess",
        "AmazonECSTaskExecutionRolePolicy",
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaDynamoDBExecutionRole",
    } <= names
    for page in iam.get_paginator("list_policies").paginate(Scope="AWS"):
        for policy in page["Policies"]:
            document = iam.get_policy_version(
                PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"]
            )["PolicyVersion"]["Document"]
            assert document["Statement"], policy["PolicyName"]


def test_assume_role(iam, name):
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    reads = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"
    iam.attach_role_policy(RoleName=name, PolicyArn=reads)
    answer = service("sts").assume_role(
        RoleArn=role["Arn"],
        RoleSessionName="task",
        PolicyArns=[{"arn": reads}],
        Policy=json.dumps(READ),
        Tags=[{"Key": "project", "Value": "x"}],
        TransitiveTagKeys=["project"],
        ExternalId="abc",
        DurationSeconds=900,
    )
    credentials = answer["Credentials"]
    assert credentials["AccessKeyId"].startswith("ASIA")
    assert answer["AssumedRoleUser"]["AssumedRoleId"] == role["RoleId"] + ":task"
    session = session_credentials(credentials)
    identity = service("sts", **session).get_caller_identity()
    assert identity["Arn"].endswith(f":assumed-role/{name}/task")
    assert service("dynamodb", **session).list_tables()["ResponseMetadata"]["HTTPStatusCode"] == 200
    iam.detach_role_policy(RoleName=name, PolicyArn=reads)
    iam.delete_role(RoleName=name)


def test_session_of_another_account(client, tables, anybody):
    """A session's tables are those of its role's account."""
    number = str(uuid.uuid4().int)[:12]
    own = tables.create("Own", ("Id", "S"))
    answer = service("sts").assume_role(
        RoleArn=f"arn:aws:iam::{number}:role/unknown", RoleSessionName="task"
    )
    other = service("dynamodb", **session_credentials(answer["Credentials"]))
    assert own in client.list_tables()["TableNames"]
    assert other.list_tables()["TableNames"] == []


def test_simulate(iam, name):
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="read", PolicyDocument=json.dumps(READ))
    arn = iam.get_user(UserName=name)["User"]["Arn"]
    results = iam.simulate_principal_policy(
        PolicySourceArn=arn, ActionNames=["dynamodb:GetItem", "dynamodb:PutItem"]
    )["EvaluationResults"]
    assert [result["EvalDecision"] for result in results] == ["allowed", "implicitDeny"]
    keys = iam.get_context_keys_for_custom_policy(PolicyInputList=[json.dumps(READ)])
    assert keys["ContextKeyNames"] == []
