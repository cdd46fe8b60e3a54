// The audit chain as an auditor has it: what each entry tells, and its heads kept elsewhere,
// against which a chain that was cut, rewritten or lost shows.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {run} from '../clients/command.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
const place = mkdtempSync(join(tmpdir(), 'cppo-heads.'));
const heads = join(place, 'heads.json');

before(async () => { market = await Marketplace.open(); });

after(async () => {
  await market?.close();
  rmSync(place, {recursive: true, force: true});
});

async function verified(...words) {
  const {stdout, code, stderr} = await run('verify', '--json', ...words);
  assert.ok(stdout, stderr);
  return {...JSON.parse(stdout), code};
}

test('an entry names the key, the account acted for, and the values before and after', async () => {
  await market.operator.consoleAnswer('PUT', '/limits/ListEntities', {body: {value: 50}});
  await market.operator.consoleAnswer('PUT', '/limits/ListEntities', {body: {value: 60}});
  const {accountId} = market.isv;
  await market.operator.consoleAnswer('PUT', `/accounts/${accountId}/seller`,
    {body: {tax: 'PENDING'}});
  const own = await market.operator.consoleItems('/audit', {accountId: market.operator.accountId});
  const limit = own.filter((each) => each.operation === 'SetLimit').at(-1);
  assert.equal(limit.credential, market.operator.keys.accessKeyId);
  assert.equal(limit.outcome, 'DONE');
  assert.equal(limit.form, 2);
  assert.equal(limit.forAccountId, undefined);
  assert.deepEqual(JSON.parse(limit.before),
    [{row: 'setting', name: 'limit.ListEntities', value: '50'}]);
  assert.deepEqual(JSON.parse(limit.after),
    [{row: 'setting', name: 'limit.ListEntities', value: '60'}]);

  const seen = await market.isv.consoleItems('/audit', {acting: 'for'});
  const registration = seen.find((each) =>
    each.operation === 'RegisterSeller' && each.credential === market.operator.keys.accessKeyId);
  assert.equal(registration.byAccountId, market.operator.accountId);
  assert.equal(registration.forAccountId, accountId);
  assert.match(registration.after, /"tax":"PENDING"/);
  const done = await market.operator.consoleItems('/audit', {acting: 'by'});
  assert.ok(done.some((each) => each.hash === registration.hash));
  const reply = await market.buyer.console('GET', '/audit', {query: {acting: 'for', accountId}});
  assert.equal(reply.status, 404);
});

test('heads are signed and kept, and a store that has grown since is right', async () => {
  const made = await run('audit', '--heads', heads, ...market.storeWords);
  assert.equal(made.code, 0, made.stderr);
  const kept = JSON.parse(readFileSync(heads, 'utf8'));
  assert.ok(kept.heads.length >= 5);
  assert.match(kept.signature, /^[0-9a-f]{64}$/);
  assert.notEqual((await run('audit', '--heads', heads, ...market.storeWords)).code, 0);
  await market.operator.consoleAnswer('PUT', '/limits/ListEntities', {body: {}});
  const found = await verified('--heads', heads, ...market.storeWords);
  assert.deepEqual([found.code, found.faults, found.unchecked], [0, [], []]);
  assert.equal(found.keptHeads, kept.heads.length);
});

test('a file of heads that was changed is no witness', async () => {
  const changed = join(place, 'changed.json');
  const kept = JSON.parse(readFileSync(heads, 'utf8'));
  kept.heads[0].number += 1;
  writeFileSync(changed, JSON.stringify(kept));
  const found = await verified('--heads', changed, ...market.storeWords);
  assert.equal(found.code, 1);
  assert.match(found.faults.join('\n'), /was not signed by this marketplace/);
  writeFileSync(changed, '{"heads": 7}');
  assert.notEqual((await run('verify', '--heads', changed, ...market.storeWords)).code, 0);
});

test('a backup without the key verifies what it can and says what it could not', async () => {
  const backup = join(place, 'backup.db');
  assert.equal((await run('backup', '--to', backup, ...market.storeWords)).code, 0);
  const bare = await verified('--file', backup);
  assert.deepEqual([bare.code, bare.faults], [0, []]);
  assert.match(bare.unchecked.join('\n'), /Without the key file/);
  const key = join(market.directory, 'secrets.key');
  const whole = await verified('--file', backup, '--key-file', key, '--heads', heads);
  assert.deepEqual([whole.code, whole.faults, whole.unchecked], [0, [], []]);
  assert.notEqual((await run('verify', '--file', backup, '--key-file', join(place, 'no'))).code, 0);
});

test('a store that is an older copy of itself shows by what was kept', async () => {
  const older = join(place, 'older.db');
  const newer = join(place, 'newer.json');
  const key = join(market.directory, 'secrets.key');
  assert.equal((await run('backup', '--to', older, ...market.storeWords)).code, 0);
  await market.operator.consoleAnswer('PUT', '/limits/ListEntities', {body: {value: 70}});
  assert.equal((await run('audit', '--heads', newer, ...market.storeWords)).code, 0);
  const alone = await verified('--file', older, '--key-file', key);
  assert.deepEqual([alone.code, alone.faults], [0, []]);
  const {code, faults} = await verified('--file', older, '--key-file', key, '--heads', newer);
  assert.equal(code, 1);
  assert.equal(faults.length, 1);
  assert.match(faults[0], new RegExp(`^The audit chain of ${market.operator.accountId} was cut`));
});
