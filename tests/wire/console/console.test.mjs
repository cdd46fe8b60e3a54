// The console API (R-CON-01): forms, roles, errors, pages, keys of idempotency.
import assert from 'node:assert/strict';
import {statSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {ListEntitiesCommand, MarketplaceCatalogClient} from '@aws-sdk/client-marketplace-catalog';
import {deliver} from '../clients/signed_request.mjs';
import {isSaid, reasons, sentenceOf} from '../rows/reasons.mjs';
import {acceptanceSteps, carryOut, catalogSteps, plannedDeal} from '../steps/deal_steps.mjs';
import {pay, settlementSteps} from '../steps/settlement_steps.mjs';
import {catalogName, dayOf, Marketplace, nineOn, plusDays} from '../worlds/marketplace.mjs';

let market;
let deal;

before(async () => {
  market = await Marketplace.open();
  deal = plannedDeal(await market.freezeClock());
  await carryOut(market, deal, [...catalogSteps, ...acceptanceSteps, ...settlementSteps]);
});

after(() => market?.close());

// A problem as RFC 9457 has it.
function isProblem(reply, status, reason) {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.headers['content-type'], /^application\/problem\+json/);
  const {type, title, detail, violations, ...more} = reply.json;
  assert.deepEqual(more, {status, reason});
  for (const text of [type, title, detail]) assert.ok(text.length > 0);
  assert.ok(Array.isArray(violations));
  if (reasons.has(reason) && reason !== 'malformed_value')
    isSaid(detail, sentenceOf(reason));
}

const isAbsent = (reply) => isProblem(reply, 404, reply.json?.reason);

