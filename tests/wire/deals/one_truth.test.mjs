// Whoever asks whichever call about one deal is told the same: states, amounts, times and ids.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  GetAgreementEntitlementsCommand, ListAgreementChargesCommand,
  ListAgreementInvoiceLineItemsCommand, SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {
  buyerTargeting, newAuthorization, newOffer, onAuthorization, onOffer, targeting,
} from '../requests/changes.mjs';
import {buy, codeOf, entitlementsOf} from '../requests/saas.mjs';
import {describeEntity, searchAgreements} from '../steps/deal_steps.mjs';
import {pay} from '../steps/settlement_steps.mjs';
import {Marketplace, dayOf, nineOn} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

let market;
let world;
let deal;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
  const authorization = await world.authorization(world.saas, world.prices(), {once: true});
  const offer = await world.offer(authorization, {without: []});
  const agreement = await buy(market.buyer, offer, {quantities: {BasicService: 10}});
  deal = {authorization, offer, agreement, agreementId: agreement};
  await market.moveClockTo(nineOn(world.later(1)));
  const [{invoiceId}] = await market.buyer.consoleItems('/invoices', {agreementId: agreement});
  await pay(market.operator, invoiceId, '500.00', 'part');
});

after(() => market?.close());

const dealOf = (by) => by.consoleAnswer('GET', `/deals/${deal.agreement}`);
const listedAs = async (by, query = {}) =>
  (await by.consoleItems('/resale-authorizations', query))
    .find((each) => each.authorizationId === deal.authorization);

async function authorizationIs(status) {
  const {isv, reseller, operator} = market;
  const said = [
    (await dealOf(isv)).resaleAuthorization.status,
    (await dealOf(reseller)).resaleAuthorization.status,
    (await dealOf(operator)).resaleAuthorization.status,
    (await listedAs(isv)).status,
    (await listedAs(reseller, {side: 'received'})).status,
    ...await Promise.all([isv, reseller].map(async (each) => (await each.consoleAnswer('GET',
      `/resale-authorizations/${deal.authorization}`)).status)),
  ];
  assert.deepEqual(said, said.map(() => status));
}

test('charges are the same for all who know them', async () => {
  const {buyer, reseller, operator} = market;
  const query = {agreementId: deal.agreement};
  const charges = await buyer.consoleItems('/charges', query);
  assert.equal(charges.length, 1);
  for (const actor of [reseller, operator])
    assert.deepEqual(await actor.consoleItems('/charges', query), charges);
  const {items} = await buyer.agreement(new ListAgreementChargesCommand(query));
  assert.deepEqual(items.map(({id, amount, time}) => [id, amount, dayOf(time.toISOString())]),
    charges.map(({chargeId, amount, dueOn}) => [chargeId, amount, dueOn]));
});

test('invoices are the same in lists, in the deal and in the Agreement API', async () => {
  const {buyer, reseller, operator} = market;
  const query = {agreementId: deal.agreement};
  const invoices = await buyer.consoleItems('/invoices', query);
  assert.deepEqual(invoices.map(({status, paidAmount}) => [status, paidAmount]),
    [['OPEN', '500.00']]);
  for (const actor of [reseller, operator]) {
    assert.deepEqual(await actor.consoleItems('/invoices', query), invoices);
    assert.deepEqual((await dealOf(actor)).money.invoices, invoices);
  }
  assert.deepEqual((await dealOf(buyer)).money.invoices, invoices);
  const {agreementInvoiceLineItemGroupSummaries: groups} = await reseller.agreement(
    new ListAgreementInvoiceLineItemsCommand({...query, groupBy: 'INVOICE_ID'}));
  assert.deepEqual(groups.map(({invoiceId, pricingCurrencyAmount: {amount}}) =>
    [invoiceId, Number(amount)]),
  invoices.map(({invoiceId, totalAmount}) => [invoiceId, Number(totalAmount)]));
});

test('statements are the same in their list and in the deal', async () => {
  const {isv, reseller} = market;
  for (const seller of [isv, reseller]) {
    const {money} = await dealOf(seller);
    assert.equal(money.statements.length, 2);
    assert.deepEqual(await seller.consoleItems('/statements'), money.statements);
  }
});

