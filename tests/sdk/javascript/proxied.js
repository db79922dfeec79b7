// Code with AWS's own hosts in it, through the server as a proxy, with verification on: run against
// a server whose authority NODE_EXTRA_CA_CERTS names.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  CreateTableCommand, DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { HttpsProxyAgent } from 'https-proxy-agent';

const settings = {
  region: 'ca-central-1',
  maxAttempts: 1,
  requestHandler: { httpsAgent: new HttpsProxyAgent(process.env.DYNAROCK_ENDPOINT) },
};
const host = 'https://dynamodb.ca-central-1.amazonaws.com';

test('hard-coded host', async () => {
  const client = new DynamoDBClient({ ...settings, endpoint: host });
  const TableName = 'ProxiedJavaScript';
  await client.send(new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
  }));
  const Item = { Id: { S: '1' }, Text: { S: 'x'.repeat(100_000) } };
  await client.send(new PutItemCommand({ TableName, Item }));
  const read = await client.send(new GetItemCommand({ TableName, Key: { Id: { S: '1' } } }));
  assert.deepEqual(read.Item, Item);
});

test('hosts that the SDK chooses', async () => {
  const { TableNames } = await new DynamoDBClient(settings).send(new ListTablesCommand({}));
  assert.ok(TableNames.includes('ProxiedJavaScript'));
  const { Account } = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  assert.match(Account, /^\d{12}$/);
});

test('another host is refused', async () => {
  const client = new DynamoDBClient({ ...settings, endpoint: 'https://example.com' });
  await assert.rejects(client.send(new ListTablesCommand({})), /refused CONNECT example.com:443/);
});
