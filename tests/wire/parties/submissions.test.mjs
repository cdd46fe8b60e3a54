// A seller sends in what it says of itself, the operator decides; what stands on invoices.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
before(async () => { market = await Marketplace.open(); });
after(() => market?.close());

const seller = () => `/accounts/${market.isv.accountId}/seller`;
const submit = (body, actor = market.isv) =>
  actor.console('POST', `${seller()}/submission`, {body});
const approve = (body, actor = market.operator) =>
  actor.console('PUT', `${seller()}/approval`, {body});
const described = (actor = market.isv) => actor.consoleAnswer('GET', seller());
const isRefused = (reply, status, reason) =>
  assert.deepEqual([reply.status, reply.json?.reason], [status, reason], reply.text);

const iban = 'DE89370400440532013000';
const address = {line1: 'Hauptstr. 1', line2: '2. OG', city: 'Berlin', postalCode: '10117',
  country: 'DE'};
const bankAccount = {holder: 'Northwind GmbH', currency: 'EUR', iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'COBADEFFXXX'};

test('a seller cannot say of itself that a part is complete', async () => {
  const before = await described();
  for (const part of ['profile', 'tax', 'bank', 'kyc'])
    for (const state of ['COMPLETE', 'PENDING', before[part]])
      for (const body of [{[part]: state}, {registration: {[part]: state}}])
        isRefused(await market.isv.console('PUT', seller(), {body}), 403, 'action_not_allowed');
  assert.deepEqual(await described(), before);
  await market.isv.consoleAnswer('PUT', seller(), {body: {serviceLinkedRole: 'COMPLETE',
    currencies: ['USD', 'EUR'], disbursementPreference: {frequency: 'DAILY'}}});
  await market.operator.consoleAnswer('PUT', seller(), {body: {kyc: 'COMPLETE'}});
});

test('what is sent in is pending, and shown without the bank account', async () => {
  const parts = {profile: {legalName: 'Northwind GmbH'}, tax: {taxNumbers:
    [{country: 'DE', number: 'DE123456789'}]}, bank: {bankAccount}};
  for (const [part, body] of Object.entries(parts)) {
    const before = await described();
    const reply = await submit(body);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(['profile', 'tax', 'bank', 'kyc'].map((each) => reply.json[each]),
      ['profile', 'tax', 'bank', 'kyc'].map((each) => (each === part ? 'PENDING' : before[each])));
  }
  await submit({address, contact: {name: 'A. Muster', email: 'a@example.com'}});
  for (const actor of [market.isv, market.operator]) {
    const {submission} = await described(actor);
    const {submittedAt, ...sent} = submission;
    assert.match(submittedAt, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual(sent, {legalName: 'Northwind GmbH', address,
      contact: {name: 'A. Muster', email: 'a@example.com'},
      taxNumbers: [{country: 'DE', number: 'DE123456789'}],
      bankAccount: {holder: 'Northwind GmbH', currency: 'EUR', iban: '****3000'}});
  }
});

test('nothing of a bank account is readable in the store', async (context) => {
  if (Marketplace.hasPostgres()) return context.skip('the store is no file');
  await submit({bankAccount});
  await market.stop();
  const bytes = ['market.db', 'market.db-wal'].map((name) => {
    try {
      return readFileSync(join(market.directory, name), 'latin1');
    } catch {
      return '';
    }
  }).join('');
  await market.start();
  assert.ok(bytes.includes('Northwind GmbH'));
  for (const text of [iban, bankAccount.iban, iban.slice(4), 'COBADEFF'])
    assert.ok(!bytes.includes(text), text);
  return undefined;
});

test('a wrong bank account is refused member by member', async () => {
  const number = {holder: 'N', currency: 'USD', accountNumber: '123456789',
    routingNumber: '021000021'};
  for (const [given, ...paths] of [
    [{...bankAccount, iban: 'DE88370400440532013000'}, '/bankAccount/iban'],
    [{...bankAccount, iban: 'X', bic: 'Y'}, '/bankAccount/iban', '/bankAccount/bic'],
    [{...number, routingNumber: '021000022'}, '/bankAccount/routingNumber'],
    [{...number, iban}, '/bankAccount'], [{holder: 'N', currency: 'USD'}, '/bankAccount'],
  ]) {
    const reply = await submit({bankAccount: given});
    isRefused(reply, 422, 'bank_account_invalid');
    assert.deepEqual(reply.json.violations.map((each) => each.path), paths);
    assert.ok(!reply.text.includes('37040044'));
  }
  assert.equal((await submit({bankAccount: number})).json.submission.bankAccount.accountNumber,
    '****6789');
});

test('the operator decides, and the seller reads why', async () => {
  await submit({bankAccount});
  isRefused(await approve({part: 'bank', state: 'COMPLETE'}, market.isv), 403,
    'action_not_allowed');
  const refusal = {part: 'bank', state: 'FAILED', note: 'The holder is another company.'};
  assert.equal((await approve(refusal)).status, 200);
  const {bank, decisions} = await described();
  assert.equal(bank, 'FAILED');
  const {at, ...told} = decisions.find((each) => each.part === 'bank');
  assert.deepEqual(told, refusal);
  assert.match(at, /^\d{4}-/);
  await approve({part: 'bank', state: 'COMPLETE'});
  assert.equal((await described()).bank, 'COMPLETE');
  await submit({bankAccount}); // another account, or the same again, waits again
  assert.equal((await described()).bank, 'PENDING');
  isRefused(await approve({part: 'bank', state: 'NOT_REQUIRED'}), 409,
    'registration_state_out_of_order');
});

test('of a new seller only what was sent in is decided on', async () => {
  const {accountId} = await market.operator.consoleAnswer('POST', '/accounts', {body:
    {name: 'New', email: 'new@example.com', country: 'DE', roles: ['seller']}});
  const path = `/accounts/${accountId}/seller`;
  const decide = (part) => market.operator.console('PUT', `${path}/approval`,
    {body: {part, state: 'COMPLETE'}});
  for (const part of ['profile', 'tax', 'bank'])
    isRefused(await decide(part), 409, 'nothing_submitted');
  assert.equal((await decide('kyc')).json.kyc, 'COMPLETE');
  await market.operator.consoleAnswer('POST', `${path}/submission`, {body: {legalName: 'New'}});
  assert.equal((await decide('profile')).json.profile, 'COMPLETE');
  isRefused(await decide('tax'), 409, 'nothing_submitted');
});

test('a buyer says what stands on its invoices', async () => {
  const path = `/accounts/${market.buyer.accountId}/billing`;
  const {accountId} = market.buyer;
  assert.deepEqual(await market.buyer.consoleAnswer('GET', path), {accountId});
  const details = {legalName: 'Fabrikam AG', address, taxNumber: {country: 'DE', number: 'DE1'}};
  assert.deepEqual(await market.buyer.consoleAnswer('PUT', path, {body: details}),
    {accountId, ...details});
  const {taxNumber, ...less} = details;
  await market.operator.consoleAnswer('PUT', path, {body: less});
  assert.deepEqual(await market.buyer.consoleAnswer('GET', path), {accountId, ...less});
  isRefused(await market.isv.console('GET', path), 404, 'account_not_found');
  isRefused(await market.buyer.console('PUT', path, {body: {legalName: 'X'}}), 400,
    'malformed_value');
  isRefused(await market.buyer.console('POST', `/accounts/${accountId}/seller/submission`,
    {body: {legalName: 'X'}}), 404, 'seller_not_found');
});
