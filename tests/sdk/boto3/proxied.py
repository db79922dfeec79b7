"""Code with AWS's own hosts in it, through the server as a proxy, with verification on: run against
a server with --iam enforce whose authority AWS_CA_BUNDLE names."""

import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ProxyConnectionError, SSLError

HOST = "https://dynamodb.ca-central-1.amazonaws.com"
ONCE = Config(retries={"total_max_attempts": 1, "mode": "standard"}, read_timeout=20)


@pytest.fixture(autouse=True)
def proxy(monkeypatch):
    for name in ("HTTPS_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, os.environ["DYNAROCK_ENDPOINT"])
        monkeypatch.setenv(name.lower(), os.environ["DYNAROCK_ENDPOINT"])
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def client(service="dynamodb", **more):
    return boto3.client(service, **{"region_name": "ca-central-1", "config": ONCE, **more})


def test_hard_coded_host():
    made = client(endpoint_url=HOST)
    made.create_table(
        TableName="Proxied",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "Id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "Id", "KeyType": "HASH"}],
    )
    made.put_item(TableName="Proxied", Item={"Id": {"S": "1"}, "Text": {"S": "x" * 100_000}})
    item = made.get_item(TableName="Proxied", Key={"Id": {"S": "1"}})["Item"]
    assert len(item["Text"]["S"]) == 100_000
    # The region is the host's: there is no such table in another.
    assert client(region_name="eu-west-1").list_tables()["TableNames"] == []


@pytest.mark.parametrize("service", ["sts", "iam", "ssm", "logs", "secretsmanager"])
def test_every_service_is_found_by_its_host(service):
    calls = {
        "sts": lambda c: c.get_caller_identity(),
        "iam": lambda c: c.list_users(),
        "ssm": lambda c: c.describe_parameters(),
        "logs": lambda c: c.describe_log_groups(),
        "secretsmanager": lambda c: c.list_secrets(),
    }
    reply = calls[service](client(service))
    assert reply["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_account_based_and_dual_stack_hosts():
    account = client("sts").get_caller_identity()["Account"]
    for made in (
        client(endpoint_url=f"https://{account}.ddb.ca-central-1.amazonaws.com"),
        client(config=ONCE.merge(Config(use_dualstack_endpoint=True))),
    ):
        assert "Proxied" in made.list_tables()["TableNames"]


def test_signed_for_another_region():
    with pytest.raises(ClientError) as caught:
        client(endpoint_url=HOST, region_name="us-east-1").list_tables()
    assert caught.value.response["Error"]["Code"] == "InvalidSignatureException"


def test_other_hosts_are_refused():
    for host in ("https://example.com", "https://glacier.ca-central-1.amazonaws.com"):
        with pytest.raises(ProxyConnectionError):
            client(endpoint_url=host).list_tables()
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen("http://example.com/")
    assert caught.value.code == 403
    assert b"stays offline" in caught.value.read()


def test_who_does_not_trust_the_authority_gets_nothing(monkeypatch):
    monkeypatch.delenv("AWS_CA_BUNDLE")
    with pytest.raises(SSLError):
        client(endpoint_url=HOST).list_tables()


def aws(*words):
    program = pathlib.Path(sys.executable).with_name("aws")
    environment = {**os.environ, "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""}
    return subprocess.run([str(program), *words], capture_output=True, text=True, env=environment)


def test_aws_cli():
    done = aws("dynamodb", "list-tables", "--region", "ca-central-1", "--endpoint-url", HOST)
    assert done.returncode == 0, done.stderr
    assert "Proxied" in done.stdout
    done = aws("dynamodb", "list-tables", "--endpoint-url", "https://example.com")
    assert done.returncode == 255
    assert "Failed to connect to proxy URL" in done.stderr
