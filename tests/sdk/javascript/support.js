import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists }
  from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// One try only: a retry would hide a wrong answer, and slow a failing test down.
export const settings = {
  endpoint: process.env.DYNAROCK_ENDPOINT,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 20_000 },
};
export const client = new DynamoDBClient(settings);
export const documents = DynamoDBDocumentClient.from(client);

let made = 0;

/** Creates a table that is deleted when the test is over; keys are [name, type] pairs. */
export async function table(test, hashKey, rangeKey, more = {}) {
  const keys = rangeKey ? [hashKey, rangeKey] : [hashKey];
  const { AttributeDefinitions = [], ...request } = more;
  const TableName = `javascript-${process.pid}-${++made}`;
  await client.send(new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      ...keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      ...AttributeDefinitions,
    ],
    KeySchema: keys.map(([AttributeName], i) => ({ AttributeName, KeyType: i ? 'RANGE' : 'HASH' })),
    ...request,
  }));
  test.after(() => client.send(new DeleteTableCommand({ TableName })).catch((error) => {
    if (error.name !== 'ResourceNotFoundException') throw error;
  }));
  await active(TableName);
  return TableName;
}

export const active = (TableName) =>
  waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 20 }, { TableName });

const string = (AttributeName) => ({ AttributeName, AttributeType: 'S' });
const key = (hash, range) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

export const ordersIndexes = {
  AttributeDefinitions: [string('Placed'), string('Status')],
  LocalSecondaryIndexes: [{
    IndexName: 'ByPlaced',
    KeySchema: key('Customer', 'Placed'),
    Projection: { ProjectionType: 'KEYS_ONLY' },
  }],
  GlobalSecondaryIndexes: [{
    IndexName: 'ByStatus',
    KeySchema: key('Status', 'Placed'),
    Projection: { ProjectionType: 'ALL' },
  }],
};

/** An Orders table, key (Customer, Number), with thirty orders of ann and three of bob. */
export async function orders(test) {
  const name = await table(test, ['Customer', 'S'], ['Number', 'N'], ordersIndexes);
  const items = [];
  for (let n = 1; n <= 30; n++) items.push(order('ann', n));
  for (let n = 1; n <= 3; n++) items.push(order('bob', n));
  for (let start = 0; start < items.length; start += 25) {
    await documents.send(new BatchWriteCommand({
      RequestItems: { [name]: items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } })) },
    }));
  }
  return name;
}

/** Later numbers are placed earlier, so that an index's order differs from the table's. */
export const order = (Customer, Number) => ({
  Customer,
  Number,
  Placed: `2026-03-${String(31 - Number).padStart(2, '0')}`,
  Status: Number % 3 === 0 ? 'open' : 'sent',
  Total: Number * 10,
});