test('the agreement is the same to both parties, in the search and in the deal', async () => {
  const {buyer, reseller} = market;
  const [ofBuyer, ofReseller] = await Promise.all([buyer, reseller].map(
    (each) => world.describe(deal.agreement, each)));
  const of = ({$metadata, ...whole}) => whole;
  assert.deepEqual(of(ofReseller), of(ofBuyer));
  for (const [actor, party] of [[buyer, 'Acceptor'], [reseller, 'Proposer']]) {
    const {agreementViewSummaries: [summary]} = await searchAgreements(actor, party);
    for (const name of ['agreementId', 'status', 'startTime', 'endTime', 'acceptanceTime'])
      assert.deepEqual(summary[name], ofBuyer[name], name);
    const {agreement} = await dealOf(actor);
    assert.deepEqual([agreement.agreementId, agreement.status, agreement.acceptedAt,
      agreement.startsAt, agreement.endsAt, Number(agreement.value)],
    [ofBuyer.agreementId, ofBuyer.status, ofBuyer.acceptanceTime.toISOString(),
      ofBuyer.startTime.toISOString(), ofBuyer.endTime.toISOString(),
      Number(ofBuyer.estimatedCharges.agreementValue)]);
  }
});

test('what the buyer may use is the same to the ISV and in the deal', async () => {
  const {isv, buyer} = market;
  const {agreementEntitlements: [granted]} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId: deal.agreement}));
  const [entitled] = (await entitlementsOf((input) => isv.entitlement(input),
    {ProductCode: codeOf(world.saas)})).filter(({Dimension}) => Dimension === 'BasicService');
  assert.equal(entitled.LicenseArn, granted.licenseArn);
  for (const actor of [isv, market.reseller, buyer, market.operator]) {
    const {entitlements: [shown]} = await dealOf(actor);
    assert.ok(granted.licenseArn.endsWith(`:${shown.licenceId}`), actor.name);
    assert.deepEqual(shown.grants, [{dimension: 'BasicService', quantity: 10}]);
  }
});

test('an offer\'s state and last day are the same as an entity and in its deal', async () => {
  const {DetailsDocument: entity} = await describeEntity(market.reseller, deal.offer);
  for (const actor of [market.isv, market.reseller, market.operator]) {
    const {offer} = await dealOf(actor);
    assert.deepEqual([offer.state, dayOf(offer.availableUntil)],
      [entity.State, dayOf(entity.Rules.find(({Type}) => Type === 'AvailabilityRule')
        .AvailabilityEndDate)]);
  }
});

test('an authorization has one state, whoever shows it, to its end', async () => {
  await authorizationIs('Authorized (consumed)');
  await market.moveClockTo(nineOn(world.later(31)));
  await authorizationIs('Expired');
});

test('a seller does not buy from itself', async () => {
  const {isv, reseller} = market;
  const blamed = async (by, changes) => {
    const set = await by.endedChangeSet(changes);
    return set.ChangeSet.flatMap(({ChangeType, ErrorDetailList}) =>
      ErrorDetailList.map(({ErrorCode}) => [ChangeType, ErrorCode]));
  };
  const open = await world.authorization(world.saas, world.prices(), {end: world.later(90)});
  for (const {accountId} of [isv, reseller]) {
    assert.deepEqual(await blamed(isv, [...world.authorizing(world.saas),
      onAuthorization('UpdateBuyerTargetingTerms', newAuthorization, buyerTargeting([accountId]))]),
    [['UpdateBuyerTargetingTerms', 'INVALID_BUYER_ACCOUNTS']]);
    assert.deepEqual(await blamed(reseller, [onOffer('UpdateTargeting', newOffer,
      targeting([accountId])), {...onOffer('CreateOfferUsingResaleAuthorization', undefined,
      {ResaleAuthorizationId: open}), ChangeName: 'Offer'}]),
    [['UpdateTargeting', 'INVALID_BUYER_ACCOUNTS']]);
  }
});

