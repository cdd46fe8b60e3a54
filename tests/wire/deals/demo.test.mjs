// What a newcomer finds in the demo: one finished deal of each kind, with its agreement, its usage
// and its money.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {searchAgreements} from '../steps/deal_steps.mjs';
import {cents} from '../steps/settlement_steps.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

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
