// What a newcomer finds in the demo: one finished deal of each kind, with its agreement, its usage
// and its money; and open things of every kind to go on with.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {DescribeEntityCommand} from '@aws-sdk/client-marketplace-catalog';
import {BatchMeterUsageCommand} from '@aws-sdk/client-marketplace-metering';
import {createdId} from '../requests/changes.mjs';
import {buy, licenseOf, saasOfferChanges} from '../requests/saas.mjs';
import {searchAgreements} from '../steps/deal_steps.mjs';
import {cents} from '../steps/settlement_steps.mjs';
import {catalogName, dayOf, Marketplace, plusDays} from '../worlds/marketplace.mjs';

let market;

before(async () => {
  market = await Marketplace.open({deals: true, killedStarts: 6});
});

after(() => market?.close());

const byTitle = (deals) =>
  Object.fromEntries(deals.map((each) => [each.offer.productTitle, each]));
const dealsOf = async (actor) =>
  byTitle(await actor.consoleItems('/deals', {accountId: actor.accountId}));

async function threeDealsAreThere() {
  const deals = await dealsOf(market.buyer);
  assert.deepEqual(Object.keys(deals).sort(),
    ['Cloud migration', 'Northwind Analytics', 'Northwind Requests']);
  const {agreementViewSummaries} = await searchAgreements(market.buyer, 'Acceptor');
  assert.deepEqual(agreementViewSummaries.map((each) => each.status),
    ['EXPIRED', 'EXPIRED', 'EXPIRED']);
  for (const each of Object.values(deals))
    for (const invoice of each.money.invoices) assert.equal(invoice.status, 'PAID');
  return deals;
}

test('the buyer sees three finished deals, however often the first start was killed', async () => {
  const deals = await threeDealsAreThere();
  const totals = (title) => deals[title].money.invoices.map((each) => each.totalAmount);
  assert.deepEqual(totals('Cloud migration'), ['6600.00', '4400.00']);
  assert.deepEqual(totals('Northwind Requests'), ['10000.00']);
  assert.deepEqual(totals('Northwind Analytics'), ['12000.00', '2445.00', '3060.00', '3675.00']);
});

test('usage is seen month by month', async () => {
  const quantities = ({usage}) => usage.map((each) => [each.dimension, each.quantity]);
  for (const actor of [market.isv, market.buyer]) {
    const deals = await dealsOf(actor);
    assert.deepEqual(quantities(deals['Northwind Requests']), [['requests', 1_000_000]]);
    assert.deepEqual(quantities(deals['Northwind Analytics']),
      [['queries', 16_300], ['queries', 20_400], ['queries', 24_500]]);
    assert.equal(deals['Cloud migration'].usage, undefined);
    for (const {usage = []} of Object.values(deals))
      for (const {month} of usage) assert.match(month, /^20\d\d-\d\d$/);
  }
});

test('every statement is collected and paid out', async () => {
  const net = async (actor) => {
    const lines = await actor.consoleItems('/statements', {accountId: actor.accountId});
    assert.ok(lines.every((each) => each.collectedOn && each.disbursementId));
    return lines.reduce((sum, each) => sum + cents(each.netAmount), 0);
  };
  // The fee on professional services depends on the year they were agreed on.
  const fee = (await market.isv.consoleItems('/statements', {accountId: market.isv.accountId}))
    .filter((each) => each.kind === 'INSTALMENT')
    .reduce((sum, each) => sum + cents(each.listingFee), 0);
  assert.ok([30_000, 10_000].includes(fee));
  assert.equal(await net(market.isv), 3_310_596 - fee);
  assert.equal(await net(market.reseller), 523_600);
  assert.equal(await net(market.reseller2), 300_000);
  const {balanced, mismatches} = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([balanced, mismatches], [true, []]);
});

test('the clock of the demo is the real one', async () => {
  const {mode, now} = await market.clock();
  assert.equal(mode, 'real');
  assert.ok(Math.abs(Date.parse(now) - Date.now()) < 60_000);
});

test('a restart tells the deals only once', async () => {
  await market.restart();
  await threeDealsAreThere();
});

