// The third deal: one product at 0.01 a request, sold for ten years through a bronze, a silver and
// a gold authorization (GV-2, GV-3, GV-4); and the fee tiers of contracts (GV-7).
import assert from 'node:assert/strict';
import {
  DescribeAgreementCommand, GetAgreementEntitlementsCommand, GetAgreementTermsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {createdId} from '../requests/changes.mjs';
import {
  buy, contractChanges, offerToBuyer, pricing, reportBatch, upfrontCard,
  upfrontInvoice, upfrontTerm, usageChanges, usageTerm,
} from '../requests/saas.mjs';
import {firstOfNextMonth} from '../steps/saas_metering_steps.mjs';
import {inSequence} from '../steps/sequence.mjs';
import {invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {nineOn, plusDays, plusYears} from '../worlds/marketplace.mjs';

const dimension = 'Requests';
const million = 1_000_000;
const hour_ms = 3_600_000;

// The days of validity are filled in once the calendar is known.
const tiers = [
  {name: 'bronze', wholesale: '0.008', markup: '25', validity: 'duration',
    figures: ['10000.00', '8000.00', '280.00', '7720.00', '2000.00']},
  {name: 'silver', wholesale: '0.0075', markup: '33.3', validity: 'end',
    figures: ['9997.50', '7500.00', '262.50', '7237.50', '2497.50']},
  {name: 'gold', wholesale: '0.007', markup: '42.8',
    figures: ['9996.00', '7000.00', '245.00', '6755.00', '2996.00']},
  {name: 'silver in nine decimals', wholesale: '0.0075', markup: '33.333333333',
    figures: ['10000.00', '7500.00', '262.50', '7237.50', '2500.00']},
  {name: 'gold in nine decimals', wholesale: '0.007', markup: '42.857142857',
    figures: ['10000.00', '7000.00', '245.00', '6755.00', '3000.00']},
];

const describe = (actor, agreementId) =>
  actor.agreement(new DescribeAgreementCommand({agreementId}));

async function createTheProduct(market, deal) {
  deal.product = createdId(await market.isv.succeed(usageChanges(market, {
    'SaaSProduct/AddDimensions': [{Key: dimension, Name: 'Requests', Description: 'A request',
      Unit: 'Requests', Types: ['ExternallyMetered']}],
    'Offer/UpdatePricingTerms': pricing('Usage', usageTerm({[dimension]: '0.01'},
      {resale: false})),
  })), 'CreateProduct');
}

async function offerThreeTiers(market, deal) {
  const validities = {
    duration: {AgreementDuration: 'P3650D'}, end: {AgreementEndDate: deal.lastDay},
  };
  deal.sales = [];
  for (const tier of tiers) {
    const {offer} = await offerToBuyer(market, {
      product: deal.product, markup: tier.markup, validity: validities[tier.validity],
      prices: pricing('Usage', usageTerm({[dimension]: tier.wholesale})),
      endDay: plusDays(deal.start, 40),
    });
    deal.sales.push({tier, offer});
  }
}

async function buyerAcceptsEach({buyer}, deal) {
  const ends = {
    duration: new Date(Date.parse(nineOn(deal.start)) + 3650 * 24 * hour_ms),
    end: new Date(`${deal.lastDay}T23:59:59.999Z`),
  };
  for (const sale of deal.sales) {
    const {pricingModel} = await buyer.discovery('getOffer', {offerId: sale.offer});
    assert.equal(pricingModel.pricingModelType, 'USAGE');
    sale.agreement = await buy(buyer, sale.offer);
    sale.ends = ends[sale.tier.validity];
    const found = await describe(buyer, sale.agreement);
    assert.equal(found.endTime?.toISOString(), sale.ends?.toISOString());
    assert.equal(Number(found.estimatedCharges.agreementValue), 0);
    const {acceptedTerms} = await buyer.agreement(
      new GetAgreementTermsCommand({agreementId: sale.agreement}));
    const shown = acceptedTerms.find((each) => each.validityTerm)?.validityTerm;
    if (sale.tier.validity === 'duration') assert.equal(shown.agreementDuration, 'P3650D');
    if (sale.tier.validity === 'end')
      assert.equal(shown.agreementEndDate.toISOString(), sale.ends.toISOString());
    if (!sale.tier.validity) assert.equal(shown, undefined);
    const {agreementEntitlements: [entitlement]} = await buyer.agreement(
      new GetAgreementEntitlementsCommand({agreementId: sale.agreement}));
    sale.license = entitlement.licenseArn;
  }
  assert.equal(new Set(deal.sales.map((each) => each.license)).size, tiers.length);
}

const record = ({buyer}, sale, Timestamp, Quantity) => ({
  Timestamp, Quantity, Dimension: dimension, LicenseArn: sale.license,
  CustomerAWSAccountId: buyer.accountId,
});

const statuses = ({Results}) => Results.map((each) => each.Status);

async function aMillionIsUsedOfEach(market, deal) {
  const {Results} = await reportBatch(market.isv, deal.sales.map((sale) =>
    record(market, sale, new Date(nineOn(deal.start)), million)));
  assert.deepEqual(Results.map((each) => each.Status), tiers.map(() => 'Success'));
}

async function figuresAreExact(market, deal) {
  const {isv, reseller, buyer, operator} = market;
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(deal.start), 1)));
  for (const sale of deal.sales) {
    const [invoice, ...more] = await invoicesOf(buyer, sale);
    assert.deepEqual(more, []);
    const {json} = await pay(operator, invoice.invoiceId, invoice.totalAmount, sale.agreement);
    assert.equal(json.status, 'PAID');
    const own = async (seller) => (await seller.consoleItems('/statements',
      {accountId: seller.accountId})).find((each) => each.agreementId === sale.agreement);
    const [ofIsv, ofPartner] = [await own(isv), await own(reseller)];
    assert.deepEqual([invoice.totalAmount, ofIsv.wholesaleAmount, ofIsv.listingFee,
      ofIsv.netAmount, ofPartner.netAmount], sale.tier.figures, sale.tier.name);
  }
}

