// What an operator does: measure, limit, back up while the market is busy, restore and go on.
import assert from 'node:assert/strict';
import {
  chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync,
  rmSync, statSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {DescribeChangeSetCommand} from '@aws-sdk/client-marketplace-catalog';
import {run} from '../clients/command.mjs';
import {deliver} from '../clients/signed_request.mjs';
import {productChanges} from '../requests/changes.mjs';
import {entitlementsOf, reportBatch} from '../requests/saas.mjs';
import {catalogName, Marketplace} from '../worlds/marketplace.mjs';

let market;
const place = mkdtempSync(join(tmpdir(), 'cppo-operations.'));
const backup = join(place, 'backup.db');

before(async () => { market = await Marketplace.open({deals: true}); });

after(async () => {
  await market?.close();
  rmSync(place, {recursive: true, force: true});
});

const get = (path) => deliver(market.endpoint, {method: 'GET', path, headers: {}});
const setLimit = (name, value) => market.operator.consoleAnswer('PUT', `/limits/${name}`,
  {body: value === undefined ? {} : {value}});
const metric = async (name) => {
  const {text} = await get('/metrics');
  return Number(text.split('\n').find((line) => line.startsWith(`opencppo_${name} `))
    .split(' ')[1]);
};

test('the server measures itself', async () => {
  const ok = 'requests_total{code="2xx"}';
  const {status, headers, text} = await get('/metrics');
  assert.equal(status, 200);
  assert.match(headers['content-type'], /^text\/plain/);
  for (const line of text.trim().split('\n'))
    assert.match(line, /^(# (HELP|TYPE) opencppo_\w+ .+|opencppo_\w+(\{\w+="[^"]+"\})? [\d.]+)$/);
  const first = await metric(ok);
  await market.clock();
  assert.ok(await metric(ok) > first);
  assert.ok(await metric('resident_memory_bytes') > 1_000_000);
  assert.equal(await metric('due_work_overdue'), 0);
  assert.doesNotMatch(text, /\d{12}/);
});

test('limits are listed beside AWS\'s own, and nothing is limited at first', async () => {
  const limits = await market.operator.consoleItems('/limits');
  const named = Object.fromEntries(limits.map((each) => [each.name, each]));
  assert.deepEqual(named.StartChangeSet, {name: 'StartChangeSet', awsDefault: 5, value: null});
  assert.deepEqual(named.OpenChangeSets,
    {name: 'OpenChangeSets', awsDefault: 250, value: 250});
  assert.equal(named.BatchMeterUsage.awsDefault, 10);
  assert.equal((await market.isv.console('GET', '/limits')).status, 404);
  const {status, json} = await market.operator.console('PUT', '/limits/Colour',
    {body: {value: 1}});
  assert.deepEqual([status, json.reason], [404, 'limit_unknown']);
  for (const value of [0, -1, '5'])
    assert.equal((await market.operator.console('PUT', '/limits/StartChangeSet',
      {body: {value}})).status, 400);
});

const throttled = (status) => (error) => {
  assert.equal(error.name, 'ThrottlingException');
  assert.equal(error.$metadata.httpStatusCode, status);
  return true;
};

// More at once than a second's worth; the first to be refused is thrown.
const tenTimes = (call) => Promise.all(Array.from({length: 10}, call));
const describeNothing = (by) => () => by.catalog(new DescribeChangeSetCommand(
  {Catalog: catalogName, ChangeSetId: 'nothing'})).catch((error) => {
  if (error.name !== 'ResourceNotFoundException') throw error;
});

test('an account beyond its limit is told so, in each protocol; others go on', async () => {
  await setLimit('DescribeChangeSet', 3);
  await setLimit('BatchMeterUsage', 3);
  await setLimit('GetEntitlements', 3);
  const entitlements = (ask) => () => entitlementsOf(ask, {ProductCode: 'none'}).catch((error) => {
    if (error.name !== 'InvalidParameterException') throw error;
  });
  const {isv, reseller} = market;
  await assert.rejects(tenTimes(describeNothing(isv)), throttled(429));
  await assert.rejects(tenTimes(() => reportBatch(isv, [])), throttled(400));
  await assert.rejects(tenTimes(entitlements((command) => isv.entitlementInCbor(command))),
    throttled(400));
  await describeNothing(reseller)();
  for (const name of ['DescribeChangeSet', 'BatchMeterUsage', 'GetEntitlements'])
    assert.equal((await setLimit(name)).value, null);
  await tenTimes(describeNothing(isv));
});

test('a backup is made while the market is busy, and verified', async () => {
  let done = false;
  const busy = (async () => {
    while (!done) await market.isv.succeed(productChanges());
  })();
  const made = await run('backup', ...market.storeWords, '--to', backup);
  done = true;
  await busy;
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout,
    /^\d+ rows of \d+ tables\n\d+ transfers and \d+ audit entries verified/);
  assert.equal(statSync(backup).mode & 0o77, 0);
  const again = await run('backup', ...market.storeWords, '--to', backup);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /exists already/);
  for (const words of [market.storeWords, ['--file', backup]]) {
    const {code, stdout} = await run('verify', ...words, '--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout).faults, []);
  }
});

test('a backup is restored into an empty embedded store only, which is then served', async () => {
  const data = join(place, 'restored');
  assert.equal((await run('restore', '--from', backup, '--data', data)).code, 0);
  const again = await run('restore', '--from', backup, '--data', data);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /not empty/);
  copyFileSync(join(market.directory, 'secrets.key'), join(data, 'secrets.key'));
  const titles = async (of) => (await of.buyer.consoleItems('/deals',
    {accountId: of.buyer.accountId})).map((each) => each.offer.productTitle).sort();
  const restored = await Marketplace.serve(data, market);
  try {
    assert.deepEqual(await titles(restored), await titles(market));
    const {balanced} = await restored.operator.consoleAnswer('GET', '/ledger/audit');
    assert.equal(balanced, true);
    await restored.isv.succeed(productChanges());
  } finally {
    await restored.close();
  }
});

test('what root restores belongs to the owner of its folder', async (context) => {
  if (process.getuid() !== 0) return context.skip('needs root');
  const data = join(place, 'owned');
  const [user, group] = [65_534, 65_533];
  mkdirSync(data);
  chmodSync(place, 0o755);
  chownSync(data, user, group);
  const {code, stderr} = await run('restore', '--from', backup, '--data', data);
  assert.equal(code, 0, stderr);
  assert.ok(existsSync(join(data, 'market.db')));
  for (const name of readdirSync(data)) {
    const {uid, gid, mode} = statSync(join(data, name));
    assert.deepEqual([name, uid, gid, mode & 0o77], [name, user, group, 0]);
  }
});

test('a key that is lost is named, and none is made in its place', async () => {
  const data = join(place, 'keyless');
  assert.equal((await run('restore', '--from', backup, '--data', data)).code, 0);
  const key = join(data, 'secrets.key');
  const start = () => run('serve', '--data', data, '--listen', '127.0.0.1:0');
  const lost = await start();
  assert.equal(lost.code, 1);
  assert.ok(lost.stderr.includes(`The key file ${key} is missing, and the store has secrets`));
  assert.ok(!existsSync(key));
  writeFileSync(key, Buffer.alloc(32, 'x'), {mode: 0o600});
  const wrong = await start();
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /is not the one that sealed the secrets of this store/);
  renameSync(key, join(place, 'another.key'));
  copyFileSync(join(market.directory, 'secrets.key'), key);
  const served = await Marketplace.serve(data, market);
  try {
    await served.isv.succeed(productChanges());
  } finally {
    await served.close();
  }
});
