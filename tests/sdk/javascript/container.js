// Runs as a task: a client that is told nothing finds who it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand }
  from '@aws-sdk/client-dynamodb';

test('credentials are the task role\'s', async () => {
  const client = new DynamoDBClient({});
  const found = await client.config.credentials();
  assert.match(found.accessKeyId, /^ASIA/);
  assert.ok(found.sessionToken && found.expiration);

  assert.ok((await client.send(new ListTablesCommand({}))).TableNames);
  await assert.rejects(client.send(new DescribeTableCommand({ TableName: 'Any' })), {
    name: 'AccessDeniedException',
    message: /:assumed-role\/as-task\/[0-9a-f]{32} is not authorized to perform/,
  });
});
