// The files with the founders' keys are written once. Later starts correct the address in them, and
// never bring back a file that was taken away or a key that was rotated.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, test} from 'node:test';
import {Marketplace} from '../worlds/marketplace.mjs';

const open = [];
afterEach(async () => { for (const each of open.splice(0)) await each.close(); });

async function marketplace(options) {
  const made = await Marketplace.open(options);
  open.unshift(made);
  return made;
}

const names = ['demo.json', 'operator.json', 'aws-config', 'aws-credentials'];
const textOf = (market, name) => readFileSync(join(market.directory, name), 'utf8');
const there = (market) => names.filter((name) => existsSync(join(market.directory, name)));

test('a later start corrects the address and nothing else', async () => {
  const market = await marketplace();
  const before = Object.fromEntries(there(market).map((name) => [name, textOf(market, name)]));
  const {endpoint} = market;
  const {accessKeyId} = market.buyer.keys;
  const path = `/accounts/${market.buyer.accountId}/access-keys/${accessKeyId}`;
  const fresh = await market.operator.consoleAnswer('POST', `${path}/rotation`);
  await market.operator.consoleAnswer('DELETE', path);
  await market.restart();
  assert.deepEqual(there(market), ['demo.json', 'aws-config', 'aws-credentials']);
  for (const name of there(market))
    assert.equal(textOf(market, name), before[name].replaceAll(endpoint, market.endpoint), name);
  assert.equal((await market.buyer.console('GET', '/clock')).status, 403);
  market.addActor('again', {accountId: market.buyer.accountId, ...fresh});
  await market.again.consoleAnswer('GET', '/clock');
  await market.isv.consoleAnswer('GET', '/clock');
});

for (const demo of [true, false])
  test(`a file that was deleted stays so, ${demo ? 'of a demo' : 'of an operator'}`, async () => {
    const market = await marketplace({demo});
    for (const name of names) rmSync(join(market.directory, name), {force: true});
    await market.restart();
    assert.deepEqual(there(market), []);
    await market.operator.consoleAnswer('GET', '/clock'); // the key is what it was
  });

test('a start that was killed before it could tell is made good by the next', async () => {
  const market = await marketplace({killedStarts: 6});
  for (const actor of market.actors) await actor.consoleAnswer('GET', '/clock');
});

test('another server of the marketplace has no such file',
  {skip: !Marketplace.hasPostgres()}, async () => {
    const market = await marketplace();
    const other = await Marketplace.openBeside(market);
    open.unshift(other);
    assert.deepEqual(there(other), []);
    await other.operator.consoleAnswer('GET', '/clock');
    assert.equal(JSON.parse(textOf(market, 'demo.json')).endpoint, market.endpoint);
  });
