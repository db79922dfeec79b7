"""Systems Manager's parameters: the exceptions, waiters and paginators of the SDK, and a whole life."""

import uuid

import boto3
import pytest
from conftest import CONFIG, ENDPOINT


@pytest.fixture(scope="module")
def ssm():
    return boto3.client("ssm", endpoint_url=ENDPOINT, config=CONFIG)


@pytest.fixture
def path(ssm):
    made = "/test/" + uuid.uuid4().hex
    yield made
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=made, Recursive=True)
    for page in pages:
        if page["Parameters"]:
            ssm.delete_parameters(Names=[one["Name"] for one in page["Parameters"]])


def test_versions_and_labels(ssm, path):
    name = path + "/url"
    assert ssm.put_parameter(Name=name, Value="one", Type="String")["Version"] == 1
    with pytest.raises(ssm.exceptions.ParameterAlreadyExists):
        ssm.put_parameter(Name=name, Value="two", Type="String")
    assert ssm.put_parameter(Name=name, Value="two", Overwrite=True)["Version"] == 2
    ssm.label_parameter_version(Name=name, ParameterVersion=1, Labels=["old"])
    found = ssm.get_parameter(Name=name + ":old")["Parameter"]
    assert (found["Value"], found["Selector"]) == ("one", ":old")
    assert ssm.get_parameter(Name=found["ARN"])["Parameter"]["Value"] == "two"
    with pytest.raises(ssm.exceptions.ParameterVersionNotFound):
        ssm.get_parameter(Name=name + ":3")
    history = ssm.get_parameter_history(Name=name)["Parameters"]
    assert [(one["Version"], one["Labels"]) for one in history] == [(1, ["old"]), (2, [])]
    ssm.delete_parameter(Name=name)
    with pytest.raises(ssm.exceptions.ParameterNotFound):
        ssm.get_parameter(Name=name)


def test_secure_string(ssm, path):
    name = path + "/password"
    ssm.put_parameter(Name=name, Value="hunter2", Type="SecureString")
    assert "hunter2" not in ssm.get_parameter(Name=name)["Parameter"]["Value"]
    found = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]
    assert found["Value"] == "hunter2"


def test_pages_of_a_path(ssm, path):
    names = {f"{path}/level{i % 3}/{i}" for i in range(25)}
    for name in names:
        ssm.put_parameter(Name=name, Value="v", Type="String")
    pages = list(ssm.get_paginator("get_parameters_by_path").paginate(Path=path, Recursive=True))
    assert len(pages) == 3
    assert {one["Name"] for page in pages for one in page["Parameters"]} == names
    described = ssm.get_paginator("describe_parameters").paginate(
        ParameterFilters=[{"Key": "Path", "Option": "OneLevel", "Values": [path + "/level1"]}]
    )
    assert len(described.build_full_result()["Parameters"]) == 8


def test_published_parameters(ssm):
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    assert ssm.get_parameter(Name=name)["Parameter"]["Value"].startswith("ami-")
