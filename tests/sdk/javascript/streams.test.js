// Scenarios of tests/sdk/README.md that are about streams.
import assert from 'node:assert/strict';
import test from 'node:test';
import { DeleteTableCommand, DescribeTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand, DynamoDBStreamsClient, GetRecordsCommand, GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import {
  BatchWriteCommand, DeleteCommand, ExecuteStatementCommand, PutCommand, TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { client, documents, table } from './support.js';

const streams = new DynamoDBStreamsClient({
  endpoint: process.env.DYNAROCK_ENDPOINT,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 20_000 },
});

const enabled = (StreamViewType) => ({ StreamEnabled: true, StreamViewType });
const streamed = (test, viewType) =>
  table(test, ['id', 'S'], undefined, { StreamSpecification: enabled(viewType) });
const put = (TableName, id, more) =>
  documents.send(new PutCommand({ TableName, Item: { id, ...more } }));

async function arnOf(TableName) {
  return (await client.send(new DescribeTableCommand({ TableName }))).Table.LatestStreamArn;
}

async function describe(StreamArn) {
  return (await streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription;
}

async function iteratorAt(StreamArn, { ShardId }, ShardIteratorType, SequenceNumber) {
  const request = { StreamArn, ShardId, ShardIteratorType, SequenceNumber };
  return (await streams.send(new GetShardIteratorCommand(request))).ShardIterator;
}

/** Records up to the end of what is there by now, in pages of two. */
async function readFrom(iterator) {
  const records = [];
  while (iterator) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 2 }));
    if (page.Records.length === 0) break;
    records.push(...page.Records);
    iterator = page.NextShardIterator;
  }
  return records;
}

async function readStream(arn) {
  const records = [];
  for (const shard of (await describe(arn)).Shards) {
    records.push(...await readFrom(await iteratorAt(arn, shard, 'TRIM_HORIZON')));
  }
  return records;
}

const ids = (records) => records.map((record) => record.dynamodb.Keys.id.S).join('');

const images = {
  KEYS_ONLY: [],
  NEW_IMAGE: ['NewImage'],
  OLD_IMAGE: ['OldImage'],
  NEW_AND_OLD_IMAGES: ['NewImage', 'OldImage'],
};
for (const [viewType, wanted] of Object.entries(images)) {
  test(`stream_records ${viewType}`, async (t) => {
    const TableName = await streamed(t, viewType);
    await put(TableName, 'a', { n: 1 });
    await put(TableName, 'a', { n: 1 });
    await put(TableName, 'a', { n: 2 });
    await documents.send(new DeleteCommand({ TableName, Key: { id: 'a' } }));
    const records = await readStream(await arnOf(TableName));
    assert.deepEqual(records.map((r) => r.eventName), ['INSERT', 'MODIFY', 'REMOVE']);
    const absent = { INSERT: 'OldImage', REMOVE: 'NewImage' };
    for (const { eventID, eventName, eventVersion, eventSource, awsRegion, dynamodb } of records) {
      assert.match(eventID, /^[0-9a-f]{32}$/);
      assert.deepEqual([eventVersion, eventSource, awsRegion], ['1.1', 'aws:dynamodb', 'us-east-1']);
      assert.deepEqual(dynamodb.Keys, { id: { S: 'a' } });
      assert.match(dynamodb.SequenceNumber, /^\d{21,40}$/);
      assert.ok(dynamodb.ApproximateCreationDateTime instanceof Date);
      assert.equal(dynamodb.StreamViewType, viewType);
      for (const image of ['NewImage', 'OldImage']) {
        assert.equal(image in dynamodb, wanted.includes(image) && absent[eventName] !== image, image);
      }
    }
  });
}

