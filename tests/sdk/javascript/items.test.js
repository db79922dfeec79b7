// Scenarios of tests/sdk/README.md that are about single items.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  ConditionalCheckFailedException, GetItemCommand, PutItemCommand, ResourceNotFoundException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand, GetCommand, NumberValue, PutCommand, UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { client, documents, table } from './support.js';

const put = (TableName, Item, more) => documents.send(new PutCommand({ TableName, Item, ...more }));
const get = async (TableName, id, more) =>
  (await documents.send(new GetCommand({ TableName, Key: { id }, ...more }))).Item;

test('item_round_trip', async (t) => {
  const name = await table(t, ['id', 'S']);
  const item = {
    id: 'snowman \u2603 and \u{1f9a4}',
    text: 'quotes " and \\ and \n newline',
    empty: '',
    number: -12.5,
    bytes: new Uint8Array([0, 255, 16]),
    yes: true,
    no: false,
    nothing: null,
    list: ['a', 1, [], {}],
    map: { inner: { deep: true } },
  };
  await put(name, item);
  assert.deepEqual(await get(name, item.id, { ConsistentRead: true }), item);
  assert.equal(await get(name, 'absent'), undefined);
});

test('numbers', async (t) => {
  const name = await table(t, ['id', 'S']);
  const cases = {
    '12345678901234567890123456789012345678': '12345678901234567890123456789012345678',
    '-0': '0',
    '1.2300': '1.23',
    '1e-130': `0.${'0'.repeat(129)}1`,
    '9.99E+125': `999${'0'.repeat(123)}`,
  };
  for (const [sent, kept] of Object.entries(cases)) {
    await put(name, { id: 'n', n: NumberValue.from(sent) });
    const raw = await client.send(new GetItemCommand({ TableName: name, Key: { id: { S: 'n' } } }));
    assert.equal(raw.Item.n.N, kept);
  }
  for (const N of ['1'.repeat(39), '1E126', '1E-131', 'abc', '']) {
    const request = { TableName: name, Item: { id: { S: 'bad' }, n: { N } } };
    await assert.rejects(client.send(new PutItemCommand(request)), { name: 'ValidationException' });
  }
  assert.equal(await get(name, 'bad'), undefined);
});

test('binary_and_sets', async (t) => {
  const name = await table(t, ['id', 'S']);
  const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);
  await put(name, {
    id: '1',
    blob: everyByte,
    words: new Set(['b', 'a', '\u00e9']),
    numbers: new Set([3, 1.5]),
    blobs: new Set([new Uint8Array([1]), new Uint8Array([2, 3])]),
  });
  const item = await get(name, '1');
  assert.deepEqual(item.blob, everyByte);
  assert.deepEqual(item.words, new Set(['a', 'b', '\u00e9']));
  assert.deepEqual(item.numbers, new Set([1.5, 3]));
  assert.deepEqual([...item.blobs].map((blob) => [...blob]).sort(), [[1], [2, 3]]);
  for (const set of [{ SS: [] }, { SS: ['a', 'a'] }, { NS: ['1', '1.0'] }]) {
    const request = { TableName: name, Item: { id: { S: '2' }, set } };
    await assert.rejects(client.send(new PutItemCommand(request)), { name: 'ValidationException' });
  }
});

