// What is given can be taken back: access keys and users, on every server within a second.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {Marketplace} from '../worlds/marketplace.mjs';

const remembered_ms = 1_000; // what a server read of a caller is good for that long

let market;
let other; // a second server of the same marketplace, where the store is shared
let servers;

before(async () => {
  market = await Marketplace.open();
  if (Marketplace.hasPostgres()) other = await Marketplace.openBeside(market);
  servers = other ? [market, other] : [market];
});

after(async () => {
  await other?.close();
  await market?.close();
});

const keysOf = (actor) => `/accounts/${actor.accountId}/access-keys`;
const usersOf = (actor) => `/accounts/${actor.accountId}/users`;
const isRefused = (reply, status, reason) =>
  assert.deepEqual([reply.status, reply.json?.reason], [status, reason], reply.text);

// A new user of the buyer's account and its key, as an actor of every server.
async function someone(name, role = 'editor') {
  const {userId} = await market.buyer.consoleAnswer('POST', usersOf(market.buyer),
    {body: {email: `${name}@example.org`, role}});
  return {userId, ...await keyFor(name, userId)};
}
async function keyFor(name, userId) {
  const key = await market.buyer.consoleAnswer('POST', keysOf(market.buyer), {body: {userId}});
  for (const each of servers) each.addActor(name, {accountId: market.buyer.accountId, ...key});
  return key;
}

const opens = async (name) => (await Promise.all(servers.map(async (each) =>
  (await each[name].console('GET', '/clock')).status)));
const everywhere = (status) => servers.map(() => status);

async function within(name, status) {
  await pause(remembered_ms);
  assert.deepEqual(await opens(name), everywhere(status));
}

const stateOf = async (accessKeyId, actor = market.buyer) =>
  (await actor.consoleItems(keysOf(market.buyer)))
    .find((each) => each.accessKeyId === accessKeyId);

test('keys are listed with their users and their last use, and never a secret', async () => {
  const {userId, accessKeyId} = await someone('listed');
  const before = await stateOf(accessKeyId);
  assert.deepEqual(Object.keys(before), ['accessKeyId', 'userId', 'createdAt', 'state']);
  assert.deepEqual([before.userId, before.state], [userId, 'active']);
  const asked_ms = Date.now();
  await market.listed.consoleAnswer('GET', '/clock');
  const after = await stateOf(accessKeyId);
  assert.equal(after.lastUsedFrom, '127.0.0.1');
  assert.ok(Math.abs(Date.parse(after.lastUsedAt) - asked_ms) < 10_000, after.lastUsedAt);
  assert.deepEqual((await market.operator.consoleItems(keysOf(market.buyer), {limit: '1'}))
    .map((each) => each.accessKeyId).sort(),
  (await market.buyer.consoleItems(keysOf(market.buyer))).map((each) => each.accessKeyId).sort());
});

test('a request that is signed wrongly is no use of a key', async () => {
  const {accessKeyId} = await someone('forged');
  market.addActor('forger',
    {accountId: market.buyer.accountId, accessKeyId, secretAccessKey: 'x'.repeat(40)});
  assert.equal((await market.forger.console('GET', '/clock')).status, 403);
  assert.equal((await stateOf(accessKeyId)).lastUsedAt, undefined);
});

test('a key is disabled, let in again and deleted', async () => {
  const {accessKeyId} = await someone('stopped');
  const path = `${keysOf(market.buyer)}/${accessKeyId}`;
  assert.deepEqual(await opens('stopped'), everywhere(200));
  const disabled =
    await market.buyer.consoleAnswer('PUT', path, {body: {state: 'disabled'}});
  assert.equal(disabled.state, 'disabled');
  await within('stopped', 403);
  assert.equal((await stateOf(accessKeyId)).state, 'disabled');
  await market.operator.consoleAnswer('PUT', path, {body: {state: 'active'}});
  await within('stopped', 200);
  assert.equal((await market.buyer.consoleAnswer('DELETE', path)).state, 'deleted');
  await within('stopped', 403);
  assert.equal(await stateOf(accessKeyId), undefined);
  for (const [method, body] of [['PUT', {state: 'active'}], ['DELETE']])
    isRefused(await market.buyer.console(method, path, {body}), 404, 'access_key_not_found');
  isRefused(await market.buyer.console('POST', `${path}/rotation`), 404, 'access_key_not_found');
});

