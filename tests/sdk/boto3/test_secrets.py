"""Secrets Manager: the exceptions and paginators of the SDK, and a secret's whole life."""

import json
import uuid

import boto3
import pytest
from conftest import CONFIG, ENDPOINT


@pytest.fixture(scope="module")
def secrets():
    return boto3.client("secretsmanager", endpoint_url=ENDPOINT, config=CONFIG)


@pytest.fixture
def name(secrets):
    made = "test/" + uuid.uuid4().hex
    yield made
    secrets.delete_secret(SecretId=made, ForceDeleteWithoutRecovery=True)


def test_versions(secrets, name):
    made = secrets.create_secret(Name=name, SecretString=json.dumps({"user": "u"}))
    with pytest.raises(secrets.exceptions.ResourceExistsException):
        secrets.create_secret(Name=name, SecretString="other")
    put = secrets.put_secret_value(SecretId=name, SecretString="two")
    assert put["VersionStages"] == ["AWSCURRENT"]
    by_arn = secrets.get_secret_value(SecretId=made["ARN"])
    assert (by_arn["SecretString"], by_arn["VersionId"]) == ("two", put["VersionId"])
    before = secrets.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")
    assert json.loads(before["SecretString"]) == {"user": "u"}
    assert secrets.describe_secret(SecretId=name)["VersionIdsToStages"] == {
        made["VersionId"]: ["AWSPREVIOUS"],
        put["VersionId"]: ["AWSCURRENT"],
    }


def test_binary(secrets, name):
    secrets.create_secret(Name=name, SecretBinary=b"\x00\xff")
    assert secrets.get_secret_value(SecretId=name)["SecretBinary"] == b"\x00\xff"


def test_deletion_and_recovery(secrets, name):
    secrets.create_secret(Name=name, SecretString="v")
    secrets.delete_secret(SecretId=name)
    with pytest.raises(secrets.exceptions.InvalidRequestException):
        secrets.get_secret_value(SecretId=name)
    secrets.restore_secret(SecretId=name)
    assert secrets.get_secret_value(SecretId=name)["SecretString"] == "v"
    secrets.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    with pytest.raises(secrets.exceptions.ResourceNotFoundException):
        secrets.get_secret_value(SecretId=name)


def test_lists_and_tags(secrets, name):
    secrets.create_secret(Name=name, Tags=[{"Key": "of", "Value": name}])
    secrets.tag_resource(SecretId=name, Tags=[{"Key": "more", "Value": "m"}])
    secrets.untag_resource(SecretId=name, TagKeys=["more"])
    pages = secrets.get_paginator("list_secrets").paginate(
        Filters=[{"Key": "tag-value", "Values": [name]}]
    )
    (found,) = pages.build_full_result()["SecretList"]
    assert (found["Name"], found["Tags"]) == (name, [{"Key": "of", "Value": name}])


def test_random_password(secrets):
    password = secrets.get_random_password(PasswordLength=20, ExcludePunctuation=True)
    assert len(password["RandomPassword"]) == 20 and password["RandomPassword"].isalnum()
