// A PostgreSQL primary dies under load and its synchronous standby takes over: nothing that was
// acknowledged is lost, the server goes on, and a primary that returns is not written to.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {createdId, productChanges} from '../requests/changes.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {eventually, Marketplace} from '../worlds/marketplace.mjs';

const directory = join(mkdtempSync(join(tmpdir(), 'cppo-failover.')), 'pair');
const script = fileURLToPath(new URL('../../postgres_pair', import.meta.url));
const pair = (verb) => execFileSync(script, [verb, directory], {encoding: 'utf8'}).trim();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let market;
const acknowledged = new Map(); // the answer of each token
let attempts = 0;
let isOver = false;

before(async () => {
  market = await Marketplace.open({databaseUrl: pair('start')});
});

after(async () => {
  await market?.close();
  pair('stop');
});

// Starts change sets one after the other, each again under its token until it is acknowledged.
async function keepStarting(worker) {
  for (let number = 0; !isOver; ++number) {
    const ClientRequestToken = `failover-${worker}-${number}`;
    while (!acknowledged.has(ClientRequestToken) && !isOver) {
      ++attempts;
      try {
        const {ChangeSetId} =
          await market.isv.startChangeSet(productChanges(), {ClientRequestToken});
        acknowledged.set(ClientRequestToken, ChangeSetId);
      } catch {
        await pause(20);
      }
    }
  }
}

const reaches = (count) => eventually(`${count} change sets`, 60_000,
  async () => acknowledged.size >= count || undefined);

async function everyOneIsThereOnce() {
  const ids = [...acknowledged.values()];
  assert.equal(new Set(ids).size, ids.length);
  const products = new Set();
  for (const id of ids) {
    const set = await market.isv.endOfChangeSet(id);
    assert.equal(set.Status, 'SUCCEEDED');
    products.add(createdId(set, 'CreateProduct'));
  }
  assert.equal(products.size, ids.length);
  await describeEntity(market.isv, [...products].at(-1));
}

test('the primary dies under load, and nothing acknowledged is lost', async (context) => {
  const workers = Array.from({length: 6}, (_, worker) => keepStarting(worker));
  await reaches(30);
  pair('kill');
  const died_at = Date.now();
  const before_death = acknowledged.size;
  pair('promote');
  await reaches(before_death + 30);
  context.diagnostic(`${before_death} acknowledged before; 30 more ${Date.now() - died_at} ms ` +
    `after the death; ${attempts} attempts`);
  isOver = true;
  await Promise.all(workers);
  await everyOneIsThereOnce();
});

test('a primary that returns is not written to', async () => {
  pair('revive');
  const held = pair('sum');
  // New sessions find the returned one first in the URL, and leave it alone.
  pair('disconnect');
  await eventually('a change set', 20_000, async () => {
    try {
      return await market.isv.succeed(productChanges());
    } catch {
      return undefined;
    }
  });
  assert.equal(pair('sum'), held);
  await everyOneIsThereOnce();
  const {balanced} = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.equal(balanced, true);
});