// The members of every item, `?` at the end of those that may be missing.
function hasForm(item, members) {
  const wanted = members.split(' ');
  const required = wanted.filter((each) => !each.endsWith('?'));
  const known = new Set(wanted.map((each) => each.replace('?', '')));
  for (const name of required) assert.ok(name in item, `${name} is missing`);
  for (const name of Object.keys(item)) assert.ok(known.has(name), `${name} is not described`);
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const calendarDay = /^\d{4}-\d{2}-\d{2}$/;
const amount = /^\d+\.\d{2}$/;
const own = (actor) => ({accountId: actor.accountId});

test('demo.json is for its owner only', () => {
  assert.equal(statSync(market.actorsFile).mode & 0o777, 0o600);
  assert.deepEqual(Object.keys(market.demo.actors).sort(),
    ['buyer', 'isv', 'operator', 'reseller', 'reseller2']);
  for (const actor of market.actors)
    hasForm(actor.keys, 'accountId accessKeyId secretAccessKey email password');
});

test('everybody reads the clock', async () => {
  for (const actor of market.actors) {
    const clock = await actor.consoleAnswer('GET', '/clock');
    hasForm(clock, 'now mode sandbox');
    assert.match(clock.now, moment);
    assert.deepEqual([clock.mode, clock.sandbox], ['frozen', true]);
  }
});

test('only the operator moves the clock', async () => {
  for (const actor of market.actors.filter((each) => each !== market.operator))
    isProblem(await actor.console('POST', '/clock', {body: {advance: 'P1D'}}), 403,
      'action_not_allowed');
});

test('the clock advances by a period, and says what ran', async () => {
  const {now} = await market.clock();
  const moved = await market.operator.consoleAnswer('POST', '/clock', {body: {advance: 'PT1H'}});
  hasForm(moved, 'now mode ran sandbox?');
  assert.equal(moved.now, new Date(Date.parse(now) + 3_600_000).toISOString());
  assert.equal(moved.ran, 0);
  const month = await market.operator.consoleAnswer('POST', '/clock', {body: {advance: 'P31D'}});
  assert.equal(dayOf(month.now), plusDays(dayOf(moved.now), 31));
  assert.equal((await market.clock()).now, month.now);
});

test('the clock moves once for each key, and tells a repetition what ran', async () => {
  const order = {body: {advance: 'PT1H'}, token: 'one-hour'};
  const moved = await market.operator.consoleAnswer('POST', '/clock', order);
  assert.deepEqual(await market.operator.consoleAnswer('POST', '/clock', order), moved);
  isProblem(await market.operator.console('POST', '/clock', {...order, body: {advance: 'PT2H'}}),
    422, 'token_reused');
  assert.equal((await market.clock()).now, moved.now);
});

test('the clock does not go back', async () => {
  const {now} = await market.clock();
  for (const body of [
    {mode: 'frozen', now: new Date(Date.parse(now) - 1).toISOString()}, {mode: 'real'},
    {mode: 'offset', now: nineOn(deal.start)}])
    isProblem(await market.operator.console('POST', '/clock', {body}), 409, 'clock_goes_back');
  assert.equal((await market.clock()).now, now);
});

test('a clock with an offset runs on', async () => {
  const {now} = await market.clock();
  const body = {mode: 'offset', now};
  const moved = await market.operator.consoleAnswer('POST', '/clock', {body});
  assert.equal(moved.mode, 'offset');
  const later = await market.clock();
  assert.ok(Date.parse(later.now) >= Date.parse(now));
  assert.ok(Date.parse(later.now) < Date.parse(now) + 60_000);
  await market.moveClockTo(plusOneMinute(later.now));
});

const plusOneMinute = (now) => new Date(Date.parse(now) + 60_000).toISOString();

test('the clock takes no nonsense', async () => {
  for (const body of [{mode: 'backwards'}, {advance: 'P'}, {advance: 'a month'}, {advance: '-P1D'},
    {}, {now: 'tomorrow-ish, at nine'}, {mode: 'frozen', now: '2031-02-30T00:00:00.000Z'},
    {advance: 'P1D', now: '2099-01-01T00:00:00.000Z'}]) {
    const reply = await market.operator.console('POST', '/clock', {body});
    assert.ok([400, 422].includes(reply.status), `${JSON.stringify(body)}: ${reply.text}`);
    isProblem(reply, reply.status, 'malformed_value');
  }
});

test('the clock stays within the years that its form can write', async (t) => {
  const far = await Marketplace.open();
  t.after(() => far.close());
  const {now} = await far.moveClockTo('9999-12-30T00:00:00.000Z');
  for (const advance of ['P2D', 'P9000Y'])
    isProblem(await far.operator.console('POST', '/clock', {body: {advance}}), 422,
      'malformed_value');
  assert.equal((await far.clock()).now, now);
});

test('outside a sandbox the clock does not move', async (t) => {
  const plain = await Marketplace.open({demo: false});
  t.after(() => plain.close());
  assert.deepEqual(Object.keys(plain.demo.actors), ['operator']);
  const clock = await plain.clock();
  assert.deepEqual([clock.mode, clock.sandbox], ['real', false]);
  isProblem(await plain.operator.console('POST', '/clock', {body: {advance: 'P1D'}}),
    409, 'clock_not_movable');
});

test('the operator sees all accounts, others their own', async () => {
  const all = await market.operator.consoleItems('/accounts');
  for (const actor of market.actors) {
    const listed = all.find((each) => each.accountId === actor.accountId);
    hasForm(listed, 'accountId name email country payerAccountId? roles state');
    assert.deepEqual(await market.operator.consoleAnswer('GET', `/accounts/${actor.accountId}`),
      listed);
    assert.deepEqual(await actor.consoleAnswer('GET', `/accounts/${actor.accountId}`), listed);
  }
  assert.deepEqual((await market.isv.consoleItems('/accounts')).map((each) => each.accountId),
    [market.isv.accountId]);
  isAbsent(await market.isv.console('GET', `/accounts/${market.buyer.accountId}`));
  assert.deepEqual(all.find((each) => each.accountId === market.operator.accountId).roles,
    ['operator']);
});

const newAccount = (more) => ({
  name: 'A new buyer', email: 'new@example.org', country: 'DE', roles: ['buyer'], ...more,
});

test('the operator creates an account, once for each key', async () => {
  const order = {body: newAccount({payerAccountId: market.buyer.accountId}), token: 'new-account'};
  const reply = await market.operator.console('POST', '/accounts', order);
  assert.equal(reply.status, 201, reply.text);
  const made = reply.json;
  assert.match(made.accountId, /^\d{12}$/);
  assert.equal(made.payerAccountId, market.buyer.accountId);
  assert.deepEqual(made.roles, ['buyer']);
  const again = await market.operator.console('POST', '/accounts', order);
  assert.equal(again.json.accountId, made.accountId);
  const other = await market.operator.console('POST', '/accounts',
    {...order, body: newAccount({name: 'Another'})});
  isProblem(other, 422, 'token_reused');
  isProblem(await market.isv.console('POST', '/accounts', {body: newAccount()}), 403,
    'action_not_allowed');
});

test('an account that is not described well is refused, place by place', async () => {
  const reply = await market.operator.console('POST', '/accounts',
    {body: newAccount({country: 'Germany', roles: ['king'], email: 'nowhere', accountId: '1'})});
  isProblem(reply, 400, 'malformed_value');
  assert.deepEqual(reply.json.violations.map((each) => each.path).sort(),
    ['/accountId', '/country', '/email', '/roles/0']);
  for (const each of reply.json.violations) hasForm(each, 'path reason detail');
});

test('a new access key signs for its account', async () => {
  const path = `/accounts/${market.reseller2.accountId}/access-keys`;
  const keys = await market.reseller2.consoleAnswer('POST', path, {token: 'new-key'});
  hasForm(keys, 'accessKeyId secretAccessKey');
  const client = new MarketplaceCatalogClient(
    {endpoint: market.endpoint, region: 'us-east-1', credentials: keys});
  await client.send(new ListEntitiesCommand({Catalog: catalogName, EntityType: 'Offer'}));
  client.destroy();
  const again = await market.reseller2.consoleAnswer('POST', path, {token: 'new-key'});
  assert.deepEqual(again, {accessKeyId: keys.accessKeyId}); // the secret is told once
  const another = await market.operator.consoleAnswer('POST', path);
  assert.notEqual(another.accessKeyId, keys.accessKeyId);
  isAbsent(await market.isv.console('POST', path));
});

test('a seller reads and changes its registration', async () => {
  const path = `/accounts/${market.reseller2.accountId}/seller`;
  const before = await market.reseller2.consoleAnswer('GET', path);
  hasForm(before, 'accountId profile tax bank kyc serviceLinkedRole disbursementPreference');
  const monthly = {frequency: 'MONTHLY', dayOfMonth: 28};
  const after = await market.reseller2.consoleAnswer('PUT', path,
    {body: {disbursementPreference: monthly}});
  assert.deepEqual(after, {...before, disbursementPreference: monthly});
  assert.deepEqual(await market.operator.consoleAnswer('GET', path), after);
  isAbsent(await market.isv.console('GET', path));
  isAbsent(await market.isv.console('PUT', path, {body: {disbursementPreference: monthly}}));
  for (const preference of [{frequency: 'MONTHLY', dayOfMonth: 29},
    {frequency: 'MONTHLY', dayOfMonth: 0}, {frequency: 'WEEKLY'}, 'DAILY'])
    isProblem(await market.reseller2.console('PUT', path,
      {body: {disbursementPreference: preference}}), 400, 'malformed_value');
  assert.deepEqual(await market.reseller2.consoleAnswer('GET', path), after);
});

test('a buyer is no seller', async () => {
  const path = `/accounts/${market.buyer.accountId}/seller`;
  isProblem(await market.buyer.console('GET', path), 404, 'seller_not_found');
});

test('the payer, the buyer, the seller of record and the operator read charges', async () => {
  const charges = await market.buyer.consoleItems('/charges');
  assert.deepEqual(charges.map((each) => [each.dueOn, each.amount, each.status]),
    deal.chargeDays.map((day) => [day, '0.55', 'PAID']));
  for (const each of charges) {
    hasForm(each, 'chargeId agreementId kind dueOn currency amount invoiceId status');
    assert.equal(each.kind, 'INSTALMENT');
  }
  assert.deepEqual(charges.map((each) => each.chargeId), deal.charges);
  const ofTheDeal = {agreementId: deal.agreement};
  assert.deepEqual(await market.operator.consoleItems('/charges', ofTheDeal), charges);
  assert.deepEqual(await market.buyer.consoleItems('/charges', ofTheDeal), charges);
  assert.deepEqual(await market.reseller.consoleItems('/charges', ofTheDeal), charges);
  assert.deepEqual(await market.reseller.consoleItems('/charges'), charges);
  const denied = await market.isv.console('GET', '/charges', {query: ofTheDeal});
  assert.deepEqual([denied.status, denied.json.reason], [403, 'action_not_allowed']);
  assert.deepEqual(await market.isv.consoleItems('/charges'), []);
  assert.deepEqual(await market.reseller2.consoleItems('/charges', ofTheDeal), []);
  for (const actor of [market.isv, market.reseller, market.reseller2])
    isAbsent(await actor.console('GET', '/charges', {query: own(market.buyer)}));
});

test('the payer, the buyer, the seller of record and the operator read invoices', async () => {
  const invoices = await market.buyer.consoleItems('/invoices');
  assert.equal(invoices.length, 2);
  for (const each of invoices) {
    hasForm(each, 'invoiceId payerAccountId buyerAccountId agreementId currency issuedOn dueOn ' +
      'status totalAmount paidAmount taxAmount lines');
    for (const line of each.lines) {
      hasForm(line, 'lineId kind description dimension? quantity? unitPrice? amount');
      assert.match(line.amount, amount);
    }
    assert.match(each.issuedOn, calendarDay);
  }
  for (const query of [own(market.buyer), {agreementId: deal.agreement}, {status: 'PAID'}])
    assert.deepEqual(await market.operator.consoleItems('/invoices', query), invoices);
  assert.deepEqual(await market.buyer.consoleItems('/invoices', {status: 'OPEN'}), []);
  isProblem(await market.buyer.console('GET', '/invoices', {query: {status: 'LOST'}}), 400,
    'malformed_value');
  for (const query of [{}, {agreementId: deal.agreement}, {status: 'PAID'}])
    assert.deepEqual(await market.reseller.consoleItems('/invoices', query), invoices);
  const denied = await market.isv.console('GET', '/invoices',
    {query: {agreementId: deal.agreement}});
  assert.deepEqual([denied.status, denied.json.reason], [403, 'action_not_allowed']);
  for (const actor of [market.isv, market.reseller2])
    assert.deepEqual(await actor.consoleItems('/invoices'), []);
  for (const actor of [market.isv, market.reseller, market.reseller2])
    isAbsent(await actor.console('GET', '/invoices', {query: own(market.buyer)}));
});

test('each seller and the operator read statements', async () => {
  for (const seller of [market.isv, market.reseller]) {
    const lines = await seller.consoleItems('/statements');
    assert.equal(lines.length, 3); // the first charge was paid in two parts
    for (const each of lines) {
      hasForm(each, 'lineId resellerAccountId agreementId offerId resaleAuthorizationId ' +
        'customerAccountId? invoiceId kind currency buyerAmount? wholesaleAmount marginAmount? ' +
        'listingFee taxAmount netAmount collectedOn disbursementId');
      assert.match(each.netAmount, amount);
    }
    assert.deepEqual(await market.operator.consoleItems('/statements', own(seller)), lines);
    const onDay = {...own(seller), from: deal.chargeDays[0], to: deal.chargeDays[0]};
    assert.deepEqual(await seller.consoleItems('/statements', onDay), lines.slice(0, 2));
    assert.deepEqual(await seller.consoleItems('/statements', {to: deal.start}), []);
  }
  isAbsent(await market.isv.console('GET', '/statements', {query: own(market.reseller)}));
  isAbsent(await market.reseller.console('GET', '/statements', {query: own(market.isv)}));
});

test('each seller and the operator read disbursements', async () => {
  for (const seller of [market.isv, market.reseller]) {
    const items = await seller.consoleItems('/disbursements');
    assert.ok(items.length > 0);
    for (const each of items) {
      hasForm(each, 'disbursementId accountId currency amount paidOn status lines');
      assert.equal(each.accountId, seller.accountId);
      assert.ok(each.lines.every((line) => amount.test(line.amount)));
    }
    assert.deepEqual(await market.operator.consoleItems('/disbursements', own(seller)), items);
  }
  isAbsent(await market.reseller2.console('GET', '/disbursements', {query: own(market.isv)}));
});

test('the operator alone reads the ledger', async () => {
  const transfers = await market.operator.consoleItems('/ledger/transfers');
  for (const each of transfers) {
    hasForm(each, 'transferId debit credit amount currency at agreementId? cause');
    hasForm(each.cause, 'kind id');
    assert.match(each.amount, amount);
    assert.match(each.at, moment);
  }
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  hasForm(audit, 'balanced transfers mismatches balances?');
  for (const actor of market.actors.filter((each) => each !== market.operator))
    for (const path of ['/ledger/transfers', '/ledger/audit', '/ledger/journal'])
      isAbsent(await actor.console('GET', path));
});

test('only the operator records payments, and one key is one payment', async () => {
  isAbsent(await pay(market.isv, deal.invoices[0], '0.10', 'not-mine'));
  isProblem(await pay(market.buyer, deal.invoices[0], '0.10', 'not-mine'), 403,
    'action_not_allowed');
  const again = await pay(market.operator, deal.invoices[1], '0.55', 'second-invoice');
  hasForm(again.json, 'paymentId invoiceId status amount? currency? parts');
  const paid = (await market.operator.consoleItems('/ledger/transfers'))
    .filter((each) => each.cause.id === again.json.paymentId && /bank/.test(each.debit));
  assert.deepEqual(paid.map((each) => each.amount), ['0.55']);
});

test('the audit of an account is a chain', async () => {
  for (const actor of market.actors) {
    const entries = await actor.consoleItems('/audit', own(actor));
    assert.deepEqual(await market.operator.consoleItems('/audit', own(actor)), entries);
    let last = '';
    for (const each of entries) {
      hasForm(each, 'accountId number at userId byAccountId operation subject source ' +
        'previousHash hash form outcome credential? forAccountId? amount? currency? before? ' +
        'after?');
      assert.equal(each.previousHash, last);
      assert.match(each.hash, /^[0-9a-f]{64}$/);
      assert.match(each.at, moment);
      assert.deepEqual([each.form, each.outcome], [2, 'DONE']);
      last = each.hash;
    }
  }
  const byBuyer = (await market.buyer.consoleItems('/audit'))
    .filter((each) => each.byAccountId === market.buyer.accountId);
  assert.deepEqual(byBuyer.map((each) => [each.operation, each.subject]), [
    ['CreateAgreementRequest', deal.request], ['AcceptAgreementRequest', deal.agreement]]);
  assert.ok(byBuyer.every((each) => each.source === '127.0.0.1'));
  assert.ok(byBuyer.every((each) => each.credential === market.buyer.keys.accessKeyId));
  isAbsent(await market.isv.console('GET', '/audit', {query: own(market.buyer)}));
});

test('the operator\'s acts for an account stand in that account\'s audit', async () => {
  const path = `/accounts/${market.reseller2.accountId}/seller`;
  await market.operator.consoleAnswer('PUT', path,
    {body: {disbursementPreference: {frequency: 'DAILY'}}});
  const entries = await market.reseller2.consoleItems('/audit');
  assert.equal(entries.at(-1).byAccountId, market.operator.accountId);
});

const lists = [
  ['operator', '/accounts'], ['buyer', '/charges'], ['buyer', '/invoices'],
  ['isv', '/statements'], ['reseller', '/disbursements'], ['operator', '/ledger/transfers'],
  ['isv', '/audit'],
];

for (const [name, path] of lists)
  test(`${path} is read page by page`, async () => {
    const actor = market[name];
    const whole = (await actor.consoleAnswer('GET', path, {query: {limit: '500'}}));
    assert.equal(whole.next, undefined);
    assert.ok(whole.items.length >= 2, 'there are too few for two pages');
    for (const limit of [1, 2, whole.items.length]) {
      const found = await actor.consoleItems(path, {limit: String(limit)});
      assert.deepEqual(found, whole.items, `limit ${limit}`);
    }
    const page = await actor.consoleAnswer('GET', path, {query: {limit: '1'}});
    assert.equal(page.items.length, 1);
    for (const limit of ['0', '501', '-1', 'all', '1.5', ''])
      isProblem(await actor.console('GET', path, {query: {limit}}), 400, 'malformed_value');
    for (const cursor of ['elsewhere', `${page.next}x`, page.next.slice(1)])
      isProblem(await actor.console('GET', path, {query: {cursor}}), 422, 'page_token_invalid');
  });

const isNoCursor = async (actor, path, query) =>
  isProblem(await actor.console('GET', path, {query}), 422, 'page_token_invalid');

test('a cursor is for its list, its filters and its caller', async () => {
  const first = {limit: '1'};
  const {next: cursor} = await market.buyer.consoleAnswer('GET', '/charges', {query: first});
  await market.buyer.consoleAnswer('GET', '/charges', {query: {cursor, limit: '2'}});
  await isNoCursor(market.buyer, '/invoices', {cursor});
  await isNoCursor(market.buyer, '/charges', {cursor, agreementId: deal.agreement});
  await isNoCursor(market.operator, '/charges', {cursor});
  const ofBuyer = {...first, ...own(market.buyer)};
  const {next: seen} = await market.operator.consoleAnswer('GET', '/charges', {query: ofBuyer});
  await isNoCursor(market.buyer, '/charges', {cursor: seen, ...own(market.buyer)});
});

test('a cursor with another character is refused', async () => {
  const {next} = await market.isv.consoleAnswer('GET', '/audit', {query: {limit: '1'}});
  for (let at = 0; at < next.length; at += 3) {
    const other = next[at] === '0' ? '1' : '0';
    const cursor = next.slice(0, at) + other + next.slice(at + 1);
    await isNoCursor(market.isv, '/audit', {cursor});
  }
});

// A user of an account with these actions only, as an actor.
async function userOf(actor, name, actions, role = 'admin') {
  const users = `/accounts/${actor.accountId}/users`;
  const user = await actor.consoleAnswer('POST', users,
    {body: {email: `${name}@example.org`, role, actions}});
  assert.deepEqual((await actor.consoleItems(users)).find((each) => each.userId === user.userId),
    user);
  const keys = await actor.consoleAnswer('POST', `/accounts/${actor.accountId}/access-keys`,
    {body: {userId: user.userId}});
  market.addActor(name, {accountId: actor.accountId, ...keys});
  return market[name];
}

test('a user with a list of actions makes the calls that are named there', async () => {
  const clerk = await userOf(market.operator, 'clerk', ['opencppo:ListInvoices',
    'opencppo:RecordPayment']);
  await clerk.consoleAnswer('GET', '/invoices');
  isProblem(await pay(clerk, 'inv-none', '0.10', 'clerk'), 404, 'invoice_not_found');
  for (const [method, path] of [['GET', '/clock'], ['GET', '/charges'], ['POST', '/clock'],
    ['PUT', '/limits/StartChangeSet']])
    isProblem(await clerk.console(method, path, {body: method === 'GET' ? undefined : {}}), 403,
      'action_not_allowed');
});

test('a viewer reads what is named, and changes nothing', async () => {
  const viewer = await userOf(market.isv, 'viewer',
    ['opencppo:GetSeller', 'opencppo:RegisterSeller'], 'viewer');
  const path = `/accounts/${market.isv.accountId}/seller`;
  await viewer.consoleAnswer('GET', path);
  isProblem(await viewer.console('PUT', path, {body: {}}), 403, 'action_not_allowed');
});

test('a list of deals is read page by page', async () => {
  const whole = await market.isv.consoleItems('/deals');
  assert.equal(whole.length, 1);
  for (const limit of ['0', '501'])
    isProblem(await market.isv.console('GET', '/deals', {query: {limit}}), 400, 'malformed_value');
});

test('an Idempotency-Key has a form', async () => {
  for (const token of ['x'.repeat(65), 'with "quotes"']) {
    const reply = await market.operator.console('POST', '/accounts', {body: newAccount(), token});
    isProblem(reply, 400, 'malformed_value');
  }
});

test('the API is published as OpenAPI', async () => {
  const reply = await deliver(market.endpoint,
    {method: 'GET', path: '/console/v1/openapi.json', headers: {}});
  assert.equal(reply.status, 200);
  const {openapi, paths, components} = reply.json;
  assert.match(openapi, /^3\./);
  const promised = [
    'get /clock', 'post /clock', 'get /accounts', 'post /accounts', 'get /accounts/{accountId}',
    'post /accounts/{accountId}/access-keys', 'get /accounts/{accountId}/seller',
    'put /accounts/{accountId}/seller', 'get /charges', 'get /deals', 'get /invoices',
    'post /payments', 'get /statements', 'get /disbursements', 'get /ledger/transfers',
    'get /ledger/journal', 'get /ledger/audit', 'get /audit',
  ];
  for (const each of promised) {
    const [method, path] = each.split(' ');
    assert.ok(paths[`/console/v1${path}`]?.[method], `${each} is missing`);
  }
  for (const [name, schema] of Object.entries(components.schemas))
    for (const [member, of] of Object.entries(schema.properties ?? {}))
      assert.ok(of.type ?? of.$ref, `${name}.${member} has no type`);
  const {parameters} = paths['/console/v1/accounts'].get;
  const cursor = parameters.find((each) => each.name === 'cursor');
  assert.equal(cursor.schema.type, 'string');
});

test('the health of the server is everybody\'s to know', async () => {
  const reply = await deliver(market.endpoint, {method: 'GET', path: '/healthz', headers: {}});
  assert.equal(reply.status, 200);
});
