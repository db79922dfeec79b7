"""EC2's network part: a VPC as the CDK makes it, its endpoints, waiters, paginators, errors."""

import json

import boto3
import pytest
from botocore.exceptions import ClientError
from conftest import CONFIG, ENDPOINT

OPEN = [{"CidrIp": "0.0.0.0/0", "Description": "Allow all outbound traffic by default"}]
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": "dynamodb:*",
            "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/T",
        }
    ],
}


@pytest.fixture(scope="module")
def ec2():
    return boto3.client("ec2", endpoint_url=ENDPOINT, config=CONFIG)


def named(resource_type, name):
    tag = {"Key": "Name", "Value": name}
    return [{"ResourceType": resource_type, "Tags": [tag]}]


def by_vpc(vpc_id):
    return [{"Name": "vpc-id", "Values": [vpc_id]}]


class Stack:
    """What an aws_ec2.Vpc with public and isolated subnets in two zones makes."""

    def __init__(self, ec2):
        self.ec2 = ec2
        zones = ec2.describe_availability_zones()["AvailabilityZones"]
        self.vpc = ec2.create_vpc(
            CidrBlock="10.0.0.0/16", TagSpecifications=named("vpc", "Network/VPC")
        )["Vpc"]["VpcId"]
        ec2.get_waiter("vpc_available").wait(VpcIds=[self.vpc])
        for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
            ec2.modify_vpc_attribute(VpcId=self.vpc, **{attribute: {"Value": True}})
        self.gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=self.gateway, VpcId=self.vpc)
        self.public, self.isolated, self.tables = [], [], []
        for i, zone in enumerate(zones[:2]):
            self.public.append(self.subnet(f"10.0.{64 * i}.0/18", zone["ZoneName"], True))
            self.isolated.append(self.subnet(f"10.0.{128 + 64 * i}.0/18", zone["ZoneName"], False))

    def subnet(self, cidr, zone, public):
        made = self.ec2.create_subnet(
            VpcId=self.vpc,
            CidrBlock=cidr,
            AvailabilityZone=zone,
            TagSpecifications=named("subnet", "Public" if public else "Isolated"),
        )["Subnet"]["SubnetId"]
        self.ec2.get_waiter("subnet_available").wait(SubnetIds=[made])
        self.ec2.modify_subnet_attribute(SubnetId=made, MapPublicIpOnLaunch={"Value": public})
        table = self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        self.ec2.associate_route_table(RouteTableId=table, SubnetId=made)
        self.tables.append(table)
        if public:
            self.ec2.create_route(
                RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=self.gateway
            )
        return made

    def table_of(self, subnet):
        found = self.ec2.describe_route_tables(
            Filters=[{"Name": "association.subnet-id", "Values": [subnet]}]
        )["RouteTables"]
        return found[0]["RouteTableId"]

    def group(self, name):
        return self.ec2.create_security_group(GroupName=name, Description=name, VpcId=self.vpc)[
            "GroupId"
        ]

    def delete(self):
        ec2, filters = self.ec2, by_vpc(self.vpc)
        endpoints = ec2.describe_vpc_endpoints(Filters=filters)["VpcEndpoints"]
        if endpoints:
            ids = [endpoint["VpcEndpointId"] for endpoint in endpoints]
            assert ec2.delete_vpc_endpoints(VpcEndpointIds=ids)["Unsuccessful"] == []
        for nat in ec2.describe_nat_gateways(Filters=filters)["NatGateways"]:
            ec2.delete_nat_gateway(NatGatewayId=nat["NatGatewayId"])
        for subnet in self.public + self.isolated:
            ec2.delete_subnet(SubnetId=subnet)
        for table in self.tables:
            ec2.delete_route_table(RouteTableId=table)
        ec2.detach_internet_gateway(InternetGatewayId=self.gateway, VpcId=self.vpc)
        ec2.delete_internet_gateway(InternetGatewayId=self.gateway)
        for group in ec2.describe_security_groups(Filters=filters)["SecurityGroups"]:
            if group["GroupName"] != "default":
                ec2.delete_security_group(GroupId=group["GroupId"])
        ec2.delete_vpc(VpcId=self.vpc)


@pytest.fixture
def stack(ec2):
    made = Stack(ec2)
    yield made
    made.delete()


def test_default_network(ec2):
    vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]
    subnets = ec2.describe_subnets(Filters=by_vpc(vpc["VpcId"]))["Subnets"]
    assert len({subnet["AvailabilityZone"] for subnet in subnets}) == 3
    assert all(subnet["MapPublicIpOnLaunch"] for subnet in subnets)


def test_subnets(ec2, stack):
    subnets = {
        subnet["SubnetId"]: subnet
        for subnet in ec2.describe_subnets(Filters=by_vpc(stack.vpc))["Subnets"]
    }
    assert len(subnets) == 4
    assert subnets[stack.public[0]]["MapPublicIpOnLaunch"] is True
    assert subnets[stack.isolated[0]]["MapPublicIpOnLaunch"] is False
    assert subnets[stack.public[1]]["AvailableIpAddressCount"] == 2**14 - 5
    assert subnets[stack.public[1]]["Tags"] == [{"Key": "Name", "Value": "Public"}]
    with pytest.raises(ClientError, match="The CIDR '10.0.1.0/24' conflicts with another subnet"):
        ec2.create_subnet(VpcId=stack.vpc, CidrBlock="10.0.1.0/24")


