// An account that is part of nothing open is closed, and is nobody from then on.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {Marketplace} from '../worlds/marketplace.mjs';
import {buildWorld} from '../worlds/visibility_world.mjs';

let market;
let world;
before(async () => {
  market = await Marketplace.open();
  world = await buildWorld(market, await market.freezeClock());
});
after(() => market?.close());

const close = (accountId, actor = market.operator) =>
  actor.console('DELETE', `/accounts/${accountId}`);
const isRefused = (reply, status, reason) =>
  assert.deepEqual([reply.status, reply.json?.reason], [status, reason], reply.text);
const newAccount = (more) => market.operator.console('POST', '/accounts',
  {body: {name: 'A', email: 'a@example.com', country: 'DE', roles: ['buyer'], ...more}});

test('an account that is part of a deal is not closed, and it is said of what', async () => {
  const reply = await close(market.buyer.accountId);
  isRefused(reply, 409, 'account_in_use');
  const paths = reply.json.violations.map((each) => each.path);
  for (const path of [`/agreements/${world.agreement}`, `/invoices/${world.invoice}`])
    assert.ok(paths.includes(path), `${path}: ${paths}`);
  for (const each of [market.isv, market.reseller]) {
    const {violations} = (await close(each.accountId)).json;
    assert.ok(violations.some(({path}) => path === `/agreements/${world.agreement}`));
    assert.ok(violations.some(({path}) => path.startsWith('/resaleAuthorizations/')));
    assert.ok(violations.every(({reason, detail}) => reason === 'account_in_use' && detail));
  }
  assert.equal((await market.buyer.consoleItems('/accounts'))[0].state, 'active');
});

test('a closed account is nobody', async () => {
  const {accountId} = (await newAccount()).json;
  const keys = await market.operator.consoleAnswer('POST', `/accounts/${accountId}/access-keys`);
  market.addActor('leaving', {accountId, ...keys});
  await market.leaving.consoleAnswer('GET', '/clock');
  isRefused(await close(accountId, market.leaving), 403, 'action_not_allowed');
  const closed = await close(accountId);
  assert.deepEqual([closed.status, closed.json.state], [200, 'closed'], closed.text);
  await pause(1_000);
  assert.equal((await market.leaving.console('GET', '/clock')).status, 403);
  const path = `/accounts/${accountId}`;
  for (const [what, body] of [['users', {email: 'b@example.com', role: 'admin'}],
    ['access-keys', {}], [`access-keys/${keys.accessKeyId}/rotation`, {}]])
    isRefused(await market.operator.console('POST', `${path}/${what}`, {body}), 409,
      'account_closed');
  isRefused(await newAccount({accountId}), 409, 'account_exists');
  isRefused(await newAccount({payerAccountId: accountId}), 422, 'payer_unknown');
  assert.equal((await market.operator.consoleAnswer('GET', path)).state, 'closed');
});

test('an account that pays for others, and the last operator, stay', async () => {
  const {accountId} = (await newAccount()).json;
  const member = (await newAccount({payerAccountId: accountId})).json.accountId;
  const reply = await close(accountId);
  isRefused(reply, 409, 'account_in_use');
  assert.deepEqual(reply.json.violations.map((each) => each.path), [`/accounts/${member}`]);
  for (const each of [member, accountId]) assert.equal((await close(each)).status, 200);
  isRefused(await close(market.operator.accountId), 409, 'account_in_use');
  isRefused(await close('999999999999'), 404, 'account_not_found');
});
