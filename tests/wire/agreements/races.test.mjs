// What happens at once happens in some order: nothing is doubled, nothing exceeds its limit.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {onAuthorization} from '../requests/changes.mjs';
import {
  accept, describeEntity, listEntities, quote, searchAgreements,
} from '../steps/deal_steps.mjs';
import {balancesOf, invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {Marketplace, nineOn} from '../worlds/marketplace.mjs';
import {World} from '../worlds/refusal_world.mjs';

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new World(market, await market.freezeClock()).build();
});

after(() => market?.close());

const many = 8;
const atOnce = (ask) => Promise.allSettled(Array.from({length: many}, (_, at) => ask(at)));
const answers = (settled) =>
  settled.filter((each) => each.status === 'fulfilled').map((each) => each.value);
const errors = (settled) =>
  settled.filter((each) => each.status === 'rejected').map((each) => each.reason);

test('a one-time authorization is released from once', async () => {
  const authorization = await world.authorization();
  const drafts = [];
  for (let count = 0; count < many; ++count)
    drafts.push(await world.draftOffer(authorization));
  const sets = answers(await atOnce((at) =>
    market.reseller.endedChangeSet(world.releaseOf(drafts[at]))));
  assert.equal(sets.length, many);
  assert.equal(sets.filter((each) => each.Status === 'SUCCEEDED').length, 1);
  for (const set of sets.filter((each) => each.Status === 'FAILED'))
    assert.deepEqual(set.ChangeSet.flatMap((each) => each.ErrorDetailList)
      .map((each) => each.ErrorCode), ['INCOMPATIBLE_RESALE_AUTHORIZATION']);
  const {DetailsDocument: shown} = await describeEntity(market.isv, authorization);
  assert.deepEqual(shown.OfferDetails,
    {OfferExtendedStatus: 'Completed-Used', OfferCreatedCount: 1});
});

test('a request that is accepted many times is one agreement', async () => {
  const offer = await world.offer(await world.authorization());
  const {agreementRequestId} = await quote(market.buyer, await world.proposalOf(offer));
  const accepted = await atOnce(() => accept(market.buyer, agreementRequestId));
  assert.deepEqual(errors(accepted), []);
  assert.equal(new Set(answers(accepted).map((each) => each.agreementId)).size, 1);
  const {agreementViewSummaries: found} = await searchAgreements(market.buyer, 'Acceptor',
    [{name: 'OfferId', values: [offer]}]);
  assert.equal(found.length, 1);
});

test('many requests on one offer are one agreement', async () => {
  const offer = await world.offer(await world.authorization({product: await world.product()}));
  const proposal = await world.proposalOf(offer);
  const requests = answers(await atOnce(() => quote(market.buyer, proposal)));
  assert.equal(requests.length, many);
  const accepted = await atOnce((at) => accept(market.buyer, requests[at].agreementRequestId));
  assert.equal(answers(accepted).length, 1);
  for (const error of errors(accepted))
    assert.equal(error.name, 'ResourceNotFoundException', error.message);
});

test('requests on many offers of one product of services are one agreement', async () => {
  const product = await world.product();
  const requests = [];
  for (let count = 0; count < many; ++count) {
    const offer = await world.offer(await world.authorization({product}));
    requests.push(await quote(market.buyer, await world.proposalOf(offer)));
  }
  const accepted = await atOnce((at) => accept(market.buyer, requests[at].agreementRequestId));
  assert.equal(answers(accepted).length, 1);
  for (const error of errors(accepted)) assert.equal(error.reason, 'UNSUPPORTED_ACTION');
});

test('one token sent many times is one change set', async () => {
  const change = [onAuthorization('UpdateInformation', world.draftAuthorized, {Name: 'At once'})];
  const token = {ClientRequestToken: 'many-at-once'};
  const started = await atOnce(() => market.isv.startChangeSet(change, token));
  assert.deepEqual(errors(started), []);
  const ids = new Set(answers(started).map((each) => each.ChangeSetId));
  assert.equal(ids.size, 1);
  await market.isv.endOfChangeSet([...ids][0]);
});

test('change sets of many tokens create as many products', async () => {
  const before = (await listEntities(market.isv, 'ProfessionalServicesProduct')).length;
  const made = await atOnce(() => world.product());
  assert.deepEqual(errors(made), []);
  assert.equal(new Set(answers(made)).size, many);
  const now = await listEntities(market.isv, 'ProfessionalServicesProduct');
  assert.equal(now.length, before + many);
});

test('payments at once never exceed their invoice', async () => {
  await market.moveClockTo(nineOn(world.days.chargeDays[0]));
  const [invoice] = await invoicesOf(market.buyer, {agreement: world.agreement});
  const paid = answers(await atOnce((at) =>
    pay(market.operator, invoice.invoiceId, '0.10', `part-${at}`)));
  const refused = paid.filter((each) => each.status !== 201);
  assert.equal(paid.length - refused.length, 5);
  for (const each of refused) assert.equal(each.json.reason, 'payment_exceeds_invoice');
  const same = answers(await atOnce(() =>
    pay(market.operator, invoice.invoiceId, '0.05', 'the-last-part')));
  for (const each of same) assert.equal(each.status, 201, each.text);
  assert.equal(new Set(same.map((each) => each.json.paymentId)).size, 1);
  const [settled] = await invoicesOf(market.buyer, {agreement: world.agreement});
  assert.deepEqual([settled.status, settled.paidAmount], ['PAID', '0.55']);
});

test('the books are balanced after all that', async () => {
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
  const {text} = await market.operator.console('GET', '/ledger/journal');
  assert.equal(Object.values(balancesOf(text)).reduce((sum, each) => sum + each, 0), 0);
});