def test_gateway_endpoint(ec2, stack):
    service = f"com.amazonaws.{ec2.meta.region_name}.dynamodb"
    tables = [stack.table_of(subnet) for subnet in stack.isolated]
    endpoint = ec2.create_vpc_endpoint(
        VpcId=stack.vpc,
        ServiceName=service,
        VpcEndpointType="Gateway",
        RouteTableIds=tables,
        PolicyDocument=json.dumps(POLICY),
    )["VpcEndpoint"]
    assert json.loads(endpoint["PolicyDocument"]) == POLICY
    prefix_list = ec2.describe_prefix_lists(
        Filters=[{"Name": "prefix-list-name", "Values": [service]}]
    )["PrefixLists"][0]
    for table in ec2.describe_route_tables(RouteTableIds=tables)["RouteTables"]:
        route = table["Routes"][-1]
        assert route["GatewayId"] == endpoint["VpcEndpointId"]
        assert route["DestinationPrefixListId"] == prefix_list["PrefixListId"]
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint["VpcEndpointId"], ResetPolicy=True)
    found = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])
    assert found["VpcEndpoints"][0]["PolicyDocument"] != json.dumps(POLICY)
    assert found["VpcEndpoints"][0]["State"] == "available"


def test_interface_endpoint(ec2, stack):
    group = stack.group("endpoint")
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "IpRanges": [{"CidrIp": "10.0.0.0/16", "Description": "from 10.0.0.0/16:443"}],
            }
        ],
    )
    endpoint = ec2.create_vpc_endpoint(
        VpcId=stack.vpc,
        ServiceName=f"com.amazonaws.{ec2.meta.region_name}.ecr.api",
        VpcEndpointType="Interface",
        SubnetIds=stack.isolated,
        SecurityGroupIds=[group],
        PrivateDnsEnabled=True,
    )["VpcEndpoint"]
    interfaces = ec2.describe_network_interfaces(
        NetworkInterfaceIds=endpoint["NetworkInterfaceIds"]
    )["NetworkInterfaces"]
    assert sorted(interface["SubnetId"] for interface in interfaces) == sorted(stack.isolated)
    assert {interface["Groups"][0]["GroupId"] for interface in interfaces} == {group}
    with pytest.raises(ClientError) as refused:
        ec2.delete_security_group(GroupId=group)
    assert refused.value.response["Error"]["Code"] == "DependencyViolation"


def test_nat_gateway(ec2, stack):
    address = ec2.allocate_address(Domain="vpc")
    nat = ec2.create_nat_gateway(
        SubnetId=stack.public[0], AllocationId=address["AllocationId"]
    )["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat])
    table = stack.table_of(stack.isolated[0])
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    with pytest.raises(ClientError) as refused:
        ec2.detach_internet_gateway(InternetGatewayId=stack.gateway, VpcId=stack.vpc)
    assert refused.value.response["Error"]["Code"] == "DependencyViolation"
    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat])
    routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    assert routes[-1]["State"] == "blackhole"
    ec2.release_address(AllocationId=address["AllocationId"])


def test_security_groups(ec2, stack):
    group = stack.group("service")
    ec2.get_waiter("security_group_exists").wait(GroupIds=[group])
    described = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
    egress = described["IpPermissionsEgress"]
    assert egress[0]["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]
    # As CloudFormation replaces what every group has by what the template says.
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=egress)
    permission = {"IpProtocol": "-1", "IpRanges": OPEN}
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[permission])
    rules = ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [group]}]
    )["SecurityGroupRules"]
    assert [(rule["IsEgress"], rule["Description"]) for rule in rules] == [
        (True, OPEN[0]["Description"])
    ]
    with pytest.raises(ClientError, match="peer: 0.0.0.0/0, ALL, ALLOW"):
        ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[permission])


def test_flow_logs(ec2, stack):
    made = ec2.create_flow_logs(
        ResourceIds=[stack.vpc],
        ResourceType="VPC",
        TrafficType="ALL",
        LogGroupName="flows",
        DeliverLogsPermissionArn="arn:aws:iam::123456789012:role/flows",
        TagSpecifications=named("vpc-flow-log", "FlowLog"),
    )["FlowLogIds"]
    described = ec2.describe_flow_logs(FlowLogIds=made)["FlowLogs"][0]
    assert described["ResourceId"] == stack.vpc
    assert ec2.delete_flow_logs(FlowLogIds=made)["Unsuccessful"] == []


def test_pages(ec2, stack):
    tags = [{"Key": f"key-{i}", "Value": str(i)} for i in range(12)]
    ec2.create_tags(Resources=[stack.vpc], Tags=tags)
    pages = list(
        ec2.get_paginator("describe_tags").paginate(
            Filters=[{"Name": "resource-id", "Values": [stack.vpc]}],
            PaginationConfig={"PageSize": 5},
        )
    )
    assert [len(page["Tags"]) for page in pages] == [5, 5, 3]
    assert {tag["Key"] for page in pages for tag in page["Tags"]} >= {t["Key"] for t in tags}


def test_errors(ec2):
    with pytest.raises(ClientError) as refused:
        ec2.describe_vpcs(VpcIds=["vpc-0123456789abcdef0"])
    error = refused.value.response
    assert error["Error"]["Code"] == "InvalidVpcID.NotFound"
    assert error["Error"]["Message"] == "The vpc ID 'vpc-0123456789abcdef0' does not exist"
    assert len(error["ResponseMetadata"]["RequestId"]) == 36
    with pytest.raises(ClientError) as refused:
        ec2.create_vpc(CidrBlock="10.0.0.0/16", DryRun=True)
    assert refused.value.response["Error"]["Code"] == "DryRunOperation"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412
