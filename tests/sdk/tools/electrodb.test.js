// ElectroDB: two entities and a service in one table with generic keys.
import assert from 'node:assert/strict';
import test from 'node:test';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Entity, Service } from 'electrodb';

const client = new DynamoDBClient({
  endpoint: process.env.DYNAROCK_ENDPOINT,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 20_000 },
});
const table = 'Electro';

const keepers = new Entity({
  model: { entity: 'keeper', version: '1', service: 'zoo' },
  attributes: {
    keeperId: { type: 'string', required: true },
    zoo: { type: 'string', required: true },
    name: { type: 'string', required: true },
    skills: { type: 'set', items: 'string' },
    visits: { type: 'number', default: 0 },
  },
  indexes: {
    primary: { pk: { field: 'pk', composite: ['keeperId'] }, sk: { field: 'sk', composite: [] } },
    byZoo: {
      collection: 'staffAndAnimals',
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['zoo'] },
      sk: { field: 'gsi1sk', composite: ['name'] },
    },
  },
}, { client, table });

const animals = new Entity({
  model: { entity: 'animal', version: '1', service: 'zoo' },
  attributes: {
    zoo: { type: 'string', required: true },
    species: { type: 'string', required: true },
    animalId: { type: 'string', required: true },
    weight: { type: 'number' },
    diet: { type: 'list', items: { type: 'string' } },
    chart: { type: 'map', properties: { teeth: { type: 'number' }, note: { type: 'string' } } },
  },
  indexes: {
    primary: {
      pk: { field: 'pk', composite: ['zoo'] },
      sk: { field: 'sk', composite: ['species', 'animalId'] },
    },
    byZoo: {
      collection: 'staffAndAnimals',
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['zoo'] },
      sk: { field: 'gsi1sk', composite: ['species', 'animalId'] },
    },
  },
}, { client, table });

const zoo = new Service({ keepers, animals });
const otter = { zoo: 'north', species: 'otter', animalId: '7' };

test.before(async () => {
  const string = (AttributeName) => ({ AttributeName, AttributeType: 'S' });
  const key = (hash, range) => [
    { AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' },
  ];
  await client.send(new CreateTableCommand({
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map(string),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [{
      IndexName: 'gsi1',
      KeySchema: key('gsi1pk', 'gsi1sk'),
      Projection: { ProjectionType: 'ALL' },
    }],
  }));
});
test.after(() => client.send(new DeleteTableCommand({ TableName: table })));

test('create once, and not twice', async () => {
  const keeper = { keeperId: 'k1', zoo: 'north', name: 'Ada', skills: ['nets', 'buckets'] };
  const made = await keepers.create(keeper).go();
  assert.equal(made.data.visits, 0);
  await assert.rejects(keepers.create(keeper).go(), /The conditional request failed/);
  const got = await keepers.get({ keeperId: 'k1' }).go();
  assert.deepEqual(got.data.skills.sort(), ['buckets', 'nets']);
});

test('update nested attributes, sets and counters', async () => {
  await animals.put({ ...otter, weight: 9.25, diet: ['trout'], chart: { teeth: 36 } }).go();
  const patched = await animals.patch(otter)
    .append({ diet: ['crab'] })
    .set({ 'chart.note': 'cheerful' })
    .subtract({ weight: 0.25 })
    .go({ response: 'all_new' });
  assert.deepEqual(patched.data, {
    ...otter, weight: 9, diet: ['trout', 'crab'], chart: { teeth: 36, note: 'cheerful' },
  });
  await keepers.update({ keeperId: 'k1' }).add({ visits: 2, skills: ['boats'] }).go();
  const { data } = await keepers.get({ keeperId: 'k1' }).go();
  assert.equal(data.visits, 2);
  assert.equal(data.skills.length, 3);
  await assert.rejects(
    animals.patch({ ...otter, animalId: 'none' }).set({ weight: 1 }).go(),
    /The conditional request failed/,
  );
});

test('write a batch and read it in pages', async () => {
  const herd = Array.from({ length: 40 }, (_, i) => ({
    zoo: 'south', species: i % 2 ? 'goat' : 'yak', animalId: String(i).padStart(2, '0'), weight: i,
  }));
  const { unprocessed } = await animals.put(herd).go();
  assert.deepEqual(unprocessed, []);
  const seen = [];
  let cursor = null;
  do {
    const reply = await animals.query.primary({ zoo: 'south', species: 'goat' })
      .go({ cursor, limit: 6 });
    seen.push(...reply.data);
    cursor = reply.cursor;
  } while (cursor !== null);
  assert.equal(seen.length, 20);
  const heavy = await animals.query.primary({ zoo: 'south' })
    .where(({ weight }, { gt }) => gt(weight, 35))
    .go({ order: 'desc' });
  assert.deepEqual(heavy.data.map((animal) => animal.weight), [38, 36, 39, 37]);
  const some = await animals.get(herd.slice(0, 3)).go();
  assert.equal(some.data.length, 3);
});

test('read a collection of both entities from the index', async () => {
  const { data } = await zoo.collections.staffAndAnimals({ zoo: 'north' }).go();
  assert.deepEqual(data.keepers.map((keeper) => keeper.name), ['Ada']);
  assert.deepEqual(data.animals.map((animal) => animal.species), ['otter']);
});

test('scan one entity, delete and remove', async () => {
  assert.equal((await animals.scan.go({ pages: 'all' })).data.length, 41);
  await animals.delete(otter).go();
  assert.equal((await animals.get(otter).go()).data, null);
  await assert.rejects(animals.remove(otter).go(), /The conditional request failed/);
});
