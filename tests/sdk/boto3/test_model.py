"""What boto3 knows of the service."""

import pathlib

import boto3

OPERATIONS = pathlib.Path(__file__).parents[2] / "wire/dynamodb/operations.txt"


def test_model_operations():
    listed = {line for line in OPERATIONS.read_text().splitlines() if not line.startswith("#")}
    model = set()
    for name in ("dynamodb", "dynamodbstreams"):
        service = boto3.client(name).meta.service_model
        prefix = service.metadata["targetPrefix"]
        model |= {f"{prefix}.{operation}" for operation in service.operation_names}
    assert listed == model
