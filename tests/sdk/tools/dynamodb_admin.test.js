// The dynamodb-admin tool, started as its users start it, with its pages fetched over HTTP.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(
  new URL('node_modules/dynamodb-admin/dist/dynamodb-admin.js', import.meta.url),
);
let admin;
let address;

test.before(async () => {
  const endpoint = process.env.DYNAROCK_ENDPOINT;
  admin = spawn(process.execPath, [
    program, '-H', '127.0.0.1', '-p', '0', '--dynamo-endpoint', endpoint,
    '--skip-default-credentials',
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: admin.stdout })) {
    address = line.match(/listening on (http:\S+)/)?.[1];
    if (address) break;
  }
  assert.ok(address, 'dynamodb-admin did not start');
});
test.after(() => admin.kill());

async function call(method, path, body) {
  const reply = await fetch(address + path, {
    method,
    headers: body && { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await reply.text();
  assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${text}`);
  return text;
}
const page = (path) => call('GET', path);
const items = async (query) => {
  const path = `/tables/Shelves/items?${new URLSearchParams(query)}`;
  return JSON.parse(await page(path));
};

test('create a table with both kinds of index', async () => {
  await call('POST', '/create-table', {
    TableDefinition: {
      TableName: 'Shelves',
      HashAttributeName: 'room',
      HashAttributeType: 'S',
      RangeAttributeName: 'shelf',
      RangeAttributeType: 'N',
      ReadCapacityUnits: 3,
      WriteCapacityUnits: 3,
    },
    SecondaryIndexes: [
      {
        IndexType: 'global', IndexName: 'ByWood', HashAttributeName: 'wood',
        HashAttributeType: 'S', ReadCapacityUnits: 3, WriteCapacityUnits: 3,
      },
      {
        IndexType: 'local', IndexName: 'ByHeight', HashAttributeName: 'room',
        HashAttributeType: 'S', RangeAttributeName: 'height', RangeAttributeType: 'N',
      },
    ],
  });
  const tables = JSON.parse(await page('/api/tables'));
  const table = tables.find((one) => one.TableName === 'Shelves');
  assert.equal(table.GlobalSecondaryIndexes[0].IndexName, 'ByWood');
  assert.equal(table.LocalSecondaryIndexes[0].IndexName, 'ByHeight');
  assert.match(await page('/'), /Shelves/);
});

test('add, show, change and delete an item', async () => {
  const key = await call('PUT', '/tables/Shelves/add-item', { room: 'hall', shelf: 1, wood: 'oak' });
  assert.deepEqual(JSON.parse(key), { room: 'hall', shelf: 1 });
  assert.match(await page('/tables/Shelves/items/hall,1'), /oak/);
  const changed = { room: 'hall', shelf: 1, wood: 'ash', height: 40 };
  assert.deepEqual(
    JSON.parse(await call('PUT', '/tables/Shelves/items/hall,1', changed)),
    changed,
  );
  await call('DELETE', '/tables/Shelves/items/hall,1');
  const gone = await fetch(`${address}/tables/Shelves/items/hall,1`);
  assert.equal(gone.status, 404);
});

test('scan page by page, filter and query', async () => {
  for (let shelf = 1; shelf <= 30; shelf++) {
    const wood = shelf % 2 ? 'oak' : 'elm';
    await call('PUT', '/tables/Shelves/add-item', { room: 'attic', shelf, wood });
  }
  const first = await items({ pageSize: '25' });
  assert.equal(first.Items.length, 25);
  const rest = await items({ pageSize: '25', startKey: decodeURIComponent(first.nextKey) });
  assert.equal(rest.Items.length, 5);
  assert.equal(rest.nextKey, null);

  const filters = JSON.stringify({
    wood: { type: 'S', operator: '=', value: 'oak' },
    shelf: { type: 'N', operator: '>', value: '20' },
  });
  assert.equal((await items({ filters })).Items.length, 5);

  const byWood = JSON.stringify({ wood: { type: 'S', operator: '=', value: 'elm' } });
  const found = await items({
    operationType: 'query', queryableSelection: 'ByWood', filters: byWood,
  });
  assert.equal(found.Items.length, 15);
});

test('show the pages of a table', async () => {
  assert.match(await page('/tables/Shelves'), /Shelves/);
  assert.match(await page('/tables/Shelves/get'), /room/);
  assert.match(await page('/tables/Shelves/add-item'), /shelf/);
  assert.match(await page('/tables/Shelves/meta'), /arn:aws:dynamodb:/);
});

test('delete the table', async () => {
  await call('DELETE', '/tables/Shelves');
  const tables = JSON.parse(await page('/api/tables')).map((table) => table.TableName);
  assert.ok(!tables.includes('Shelves'));
});
