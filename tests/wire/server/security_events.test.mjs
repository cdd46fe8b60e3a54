// Every refusal at the door leaves a trace, and no number of them fills the disk.
import assert from 'node:assert/strict';
import http from 'node:http';
import {after, before, test} from 'node:test';
import {deliver, sign} from '../clients/signed_request.mjs';
import {json, ofCatalog, ofConsole} from '../requests/requests.mjs';
import {eventually, Marketplace} from '../worlds/marketplace.mjs';

let market;
const agent = new http.Agent({keepAlive: true, maxSockets: 16});

before(async () => {
  market = await Marketplace.open({serve: ['--trusted-proxy', '127.0.0.0/8']});
});

after(async () => {
  agent.destroy();
  await market?.close();
});

const listing = () => ofCatalog('ListEntities', {Catalog: 'AWSMarketplace', EntityType: 'Offer'});
const send = async (keys, service, request, headers = {}) => {
  const signed = await sign(market.endpoint, keys, service, request);
  return deliver(market.endpoint, {...signed, headers: {...signed.headers, ...headers}}, agent);
};

const lines = (kind, event = 'security') => market.log.split('\n').filter((line) =>
  line.includes(`"event":"${event}"`) && line.includes(`"kind":"${kind}"`)).map(JSON.parse);
const firstLine = (kind, credential) => eventually(`a line of ${kind}`, 5_000,
  () => lines(kind).find((each) => each.credential === credential));

async function counted(kind) {
  const {text} = await deliver(market.endpoint, {method: 'GET', path: '/metrics', headers: {}});
  const line = text.split('\n').find((each) =>
    each.startsWith(`opencppo_security_events_total{kind="${kind}"}`));
  return Number(line.split(' ')[1]);
}

test('a wrong signature is told with its key and where it came from', async () => {
  const before = await counted('bad_signature');
  const keys = {...market.isv.keys, secretAccessKey: 'another'};
  const reply = await send(keys, 'aws-marketplace', listing(), {'x-forwarded-for': '203.0.113.7'});
  assert.equal(reply.status, 403);
  const line = await firstLine('bad_signature', keys.accessKeyId);
  assert.equal(line.source, '203.0.113.7');
  assert.equal(line.about, 'InvalidSignatureException');
  assert.equal(line.level, 'warning');
  assert.equal(await counted('bad_signature'), before + 1);
});

test('a key in a new place is told once', async () => {
  for (let at = 0; at < 3; ++at)
    await send(market.buyer.keys, 'opencppo', ofConsole('/clock'),
      {'x-forwarded-for': '198.51.100.1'});
  const {accessKeyId, accountId} = market.buyer.keys;
  await firstLine('key_in_new_place', accessKeyId);
  const told = lines('key_in_new_place').filter((each) => each.source === '198.51.100.1');
  assert.equal(told.length, 1);
  assert.equal(told[0].account, accountId);
});

test('a key that was disabled, and one of a closed account, are told as closed', async () => {
  const {operator} = market;
  const {accountId} = await operator.consoleAnswer('POST', '/accounts',
    {body: {name: 'Closing', email: 'closing@example.org', country: 'DE', roles: ['buyer']}});
  const path = `/accounts/${accountId}/access-keys`;
  const keys = [await operator.consoleAnswer('POST', path, {body: {}}),
    await operator.consoleAnswer('POST', path, {body: {}})];
  const isClosed = async (key, before) => {
    await eventually('the end of the key', 5_000, async () =>
      (await send(key, 'opencppo', ofConsole('/clock'))).status === 403 || undefined);
    await firstLine('closed_key', key.accessKeyId);
    assert.ok(await counted('closed_key') > before);
  };
  const first = await counted('closed_key');
  await operator.consoleAnswer('PUT', `${path}/${keys[0].accessKeyId}`,
    {body: {state: 'disabled'}});
  await isClosed(keys[0], first);
  const second = await counted('closed_key');
  await operator.consoleAnswer('DELETE', `/accounts/${accountId}`);
  await isClosed(keys[1], second);
});

test('what a user may not do is told, and keys that are issued', async () => {
  const {accountId} = market.isv.keys;
  const user = await market.isv.consoleAnswer('POST', `/accounts/${accountId}/users`,
    {body: {email: 'reader@example.com', role: 'viewer'}});
  const key = await market.isv.consoleAnswer('POST', `/accounts/${accountId}/access-keys`,
    {body: {userId: user.userId}});
  const issued = await eventually('a line of the key', 5_000,
    () => lines('key_issued').find((each) => each.about === key.accessKeyId));
  assert.equal(issued.credential, market.isv.keys.accessKeyId);
  assert.doesNotMatch(market.log, new RegExp(key.secretAccessKey.replace(/[+/]/g, '.')));

  const start = () => ofCatalog('StartChangeSet', {Catalog: 'AWSMarketplace', ChangeSet: [
    {ChangeType: 'CreateProduct', Entity: {Type: 'SaaSProduct@1.0'}, DetailsDocument: {}}]});
  assert.equal((await send(key, 'aws-marketplace', start())).status, 403);
  const refused = await firstLine('permission_refused', key.accessKeyId);
  assert.equal(refused.about, 'aws-marketplace:StartChangeSet');
  assert.equal(refused.account, accountId);

  const creating = () => ({...ofConsole('/accounts'), method: 'POST', body: '{}',
    headers: {'content-type': json, 'idempotency-key': 'k'}});
  assert.equal((await send(market.isv.keys, 'opencppo', creating())).status, 403);
  assert.equal((await firstLine('permission_refused', market.isv.keys.accessKeyId)).about,
    'opencppo:CreateAccount');
});

test('what is throttled is told', async () => {
  await market.operator.consoleAnswer('PUT', '/limits/ListEntities', {body: {value: 1}});
  await eventually('a refusal', 10_000, async () => {
    const reply = await send(market.isv.keys, 'aws-marketplace', listing());
    return reply.status === 429 ? true : undefined;
  });
  const line = await firstLine('throttled', market.isv.keys.accessKeyId);
  assert.equal(line.about, 'ListEntities');
  await market.operator.consoleAnswer('PUT', '/limits/ListEntities', {body: {}});
});

test('10,000 refused requests leave few lines, and all are counted', async () => {
  const count = 10_000;
  const before = await counted('bad_signature');
  const known = lines('bad_signature').length;
  const signed = await sign(market.endpoint,
    {accessKeyId: 'AKIAATTACKER', secretAccessKey: 'x'}, 'aws-marketplace', listing());
  let sent = 0;
  await Promise.all(Array.from({length: 16}, async () => {
    while (sent < count) {
      ++sent;
      const reply = await deliver(market.endpoint, signed, agent);
      assert.ok([403, 429].includes(reply.status), reply.text);
    }
  }));
  const refused = await counted('bad_signature') - before;
  assert.ok(refused > count * 0.9, `${refused} were refused for their signature`);
  const told = lines('bad_signature').length - known;
  assert.ok(told >= 1 && told <= 60, `${told} lines`); // it may take more than a minute
  await firstLine('bad_signature', 'AKIAATTACKER');
  const {log} = market;
  await market.stop();
  const more = lines('bad_signature', 'security more').reduce((sum, each) => sum + each.count, 0);
  assert.ok(more >= refused - told - 1, `${more} more of ${refused} are told: ${log.length}`);
});
