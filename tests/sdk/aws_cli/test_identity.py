"""A role for the example service, from the command line: each test is one step, in this order."""

import json

import pytest
from conftest import Aws

ROLE = "CliMysfits"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}
        ],
    }
)
POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["dynamodb:Scan", "dynamodb:Query", "dynamodb:GetItem"],
                "Resource": "arn:aws:dynamodb:*:*:table/MysfitsTable*",
            }
        ],
    }
)


@pytest.fixture(scope="module")
def iam():
    return Aws("iam")


def test_create_role(iam):
    made = iam("create-role", "--role-name", ROLE, "--assume-role-policy-document", TRUST)["Role"]
    assert made["AssumeRolePolicyDocument"] == json.loads(TRUST)
    iam("wait", "role-exists", "--role-name", ROLE)


def test_refuse_trailing_comma(iam):
    policy = POLICY.replace('GetItem"]', 'GetItem",]')
    assert "(MalformedPolicyDocument)" in iam.failing(
        "put-role-policy", "--role-name", ROLE, "--policy-name", "reads", "--policy-document", policy
    )


def test_put_policy(iam):
    iam("put-role-policy", "--role-name", ROLE, "--policy-name", "reads", "--policy-document", POLICY)
    read = iam("get-role-policy", "--role-name", ROLE, "--policy-name", "reads")
    assert read["PolicyDocument"] == json.loads(POLICY)


def test_simulate(iam):
    table = "arn:aws:dynamodb:us-east-1:123456789012:table/MysfitsTable"
    results = iam(
        "simulate-principal-policy", "--policy-source-arn", role_arn(iam),
        "--action-names", "dynamodb:Query", "dynamodb:PutItem",
        "--resource-arns", table + "/index/LawChaosIndex",
    )["EvaluationResults"]  # fmt: skip
    assert [one["EvalDecision"] for one in results] == ["allowed", "implicitDeny"]


def role_arn(iam):
    return iam("get-role", "--role-name", ROLE)["Role"]["Arn"]


def test_assume_role(iam):
    made = Aws("sts")(
        "assume-role", "--role-arn", role_arn(iam), "--role-session-name", "cli"
    )["Credentials"]
    session = Aws(
        "sts",
        AWS_ACCESS_KEY_ID=made["AccessKeyId"],
        AWS_SECRET_ACCESS_KEY=made["SecretAccessKey"],
        AWS_SESSION_TOKEN=made["SessionToken"],
    )
    assert session("get-caller-identity")["Arn"].endswith(f":assumed-role/{ROLE}/cli")


def test_delete_role(iam):
    assert "(DeleteConflict)" in iam.failing("delete-role", "--role-name", ROLE)
    iam("delete-role-policy", "--role-name", ROLE, "--policy-name", "reads")
    iam("delete-role", "--role-name", ROLE)
    assert "(NoSuchEntity)" in iam.failing("get-role", "--role-name", ROLE)