test('put_conditions', async (t) => {
  const name = await table(t, ['id', 'S']);
  const once = {
    ConditionExpression: 'attribute_not_exists(id)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
  await put(name, { id: '1', v: 1 }, once);
  await assert.rejects(put(name, { id: '1', v: 2 }, once), (error) => {
    assert.ok(error instanceof ConditionalCheckFailedException);
    assert.equal(error.message, 'The conditional request failed');
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.deepEqual(error.Item, { id: { S: '1' }, v: { N: '1' } });
    return true;
  });
  const replaced = await put(name, { id: '1', v: 2 }, {
    ConditionExpression: 'v = :one OR size(id) > :nine',
    ExpressionAttributeValues: { ':one': 1, ':nine': 9 },
    ReturnValues: 'ALL_OLD',
  });
  assert.deepEqual(replaced.Attributes, { id: '1', v: 1 });
});

test('update_expressions', async (t) => {
  const name = await table(t, ['id', 'S']);
  const update = async (request) => (await documents.send(
    new UpdateCommand({ TableName: name, Key: { id: '1' }, ...request }),
  )).Attributes;
  assert.deepEqual(await update({
    UpdateExpression: 'SET #n = if_not_exists(#n, :zero) + :one, tags = :tags, m = :map '
      + 'ADD words :words, seen :one',
    ExpressionAttributeNames: { '#n': 'name' },
    ExpressionAttributeValues: {
      ':zero': 0, ':one': 1, ':tags': ['a'], ':map': { x: 1, y: 2 },
      ':words': new Set(['red', 'blue']),
    },
    ReturnValues: 'ALL_NEW',
  }), {
    id: '1', name: 1, tags: ['a'], m: { x: 1, y: 2 }, words: new Set(['red', 'blue']), seen: 1,
  });
  assert.deepEqual(await update({
    UpdateExpression: 'SET tags = list_append(:front, tags), m.x = m.y - :one '
      + 'REMOVE m.y DELETE words :red ADD seen :one',
    ExpressionAttributeValues: { ':front': ['z'], ':one': 1, ':red': new Set(['red']) },
    ReturnValues: 'UPDATED_NEW',
  }), { tags: ['z', 'a'], m: { x: 1 }, words: new Set(['blue']), seen: 2 });
  assert.deepEqual(
    await update({ UpdateExpression: 'REMOVE tags[0]', ReturnValues: 'UPDATED_OLD' }),
    { tags: ['z'] },
  );
});

test('delete_item', async (t) => {
  const name = await table(t, ['id', 'S']);
  await put(name, { id: '1', v: 1 });
  const remove = (more) => documents.send(
    new DeleteCommand({ TableName: name, Key: { id: '1' }, ReturnValues: 'ALL_OLD', ...more }),
  );
  await assert.rejects(
    remove({ ConditionExpression: 'v > :v', ExpressionAttributeValues: { ':v': 1 } }),
    { name: 'ConditionalCheckFailedException' },
  );
  assert.deepEqual((await remove()).Attributes, { id: '1', v: 1 });
  assert.equal((await remove()).Attributes, undefined);
});

test('projection', async (t) => {
  const name = await table(t, ['id', 'S']);
  await put(name, { id: '1', name: 'n', list: [1, 2, { deep: 'yes', other: 0 }] });
  assert.deepEqual(await get(name, '1', {
    ProjectionExpression: '#n, #l[2].deep, absent',
    ExpressionAttributeNames: { '#n': 'name', '#l': 'list' },
  }), { name: 'n', list: [{ deep: 'yes' }] });
});

test('errors', async (t) => {
  const name = await table(t, ['id', 'S']);
  await assert.rejects(get('no-such', '1'), (error) => error instanceof ResourceNotFoundException
    && error.message === 'Requested resource not found');
  await assert.rejects(
    documents.send(new GetCommand({ TableName: name, Key: { other: '1' } })),
    { name: 'ValidationException', message: 'The provided key element does not match the schema' },
  );
  await assert.rejects(put(name, { a: 1 }), { message: /Missing the key id in the item$/ });
  await assert.rejects(
    documents.send(new UpdateCommand({
      TableName: name, Key: { id: '1' }, UpdateExpression: 'SET a = = b',
    })),
    { message: /Invalid UpdateExpression: Syntax error; token: / },
  );
  await assert.rejects(
    put(name, { id: '1', big: 'x'.repeat(409600) }),
    { message: /Item size has exceeded the maximum allowed size$/ },
  );
});

test('consumed_capacity', async (t) => {
  const name = await table(t, ['id', 'S'], undefined, {
    AttributeDefinitions: [{ AttributeName: 'colour', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [{
      IndexName: 'ByColour',
      KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    }],
  });
  const { ConsumedCapacity } = await put(
    name,
    { id: '1', colour: 'red', text: 'x'.repeat(4500) },
    { ReturnConsumedCapacity: 'INDEXES' },
  );
  assert.equal(ConsumedCapacity.CapacityUnits, 10);
  assert.equal(ConsumedCapacity.Table.CapacityUnits, 5);
  assert.equal(ConsumedCapacity.GlobalSecondaryIndexes.ByColour.CapacityUnits, 5);
});

test('legacy_writes', async (t) => {
  const name = await table(t, ['id', 'S']);
  const Expected = { id: { Exists: false } };
  await put(name, { id: '1', v: 1 }, { Expected });
  await assert.rejects(put(name, { id: '1' }, { Expected }), {
    name: 'ConditionalCheckFailedException',
  });
  const { Attributes } = await client.send(new UpdateItemCommand({
    TableName: name,
    Key: { id: { S: '1' } },
    AttributeUpdates: { v: { Action: 'ADD', Value: { N: '4' } }, w: { Value: { S: 'new' } } },
    ReturnValues: 'ALL_NEW',
  }));
  assert.deepEqual(Attributes, { id: { S: '1' }, v: { N: '5' }, w: { S: 'new' } });
  assert.deepEqual(await get(name, '1', { AttributesToGet: ['w'] }), { w: 'new' });
});