test('a key is rotated: the new one opens, the old one does not', async () => {
  const {userId, accessKeyId} = await someone('rotated');
  const path = `${keysOf(market.buyer)}/${accessKeyId}/rotation`;
  const first = await market.buyer.console('POST', path, {token: 'rotate'});
  assert.equal(first.status, 201);
  const again = await market.buyer.console('POST', path, {token: 'rotate'});
  assert.deepEqual(again.json, {accessKeyId: first.json.accessKeyId}); // the secret is told once
  await within('rotated', 403);
  for (const each of servers)
    each.addActor('rotated', {accountId: market.buyer.accountId, ...first.json});
  assert.deepEqual(await opens('rotated'), everywhere(200));
  assert.equal((await stateOf(first.json.accessKeyId)).userId, userId);
  assert.equal((await stateOf(accessKeyId)).state, 'disabled');
});

test('a user gets another role, is stopped and started', async () => {
  const {userId} = await someone('changed');
  const path = `${usersOf(market.buyer)}/${userId}`;
  const made = await market.buyer.consoleAnswer('PUT', path,
    {body: {role: 'viewer', actions: ['opencppo:GetClock']}});
  assert.deepEqual([made.role, made.actions, made.state],
    ['viewer', ['opencppo:GetClock'], 'active']);
  await pause(remembered_ms);
  for (const each of servers)
    isRefused(await each.changed.console('GET', '/accounts'), 403, 'action_not_allowed');
  const stopped = await market.buyer.consoleAnswer('PUT', path, {body: {state: 'disabled'}});
  assert.deepEqual(stopped, {...made, state: 'disabled'});
  await within('changed', 403);
  await market.buyer.consoleAnswer('PUT', path, {body: {state: 'active', actions: []}});
  await within('changed', 200);
  for (const each of servers) await each.changed.consoleAnswer('GET', '/accounts');
});

test('the last administrator stays, and users are of the account', async () => {
  const [admin] = (await market.reseller.consoleItems(usersOf(market.reseller)));
  const path = `${usersOf(market.reseller)}/${admin.userId}`;
  for (const body of [{state: 'disabled'}, {role: 'editor'}])
    isRefused(await market.reseller.console('PUT', path, {body}), 409, 'last_administrator');
  isRefused(await market.buyer.console('PUT', `${usersOf(market.buyer)}/${admin.userId}`,
    {body: {state: 'disabled'}}), 404, 'user_not_found');
  isRefused(await market.buyer.console('PUT', path, {body: {state: 'disabled'}}),
    404, 'account_not_found');
});

test('whoever is no administrator takes nothing back', async () => {
  const {userId, accessKeyId} = await someone('editing');
  const key = `${keysOf(market.buyer)}/${accessKeyId}`;
  for (const [method, path, body] of [['PUT', key, {state: 'disabled'}], ['DELETE', key],
    ['POST', `${key}/rotation`], ['PUT', `${usersOf(market.buyer)}/${userId}`, {role: 'admin'}]])
    isRefused(await market.editing.console(method, path, {body}), 403, 'action_not_allowed');
});

test('the last use of a key outlives the server', async () => {
  const {accessKeyId} = await someone('outlived');
  await market.outlived.consoleAnswer('GET', '/clock');
  const {lastUsedAt} = await stateOf(accessKeyId);
  await market.restart();
  assert.equal((await stateOf(accessKeyId)).lastUsedAt, lastUsedAt);
  if (other) assert.equal((await stateOf(accessKeyId, other.buyer)).lastUsedAt, lastUsedAt);
});