test('proposers sort their agreements by start and last update, acceptors by end', async () => {
  const {buyer, reseller} = market;
  const ids = [deal.agreement];
  const open = await world.authorization(world.saas, world.prices(), {end: world.later(90)});
  for (let day = 32; day < 35; ++day) {
    await market.moveClockTo(nineOn(world.later(day)));
    ids.push(await buy(buyer, await world.offer(open, {without: [], endDay: world.later(80)}),
      {quantities: {BasicService: 1}}));
  }
  const sorted = async (actor, party, sort) => (await actor.agreement(new SearchAgreementsCommand({
    sort, filters: [{name: 'PartyType', values: [party]},
      {name: 'AgreementType', values: ['PurchaseAgreement']}]}))).agreementViewSummaries
    .map((each) => each.agreementId);
  for (const sortBy of ['StartTime', 'LastUpdateTime', 'EndTime']) {
    const up = await sorted(reseller, 'Proposer', {sortBy, sortOrder: 'ASCENDING'});
    assert.deepEqual(up, ids, sortBy);
    assert.deepEqual(await sorted(reseller, 'Proposer', {sortBy, sortOrder: 'DESCENDING'}),
      ids.toReversed(), sortBy);
  }
  for (const [party, sortBy] of [['Acceptor', 'StartTime'], ['Acceptor', 'LastUpdateTime'],
    ['Proposer', 'Status']])
    await assert.rejects(sorted(party === 'Proposer' ? reseller : buyer, party, {sortBy}),
      {name: 'ValidationException', reason: 'INVALID_SORT_BY'});
});

test('a distributor is taken at creation, shown, filtered and sorted by', async () => {
  const {isv, reseller} = market;
  const [creation] = world.authorizing(world.saas);
  creation.DetailsDocument.ResellerRole = 'Distributor';
  const {ChangeSet: [{Entity}]} = await isv.succeed([creation]);
  const [id] = Entity.Identifier.split('@');
  const {DetailsDocument} = await describeEntity(isv, id);
  assert.equal(DetailsDocument.Rules.find(({Type}) => Type === 'PartnerTargetingRule').ResellerRole,
    'Distributor');
  const listed = async (by, more) => {
    const {json} = await by.send('aws-marketplace', {method: 'POST', path: '/ListEntities',
      headers: {'content-type': 'application/json'}, body: JSON.stringify(
        {Catalog: 'AWSMarketplace', EntityType: 'ResaleAuthorization', MaxResults: 50, ...more})});
    assert.ok(json.EntitySummaryList, JSON.stringify(json));
    return json.EntitySummaryList;
  };
  const filtered = (name, values) => listed(isv, {EntityTypeFilters: {
    ResaleAuthorizationFilters: {[name]: {ValueList: values}}}});
  assert.deepEqual((await filtered('ResellerRole', ['Distributor'])).map((each) => each.EntityId),
    [id]);
  const all = await listed(isv, {});
  assert.equal((await filtered('IssuerAccountId', [isv.accountId])).length, all.length);
  assert.deepEqual(await filtered('IssuerAccountId', ['111111111111']), []);
  assert.deepEqual(await filtered('SourceAuthorization', [id]), []);
  assert.ok(all.every(({ResaleAuthorizationSummary}) =>
    ResaleAuthorizationSummary.IssuerAccountId === isv.accountId));
  for (const SortBy of ['ResellerRole', 'IssuerAccountId', 'SourceAuthorization'])
    for (const SortOrder of ['ASCENDING', 'DESCENDING']) {
      const sort = {EntityTypeSort: {ResaleAuthorizationSort: {SortBy, SortOrder}}};
      assert.equal((await listed(isv, sort)).length, all.length, SortBy);
      await listed(reseller, {...sort, OwnershipType: 'SHARED'});
    }
  const [last] = await listed(isv, {EntityTypeSort: {ResaleAuthorizationSort:
    {SortBy: 'ResellerRole', SortOrder: 'DESCENDING'}}});
  assert.equal(last.EntityId, id);
});
