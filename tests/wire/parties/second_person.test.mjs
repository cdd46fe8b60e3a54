// A second person decides what one alone may not do (R-OPR-01 to R-OPR-03).
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {buy} from '../requests/saas.mjs';
import {eventually, Marketplace} from '../worlds/marketplace.mjs';

let market;
const open = {};

// Users of the operator are added by the founder; their keys are made by the one who keeps users.
const own = () => `/accounts/${market.operator.accountId}`;

async function addKey(name, userId, by) {
  const keys = await by.consoleAnswer('POST', `${own()}/access-keys`, {body: {userId}});
  market.addActor(name, {accountId: market.operator.accountId, ...keys});
}

async function addUser(name, actions, keeper) {
  const {userId} = await market.operator.consoleAnswer('POST', `${own()}/users`,
    {body: {email: `${name}@example.org`, role: 'admin', actions}});
  await addKey(name, userId, keeper);
  return userId;
}

before(async () => {
  market = await Marketplace.open({deals: true});
  const {id} = market.demo.open.find(({entityType}) => entityType === 'Offer');
  await buy(market.buyer, id, {quantities: {users: 3, editors: 1}});
  [{invoiceId: open.invoice}] = await eventually('an invoice', 10_000, async () => {
    const found = await market.operator.consoleItems('/invoices', {status: 'OPEN'});
    return found.length > 0 ? found : undefined;
  });
});
after(() => market?.close());

const rules = (actor, body) => actor.console('PUT', '/second-person', {body});
const payment = (more = {}) => ({body: {invoiceId: open.invoice, amount: '0.20', currency: 'USD',
  ...more}});
const pay = (actor, more) => actor.console('POST', '/payments', payment(more));
const decide = (actor, id, decision = 'APPROVE', note) =>
  actor.console('POST', `/approvals/${id}`, {body: {decision, note}});
const paidOf = async () => (await market.operator.consoleItems('/invoices'))
  .find((each) => each.invoiceId === open.invoice).paidAmount;

function refused({status, json}, expected) {
  assert.deepEqual([status, json.reason], expected, JSON.stringify(json));
}
const above = (amount, duties = false) =>
  ({duties, paymentsAbove: [{currency: 'USD', amount}]});

test('it is switched on where two active users have the duty', async () => {
  const {operator} = market;
  refused(await rules(operator, above('0.10')), [409, 'second_person_missing']);
  open.keeper = await addUser('first', ['duty:administration'], operator);
  await addKey('keeper', open.keeper, market.first); // of its own making
  // Nobody can decide payments but the founder yet.
  refused(await rules(operator, above('0.10')), [409, 'second_person_missing']);
  open.payer = await addUser('payer', ['duty:finance'], operator);
  await addKey('payer', open.payer, operator);
  open.second = await addUser('second', ['duty:finance'], operator);
  const [once] = above('0.10').paymentsAbove;
  refused(await rules(operator, {duties: false, paymentsAbove: [once, {...once, amount: '5.00'}]}),
    [422, 'malformed_value']);
  const set = await rules(operator, above('0.10'));
  assert.equal(set.status, 200);
  assert.deepEqual(set.json, {duties: false, paymentsAbove: [{currency: 'USD', amount: '0.10'}]});
});

test('what is not above the amount is recorded at once', async () => {
  const paid = await pay(market.payer, {amount: '0.10'});
  assert.equal(paid.status, 201, paid.text);
  assert.equal(await paidOf(), '0.10');
});

test('a payment above it waits, changes nothing, and is decided by another', async () => {
  const waits = await pay(market.payer, {reference: 'BANK-1'});
  assert.equal(waits.status, 202);
  open.approval = waits.json.approvalId;
  assert.equal(await paidOf(), '0.10');
  const shown = await market.second.consoleAnswer('GET', `/approvals/${open.approval}`);
  assert.equal(shown.state, 'WAITING');
  assert.equal(shown.call, 'RecordPayment');
  assert.deepEqual(shown.request, payment({reference: 'BANK-1'}).body);
  refused(await decide(market.payer, open.approval), [403, 'not_the_second_person']);
  refused(await decide(market.keeper, open.approval), [403, 'action_not_allowed']);
  refused(await decide(market.second, 'apr-none'), [404, 'approval_not_found']);
  refused(await decide(market.isv, open.approval), [404, 'not_found']);
});

test('a key that the asker had made does not decide', async () => {
  const {json} = await market.operator.console('POST', '/payments', payment());
  // The founder had these keys made.
  for (const puppet of [market.payer, market.second])
    refused(await decide(puppet, json.approvalId), [403, 'not_the_second_person']);
  const {json: other} = await pay(market.second);
  const no = await decide(market.payer, other.approvalId, 'REFUSE', 'Not ours');
  assert.deepEqual([no.status, no.json.state, no.json.note], [200, 'REFUSED', 'Not ours']);
  refused(await decide(market.payer, other.approvalId), [409, 'approval_decided']);
});

