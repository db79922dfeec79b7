// Scenarios of tests/sdk/README.md that are about tables.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  CreateTableCommand, DeleteTableCommand, DescribeEndpointsCommand, DescribeLimitsCommand,
  DescribeTableCommand, ListTablesCommand, ListTagsOfResourceCommand, ResourceInUseException,
  ResourceNotFoundException, TagResourceCommand, UntagResourceCommand, UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { active, client, documents, ordersIndexes, table } from './support.js';

const describe = async (TableName) =>
  (await client.send(new DescribeTableCommand({ TableName }))).Table;

test('create_table', async (t) => {
  const name = await table(t, ['Customer', 'S'], ['Number', 'N'], {
    ...ordersIndexes,
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  const made = await describe(name);
  assert.equal(made.TableStatus, 'ACTIVE');
  assert.equal(made.ItemCount, 0);
  assert.equal(made.BillingModeSummary.BillingMode, 'PAY_PER_REQUEST');
  assert.match(made.TableArn, new RegExp(`^arn:aws:dynamodb:us-east-1:\\d{12}:table/${name}$`));
  assert.ok(Math.abs(made.CreationDateTime - Date.now()) < 60_000);
  assert.equal(made.GlobalSecondaryIndexes[0].IndexStatus, 'ACTIVE');
  assert.equal(made.LocalSecondaryIndexes[0].Projection.ProjectionType, 'KEYS_ONLY');
  await assert.rejects(
    client.send(new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    })),
    (error) => error instanceof ResourceInUseException
      && error.message === `Table already exists: ${name}`,
  );
});

test('list_tables', async (t) => {
  const names = [];
  for (let i = 0; i < 3; i++) names.push(await table(t, ['id', 'S']));
  names.sort();
  const first = await client.send(new ListTablesCommand({
    ExclusiveStartTableName: names[0],
    Limit: 1,
  }));
  assert.deepEqual(first.TableNames, [names[1]]);
  assert.equal(first.LastEvaluatedTableName, names[1]);
});

test('update_table', async (t) => {
  const name = await table(t, ['id', 'S']);
  await documents.send(new PutCommand({ TableName: name, Item: { id: '1', colour: 'red' } }));
  await client.send(new UpdateTableCommand({
    TableName: name,
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'colour', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexUpdates: [{
      Create: {
        IndexName: 'ByColour',
        KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    }],
  }));
  await active(name);
  const found = await documents.send(new QueryCommand({
    TableName: name,
    IndexName: 'ByColour',
    KeyConditionExpression: 'colour = :c',
    ExpressionAttributeValues: { ':c': 'red' },
  }));
  assert.deepEqual(found.Items, [{ id: '1', colour: 'red' }]);
  await client.send(new UpdateTableCommand({
    TableName: name,
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'ByColour' } }],
  }));
  await active(name);
  assert.equal((await describe(name)).GlobalSecondaryIndexes, undefined);
});

test('delete_table', async (t) => {
  const name = await table(t, ['id', 'S'], undefined, { DeletionProtectionEnabled: true });
  const remove = () => client.send(new DeleteTableCommand({ TableName: name }));
  await assert.rejects(remove(), { name: 'ValidationException' });
  await client.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
  await active(name);
  await remove();
  await assert.rejects(describe(name), (error) => error instanceof ResourceNotFoundException
    && error.message === `Requested resource not found: Table: ${name} not found`);
});

test('tags', async (t) => {
  const name = await table(t, ['id', 'S']);
  const ResourceArn = (await describe(name)).TableArn;
  const Tags = [{ Key: 'team', Value: 'shop' }, { Key: 'env', Value: 'test' }];
  await client.send(new TagResourceCommand({ ResourceArn, Tags }));
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['env'] }));
  const left = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
  assert.deepEqual(left.Tags, [{ Key: 'team', Value: 'shop' }]);
});

test('limits_and_endpoints', async () => {
  const limits = await client.send(new DescribeLimitsCommand({}));
  assert.ok(limits.TableMaxReadCapacityUnits >= 10000);
  const { Endpoints } = await client.send(new DescribeEndpointsCommand({}));
  assert.equal(Endpoints.length, 1);
  assert.ok(Endpoints[0].Address);
});

test('table_arn_as_name', async (t) => {
  const name = await table(t, ['id', 'S']);
  const arn = (await describe(name)).TableArn;
  await documents.send(new PutCommand({ TableName: arn, Item: { id: '1' } }));
  const got = await documents.send(new GetCommand({ TableName: name, Key: { id: '1' } }));
  assert.deepEqual(got.Item, { id: '1' });
});
