"""Policies of every kind, enforced, and denials explained. The root's key is in the environment."""

import base64
import copy
import json
import os
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from conftest import CONFIG, ENDPOINT, Tables

FIXTURES = pathlib.Path(__file__).parents[3] / "fixtures"
sys.path.insert(0, str(FIXTURES / "service"))
import mysfits  # noqa: E402

UNSIGNED_CONFIG = CONFIG.merge(Config(signature_version=UNSIGNED))
ACCOUNT = "123456789012"
OTHER_ACCOUNT = "444455556666"
SCP_ACCOUNT = "210987654321"
REGION = "us-east-1"
TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/"


def service(name, **credentials):
    return boto3.client(name, endpoint_url=ENDPOINT, config=CONFIG, **credentials)


def keys(key):
    made = {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key["SecretAccessKey"],
    }
    if "SessionToken" in key:
        made["aws_session_token"] = key["SessionToken"]
    return made


def root_of(account):
    url = f"{ENDPOINT}/_dynarock/credentials?account={account}"
    with urllib.request.urlopen(url) as answer:
        return keys(json.load(answer))


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def statement(action, resource, effect="Allow", **more):
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


class Account:
    """Users and roles of an account, made by its root."""

    def __init__(self, account=ACCOUNT):
        self.id = account
        self.root = root_of(account)
        self.iam = service("iam", **self.root)

    def user(self, *statements, boundary=None, tags=()):
        """A new user's name and keys; its policies are those statements."""
        name = "user-" + uuid.uuid4().hex[:12]
        more = {}
        if boundary:
            made = self.iam.create_policy(
                PolicyName="boundary-" + name, PolicyDocument=document(*boundary)
            )
            more["PermissionsBoundary"] = made["Policy"]["Arn"]
        self.iam.create_user(UserName=name, Tags=list(tags), **more)
        if statements:
            self.iam.put_user_policy(
                UserName=name, PolicyName="given", PolicyDocument=document(*statements)
            )
        return name, keys(self.iam.create_access_key(UserName=name)["AccessKey"])

    def role(self, *statements, trusts=None):
        name = "role-" + uuid.uuid4().hex[:12]
        trust = {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"AWS": trusts or self.id},
        }
        made = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trust))
        self.iam.put_role_policy(
            RoleName=name, PolicyName="given", PolicyDocument=document(*statements)
        )
        return made["Role"]["Arn"]


@pytest.fixture(scope="module")
def account():
    return Account()


@pytest.fixture
def root_tables(account, request):
    made = Tables(service("dynamodb", **account.root), "Orders-" + uuid.uuid4().hex[:8])
    yield made
    made.delete_all()


def denial(call, *arguments, **parameters):
    """The text of AccessDeniedException."""
    with pytest.raises(ClientError) as refused:
        call(*arguments, **parameters)
    error = refused.value.response["Error"]
    assert error["Code"] in ("AccessDeniedException", "AccessDenied"), error
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == (
        400 if error["Code"] == "AccessDeniedException" else 403
    )
    return error["Message"]


def not_authorized(who, action, resource, why):
    return f"User: {who} is not authorized to perform: {action} on resource: {resource} {why}"


def no_identity_policy(who, action, resource):
    why = f"because no identity-based policy allows the {action} action"
    return not_authorized(who, action, resource, why)


def explain(query="which=denied"):
    with urllib.request.urlopen(f"{ENDPOINT}/_dynarock/explain?{query}") as answer:
        return json.load(answer)


MYSFITS_ACTIONS = ["Scan", "Query", "UpdateItem", "GetItem", "DescribeTable"]


