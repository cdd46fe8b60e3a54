// Invoices and statements of random deals, held against sums of our own: what forty metered
// dimensions come to is rounded once (R-PRC-05), and whatever is paid on whichever day, the lines
// of a statement add up to the charge and to the pay-outs they name (R-DIS-13). CPPO_SEED repeats
// a run.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createdId} from '../requests/changes.mjs';
import {
  buy, licenseOf, offerToBuyer, pricing, reportBatch, usageChanges, usageTerm,
} from '../requests/saas.mjs';
import {firstOfNextMonth} from '../steps/saas_metering_steps.mjs';
import {invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {
  centsOf, centsText, exactText, feeOnNext, markedUp, priceOf, roundedOnce, shareOf,
} from '../worlds/exact_money.mjs';
import {Marketplace, dayOf, nineOn, plusDays} from '../worlds/marketplace.mjs';
import {randomFrom, seedOfThisRun} from '../worlds/random.mjs';

const dimensions = Array.from({length: 40}, (_, at) => `D${String(at).padStart(2, '0')}`);
const batch_max = 25;
const fee_ppm = 35_000n;
const below = randomFrom(seedOfThisRun());

// What is sold, by dimension: the wholesale prices as texts, and what is used.
const same = (price, quantity) => dimensions.map((key) => ({key, price, quantity}));
const random = () => dimensions.map((key) => ({
  key, price: exactText(BigInt(below(3_000_000))), quantity: below(4) === 0 ? 0 : below(2_000),
}));
const sales = [
  {name: 'forty at half a cent', markup: '42.857142857', used: same('0.0035', 1),
    figures: ['0.20', '0.14', '0.06']},
  {name: 'forty at just less', markup: '40', used: same('0.0035', 1),
    figures: ['0.20', '0.14', '0.06']},
  {name: 'nothing to speak of', markup: '0', used: same('0.0001', 1), figures: ['0.00']},
  ...Array.from({length: 6}, (_, at) => ({
    name: `a random deal, number ${at}`, used: random(),
    markup: exactText(BigInt(below(200)) * 10n ** 8n + BigInt(below(10 ** 8))),
  })),
];

let market;
let start;

before(async () => {
  market = await Marketplace.open();
  start = await market.freezeClock();
});
after(() => market?.close());

async function createTheProduct() {
  const added = dimensions.map((Key) => ({
    Key, Name: Key, Description: Key, Unit: 'Units', Types: ['ExternallyMetered']}));
  const listed = Object.fromEntries(dimensions.map((key) => [key, '1']));
  return createdId(await market.isv.succeed(usageChanges(market, {
    'SaaSProduct/AddDimensions': added,
    'Offer/UpdatePricingTerms': pricing('Usage', usageTerm(listed, {resale: false})),
  })), 'CreateProduct');
}

async function report(sale) {
  const records = sale.used.map(({key, quantity}) => ({
    Timestamp: new Date(nineOn(start)), Dimension: key, Quantity: quantity,
    LicenseArn: sale.license, CustomerAWSAccountId: market.buyer.accountId,
  }));
  for (let at = 0; at < records.length; at += batch_max) {
    const {Results} = await reportBatch(market.isv, records.slice(at, at + batch_max));
    assert.ok(Results.every((each) => each.Status === 'Success'));
  }
}

// What the charge of a sale must come to, both sides.
function reckoned(sale) {
  const used = sale.used.filter((each) => each.quantity > 0);
  const exact = (priced) => used.map((each) => priced(priceOf(each.price)) * BigInt(each.quantity));
  const paid = exact((price) => markedUp(price, sale.markup));
  const buyer = roundedOnce(paid);
  const wholesale = roundedOnce(exact((price) => price));
  const fee = feeOnNext(0n, 0n, wholesale.total, fee_ppm);
  return {
    buyer, wholesale: wholesale.total, fee,
    lines: used.map(({key, quantity}, at) => [key, quantity, centsText(buyer.lines[at]),
      exactText(paid[at])]),
    parts: [wholesale.total - fee, buyer.total - wholesale.total, fee, 0n],
  };
}

const linesOf = async (seller, sale) => (await seller.consoleItems('/statements',
  {accountId: seller.accountId})).filter((each) => each.agreementId === sale.agreement);
const sumOf = (lines, member) =>
  centsText(lines.reduce((sum, each) => sum + centsOf(each[member]), 0n));

test('a charge is the exact sum of its lines, rounded once', async () => {
  const product = await createTheProduct();
  for (const sale of sales) {
    const wholesale = Object.fromEntries(sale.used.map(({key, price}) => [key, price]));
    const {offer} = await offerToBuyer(market, {product, markup: sale.markup,
      prices: pricing('Usage', usageTerm(wholesale)), endDay: plusDays(start, 40)});
    sale.agreement = await buy(market.buyer, offer);
    sale.license = await licenseOf(market.buyer, sale.agreement);
    await report(sale);
  }
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(start), 1)));
  for (const sale of sales) {
    sale.sum = reckoned(sale);
    const {buyer, lines, parts} = sale.sum;
    if (sale.figures)
      assert.deepEqual([buyer.total, parts[0] + parts[2], parts[1]].map(centsText)
        .slice(0, sale.figures.length), sale.figures, sale.name);
    const [invoice, ...more] = await invoicesOf(market.buyer, sale);
    assert.deepEqual(more, []);
    const [charge] = await market.buyer.consoleItems('/charges', {agreementId: sale.agreement});
    assert.equal(charge.amount, centsText(buyer.total), sale.name);
    if (buyer.total === 0n) {
      assert.equal(invoice, undefined);
      assert.equal(charge.status, 'PAID');
      continue;
    }
    assert.equal(invoice.totalAmount, centsText(buyer.total), sale.name);
    assert.deepEqual(invoice.lines.map((each) =>
      [each.dimension, each.quantity, each.amount, each.exactAmount]), lines, sale.name);
    const [ofIsv] = await linesOf(market.isv, sale);
    assert.deepEqual([ofIsv.wholesaleAmount, ofIsv.listingFee, ofIsv.netAmount],
      [sale.sum.wholesale, sale.sum.fee, parts[0]].map(centsText), sale.name);
    const [ofPartner] = await linesOf(market.reseller, sale);
    assert.deepEqual([ofPartner.buyerAmount, ofPartner.marginAmount, ofPartner.netAmount],
      [buyer.total, parts[1], parts[1]].map(centsText), sale.name);
  }
});

