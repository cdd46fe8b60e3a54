// Every refusal that can be reached over the wire: AWS's own error, and nothing stored.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {onAuthorization} from '../requests/changes.mjs';
import {
  ofAgreement, ofCatalog, ofCatalogQuery, ofConsole, ofDiscovery, startChangeSet,
} from '../requests/requests.mjs';
import {failedAfterEndRows, failedChangeRows} from '../rows/failed_change_rows.mjs';
import {reasons} from '../rows/reasons.mjs';
import {
  failedSellerRows, refusedAfterEndRows, refusedCallRows, refusedOnPaidRows, refusedPaymentRows,
  refusedSellerRows, unknownLike,
} from '../rows/refused_call_rows.mjs';
import {accept, describeEntity, quote} from '../steps/deal_steps.mjs';
import {invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {Refusals} from '../steps/show_refusals.mjs';
import {Marketplace, nineOn, plusDays} from '../worlds/marketplace.mjs';
import {World} from '../worlds/refusal_world.mjs';
import {snapshot} from '../worlds/snapshot.mjs';

let market;
let world;
let refusals;

before(async () => {
  market = await Marketplace.open();
  refusals = new Refusals(market);
  world = await new World(market, await market.freezeClock()).build();
});

after(() => market?.close());

const showFailing = (t, rows) => refusals.showFailing(t, rows);
const showRefused = (t, rows) => refusals.showRefused(t, rows);

test('calls that are refused at once store nothing', (t) => showRefused(t, refusedCallRows(world)));

test('change sets that fail name the change and store nothing',
  (t) => showFailing(t, failedChangeRows(world)));

test('a change that succeeds is seen by what these tests compare', async () => {
  const kept = await snapshot(market, {changeSets: false});
  await market.isv.succeed([onAuthorization('UpdateInformation', world.draftAuthorized,
    {Description: 'Seen'})]);
  assert.notDeepEqual(await snapshot(market, {changeSets: false}), kept);
});

test('the same token with the same body is the same change set', async () => {
  const change = [onAuthorization('UpdateInformation', world.draftAuthorized, {Name: 'Once only'})];
  const token = {ClientRequestToken: 'one-and-the-same'};
  const first = await market.isv.succeed(change, token);
  const kept = await snapshot(market);
  const second = await market.isv.startChangeSet(change, token);
  assert.equal(second.ChangeSetId, first.ChangeSetId);
  assert.equal(second.ChangeSetArn, first.ChangeSetArn);
  assert.deepEqual(await snapshot(market), kept);
});

test('the same token with the same body is the same quote', async () => {
  const token = {clientToken: 'one-and-the-same'};
  const first = await quote(market.buyer, world.onOffer, token);
  const second = await quote(market.buyer, world.onOffer, token);
  assert.equal(second.agreementRequestId, first.agreementRequestId);
  assert.deepEqual(second.chargeSummary, first.chargeSummary);
});

test('a buyer who accepts twice has one agreement', async () => {
  const kept = await snapshot(market);
  const again = await accept(market.buyer, world.request);
  assert.equal(again.agreementId, world.agreement);
  assert.deepEqual(await snapshot(market), kept);
});

test('a change set of intent VALIDATE stores nothing', async () => {
  const kept = await snapshot(market, {changeSets: false});
  const set = await market.isv.succeed(
    [onAuthorization('UpdateInformation', world.draftAuthorized, {Name: 'Never kept'})],
    {Intent: 'VALIDATE'});
  assert.equal(set.Intent, 'VALIDATE');
  assert.deepEqual(await snapshot(market, {changeSets: false}), kept);
});

// Change sets end within milliseconds, so several are sent at once until one meets a lock.
test('an entity is locked while a change set on it runs', async () => {
  const rounds_max = 40;
  const locked = [];
  for (let round = 0; round < rounds_max && locked.length === 0; ++round) {
    const sent = Array.from({length: 6}, (_, at) => market.isv.startChangeSet([onAuthorization(
      'UpdateInformation', world.draftAuthorized, {Name: `Name ${round} ${at}`})]));
    for (const {status, value, reason: error} of await Promise.allSettled(sent)) {
      if (status === 'fulfilled') {
        const set = await market.isv.endOfChangeSet(value.ChangeSetId);
        assert.equal(set.Status, 'SUCCEEDED');
      } else {
        assert.equal(error.name, 'ResourceInUseException', error.message);
        assert.equal(error.$metadata.httpStatusCode, 423);
        assert.equal(error.message, reasons.get('entity_locked'));
        locked.push(error);
      }
    }
  }
  assert.ok(locked.length > 0);
  refusals.reached.add('entity_locked');
});

test('what is not the caller\'s is told in the words of what does not exist', async (t) => {
  const w = world;
  const seller = market.reseller2;
  const terms = w.onOffer.terms.map((id) => ({id}));
  const asks = [
    ['DescribeEntity of an offer', w.offered, (id) => ofCatalogQuery('GET', 'DescribeEntity',
      {entityId: id})],
    ['DescribeEntity of an authorization', w.open, (id) => ofCatalogQuery('GET', 'DescribeEntity',
      {entityId: id})],
    ['BatchDescribeEntities', w.released, (id) => ofCatalog('BatchDescribeEntities',
      {EntityRequestList: [{Catalog: 'AWSMarketplace', EntityId: id}]})],
    ['DescribeChangeSet', w.changeSet, (id) => ofCatalogQuery('GET', 'DescribeChangeSet',
      {changeSetId: id})],
    ['CancelChangeSet', w.changeSet, (id) => ofCatalogQuery('PATCH', 'CancelChangeSet',
      {changeSetId: id})],
    ['StartChangeSet on an entity', w.open, (id) => startChangeSet(
      onAuthorization('RestrictResaleAuthorization', id))],
    ['CreateResaleAuthorization', w.released, (id) => startChangeSet({
      ChangeType: 'CreateResaleAuthorization', Entity: {Type: 'ResaleAuthorization@1.0'},
      DetailsDocument: {ProductId: id, Name: 'x', ResellerAccountId: market.reseller.accountId},
    })],
    ['CreateOfferUsingResaleAuthorization', w.open, (id) => startChangeSet({
      ChangeType: 'CreateOfferUsingResaleAuthorization', Entity: {Type: 'Offer@1.0'},
      DetailsDocument: {ResaleAuthorizationId: id},
    })],
    ['GetOffer', w.offered, (id) => ofDiscovery('getOffer', {offerId: id})],
    ['GetOfferTerms', w.offered, (id) => ofDiscovery('getOfferTerms', {offerId: id})],
    ['ListPurchaseOptions of a product', w.released, (id) => ofDiscovery('listPurchaseOptions',
      {filters: [{filterType: 'PRODUCT_ID', filterValues: [id]}]})],
    ['CreateAgreementRequest', w.onOffer.proposal, (id) => ofAgreement('CreateAgreementRequest',
      {intent: 'NEW', agreementProposalIdentifier: id, requestedTerms: terms, clientToken: 't'})],
    ['AcceptAgreementRequest', w.request, (id) => ofAgreement('AcceptAgreementRequest',
      {agreementRequestId: id})],
    ...['DescribeAgreement', 'GetAgreementTerms', 'GetAgreementEntitlements',
      'ListAgreementCharges'].map((operation) =>
      [operation, w.agreement, (id) => ofAgreement(operation, {agreementId: id})]),
    ['ListAgreementInvoiceLineItems', w.agreement, (id) => ofAgreement(
      'ListAgreementInvoiceLineItems', {agreementId: id, groupBy: 'INVOICE_ID'})],
  ];
  const consoleAsks = [
    ['a deal', w.agreement, (id) => `/deals/${id}`],
    ['a deal by its offer', w.offered, (id) => `/deals/${id}`],
    ['an account', market.buyer.accountId, (id) => `/accounts/${id}`],
    ['a registration', market.isv.accountId, (id) => `/accounts/${id}/seller`],
    ['charges of an account', market.buyer.accountId, (id) => `/charges?accountId=${id}`],
    ['charges of an agreement', w.agreement, (id) => `/charges?agreementId=${id}`],
    ['invoices of an account', market.buyer.accountId, (id) => `/invoices?accountId=${id}`],
    ['invoices of an agreement', w.agreement, (id) => `/invoices?agreementId=${id}`],
    ['statements of an account', market.isv.accountId, (id) => `/statements?accountId=${id}`],
    ['payouts of an account', market.isv.accountId, (id) => `/disbursements?accountId=${id}`],
    ['the audit of an account', market.isv.accountId, (id) => `/audit?accountId=${id}`],
  ].map(([name, id, path]) => [name, id, (of) => ofConsole(path(of))]);

  const kept = await snapshot(market);
  const answers = async (service, id, ask) => {
    const reply = await seller.send(service, ask(id));
    const requestId = reply.headers['x-amzn-requestid'] ?? ' ';
    return {status: reply.status, type: reply.headers['x-amzn-errortype'],
      text: reply.text.replaceAll(id, 'ID').replaceAll(requestId, 'REQUEST')};
  };
  for (const [service, list] of [['aws-marketplace', asks], ['opencppo', consoleAsks]])
    for (const [name, id, ask] of list)
      await t.test(name, async () => {
        const foreign = await answers(service, id, ask);
        const unknown = await answers(service, unknownOf(id), ask);
        assert.deepEqual(foreign, unknown);
        assert.doesNotMatch(foreign.text, /SUCCEEDED|ACTIVE|0\.5/);
      });
  assert.deepEqual(await snapshot(market), kept);
});

const unknownOf = (id) => (/^\d{12}$/.test(id) ? '999999999999' : unknownLike(id));

test('a seller whose registration lapsed sells no more', async (t) => {
  const register = (tax) => market.operator.consoleAnswer('PUT',
    `/accounts/${market.reseller.accountId}/seller`, {body: {tax}});
  await register('PENDING');
  await showRefused(t, refusedSellerRows(world));
  await showFailing(t, failedSellerRows(world));
  await register('COMPLETE');
});

test('a quote is open for an hour', async () => {
  const {agreementRequestId} = await quote(market.buyer, world.onOffer);
  await market.moveClockTo(`${world.days.start}T10:00:00.001Z`);
  await assert.rejects(accept(market.buyer, agreementRequestId),
    {name: 'ResourceNotFoundException', resourceType: 'AgreementRequest'});
});

test('what has ended is refused', async (t) => {
  await market.moveClockTo(`${world.days.offerEnd}T23:50:00.000Z`);
  world.expiringRequest = (await quote(market.buyer, world.onOffer)).agreementRequestId;
  await market.moveClockTo(`${plusDays(world.days.offerEnd, 1)}T00:00:00.000Z`);
  const {DetailsDocument: offer} = await describeEntity(market.reseller, world.offered);
  assert.equal(offer.State, 'Released');
  await market.moveClockTo(nineOn(plusDays(world.days.authorizationEnd, 1)));
  await showRefused(t, refusedAfterEndRows(world));
  await showFailing(t, failedAfterEndRows(world));
});

test('payments that do not fit their invoice are refused', async (t) => {
  await market.moveClockTo(nineOn(world.days.chargeDays[0]));
  const [invoice] = await invoicesOf(market.buyer, {agreement: world.agreement});
  world.invoice = invoice.invoiceId;
  await showRefused(t, refusedPaymentRows(world));
  world.usedPaymentToken = 'used-for-a-payment';
  const paid = await pay(market.operator, world.invoice, '0.55', world.usedPaymentToken);
  assert.equal(paid.json.status, 'PAID');
  await showRefused(t, refusedOnPaidRows(world));
});

test('the books are balanced after all that', async () => {
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
});

test('the reasons without a row over the wire are named', (t) => {
  const {reached} = refusals;
  const without = [...reasons.keys()].filter((name) => !reached.has(name));
  t.diagnostic(`${reached.size} reasons of ${reasons.size} have a row; without: ` +
    without.join(' '));
});
