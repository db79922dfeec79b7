// dynamodb-streams-readable: a readable stream a shard, from shard to child, while shards split.
import assert from 'node:assert/strict';
import test from 'node:test';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreams } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import readShard from 'dynamodb-streams-readable';

const settings = {
  endpoint: process.env.DYNAROCK_ENDPOINT,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 20_000 },
};
const client = new DynamoDBClient(settings);
const documents = DynamoDBDocumentClient.from(client);
const streams = new DynamoDBStreams(settings);

const TableName = 'Readable';
const items = Array.from({ length: 30 }, (_, i) => `item-${i}`);
const versions = 12;

/** Reads a shard, then its children, to the end of what a disabled stream tells. */
class Consumer {
  constructor(arn) {
    this.arn = arn;
    this.shards = new Map();
    this.told = new Map();
  }

  async run(isOver) {
    const begun = new Set();
    const reading = new Set();
    do {
      for (const shard of await this.describe()) {
        const { ShardId, ParentShardId } = shard;
        const parentIsDone = !ParentShardId || this.shards.get(ParentShardId) === 'done';
        if (begun.has(ShardId) || !parentIsDone) continue;
        begun.add(ShardId);
        const reader = this.read(ShardId).finally(() => reading.delete(reader));
        reading.add(reader);
      }
      // Whatever ends first may have children.
      await Promise.race([...reading, new Promise((resolve) => setImmediate(resolve))]);
    } while (reading.size > 0 || !isOver() || (await this.describe()).some((s) => !begun.has(s.ShardId)));
  }

  async describe() {
    const shards = [];
    let ExclusiveStartShardId;
    do {
      const { StreamDescription } =
        await streams.describeStream({ StreamArn: this.arn, ExclusiveStartShardId });
      shards.push(...StreamDescription.Shards);
      ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
    } while (ExclusiveStartShardId);
    return shards;
  }

  async read(shardId) {
    this.shards.set(shardId, 'open');
    const readable = readShard(streams, this.arn, { shardId, limit: 7, readInterval: 1 });
    for await (const records of readable) records.forEach((record) => this.take(record));
    this.shards.set(shardId, 'done');
  }

  take({ dynamodb }) {
    const id = dynamodb.Keys.id.S;
    if (!this.told.has(id)) this.told.set(id, []);
    this.told.get(id).push(Number(dynamodb.NewImage.version.N));
  }
}

async function writeVersions() {
  for (let version = 1; version <= versions; version++) {
    await Promise.all(items.map((id) => documents.send(new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'ADD version :one',
      ExpressionAttributeValues: { ':one': 1 },
    }))));
  }
}

test('a consumer follows shards that split, and is told every change once and in order', async (t) => {
  const { TableDescription } = await client.send(new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  }));
  let deleted = false;
  const drop = async () => {
    if (!deleted) await client.send(new DeleteTableCommand({ TableName }));
    deleted = true;
  };
  t.after(drop);
  const consumer = new Consumer(TableDescription.LatestStreamArn);
  // Deleting the table closes the shards, so that their readers end.
  await Promise.all([consumer.run(() => deleted), writeVersions().then(drop)]);

  const expected = Array.from({ length: versions }, (_, i) => i + 1);
  assert.equal(consumer.told.size, items.length);
  for (const [id, told] of consumer.told) assert.deepEqual(told, expected, id);
  const parents = new Set((await consumer.describe()).map((shard) => shard.ParentShardId));
  assert.ok(parents.size > 3, 'shards did not split');
});