test('stream_of_every_write', async (t) => {
  const TableName = await streamed(t, 'NEW_AND_OLD_IMAGES');
  await put(TableName, 'a');
  await documents.send(new UpdateCommand({
    TableName,
    Key: { id: 'a' },
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': 1 },
  }));
  await documents.send(new BatchWriteCommand({
    RequestItems: {
      [TableName]: [{ PutRequest: { Item: { id: 'b' } } }, { DeleteRequest: { Key: { id: 'a' } } }],
    },
  }));
  await documents.send(new TransactWriteCommand({
    TransactItems: [
      { Put: { TableName, Item: { id: 'c' } } },
      { Delete: { TableName, Key: { id: 'b' } } },
    ],
  }));
  await documents.send(new ExecuteStatementCommand({
    Statement: `INSERT INTO "${TableName}" VALUE {'id': 'd'}`,
  }));
  const records = await readStream(await arnOf(TableName));
  assert.deepEqual(records.map((r) => `${r.eventName} ${r.dynamodb.Keys.id.S}`), [
    'INSERT a', 'MODIFY a', 'INSERT b', 'REMOVE a', 'INSERT c', 'REMOVE b', 'INSERT d',
  ]);
});

test('stream_iterators', async (t) => {
  const TableName = await streamed(t, 'KEYS_ONLY');
  const arn = await arnOf(TableName);
  const [shard] = (await describe(arn)).Shards;
  const latest = await iteratorAt(arn, shard, 'LATEST');
  for (const id of 'abc') await put(TableName, id);
  const all = await readStream(arn);
  assert.equal(ids(all), 'abc');
  assert.equal(ids(await readFrom(latest)), 'abc');
  const second = all[1].dynamodb.SequenceNumber;
  assert.equal(ids(await readFrom(await iteratorAt(arn, shard, 'AT_SEQUENCE_NUMBER', second))), 'bc');
  assert.equal(ids(await readFrom(await iteratorAt(arn, shard, 'AFTER_SEQUENCE_NUMBER', second))), 'c');
  assert.equal(ids(await readFrom(await iteratorAt(arn, shard, 'LATEST'))), '');
  await assert.rejects(readFrom('no iterator'),
    { name: 'ValidationException', message: 'Invalid ShardIterator' });
  await assert.rejects(
    iteratorAt(arn, { ShardId: 'shardId-00000000000000000001-00000000' }, 'LATEST'),
    {
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Shard does not exist',
    },
  );
});

test('stream_disabled', async (t) => {
  const TableName = await streamed(t, 'KEYS_ONLY');
  const change = (StreamSpecification) =>
    client.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  const first = await arnOf(TableName);
  await put(TableName, 'a');
  await assert.rejects(change(enabled('NEW_IMAGE')), {
    name: 'ValidationException',
    message: `Table already has an enabled stream: TableName: ${TableName}`,
  });
  await change({ StreamEnabled: false });
  await put(TableName, 'b');
  await change(enabled('NEW_IMAGE'));
  await put(TableName, 'c');
  const second = await arnOf(TableName);
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
  assert.deepEqual(Streams.map((stream) => stream.StreamArn), [first, second]);
  const old = await describe(first);
  assert.equal(old.StreamStatus, 'DISABLED');
  assert.ok(old.Shards[0].SequenceNumberRange.EndingSequenceNumber);
  assert.equal(ids(await readStream(first)), 'a');
  assert.equal(ids(await readStream(second)), 'c');
});

test('stream_after_deletion', async (t) => {
  const TableName = await streamed(t, 'NEW_IMAGE');
  const arn = await arnOf(TableName);
  for (const id of 'abc') await put(TableName, id);
  await client.send(new DeleteTableCommand({ TableName }));
  assert.equal(ids(await readStream(arn)), 'abc');
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
  assert.deepEqual(Streams.map((stream) => stream.StreamArn), [arn]);
  const [shard] = (await describe(arn)).Shards;
  const ShardIterator = await iteratorAt(arn, shard, 'TRIM_HORIZON');
  const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
  assert.equal(page.NextShardIterator, undefined);
});
