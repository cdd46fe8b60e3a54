// A partner turns contract prices into instalments: what the buyer pays, and what each side gets of
// it. Ten basic services cost 1,200.00 at wholesale; the buyer pays 600.00 and 700.00.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createOffer, createdId, newOffer, onOffer} from '../requests/changes.mjs';
import {codeOf, entitlementsOf} from '../requests/saas.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {Marketplace, nineOn} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

let market;
let world;
let offer;
let agreement;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

test('the offer has fixed quantities and a schedule instead of contract prices', async () => {
  offer = createdId(await market.reseller.succeed([
    createOffer(world.contract), ...world.conversion(), ...world.complete(),
    onOffer('ReleaseOffer', newOffer)]), 'CreateOffer');
  const {DetailsDocument: {Terms}} = await describeEntity(market.reseller, offer);
  assert.deepEqual(Terms.map((each) => each.Type), ['LegalTerm', 'FixedUpfrontPricingTerm',
    'ValidityTerm', 'UsageBasedPricingTerm', 'PaymentScheduleTerm']);
  assert.deepEqual(Terms[1].Grants, [{DimensionKey: 'BasicService', MaxQuantity: 10}]);
  assert.deepEqual(Terms.at(-1).Schedule.map((each) => each.ChargeAmount), ['600', '700']);
});

test('the buyer gets the fixed quantities and chooses nothing', async () => {
  agreement = await world.acceptQuote(await world.quoted(offer, {}, null));
  assert.equal((await world.describe(agreement)).estimatedCharges.agreementValue, '1300.00');
  const entitled = await entitlementsOf((command) => market.isv.entitlement(command),
    {ProductCode: codeOf(world.saas)});
  assert.deepEqual(entitled.map((each) => [each.Dimension, each.Value.IntegerValue]),
    [['BasicService', 10]]);
});

test('the wholesale price is paid in proportion, to the cent', async () => {
  await market.moveClockTo(nineOn(world.chargeDays[1]));
  const invoices = await invoicesOf(market.buyer, {agreement});
  assert.deepEqual(invoices.map((each) => each.totalAmount), ['600.00', '700.00']);
  for (const {invoiceId, totalAmount} of invoices)
    assert.equal((await pay(market.operator, invoiceId, totalAmount, invoiceId)).json.status,
      'PAID');
  const of = async (seller, name) => (await seller.consoleItems('/statements',
    {accountId: seller.accountId})).filter((each) => each.agreementId === agreement)
    .map((each) => each[name]).toSorted();
  assert.deepEqual(await of(market.isv, 'wholesaleAmount'), ['553.85', '646.15']);
  assert.deepEqual(await of(market.reseller, 'marginAmount'), ['46.15', '53.85']);
  const {money} = await market.reseller.consoleAnswer('GET', `/deals/${agreement}`);
  assert.deepEqual([money.buyerAmount, money.wholesaleAmount, money.marginAmount],
    ['1300.00', '1200.00', '100.00']);
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
});
