// Scenarios of tests/sdk/README.md that are about many items at once.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  BatchGetCommand, BatchWriteCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand,
  paginateQuery, paginateScan,
} from '@aws-sdk/lib-dynamodb';
import { documents, order, orders, table } from './support.js';

const ann = (TableName, { ExpressionAttributeValues, ...more } = {}) => ({
  TableName,
  KeyConditionExpression: 'Customer = :c',
  ExpressionAttributeValues: { ':c': 'ann', ...ExpressionAttributeValues },
  ...more,
});
const query = (request) => documents.send(new QueryCommand(request));
const numbers = (items) => items.map((item) => item.Number);
const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

test('query_pages', async (t) => {
  const name = await orders(t);
  const sizes = [];
  const seen = [];
  for await (const page of paginateQuery({ client: documents, pageSize: 7 }, ann(name))) {
    sizes.push(page.Count);
    seen.push(...numbers(page.Items));
  }
  assert.deepEqual(sizes, [7, 7, 7, 7, 2]);
  assert.deepEqual(seen, upTo(30));
  const backwards = await query(ann(name, { ScanIndexForward: false, Limit: 3 }));
  assert.deepEqual(numbers(backwards.Items), [30, 29, 28]);
  assert.deepEqual(backwards.LastEvaluatedKey, { Customer: 'ann', Number: 28 });
});

test('query_key_conditions', async (t) => {
  const name = await orders(t);
  const cases = { '= :a': [9], '< :a': upTo(8), '>= :b': upTo(30).slice(10), 'BETWEEN :a AND :b': [9, 10, 11] };
  for (const [condition, expected] of Object.entries(cases)) {
    const ExpressionAttributeValues = { ':c': 'ann' };
    if (condition.includes(':a')) ExpressionAttributeValues[':a'] = 9;
    if (condition.includes(':b')) ExpressionAttributeValues[':b'] = 11;
    const found = await query({
      TableName: name,
      KeyConditionExpression: `Customer = :c AND #n ${condition}`,
      ExpressionAttributeNames: { '#n': 'Number' },
      ExpressionAttributeValues,
    });
    assert.deepEqual(numbers(found.Items), expected, condition);
  }
  const count = await query(ann(name, { Select: 'COUNT' }));
  assert.equal(count.Count, 30);
  assert.equal(count.Items, undefined);
});

test('query_indexes', async (t) => {
  const name = await orders(t);
  const byPlaced = await query(ann(name, { IndexName: 'ByPlaced', Limit: 2, ConsistentRead: true }));
  assert.deepEqual(byPlaced.Items.map(Object.keys).map((keys) => keys.sort()), [
    ['Customer', 'Number', 'Placed'], ['Customer', 'Number', 'Placed'],
  ]);
  assert.deepEqual(numbers(byPlaced.Items), [30, 29]);
  const byStatus = {
    TableName: name,
    IndexName: 'ByStatus',
    KeyConditionExpression: '#s = :s AND begins_with(Placed, :month)',
    ExpressionAttributeNames: { '#s': 'Status' },
    ExpressionAttributeValues: { ':s': 'open', ':month': '2026-03-' },
  };
  assert.equal((await query(byStatus)).Count, 11);
  await assert.rejects(query({ ...byStatus, ConsistentRead: true }), {
    message: 'Consistent reads are not supported on global secondary indexes',
  });
  await documents.send(new UpdateCommand({
    TableName: name,
    Key: { Customer: 'bob', Number: 3 },
    UpdateExpression: 'REMOVE #s',
    ExpressionAttributeNames: { '#s': 'Status' },
  }));
  assert.equal((await query(byStatus)).Count, 10);
});

test('query_filter', async (t) => {
  const reply = await query(ann(await orders(t), {
    FilterExpression: '#s IN (:open) AND attribute_type(#t, :n)',
    ExpressionAttributeNames: { '#s': 'Status', '#t': 'Total' },
    ExpressionAttributeValues: { ':open': 'open', ':n': 'N' },
  }));
  assert.deepEqual([reply.Count, reply.ScannedCount], [10, 30]);
});

test('scan_parallel', async (t) => {
  const name = await orders(t);
  const segment = async (Segment) => {
    const seen = [];
    const request = { TableName: name, Segment, TotalSegments: 4 };
    for await (const page of paginateScan({ client: documents, pageSize: 5 }, request)) {
      seen.push(...page.Items.map((item) => `${item.Customer} ${item.Number}`));
    }
    return seen;
  };
  const seen = (await Promise.all([0, 1, 2, 3].map(segment))).flat();
  assert.equal(seen.length, 33);
  assert.equal(new Set(seen).size, 33);
});

test('large_pages', async (t) => {
  const name = await table(t, ['pk', 'S'], ['sk', 'N']);
  for (let sk = 0; sk < 4; sk++) {
    const Item = { pk: 'p', sk, blob: new Uint8Array(390_000) };
    await documents.send(new PutCommand({ TableName: name, Item }));
  }
  const reply = await documents.send(new ScanCommand({ TableName: name }));
  assert.equal(reply.Count, 3);
  assert.deepEqual(reply.LastEvaluatedKey, { pk: 'p', sk: 2 });
});

test('batch_write_and_get', async (t) => {
  const name = await table(t, ['Customer', 'S'], ['Number', 'N']);
  const write = (requests) =>
    documents.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
  const puts = upTo(26).map((n) => ({ PutRequest: { Item: order('ann', n) } }));
  await assert.rejects(write(puts), { name: 'ValidationException' });
  assert.deepEqual((await write(puts.slice(0, 25))).UnprocessedItems, {});
  const Keys = [3, 25, 1000].map((Number) => ({ Customer: 'ann', Number }));
  const got = await documents.send(new BatchGetCommand({
    RequestItems: {
      [name]: { Keys, ProjectionExpression: '#t', ExpressionAttributeNames: { '#t': 'Total' } },
    },
  }));
  assert.deepEqual(got.UnprocessedKeys, {});
  assert.deepEqual(got.Responses[name].map((item) => item.Total).sort(), [250, 30]);
  await write(Keys.map((Key) => ({ DeleteRequest: { Key } })));
  assert.equal((await documents.send(new ScanCommand({ TableName: name }))).Count, 23);
});

test('legacy_reads', async (t) => {
  const name = await orders(t);
  const reply = await query({
    TableName: name,
    KeyConditions: {
      Customer: { ComparisonOperator: 'EQ', AttributeValueList: ['ann'] },
      Number: { ComparisonOperator: 'BETWEEN', AttributeValueList: [10, 19] },
    },
    QueryFilter: { Status: { ComparisonOperator: 'EQ', AttributeValueList: ['open'] } },
    AttributesToGet: ['Number'],
  });
  assert.deepEqual(reply.Items, [{ Number: 12 }, { Number: 15 }, { Number: 18 }]);
  assert.equal(reply.ScannedCount, 10);
});
