"""What boto3 knows of the services."""

import pathlib

import boto3
import pytest

WIRE = pathlib.Path(__file__).parents[2] / "wire"


def operations(name):
    """As tests/wire lists them: by target, or by the service's name in capitals."""
    model = boto3.client(name).meta.service_model
    prefix = model.metadata.get("targetPrefix", name.upper())
    return {f"{prefix}.{operation}" for operation in model.operation_names}


@pytest.mark.parametrize(
    "folder, names",
    [("dynamodb", ["dynamodb", "dynamodbstreams"]), ("iam", ["iam"]), ("sts", ["sts"])],
)
def test_model_operations(folder, names):
    lines = (WIRE / folder / "operations.txt").read_text().splitlines()
    listed = {line for line in lines if not line.startswith("#")}
    assert listed == set().union(*map(operations, names))