// A late report is of the last hour of the agreement, with so many milliseconds after its end.
async function reportLate(market, sale, late_ms, quantity) {
  const timestamp = new Date(sale.ends.getTime() - 1);
  await market.moveClockTo(new Date(sale.ends.getTime() + late_ms).toISOString());
  return statuses(await reportBatch(market.isv, [record(market, sale, timestamp, quantity)]));
}

async function endsOnItsDay(market, sale) {
  const {isv, buyer, reseller} = market;
  const ends = sale.ends.getTime();
  await market.moveClockTo(new Date(ends - 1).toISOString());
  assert.equal((await describe(buyer, sale.agreement)).status, 'ACTIVE');
  await market.moveClockTo(new Date(ends).toISOString());
  for (const party of [buyer, reseller])
    assert.equal((await describe(party, sale.agreement)).status, 'EXPIRED');
  const {agreementEntitlements: [entitlement]} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId: sale.agreement}));
  assert.equal(entitlement.status, 'DEPROVISIONED');
  assert.equal(entitlement.registrationToken, undefined);
  const after = record(market, sale, new Date(ends), 1000);
  await assert.rejects(reportBatch(isv, [after]), {name: 'InvalidLicenseException'});
}

async function tenYearsPass(market, deal) {
  const ending = deal.sales.filter((each) => each.ends)
    .toSorted((a, b) => a.ends - b.ends);
  assert.equal(ending.length, 2);
  for (const sale of ending) {
    await endsOnItsDay(market, sale);
    assert.deepEqual(await reportLate(market, sale, hour_ms, 1000), ['Success']);
    assert.deepEqual(await reportLate(market, sale, hour_ms + 1, 1000),
      ['CustomerNotSubscribed']);
  }
  const endless = deal.sales.find((each) => !each.ends);
  assert.equal((await describe(market.buyer, endless.agreement)).status, 'ACTIVE');
  const {now} = await market.clock();
  assert.deepEqual(
    statuses(await reportBatch(market.isv, [record(market, endless, new Date(now), 1000)])),
    ['Success']);
}

async function lastUsageIsInvoiced(market, deal) {
  const {now} = await market.clock();
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(now.slice(0, 10)), 1)));
  const [bronze, silver, gold] = deal.sales;
  for (const [sale, amount] of [[bronze, '10.00'], [silver, '10.00'], [gold, '10.00']]) {
    const invoices = await invoicesOf(market.buyer, sale);
    assert.deepEqual(invoices.map((each) => each.totalAmount), [sale.tier.figures[0], amount]);
  }
}

// GV-7: contracts of one dimension at a cent, without a markup.
const bands = [
  [99_999_999, '999999.99', '35000.00'],
  [100_000_000, '1000000.00', '25000.00'],
  [999_999_999, '9999999.99', '250000.00'],
  [1_000_000_000, '10000000.00', '200000.00'],
];

async function feesFollowTheirTiers(market) {
  const {isv, buyer} = market;
  const start = (await market.clock()).now.slice(0, 10);
  const product = createdId(await isv.succeed(contractChanges(market)), 'CreateProduct');
  for (const [quantity, amount, fee] of bands) {
    const {offer} = await offerToBuyer(market, {
      product, endDay: plusDays(start, 40), prices: pricing('Contract',
        upfrontTerm([upfrontCard({BasicService: '0.01', PremiumService: '0.01'})])),
    });
    const agreement = await buy(buyer, offer, {quantities: {BasicService: quantity}});
    const invoice = await upfrontInvoice(buyer, {agreement});
    assert.equal(invoice.totalAmount, amount);
    const statement = (await isv.consoleItems('/statements', {accountId: isv.accountId}))
      .find((each) => each.agreementId === agreement);
    assert.deepEqual([statement.wholesaleAmount, statement.listingFee], [amount, fee]);
  }
}

async function booksAreBalanced({operator}) {
  const audit = await operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
}

inSequence([
  ['the ISV sells requests at a cent', createTheProduct],
  ['the partner offers them from a bronze, a silver and a gold authorization', offerThreeTiers],
  ['the buyer accepts each, for ten years or without an end', buyerAcceptsEach],
  ['a million requests are used of each', aMillionIsUsedOfEach],
  ['buyer, partner, ISV and marketplace have exactly their parts', figuresAreExact],
  ['ten years pass; agreements end on their day and take usage for an hour more', tenYearsPass],
  ['the last usage is invoiced', lastUsageIsInvoiced],
  ['the listing fee of a contract follows its size', feesFollowTheirTiers],
  ['the books are balanced', booksAreBalanced],
], (start) => ({start, lastDay: plusYears(start, 10)}));
