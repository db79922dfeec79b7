"""The example service as a Fargate service: who it is, what it may do, which way it takes; and what
`dynarock check` says when one of these is wrong."""

import json

import pytest
from conftest import until

ALL = 15


def test_serves_through_the_gateway_endpoint(mysfits):
    status, creatures = mysfits.call("/mysfits")
    assert (status, len(creatures)) == (200, ALL)
    assert mysfits.call("/mysfits?filter=GoodEvil&value=Evil")[0] == 200
    assert mysfits.call("/mysfits/mysfit-003-pim")[1]["Name"] == "Pim"

    explained = mysfits.server.dynarock(
        "explain", "--format", "json", "--endpoint-url", mysfits.server.url)
    why = json.loads(explained.stdout)
    assert why["principal"].startswith("arn:aws:sts::123456789012:assumed-role/mysfits-task/")
    assert why["requestContext"]["aws:SourceVpce"] == [mysfits.endpoint()["VpcEndpointId"]]
    assert "aws:SourceIp" not in why["requestContext"]


def test_is_who_the_container_endpoint_says(mysfits):
    task_arn, = mysfits.ecs.list_tasks(cluster="web", serviceName="mysfits")["taskArns"]
    task, = mysfits.ecs.describe_tasks(cluster="web", tasks=[task_arn])["tasks"]
    assert task["lastStatus"] == "RUNNING"
    assert task["healthStatus"] in ("HEALTHY", "UNKNOWN")
    mysfits.call("/mysfits")
    explained = mysfits.server.dynarock(
        "explain", "--format", "json", "--endpoint-url", mysfits.server.url)
    session = json.loads(explained.stdout)["principal"].rsplit("/", 1)[1]
    assert task_arn.endswith("/" + session)


def test_may_not_put(mysfits):
    status, refusal = mysfits.call("/mysfits/mysfit-100-new", "PUT", {"Name": "New"})
    assert status == 502
    assert refusal["code"] == "AccessDeniedException"
    assert "is not authorized to perform: dynamodb:PutItem on resource: " in refusal["error"]
    assert "because no identity-based policy allows the dynamodb:PutItem action" in refusal["error"]


def test_credentials_rotate_without_an_error(mysfits):
    """They live for two seconds here; those that were issued in four different ones can't all be
    valid."""
    issued = set()

    def rotated():
        assert mysfits.call("/mysfits/mysfit-003-pim")[0] == 200
        explained = mysfits.server.dynarock(
            "explain", "--format", "json", "--endpoint-url", mysfits.server.url)
        issued.add(json.loads(explained.stdout)["callerContext"]["aws:TokenIssueTime"][0])
        return len(issued) >= 4

    until("credentials of four seconds", rotated)


def test_output_is_in_the_log_group(mysfits):
    logs = mysfits.server.client("logs")
    mysfits.call("/mysfits")
    streams = logs.describe_log_streams(logGroupName="/ecs/mysfits")["logStreams"]
    assert all(one["logStreamName"].startswith("mysfits/mysfits/") for one in streams)
    events = logs.filter_log_events(logGroupName="/ecs/mysfits")["events"]
    assert any("GET /mysfits" in event["message"] for event in events)


def rules(findings):
    return sorted({one["rule"] for one in findings})


def test_check_finds_the_missing_route(mysfits):
    endpoint = mysfits.endpoint()
    routes, = endpoint["RouteTableIds"]
    change = {"VpcEndpointId": endpoint["VpcEndpointId"]}
    mysfits.ec2.modify_vpc_endpoint(**change, RemoveRouteTableIds=[routes])
    try:
        status, refusal = mysfits.call("/mysfits/mysfit-003-pim")
        assert status == 504 and "onnect" in refusal["code"], refusal
        code, findings = mysfits.check()
        assert code == 1 and "route" in rules(findings)
        route, = [one for one in findings if one["rule"] == "route"]
        assert f"route table {routes} has no route to dynamodb" in route["message"]
        assert f"route table {routes} has no route to dynamodb" in mysfits.server.log.read_text()
    finally:
        mysfits.ec2.modify_vpc_endpoint(**change, AddRouteTableIds=[routes])
    assert mysfits.call("/mysfits/mysfit-003-pim")[0] == 200


def test_check_finds_the_endpoints_policy(mysfits):
    endpoint = mysfits.endpoint()
    change = {"VpcEndpointId": endpoint["VpcEndpointId"]}
    policy = endpoint["PolicyDocument"]
    mysfits.ec2.modify_vpc_endpoint(
        **change, PolicyDocument=policy.replace("table/MysfitsTable", "table/OtherTable"))
    try:
        status, refusal = mysfits.call("/mysfits/mysfit-003-pim")
        assert (status, refusal["code"]) == (502, "AccessDeniedException")
        assert "no VPC endpoint policy allows the dynamodb:GetItem action" in refusal["error"]
        code, findings = mysfits.check()
        assert code == 1 and "endpoint-policy" in rules(findings)
        assert any("no VPC endpoint policy allows" in one["message"] for one in findings)
    finally:
        mysfits.ec2.modify_vpc_endpoint(**change, PolicyDocument=policy)
    assert mysfits.call("/mysfits/mysfit-003-pim")[0] == 200


def test_check_finds_the_missing_action(mysfits):
    role = {"RoleName": "mysfits-task", "PolicyName": "table"}
    policy = mysfits.iam.get_role_policy(**role)["PolicyDocument"]
    less = json.loads(json.dumps(policy))
    less["Statement"][0]["Action"].remove("dynamodb:GetItem")
    mysfits.iam.put_role_policy(**role, PolicyDocument=json.dumps(less))
    try:
        status, refusal = mysfits.call("/mysfits/mysfit-003-pim")
        assert (status, refusal["code"]) == (502, "AccessDeniedException")
        assert "no identity-based policy allows the dynamodb:GetItem action" in refusal["error"]
        code, findings = mysfits.check()
        assert code == 1 and "role-allows" in rules(findings)
        assert any("dynamodb:GetItem" in one["message"] and "mysfits-task" in one["fix"]
                   for one in findings)
    finally:
        mysfits.iam.put_role_policy(**role, PolicyDocument=json.dumps(policy))
    assert mysfits.call("/mysfits/mysfit-003-pim")[0] == 200


@pytest.mark.parametrize("name", ["MysfitTable", "MysfitsTables"])
def test_check_finds_the_misspelt_table(mysfits, name):
    """Whoever may not use a table is not told that it isn't there, in AWS neither."""
    mysfits.update("MYSFITS_TABLE", name)
    try:
        status, refusal = mysfits.call("/mysfits/mysfit-003-pim")
        assert (status, refusal["code"]) == (502, "AccessDeniedException")
        code, findings = mysfits.check()
        assert code == 1 and "environment" in rules(findings)
        named, = [one for one in findings if "there is no table" in one["message"]]
        assert "MYSFITS_TABLE" in named["message"] and "MysfitsTable?" in named["fix"]
        assert any("Let both mean the same table." == one.get("fix") for one in findings)
    finally:
        mysfits.update("MYSFITS_TABLE", "MysfitsTable")
    assert mysfits.call("/mysfits/mysfit-003-pim")[0] == 200