def test_mysfits_role(account):
    root = service("dynamodb", **account.root)
    root.create_table(
        TableName="MysfitsTable",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "S"} for name in ("MysfitId", "LawChaos")
        ],
        KeySchema=[{"AttributeName": "MysfitId", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "LawChaosIndex",
                "KeySchema": [
                    {"AttributeName": "LawChaos", "KeyType": "HASH"},
                    {"AttributeName": "MysfitId", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    item = {"MysfitId": {"S": "pim"}, "LawChaos": {"S": "Lawful"}}
    root.put_item(TableName="MysfitsTable", Item=item)

    role = account.role(
        statement(
            [f"dynamodb:{name}" for name in MYSFITS_ACTIONS],
            "arn:aws:dynamodb:*:*:table/MysfitsTable*",
        )
    )
    _, deployer = account.user(statement("sts:AssumeRole", role))
    sts = service("sts", **deployer)
    session = sts.assume_role(RoleArn=role, RoleSessionName="task")["Credentials"]
    client = service("dynamodb", **keys(session))
    who = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.split('/')[-1]}/task"
    assert service("sts", **keys(session)).get_caller_identity()["Arn"] == who

    by_law = {
        "IndexName": "LawChaosIndex",
        "KeyConditionExpression": "LawChaos = :v",
        "ExpressionAttributeValues": {":v": {"S": "Lawful"}},
    }
    key = {"MysfitId": {"S": "pim"}}
    assert client.describe_table(TableName="MysfitsTable")["Table"]["TableStatus"] == "ACTIVE"
    assert client.scan(TableName="MysfitsTable")["Count"] == 1
    assert client.get_item(TableName="MysfitsTable", Key=key)["Item"] == item
    assert client.query(TableName="MysfitsTable", **by_law)["Count"] == 1
    client.update_item(
        TableName="MysfitsTable",
        Key=key,
        UpdateExpression="ADD Likes :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    update = {
        "Key": key,
        "TableName": "MysfitsTable",
        "UpdateExpression": "ADD Likes :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
    client.transact_write_items(TransactItems=[{"Update": update}])

    table = TABLE + "MysfitsTable"
    put = {"TableName": "MysfitsTable", "Item": item}
    assert denial(client.put_item, **put) == no_identity_policy(who, "dynamodb:PutItem", table)
    why = explain()
    assert why["operation"] == "PutItem" and why["principal"] == who and not why["allowed"]
    assert why["principalSource"] == role
    (access,) = why["accesses"]
    assert (access["action"], access["resource"]) == ("dynamodb:PutItem", table)
    assert access["deniedBy"] == "identity-based policy"
    assert access["nearest"]["statement"]["policyName"] == "given"
    assert any("PutItem" in difference for difference in access["nearest"]["differences"])
    assert access["context"]["dynamodb:LeadingKeys"] == ["pim"]

    batch = {"RequestItems": {"MysfitsTable": [{"PutRequest": {"Item": item}}]}}
    assert denial(client.batch_write_item, **batch) == no_identity_policy(
        who, "dynamodb:BatchWriteItem", table
    )
    assert denial(
        client.transact_write_items, TransactItems=[{"Put": put}]
    ) == no_identity_policy(who, "dynamodb:PutItem", table)
    select = "SELECT * FROM MysfitsTable WHERE MysfitId = 'pim'"
    assert denial(client.execute_statement, Statement=select) == no_identity_policy(
        who, "dynamodb:PartiQLSelect", table
    )
    assert denial(client.list_tables) == no_identity_policy(who, "dynamodb:ListTables", "*")
    root.delete_table(TableName="MysfitsTable")


def test_explain_by_request_id(account):
    _, key = account.user()
    with pytest.raises(ClientError) as refused:
        service("dynamodb", **key).list_tables()
    request_id = refused.value.response["ResponseMetadata"]["RequestId"]
    service("dynamodb", **account.root).list_tables()
    assert explain(f"request={request_id}")["operation"] == "ListTables"
    assert not explain(f"request={request_id}")["allowed"]
    assert explain("which=last")["allowed"]
    with pytest.raises(urllib.error.HTTPError) as missing:
        explain("request=NOTHING")
    assert missing.value.code == 404


def test_index_without_wildcard(account, root_tables):
    name = root_tables.create(
        "indexed",
        ("id", "S"),
        MoreAttributes=[{"AttributeName": "kind", "AttributeType": "S"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "ByKind",
                "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    user, key = account.user(statement("dynamodb:Query", TABLE + name))
    query = {
        "TableName": name,
        "IndexName": "ByKind",
        "KeyConditionExpression": "kind = :k",
        "ExpressionAttributeValues": {":k": {"S": "a"}},
    }
    client = service("dynamodb", **key)
    resource = f"{TABLE}{name}/index/ByKind"
    assert denial(client.query, **query) == no_identity_policy(
        f"arn:aws:iam::{ACCOUNT}:user/{user}", "dynamodb:Query", resource
    )
    (access,) = explain()["accesses"]
    assert any("/index/" in difference for difference in access["nearest"]["differences"])
    account.iam.put_user_policy(
        UserName=user,
        PolicyName="indexes",
        PolicyDocument=document(statement("dynamodb:Query", f"{TABLE}{name}/index/*")),
    )
    assert client.query(**query)["Count"] == 0


def test_put_and_get_only(account, root_tables):
    name = root_tables.create("items", ("id", "S"))
    other = root_tables.create("others", ("id", "S"))
    user, key = account.user(statement(["dynamodb:PutItem", "dynamodb:GetItem"], TABLE + name))
    client, item = service("dynamodb", **key), {"id": {"S": "1"}}
    client.put_item(TableName=name, Item=item)
    assert client.get_item(TableName=name, Key=item)["Item"] == item
    who = f"arn:aws:iam::{ACCOUNT}:user/{user}"
    for call, action, parameters in (
        (client.delete_item, "DeleteItem", {"Key": item}),
        (client.scan, "Scan", {}),
        (client.describe_table, "DescribeTable", {}),
    ):
        assert denial(call, TableName=name, **parameters) == no_identity_policy(
            who, f"dynamodb:{action}", TABLE + name
        )
    assert denial(client.put_item, TableName=other, Item=item) == no_identity_policy(
        who, "dynamodb:PutItem", TABLE + other
    )
    # A table that is not there is not told of either.
    assert denial(client.get_item, TableName="nowhere", Key=item) == no_identity_policy(
        who, "dynamodb:GetItem", TABLE + "nowhere"
    )
    account.iam.delete_user_policy(UserName=user, PolicyName="given")
    assert "PutItem" in denial(client.put_item, TableName=name, Item=item)


def test_leading_keys(account, root_tables):
    name = root_tables.create("scores", ("user", "S"), ("game", "S"))
    condition = {
        "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${aws:PrincipalTag/player}"]}
    }
    actions = [
        f"dynamodb:{action}"
        for action in ("GetItem", "BatchGetItem", "Query", "PutItem", "BatchWriteItem")
    ]
    _, key = account.user(
        statement(actions, TABLE + name, Condition=condition),
        tags=[{"Key": "player", "Value": "ann"}],
    )
    client = service("dynamodb", **key)

    def item(user):
        return {"user": {"S": user}, "game": {"S": "chess"}}

    def query(user):
        return client.query(
            TableName=name,
            KeyConditionExpression="#u = :u",
            ExpressionAttributeNames={"#u": "user"},
            ExpressionAttributeValues={":u": {"S": user}},
        )

    def read(*users):
        keys_of = [item(user) for user in users]
        return client.batch_get_item(RequestItems={name: {"Keys": keys_of}})

    client.put_item(TableName=name, Item=item("ann"))
    assert query("ann")["Count"] == 1
    assert read("ann")["Responses"][name] == [item("ann")]
    assert "dynamodb:PutItem" in denial(client.put_item, TableName=name, Item=item("bob"))
    assert "dynamodb:Query" in denial(query, "bob")
    assert "dynamodb:BatchGetItem" in denial(read, "ann", "bob")


def test_attributes_and_select(account, root_tables):
    name = root_tables.create("people", ("id", "S"))
    item = {"id": {"S": "1"}, "name": {"S": "Ann"}, "salary": {"N": "5"}}
    service("dynamodb", **account.root).put_item(TableName=name, Item=item)
    condition = {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["id", "name"]},
        "StringEqualsIfExists": {
            "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
            "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"],
        },
    }
    actions = ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:UpdateItem"]
    _, key = account.user(statement(actions, TABLE + name, Condition=condition))
    client, at = service("dynamodb", **key), {"TableName": name, "Key": {"id": {"S": "1"}}}

    def get(*names):
        placeholders = {f"#{i}": name for i, name in enumerate(names)}
        projection = ", ".join(placeholders)
        return client.get_item(
            ProjectionExpression=projection, ExpressionAttributeNames=placeholders, **at
        )

    assert get("id", "name")["Item"] == {"id": {"S": "1"}, "name": {"S": "Ann"}}
    assert "dynamodb:GetItem" in denial(get, "name", "salary")
    assert "dynamodb:GetItem" in denial(client.get_item, **at)
    assert "dynamodb:Scan" in denial(client.scan, TableName=name)
    assert "dynamodb:Scan" in denial(client.scan, TableName=name, Select="COUNT")
    update = {
        "UpdateExpression": "SET #n = :n",
        "ExpressionAttributeNames": {"#n": "name"},
        "ExpressionAttributeValues": {":n": {"S": "Anna"}},
        **at,
    }
    client.update_item(**update)
    assert "dynamodb:UpdateItem" in denial(client.update_item, ReturnValues="ALL_NEW", **update)
    update["ExpressionAttributeNames"] = {"#n": "salary"}
    assert "dynamodb:UpdateItem" in denial(client.update_item, **update)


def test_cross_account_table_policy(account, root_tables):
    name = root_tables.create("shared", ("id", "S"))
    arn, item = TABLE + name, {"id": {"S": "1"}}
    other = Account(OTHER_ACCOUNT)
    user, key = other.user(statement("dynamodb:*", arn))
    who = f"arn:aws:iam::{OTHER_ACCOUNT}:user/{user}"
    client = service("dynamodb", **key)
    assert denial(client.get_item, TableName=arn, Key=item) == not_authorized(
        who,
        "dynamodb:GetItem",
        arn,
        "because no resource-based policy allows the dynamodb:GetItem action",
    )
    root = service("dynamodb", **account.root)
    policy = document(statement("dynamodb:GetItem", arn, Principal={"AWS": who}))
    root.put_resource_policy(ResourceArn=arn, Policy=policy)
    assert "Item" not in client.get_item(TableName=arn, Key=item)
    assert "dynamodb:PutItem" in denial(client.put_item, TableName=arn, Item=item)
    _, silent = other.user()
    assert "GetItem" in denial(service("dynamodb", **silent).get_item, TableName=arn, Key=item)
    root.delete_resource_policy(ResourceArn=arn)
    assert "GetItem" in denial(client.get_item, TableName=arn, Key=item)


def test_table_policy_alone(account, root_tables):
    name = root_tables.create("given", ("id", "S"))
    arn, key_of_item = TABLE + name, {"id": {"S": "1"}}
    user, key = account.user()
    client = service("dynamodb", **key)
    root = service("dynamodb", **account.root)
    who = {"AWS": f"arn:aws:iam::{ACCOUNT}:user/{user}"}
    root.put_resource_policy(
        ResourceArn=arn, Policy=document(statement("dynamodb:GetItem", arn, Principal=who))
    )
    client.get_item(TableName=name, Key=key_of_item)
    root.put_resource_policy(
        ResourceArn=arn,
        Policy=document(statement("dynamodb:GetItem", arn, effect="Deny", Principal="*")),
    )
    assert denial(client.get_item, TableName=name, Key=key_of_item).endswith(
        "with an explicit deny in a resource-based policy"
    )
    assert denial(root.get_item, TableName=name, Key=key_of_item).endswith(
        "with an explicit deny in a resource-based policy"
    )


def test_policy_that_shuts_out(account, root_tables):
    name = root_tables.create("locked", ("id", "S"))
    arn = TABLE + name
    user, key = account.user(statement("dynamodb:*", "*"))
    client = service("dynamodb", **key)
    who = {"AWS": f"arn:aws:iam::{ACCOUNT}:user/{user}"}
    policy = document(
        statement("dynamodb:PutResourcePolicy", arn, effect="Deny", Principal=who)
    )
    assert denial(client.put_resource_policy, ResourceArn=arn, Policy=policy) == (
        "The new resource policy will not allow you to update the resource policy in the future."
    )
    put = {"ResourceArn": arn, "Policy": policy, "ConfirmRemoveSelfResourceAccess": True}
    client.put_resource_policy(**put)
    assert denial(client.put_resource_policy, **put) == not_authorized(
        who["AWS"],
        "dynamodb:PutResourcePolicy",
        arn,
        "with an explicit deny in a resource-based policy",
    )
    client.delete_resource_policy(ResourceArn=arn)


def token_of(claims):
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{body}.c2ln"


def test_web_identity(account, root_tables):
    name = root_tables.create("web", ("id", "S"))
    made = account.iam.create_role(
        RoleName="web-" + uuid.uuid4().hex[:12],
        AssumeRolePolicyDocument=document(
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Principal": {"Federated": "accounts.google.com"},
                "Condition": {"StringEquals": {"accounts.google.com:aud": "app"}},
            }
        ),
    )["Role"]
    account.iam.put_role_policy(
        RoleName=made["RoleName"],
        PolicyName="given",
        PolicyDocument=document(statement("dynamodb:GetItem", TABLE + name)),
    )
    sts = boto3.client("sts", endpoint_url=ENDPOINT, config=UNSIGNED_CONFIG)

    def assume(**claims):
        return sts.assume_role_with_web_identity(
            RoleArn=made["Arn"], RoleSessionName="phone", WebIdentityToken=token_of(claims)
        )

    google = {"iss": "https://accounts.google.com", "sub": "42"}
    session = assume(aud="app", **google)["Credentials"]
    client = service("dynamodb", **keys(session))
    client.get_item(TableName=name, Key={"id": {"S": "1"}})
    for claims in ({"aud": "other", **google}, {"iss": "https://else.com", "sub": "1"}):
        assert denial(assume, **claims) == (
            "Not authorized to perform sts:AssumeRoleWithWebIdentity"
        )


def test_boundary(account, root_tables):
    name = root_tables.create("bounded", ("id", "S"))
    user, key = account.user(
        statement("dynamodb:*", "*"), boundary=[statement("dynamodb:GetItem", "*")]
    )
    client, item = service("dynamodb", **key), {"id": {"S": "1"}}
    client.get_item(TableName=name, Key=item)
    assert denial(client.put_item, TableName=name, Item=item) == not_authorized(
        f"arn:aws:iam::{ACCOUNT}:user/{user}",
        "dynamodb:PutItem",
        TABLE + name,
        "because no permissions boundary allows the dynamodb:PutItem action",
    )
    assert explain()["accesses"][0]["deniedBy"] == "permissions boundary"


def test_session_policy_and_trust(account, root_tables):
    name = root_tables.create("session", ("id", "S"))
    role = account.role(statement("dynamodb:*", "*"))
    user, key = account.user(statement("sts:AssumeRole", role))
    stranger, strange = account.user()
    sts = service("sts", **key)
    session = sts.assume_role(
        RoleArn=role,
        RoleSessionName="narrow",
        Policy=document(statement("dynamodb:GetItem", TABLE + name)),
    )["Credentials"]
    client, item = service("dynamodb", **keys(session)), {"id": {"S": "1"}}
    client.get_item(TableName=name, Key=item)
    assert denial(client.put_item, TableName=name, Item=item) == not_authorized(
        f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.split('/')[-1]}/narrow",
        "dynamodb:PutItem",
        TABLE + name,
        "because no session policy allows the dynamodb:PutItem action",
    )
    # Named by its account alone, a caller's own policies must allow it too.
    assert denial(
        service("sts", **strange).assume_role, RoleArn=role, RoleSessionName="task"
    ) == no_identity_policy(f"arn:aws:iam::{ACCOUNT}:user/{stranger}", "sts:AssumeRole", role)
    guarded = account.role(
        statement("dynamodb:*", "*"), trusts=f"arn:aws:iam::{ACCOUNT}:user/{stranger}"
    )
    service("sts", **strange).assume_role(RoleArn=guarded, RoleSessionName="task")
    account.iam.put_user_policy(
        UserName=user,
        PolicyName="all",
        PolicyDocument=document(statement("sts:AssumeRole", "*")),
    )
    for arn in (guarded, f"arn:aws:iam::{ACCOUNT}:role/nobody"):
        assert denial(sts.assume_role, RoleArn=arn, RoleSessionName="task") == not_authorized(
            f"arn:aws:iam::{ACCOUNT}:user/{user}",
            "sts:AssumeRole",
            arn,
            "because no role trust policy allows the sts:AssumeRole action",
        )


def test_service_control_policy():
    account = Account(SCP_ACCOUNT)
    root = service("dynamodb", **account.root)
    made = Tables(root, "Orders-" + uuid.uuid4().hex[:8])
    name, item = made.create("limited", ("id", "S")), {"id": {"S": "1"}}
    root.put_item(TableName=name, Item=item)
    # Not even the root.
    assert denial(root.delete_item, TableName=name, Key=item).endswith(
        "with an explicit deny in a service control policy"
    )
    statement_of_policy = explain()["accesses"][0]["layers"][0]["statement"]
    assert (statement_of_policy["policyName"], statement_of_policy["index"]) == ("NoDeletions", 1)
    made.delete_all()


def through(endpoint, credentials):
    """A client whose requests come through a VPC endpoint."""
    client = service("dynamodb", **credentials)

    def name_endpoint(request, **_):
        request.headers["x-dynarock-vpc-endpoint"] = endpoint

    client.meta.events.register("before-sign.dynamodb", name_endpoint)
    return client


def test_vpc_endpoint(account, root_tables):
    name, item = root_tables.create("inside", ("id", "S")), {"id": {"S": "1"}}
    _, key = account.user(
        statement("dynamodb:*", "*"),
        statement(
            "dynamodb:*",
            "*",
            effect="Deny",
            Condition={"StringEquals": {"aws:SourceVpce": "vpce-forbidden"}},
        ),
    )
    service("dynamodb", **key).put_item(TableName=name, Item=item)
    gateway = through("vpce-0a1b2c3d", key)
    assert gateway.get_item(TableName=name, Key=item)["Item"] == item
    assert denial(gateway.get_item, TableName="Elsewhere", Key=item).endswith(
        "because no VPC endpoint policy allows the dynamodb:GetItem action"
    )
    assert denial(through("vpce-forbidden", key).get_item, TableName=name, Key=item).endswith(
        "with an explicit deny in an identity-based policy"
    )
    assert explain()["requestContext"]["aws:SourceVpc"] == ["vpc-33334444"]


def test_iam_is_guarded(account):
    user, key = account.user(statement("iam:GetUser", "arn:aws:iam::*:user/user-*"))
    iam = service("iam", **key)
    assert iam.get_user()["User"]["UserName"] == user
    assert "iam:CreateUser on resource: " in denial(iam.create_user, UserName="mallory")
    assert "iam:AttachUserPolicy" in denial(
        iam.attach_user_policy,
        UserName=user,
        PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess",
    )
    assert os.environ["AWS_ACCESS_KEY_ID"] == account.root["aws_access_key_id"]


def run_service(client):
    """Every path of the example service; what it says when AWS refuses it one, else nothing."""
    web = mysfits.create_app(client, "MysfitsTable").test_client()
    pim = "/mysfits/mysfit-003-pim"
    for method, path, holds in (
        ("GET", "/mysfits", lambda all: len(all) == 15),
        ("GET", "/mysfits?filter=GoodEvil&value=Evil", lambda evil: len(evil) == 4),
        ("GET", "/mysfits?filter=LawChaos&value=Chaotic", lambda chaotic: len(chaotic) == 5),
        ("GET", pim, lambda one: one["Name"] == "Pim"),
        ("POST", pim + "/like", lambda one: one["Likes"] > 0),
        ("POST", pim + "/adopt", lambda one: one["Adopted"] is True),
    ):
        reply = web.open(path, method=method)
        if reply.status_code == 502:
            return reply.json["error"]
        assert holds(reply.json), path
    return ""


def admin(page, principal):
    url = f"{ENDPOINT}/_dynarock/{page}?principal={urllib.parse.quote(principal, safe='')}"
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


def without_each_action(policy):
    """The policy's copies that lack one action each."""
    for index, given in enumerate(policy["Statement"]):
        actions = given["Action"] if isinstance(given["Action"], list) else [given["Action"]]
        for action in actions:
            smaller = copy.deepcopy(policy)
            smaller["Statement"][index]["Action"] = [one for one in actions if one != action]
            if len(actions) == 1:
                del smaller["Statement"][index]
            yield action, smaller


def test_generated_policy(account):
    root = service("dynamodb", **account.root)
    root.create_table(**json.loads((FIXTURES / "mysfits/table.json").read_text()))
    root.batch_write_item(
        RequestItems=json.loads((FIXTURES / "mysfits/populate.json").read_text())
    )
    user, key = account.user(statement("dynamodb:*", "*"), statement("s3:GetObject", "*"))
    who = f"arn:aws:iam::{ACCOUNT}:user/{user}"
    client = service("dynamodb", **key)
    with pytest.raises(urllib.error.HTTPError):
        admin("least-privilege", who)
    assert run_service(client) == ""

    unused = [grant["value"] for grant in admin("grants", who)["grants"] if not grant["used"]]
    assert unused == ["s3:GetObject", "*"]
    generated = admin("least-privilege", who)
    assert sorted(action for action, _ in without_each_action(generated)) == [
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
    ]

    def become(policy):
        account.iam.put_user_policy(
            UserName=user, PolicyName="given", PolicyDocument=json.dumps(policy)
        )

    become(generated)
    assert run_service(client) == ""
    assert all(grant["used"] for grant in admin("grants", who)["grants"])
    for action, smaller in without_each_action(generated):
        become(smaller)
        assert f"is not authorized to perform: {action} on" in run_service(client)
    root.delete_table(TableName="MysfitsTable")


def test_parameters(account):
    root = service("ssm", **account.root)
    path = "/app-" + uuid.uuid4().hex[:12]
    root.put_parameter(Name=path + "/url", Value="u", Type="String")
    root.put_parameter(
        Name=path + "/key", Value="k", Type="String", Tags=[{"Key": "team", "Value": "blue"}]
    )
    arn = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{path}"
    blue = {"StringEquals": {"aws:ResourceTag/team": "blue"}}
    name, user = account.user(
        statement("ssm:GetParameter", arn + "/url"),
        statement("ssm:GetParameters", "*", Condition=blue),
        statement("ssm:PutParameter", arn + "/*"),
        statement("ssm:PutParameter", "*", "Deny", Condition={"Bool": {"ssm:Overwrite": "true"}}),
    )
    who = f"arn:aws:iam::{ACCOUNT}:user/{name}"
    ssm = service("ssm", **user)
    assert ssm.get_parameter(Name=path + "/url:1")["Parameter"]["Value"] == "u"
    assert denial(ssm.get_parameter, Name=path + "/key") == no_identity_policy(
        who, "ssm:GetParameter", arn + "/key"
    )
    assert ssm.get_parameters(Names=[path + "/key"])["Parameters"]
    denial(ssm.get_parameters, Names=[path + "/key", path + "/url"])
    ssm.put_parameter(Name=path + "/new", Value="v", Type="String")
    assert "explicit deny" in denial(
        ssm.put_parameter, Name=path + "/new", Value="v", Overwrite=True
    )
    tags = [{"Key": "team", "Value": "blue"}]
    assert denial(
        ssm.put_parameter, Name=path + "/newer", Value="v", Type="String", Tags=tags
    ) == no_identity_policy(who, "ssm:AddTagsToResource", arn + "/newer")
    assert denial(ssm.describe_parameters) == no_identity_policy(
        who, "ssm:DescribeParameters", f"arn:aws:ssm:{REGION}:{ACCOUNT}:*"
    )
    assert denial(ssm.get_parameters_by_path, Path=path) == no_identity_policy(
        who, "ssm:GetParametersByPath", arn
    )


def test_secrets(account):
    root = service("secretsmanager", **account.root)
    prefix = "app-" + uuid.uuid4().hex[:12]
    tags = [{"Key": "team", "Value": "blue"}]
    mine = root.create_secret(Name=prefix + "/mine", SecretString="m")["ARN"]
    other = root.create_secret(Name=prefix + "/other", SecretString="o", Tags=tags)["ARN"]
    name, user = account.user(
        statement(
            "secretsmanager:GetSecretValue",
            f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{prefix}/mine-??????",
        ),
        statement(
            "secretsmanager:DescribeSecret",
            "*",
            Condition={"StringEquals": {"secretsmanager:ResourceTag/team": "blue"}},
        ),
    )
    who = f"arn:aws:iam::{ACCOUNT}:user/{name}"
    secrets = service("secretsmanager", **user)
    assert secrets.get_secret_value(SecretId=prefix + "/mine")["SecretString"] == "m"
    assert denial(secrets.get_secret_value, SecretId=prefix + "/other") == no_identity_policy(
        who, "secretsmanager:GetSecretValue", other
    )
    assert secrets.describe_secret(SecretId=other)["ARN"] == other
    assert denial(secrets.describe_secret, SecretId=mine) == no_identity_policy(
        who, "secretsmanager:DescribeSecret", mine
    )
    denial(secrets.create_secret, Name=prefix + "/new")


def test_log_groups(account):
    root = service("logs", **account.root)
    group = "/app-" + uuid.uuid4().hex[:12]
    root.create_log_group(logGroupName=group)
    arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group}"
    name, user = account.user(statement("logs:CreateLogStream", arn + ":*"))
    who = f"arn:aws:iam::{ACCOUNT}:user/{name}"
    logs = service("logs", **user)
    logs.create_log_stream(logGroupName=group, logStreamName="s")
    assert denial(logs.get_log_events, logGroupName=group, logStreamName="s") == (
        no_identity_policy(who, "logs:GetLogEvents", arn + ":log-stream:s")
    )
    assert denial(logs.delete_log_group, logGroupName=group) == no_identity_policy(
        who, "logs:DeleteLogGroup", arn + ":log-stream:"
    )