const named = (start, type = 'ResaleAuthorization') =>
  market.demo.open.find((each) => each.name.startsWith(start) && each.entityType === type);
const inDays = (count) => plusDays(dayOf(new Date().toISOString()), count);

test('things of every kind are open, and demo.json has their ids', () => {
  const seen = market.demo.open.map(({part, entityType, id, name}) =>
    `${part} ${entityType} ${id.split('-')[0]} ${name.replace(/ at .*/, '')}`).sort();
  assert.deepEqual(seen, [
    'reseller Offer offer Northwind Analytics for Fabrikam',
    'reseller ResaleAuthorization resaleauthz Cloud migration, once, in two instalments',
    'reseller ResaleAuthorization resaleauthz ' +
      'Northwind Analytics, a year of users, editors and queries',
    'reseller ResaleAuthorization resaleauthz Northwind Requests, ten years, bronze',
    'reseller ResaleAuthorization resaleauthz Northwind Requests, ten years, silver',
    'reseller2 ResaleAuthorization resaleauthz Northwind Requests, ten years, gold',
  ]);
});

test('an offer of each open authorization may be accepted for sixty days', async () => {
  for (const {part, id, name, entityType} of market.demo.open) {
    if (entityType === 'Offer') continue;
    const markup = /markup of ([\d.]+)/.exec(name)?.[1] ?? '10';
    const offer = createdId(await market[part].succeed(saasOfferChanges({authorization: id,
      buyers: [market.buyer.accountId], endDay: inDays(60), markup})), 'CreateOffer');
    if (!name.includes('ten years')) continue;
    const {DetailsDocument} = await market[part].catalog(
      new DescribeEntityCommand({Catalog: catalogName, EntityId: offer}));
    const {Price} = DetailsDocument.Terms.find((each) => each.RateCards).RateCards[0].RateCard[0];
    assert.equal(Number(Price), 0.01);
  }
});

test('the buyer accepts the offer that waits, more than once, and use is metered now', async () => {
  const {id} = named('Northwind Analytics', 'Offer');
  const agreement = await buy(market.buyer, id, {quantities: {users: 1}});
  const record = {Timestamp: new Date(), Dimension: 'queries', Quantity: 7,
    CustomerAWSAccountId: market.buyer.accountId,
    LicenseArn: await licenseOf(market.buyer, agreement)};
  const {Results} =
    await market.isv.metering(new BatchMeterUsageCommand({UsageRecords: [record]}));
  assert.equal(Results[0].Status, 'Success');
  record.Timestamp = new Date(Date.now() + 48 * 3_600_000);
  await assert.rejects(
    market.isv.metering(new BatchMeterUsageCommand({UsageRecords: [record]})),
    {name: 'TimestampOutOfBoundsException', message: /; the marketplace's time is 20\d\d-.*Z\.$/});
  const {id: authorization} = named('Northwind Analytics, a year');
  const again = createdId(await market.reseller.succeed(saasOfferChanges({authorization,
    buyers: [market.buyer.accountId], endDay: inDays(60), markup: '25'})), 'CreateOffer');
  await buy(market.buyer, again, {quantities: {users: 2}});
});

test('what is refused for its day is told the day of the market', async () => {
  const {now} = await market.clock();
  const {id: authorization} = named('Northwind Analytics, a year');
  const set = await market.reseller.endedChangeSet(saasOfferChanges({authorization,
    buyers: [market.buyer.accountId], endDay: inDays(-2)}));
  const told = set.ChangeSet.flatMap((each) => each.ErrorDetailList ?? [])
    .map((each) => each.ErrorMessage).join();
  assert.ok(told.includes(`; the marketplace's today is ${dayOf(now)}.`), told);
});

test('a demo whose partners may not ask more starts all the same', async () => {
  const path = '/limits/ListEntities';
  const {open} = market.demo;
  await market.operator.consoleAnswer('PUT', path, {body: {value: 1}});
  await market.restart();
  assert.deepEqual(market.demo.open, open);
  await market.operator.consoleAnswer('PUT', path, {body: {}});
});
