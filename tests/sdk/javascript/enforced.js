// Scenarios of tests/sdk/README.md that are about policies, for a server that enforces them. The
// root's key is in the environment.
import assert from 'node:assert/strict';
import test from 'node:test';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateAccessKeyCommand, CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, IAMClient,
  PutRolePolicyCommand, PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand, TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { orders, settings } from './support.js';

const account = '123456789012';
const iam = new IAMClient(settings);
let made = 0;
const newName = () => `javascript-enforced-${process.pid}-${++made}`;

const tableArn = (name) => `arn:aws:dynamodb:us-east-1:${account}:table/${name}`;
const actions = (...names) => names.map((name) => `dynamodb:${name}`);
const allow = (Action, Resource, Condition) => ({ Effect: 'Allow', Action, Resource, Condition });
const policy = (...Statement) => JSON.stringify({ Version: '2012-10-17', Statement });

const documents = (credentials) =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ ...settings, credentials }));

/** A new user whose policy is those statements: its ARN and its credentials. */
async function user(statements, { boundary, tags } = {}) {
  const UserName = newName();
  const PermissionsBoundary = boundary && (await iam.send(new CreatePolicyCommand({
    PolicyName: UserName, PolicyDocument: policy(...boundary),
  }))).Policy.Arn;
  const { User } = await iam.send(new CreateUserCommand({ UserName, PermissionsBoundary, Tags: tags }));
  await iam.send(new PutUserPolicyCommand({
    UserName, PolicyName: 'given', PolicyDocument: policy(...statements),
  }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey;
  return { arn: User.Arn, credentials: { accessKeyId, secretAccessKey } };
}

/** A session of a new role whose policy is those statements: its ARN and its credentials. */
async function session(statements, more = {}) {
  const RoleName = newName();
  const { Role } = await iam.send(new CreateRoleCommand({
    RoleName,
    AssumeRolePolicyDocument: policy(
      { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' },
    ),
  }));
  await iam.send(new PutRolePolicyCommand({
    RoleName, PolicyName: 'given', PolicyDocument: policy(...statements),
  }));
  const deployer = await user([allow('sts:AssumeRole', Role.Arn)]);
  const sts = new STSClient({ ...settings, credentials: deployer.credentials });
  const { AssumedRoleUser, Credentials } = await sts.send(new AssumeRoleCommand({
    RoleArn: Role.Arn, RoleSessionName: 'task', ...more,
  }));
  return {
    arn: AssumedRoleUser.Arn,
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    },
  };
}

/** The text of the AccessDeniedException that a command gets. */
async function denial(client, command) {
  let message;
  await assert.rejects(client.send(command), (error) => {
    message = error.message;
    return error.name === 'AccessDeniedException' && error.$metadata.httpStatusCode === 400;
  });
  return message;
}

const notAuthorized = (who, action, resource, layer) =>
  `User: ${who} is not authorized to perform: ${action} on resource: ${resource} because no `
  + `${layer} allows the ${action} action`;

const key = { Customer: 'ann', Number: 1 };

test('role_with_five_actions', async (t) => {
  const TableName = await orders(t);
  const { arn, credentials } = await session([allow(
    actions('Scan', 'Query', 'UpdateItem', 'GetItem', 'DescribeTable'),
    `arn:aws:dynamodb:*:*:table/${TableName}*`,
  )]);
  const client = documents(credentials);
  assert.equal((await client.send(new ScanCommand({ TableName }))).Count, 33);
  assert.equal((await client.send(new GetCommand({ TableName, Key: key }))).Item.Total, 10);
  assert.equal((await client.send(new QueryCommand({
    TableName,
    IndexName: 'ByStatus',
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'Status' },
    ExpressionAttributeValues: { ':s': 'open' },
  }))).Count, 11);
  const update = {
    TableName,
    Key: key,
    UpdateExpression: 'ADD Seen :one',
    ExpressionAttributeValues: { ':one': 1 },
  };
  await client.send(new UpdateCommand(update));
  await client.send(new TransactWriteCommand({ TransactItems: [{ Update: update }] }));

  const put = { TableName, Item: key };
  const text = notAuthorized(arn, 'dynamodb:PutItem', tableArn(TableName), 'identity-based policy');
  assert.equal(await denial(client, new PutCommand(put)), text);
  assert.equal(
    await denial(client, new TransactWriteCommand({ TransactItems: [{ Put: put }] })), text,
  );
});

test('leading_keys', async (t) => {
  const TableName = await orders(t);
  const own = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/who}'] } };
  const { arn, credentials } = await user(
    [allow(actions('GetItem', 'Query'), tableArn(TableName), own)],
    { tags: [{ Key: 'who', Value: 'ann' }] },
  );
  const client = documents(credentials);
  const query = (who) => new QueryCommand({
    TableName,
    KeyConditionExpression: 'Customer = :c',
    ExpressionAttributeValues: { ':c': who },
  });
  assert.equal((await client.send(query('ann'))).Count, 30);
  assert.equal(await denial(client, query('bob')), notAuthorized(
    arn, 'dynamodb:Query', tableArn(TableName), 'identity-based policy',
  ));
});

test('attributes', async (t) => {
  const TableName = await orders(t);
  const { credentials } = await user([allow(actions('GetItem', 'Query'), tableArn(TableName), {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['Customer', 'Number', 'Placed'] },
    StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  })]);
  const client = documents(credentials);
  const query = (more) => new QueryCommand({
    TableName,
    KeyConditionExpression: 'Customer = :c',
    ExpressionAttributeValues: { ':c': 'bob' },
    ...more,
  });
  const seen = await client.send(query({ ProjectionExpression: 'Customer, Placed' }));
  assert.deepEqual(seen.Items[0], { Customer: 'bob', Placed: '2026-03-30' });
  assert.match(await denial(client, query({})), /dynamodb:Query/);
  assert.match(await denial(client, query({
    ProjectionExpression: 'Placed, #s', ExpressionAttributeNames: { '#s': 'Status' },
  })), /dynamodb:Query/);
});

test('boundary', async (t) => {
  const TableName = await orders(t);
  const { arn, credentials } = await user(
    [allow('dynamodb:*', '*')],
    { boundary: [allow('dynamodb:GetItem', '*')] },
  );
  const client = documents(credentials);
  assert.equal((await client.send(new GetCommand({ TableName, Key: key }))).Item.Total, 10);
  assert.equal(await denial(client, new PutCommand({ TableName, Item: key })), notAuthorized(
    arn, 'dynamodb:PutItem', tableArn(TableName), 'permissions boundary',
  ));
});

test('session_policy', async (t) => {
  const TableName = await orders(t);
  const { arn, credentials } = await session([allow('dynamodb:*', '*')], {
    Policy: policy(allow('dynamodb:GetItem', tableArn(TableName))),
  });
  const client = documents(credentials);
  assert.equal((await client.send(new GetCommand({ TableName, Key: key }))).Item.Total, 10);
  assert.equal(await denial(client, new PutCommand({ TableName, Item: key })), notAuthorized(
    arn, 'dynamodb:PutItem', tableArn(TableName), 'session policy',
  ));
});

test('tampered_signature', async (t) => {
  const TableName = await orders(t);
  const { credentials } = await user([allow('dynamodb:*', '*')]);
  const client = documents({ ...credentials, secretAccessKey: 'another' });
  await assert.rejects(
    client.send(new GetCommand({ TableName, Key: key })),
    (error) => error.name === 'InvalidSignatureException'
      && error.message.startsWith('The request signature we calculated does not match'),
  );
});