test('what was approved is done once, and is the asker\'s', async () => {
  const done = await decide(market.second, open.approval);
  assert.equal(done.status, 200, done.text);
  assert.equal(done.json.state, 'APPROVED');
  assert.equal(done.json.askedBy, open.payer);
  assert.equal(done.json.decidedBy, open.second);
  assert.equal(await paidOf(), '0.30');
  refused(await decide(market.operator, open.approval), [409, 'approval_decided']);
  refused(await pay(market.payer, {amount: '0.05', reference: 'BANK-1'}),
    [409, 'payment_reference_used']);
});

test('payments are listed with what the bank and the payer say of them', async () => {
  const {operator} = market;
  const listed = await operator.consoleItems('/payments', {invoiceId: open.invoice});
  assert.deepEqual(listed.map(({amount, reference}) => [amount, reference]),
    [['0.10', undefined], ['0.20', 'BANK-1']]);
  const all = await operator.consoleItems('/payments');
  assert.ok(all.length > listed.length);
  assert.deepEqual((await operator.consoleItems('/payments', {limit: '1'})), all);
  assert.deepEqual(await operator.consoleItems('/payments', {from: '2126-01-01'}), []);
  refused(await market.isv.console('GET', '/payments'), [404, 'not_found']);
});

test('a dry run answers the split, and stores nothing', async () => {
  const before = await market.operator.consoleItems('/payments');
  const dry = await pay(market.payer, {amount: '0.05', dryRun: true, remittance: 'Thank you'});
  assert.equal(dry.status, 200, dry.text);
  const {parts, ...told} = dry.json;
  assert.deepEqual(told,
    {invoiceId: open.invoice, amount: '0.05', currency: 'USD', status: 'OPEN'});
  const cents = Object.values(parts).reduce((sum, each) => sum + Math.round(each * 100), 0);
  assert.equal(cents, 5);
  assert.deepEqual(await market.operator.consoleItems('/payments'), before);
  assert.equal(await paidOf(), '0.30');
  refused(await pay(market.payer, {amount: '999999.00', dryRun: true}),
    [422, 'payment_exceeds_invoice']);
});

test('what waits is judged again, and cannot be decided after seven days', async () => {
  const [{json: late}, {json: double}] =
    [await pay(market.payer), await pay(market.payer, {reference: 'BANK-2'})];
  const {json: other} = await pay(market.payer, {reference: 'BANK-2', amount: '0.15'});
  assert.equal((await decide(market.second, double.approvalId)).status, 200);
  refused(await decide(market.second, other.approvalId), [409, 'payment_reference_used']);
  assert.equal((await market.operator.consoleAnswer('GET', `/approvals/${other.approvalId}`)).state,
    'WAITING');
  await market.operator.consoleAnswer('POST', '/clock', {body: {advance: 'P7DT1S'}});
  refused(await decide(market.second, late.approvalId), [409, 'approval_decided']);
  assert.equal((await market.operator.consoleAnswer('GET', `/approvals/${late.approvalId}`)).state,
    'LAPSED');
});

test('the rules themselves and what users of the operator may do are decided by two', async () => {
  const {operator, keeper} = market;
  const asked = await rules(operator, above('0.10', true));
  assert.equal(asked.status, 202);
  refused(await decide(operator, asked.json.approvalId), [403, 'not_the_second_person']);
  assert.equal((await decide(keeper, asked.json.approvalId)).json.state, 'APPROVED');
  assert.equal((await operator.consoleAnswer('GET', '/second-person')).duties, true);
  const added = await operator.console('POST', `/accounts/${operator.accountId}/users`,
    {body: {email: 'third@example.org', role: 'admin', password: 'a long secret',
      actions: ['duty:finance']}});
  assert.equal(added.status, 202);
  const shown = await keeper.consoleAnswer('GET', `/approvals/${added.json.approvalId}`);
  assert.ok(!JSON.stringify(shown).includes('a long secret'));
  const users = async () => (await operator.consoleItems(
    `/accounts/${operator.accountId}/users`)).length;
  const before = await users();
  // Nobody approves for another what they may not do themselves.
  refused(await decide(market.second, added.json.approvalId), [403, 'action_not_allowed']);
  assert.equal(await users(), before);
  assert.equal((await decide(keeper, added.json.approvalId)).json.state, 'APPROVED');
  assert.equal(await users(), before + 1);
  // Users of others are added as before.
  assert.equal((await market.isv.console('POST', `/accounts/${market.isv.accountId}/users`,
    {body: {email: 'fourth@example.org', role: 'viewer'}})).status, 201);
});
