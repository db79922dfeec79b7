// Scenarios of tests/sdk/README.md that are about IAM and STS.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand, DeleteAccessKeyCommand,
  DeleteUserCommand, GetRoleCommand, GetUserCommand, IAMClient, ListAccessKeysCommand,
  NoSuchEntityException, PutRolePolicyCommand, SimulatePrincipalPolicyCommand, TagUserCommand,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { settings } from './support.js';

const iam = new IAMClient(settings);
const sts = new STSClient(settings);
let made = 0;
const newName = () => `javascript-${process.pid}-${++made}`;

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});
const reads = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }],
});

test('user', async () => {
  const UserName = newName();
  // The empty list travels as `Tags=`.
  const { User } = await iam.send(new CreateUserCommand({ UserName, Path: '/team/', Tags: [] }));
  assert.match(User.Arn, new RegExp(`:user/team/${UserName}$`));
  assert.ok(Math.abs(User.CreateDate - Date.now()) < 60_000);
  await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'shop + co' }] }));
  const got = (await iam.send(new GetUserCommand({ UserName }))).User;
  assert.deepEqual(got.Tags, [{ Key: 'team', Value: 'shop + co' }]);

  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }));
  assert.equal(AccessKeyMetadata[0].AccessKeyId, AccessKey.AccessKeyId);
  const own = new STSClient({
    ...settings,
    credentials: { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey },
  });
  assert.equal((await own.send(new GetCallerIdentityCommand({}))).Arn, User.Arn);

  const { AccessKeyId } = AccessKey;
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await iam.send(new DeleteUserCommand({ UserName }));
  await assert.rejects(
    iam.send(new GetUserCommand({ UserName })),
    (error) => error instanceof NoSuchEntityException
      && error.message === `The user with name ${UserName} cannot be found.`,
  );
});

test('pages', async () => {
  const prefix = `/${newName()}/`;
  const names = Array.from({ length: 5 }, () => newName()).sort();
  for (const UserName of names) {
    await iam.send(new CreateUserCommand({ UserName, Path: prefix }));
  }
  const seen = [];
  for await (const page of paginateListUsers({ client: iam, pageSize: 2 }, { PathPrefix: prefix })) {
    seen.push(...page.Users.map((user) => user.UserName));
  }
  assert.deepEqual(seen, names);
});

test('assume_role', async () => {
  const RoleName = newName();
  const { Role } = await iam.send(new CreateRoleCommand({
    RoleName, AssumeRolePolicyDocument: trust,
  }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'reads', PolicyDocument: reads }));
  const role = (await iam.send(new GetRoleCommand({ RoleName }))).Role;
  assert.equal(decodeURIComponent(role.AssumeRolePolicyDocument), trust);
  const simulated = await iam.send(new SimulatePrincipalPolicyCommand({
    PolicySourceArn: Role.Arn, ActionNames: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  }));
  assert.deepEqual(simulated.EvaluationResults.map((one) => one.EvalDecision),
    ['allowed', 'implicitDeny']);

  const { Credentials } = await sts.send(new AssumeRoleCommand({
    RoleArn: Role.Arn, RoleSessionName: 'task', PolicyArns: [],
  }));
  assert.ok(Credentials.Expiration > Date.now());
  const session = new STSClient({
    ...settings,
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    },
  });
  const caller = await session.send(new GetCallerIdentityCommand({}));
  assert.match(caller.Arn, new RegExp(`:assumed-role/${RoleName}/task$`));
});
