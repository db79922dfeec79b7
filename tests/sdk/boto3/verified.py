"""Calls of a server that verifies who makes them, with the root's key in the environment."""

import os
import urllib.error
import urllib.request
import uuid

import boto3
import pytest
from botocore.exceptions import ClientError
from conftest import CONFIG, ENDPOINT

WRONG = {"aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": "x" * 40}
UNKNOWN = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "x" * 40}


def service(name, **credentials):
    return boto3.client(name, endpoint_url=ENDPOINT, config=CONFIG, **credentials)


CALLS = {
    "dynamodb": lambda client: client.list_tables(),
    "dynamodbstreams": lambda client: client.list_streams(),
    "iam": lambda client: client.list_users(),
    "sts": lambda client: client.get_caller_identity(),
}


def code_of(name, credentials):
    with pytest.raises(ClientError) as refused:
        CALLS[name](service(name, **credentials))
    return refused.value.response["Error"]["Code"]


@pytest.mark.parametrize("name", CALLS)
def test_verified_calls(name):
    CALLS[name](service(name))
    json = name.startswith("dynamodb")
    assert code_of(name, WRONG) == ("InvalidSignatureException" if json else "SignatureDoesNotMatch")
    assert code_of(name, UNKNOWN) == (
        "UnrecognizedClientException" if json else "InvalidClientTokenId"
    )


def test_verified_session():
    iam, user = service("iam"), "boto3-" + uuid.uuid4().hex[:12]
    iam.create_user(UserName=user)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    own = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
    made = service("sts", **own).get_session_token()["Credentials"]
    session = {
        "aws_access_key_id": made["AccessKeyId"],
        "aws_secret_access_key": made["SecretAccessKey"],
    }
    assert code_of("sts", session) == "InvalidClientTokenId"
    session["aws_session_token"] = made["SessionToken"]
    arn = service("sts", **session).get_caller_identity()["Arn"]
    assert arn.endswith(f":user/{user}")
    iam.update_access_key(UserName=user, AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert code_of("sts", own) == "InvalidClientTokenId"


def test_presigned():
    url = service("sts").generate_presigned_url(
        "get_caller_identity", ExpiresIn=60, HttpMethod="GET"
    )
    with urllib.request.urlopen(url) as answer:
        assert b":root</Arn>" in answer.read()
    assert "X-Amz-Expires=60" in url
    for changed in (url + "&More=1", url.replace("X-Amz-Expires=60", "X-Amz-Expires=61")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(changed)
        assert b"<Code>SignatureDoesNotMatch</Code>" in refused.value.read()
