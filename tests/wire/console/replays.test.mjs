// A captured call of the console is the same call for ever (R-CON-02).
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {deliver, presign, sign} from '../clients/signed_request.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;

before(async () => { market = await Marketplace.open(); });
after(() => market?.close());

const account = {name: 'A new buyer', email: 'new@example.org', country: 'DE', roles: ['buyer']};
const asked = (headers) => ({method: 'POST', path: '/console/v1/accounts',
  body: JSON.stringify(account), headers: {'content-type': 'application/json', ...headers}});
const signed = (headers) =>
  sign(market.endpoint, market.operator.keys, 'opencppo', asked(headers));
const send = (call, headers) => deliver(market.endpoint, {...call, headers});

function isRefused({status, json}, expected) {
  assert.deepEqual([status, json.reason], expected, JSON.stringify(json));
}

test('a captured call answers the same under its key, and nothing under another', async () => {
  const call = await signed({'idempotency-key': 'captured'});
  const made = await send(call, call.headers);
  assert.equal(made.status, 201);
  assert.deepEqual((await send(call, call.headers)).json, made.json);
  isRefused(await send(call, {...call.headers, 'idempotency-key': 'another'}),
    [403, 'invalid_signature']);
  const {'idempotency-key': taken, ...without} = call.headers;
  isRefused(await send(call, without), [403, 'invalid_signature']);
});

test('a call without a key, or with one that is not signed, changes nothing', async () => {
  const bare = await signed({});
  isRefused(await send(bare, bare.headers), [400, 'idempotency_key_missing']);
  isRefused(await send(bare, {...bare.headers, 'idempotency-key': 'x'}),
    [403, 'invalid_signature']);
  const empty = await signed({'idempotency-key': ''});
  isRefused(await send(empty, empty.headers), [400, 'idempotency_key_missing']);
});

test('nothing is changed by a signature in the query', async () => {
  const {endpoint, operator} = market;
  const open = await presign(endpoint, operator.keys, 'opencppo', asked({}));
  isRefused(await deliver(endpoint, open), [403, 'signature_in_query']);
});

test('a key is the user\'s', async () => {
  const {operator} = market;
  const own = `/accounts/${operator.accountId}`;
  const {userId} = await operator.consoleAnswer('POST', `${own}/users`,
    {body: {email: 'second@example.org', role: 'admin', actions: []}});
  const keys = await operator.consoleAnswer('POST', `${own}/access-keys`, {body: {userId}});
  market.addActor('second', {accountId: operator.accountId, ...keys});
  const body = account;
  const made = await operator.console('POST', '/accounts', {body, token: 'mine'});
  assert.equal(made.status, 201);
  isRefused(await market.second.console('POST', '/accounts', {body, token: 'mine'}),
    [422, 'token_reused']);
});
