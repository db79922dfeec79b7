"""The ways of tasks' calls, on a server that enforces IAM: out of a subnet that leads nowhere,
through a gateway endpoint and its policy, over the internet."""

import json
import urllib.request

import pytest
from conftest import ENDPOINT
from tasks import REGION, Place, document, python, service, statement

READ = python("""
import boto3, botocore
config = botocore.config.Config(retries={"total_max_attempts": 1})
dynamodb = boto3.client("dynamodb", config=config)
try:
    reply = dynamodb.get_item(TableName="Mysfits", Key={"id": {"S": "m1"}})
    print(reply["Item"]["n"]["N"])
    print(reply["ResponseMetadata"]["RequestId"])
except botocore.exceptions.ClientError as error:
    print(error.response["Error"]["Message"].partition("because ")[2])
except botocore.exceptions.HTTPClientError as error:
    print(type(error).__name__)
""")


class Isolated(Place):
    """Tasks in a subnet of a VPC whose route table has its local route only."""

    def __init__(self):
        super().__init__()
        self.ec2 = service("ec2")
        self.public_subnets = self.subnets
        self.vpc = self.ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        subnet = self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.1.0.0/24")["Subnet"]
        self.subnet = subnet["SubnetId"]
        routes = self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        self.ec2.associate_route_table(RouteTableId=routes, SubnetId=self.subnet)
        self.routes = routes

    def read(self, subnets=None, **more):
        """What a task in the subnets reads, or why it can't."""
        self.subnets = subnets or [self.subnet]
        _, output = self.run(**READ, **more)
        self.request = output[-1]
        return output[0]

    def add_endpoint(self):
        """The id of a gateway endpoint to DynamoDB."""
        return self.ec2.create_vpc_endpoint(
            VpcId=self.vpc,
            ServiceName=f"com.amazonaws.{REGION}.dynamodb",
            RouteTableIds=[self.routes],
        )["VpcEndpoint"]["VpcEndpointId"]

    def explain(self, query=None):
        """The request that the last task has read with, unless told otherwise."""
        query = query or f"request={self.request}"
        return json.loads(self.explain_as("json", query))

    def explain_as(self, form, query):
        url = f"{ENDPOINT}/_dynarock/explain?{query}&format={form}"
        with urllib.request.urlopen(url) as answer:
            return answer.read().decode()


@pytest.fixture(scope="module")
def place():
    return Isolated()


@pytest.fixture
def endpoint(place):
    made = place.add_endpoint()
    yield made
    place.ec2.delete_vpc_endpoints(VpcEndpointIds=[made])


def test_without_a_route(place):
    assert place.read() == "ConnectionClosedError"
    explained = place.explain("which=denied")
    assert explained["operation"] == "GetItem"
    assert explained["network"]["arrived"] is False
    problem = (
        f"subnet {place.subnet}'s route table {place.routes} has no route to dynamodb: no gateway "
        "endpoint, NAT gateway or internet gateway"
    )
    assert explained["network"]["problem"] == problem
    first, second = place.explain_as("text", "which=denied").splitlines()
    assert ": lost on its way from task default/" in first
    assert second == "  " + problem


def test_through_an_endpoint(place, endpoint):
    assert place.read() == "1"
    seen = place.explain()["requestContext"]
    assert seen["aws:SourceVpce"] == [endpoint]
    assert seen["aws:SourceVpc"] == [place.vpc]
    assert seen["aws:VpcSourceIp"][0].startswith("10.1.0.")
    assert "aws:SourceIp" not in seen
    text = place.explain_as("text", f"request={place.request}")
    assert f" through the gateway endpoint {endpoint} of {place.vpc}\n" in text


def test_an_endpoints_policy(place, endpoint):
    other = f"arn:aws:dynamodb:{REGION}:*:table/Others"
    allowed = {**statement("dynamodb:*", other), "Principal": "*"}
    place.ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, PolicyDocument=document(allowed))
    denial = "no VPC endpoint policy allows the dynamodb:GetItem action"
    assert place.read() == denial
    place.ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, ResetPolicy=True)
    assert place.read() == "1"


def test_a_role_that_is_good_in_its_endpoint_only(place, endpoint):
    inside = {"StringEquals": {"aws:SourceVpce": endpoint}}
    role = place.role({**statement("dynamodb:GetItem", place.table), "Condition": inside})
    assert place.read(task_role=role) == "1"
    denial = "no identity-based policy allows the dynamodb:GetItem action"
    assert place.read(place.public_subnets, task_role=role) == denial


def test_over_the_internet(place):
    assert place.read(place.public_subnets) == "1"
    seen = place.explain()
    assert seen["network"]["through"].startswith("the internet gateway igw-")
    assert "aws:SourceVpce" not in seen["requestContext"]