async function wantsToBePaid(seller, token) {
  const disbursementPreference = below(2) ? {frequency: 'DAILY'}
    : {frequency: 'MONTHLY', dayOfMonth: 1 + below(28)};
  await seller.consoleAnswer('PUT', `/accounts/${seller.accountId}/seller`,
    {body: {disbursementPreference}, token});
}

// A random part of what is open, received on a random day that has come.
async function paySomeOf(sale, today) {
  sale.open ??= [...sale.sum.parts];
  sale.collected ??= [];
  const open = sale.open.reduce((sum, each) => sum + each, 0n);
  if (open === 0n) return;
  const amount = below(3) === 0 ? open : 1n + BigInt(below(Number(open)));
  const {invoiceId, issuedOn} = (await invoicesOf(market.buyer, sale))[0];
  const span_days = (Date.parse(today) - Date.parse(issuedOn)) / 86_400_000;
  const reply = await pay(market.operator, invoiceId, centsText(amount),
    `${sale.agreement}-${sale.collected.length}`.slice(-64),
    {receivedOn: plusDays(issuedOn, below(span_days + 1))});
  assert.equal(reply.status, 201, reply.text);
  const taken = shareOf(sale.open, amount);
  sale.open = sale.open.map((each, at) => each - taken[at]);
  sale.collected.push(taken);
  assert.equal(reply.json.status, open === amount ? 'PAID' : 'OPEN');
}

// The lines of a seller are what was collected, then what is open; none has changed.
async function checkLines(seller, sale, part) {
  const lines = await linesOf(seller, sale);
  const isSettled = sale.open.every((each) => each === 0n);
  const expected = [...sale.collected, ...(isSettled ? [] : [sale.open])];
  assert.deepEqual(lines.map((each) => each.netAmount),
    expected.map((each) => centsText(each[part])), sale.name);
  lines.forEach((each, at) =>
    assert.equal(each.collectedOn !== undefined, at < sale.collected.length));
  const {parts, buyer, wholesale, fee} = sale.sum;
  assert.equal(sumOf(lines, 'netAmount'), centsText(parts[part]));
  assert.equal(sumOf(lines, 'wholesaleAmount'), centsText(wholesale));
  assert.equal(sumOf(lines, 'listingFee'), centsText(part === 0 ? fee : 0n));
  if (part === 1) assert.equal(sumOf(lines, 'buyerAmount'), centsText(buyer.total));
  sale.kept ??= [{}, {}];
  for (const {lineId, disbursementId, held, ...line} of lines) {
    if (!line.collectedOn) continue;
    const {paidBy, ...before} = sale.kept[part][lineId] ?? line;
    assert.deepEqual(line, before, sale.name);
    assert.ok(!paidBy || paidBy === disbursementId);
    assert.equal(held, undefined);
    sale.kept[part][lineId] = {...line, paidBy: disbursementId};
  }
}

// Every pay-out is the sum of the lines that name it.
async function checkPayouts(seller) {
  const lines = await seller.consoleItems('/statements', {accountId: seller.accountId});
  for (const paid of await seller.consoleItems('/disbursements', {accountId: seller.accountId})) {
    const named = lines.filter((each) => each.disbursementId === paid.disbursementId);
    assert.equal(sumOf(named, 'netAmount'), paid.amount);
    assert.equal(sumOf(paid.lines, 'amount'), paid.amount);
  }
}

test('a statement adds up to its charges and to the pay-outs it names', async () => {
  const {isv, reseller, operator} = market;
  const owing = sales.filter((each) => each.sum.buyer.total > 0n);
  for (let round = 0; round < 12; ++round) {
    for (const [at, seller] of [isv, reseller].entries())
      if (below(3) === 0) await wantsToBePaid(seller, `preference-${round}-${at}`);
    const today = dayOf((await market.clock()).now);
    for (const sale of owing) if (below(2)) await paySomeOf(sale, today);
    await market.moveClockTo(nineOn(plusDays(today, 1 + below(12))));
    for (const sale of owing) {
      if (!sale.collected) continue;
      await checkLines(isv, sale, 0);
      await checkLines(reseller, sale, 1);
    }
    await checkPayouts(isv);
    await checkPayouts(reseller);
  }
  const {balanced, mismatches} = await operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual(mismatches, []);
  assert.ok(balanced);
});
