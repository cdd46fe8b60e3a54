// The second deal's money. The contract: 12,000.00 of the buyer's, 9,600.00 wholesale, a fee of
// 336.00 (GV-5). The first month: 163 x 0.15 + 42 x 0.25 = 34.95, 163 x 0.12 + 42 x 0.20 = 27.96.
import assert from 'node:assert/strict';
import {nineOn, plusDays} from '../worlds/marketplace.mjs';
import {firstOfNextMonth} from './saas_metering_steps.mjs';
import {balancesOf, cents, invoicesOf, pay} from './settlement_steps.mjs';

const monthly = {frequency: 'MONTHLY', dayOfMonth: 10};
const daily = {frequency: 'DAILY'};

async function sellersChoose({isv, reseller}) {
  for (const [seller, disbursementPreference] of [[isv, monthly], [reseller, daily]])
    await seller.consoleAnswer('PUT', `/accounts/${seller.accountId}/seller`,
      {body: {disbursementPreference}});
}

const lineFigures = (invoice) =>
  invoice.lines.map((each) => [each.kind, each.dimension, each.quantity, each.amount]);

async function usageInvoiceIsCut(market, deal) {
  const first = firstOfNextMonth(deal.start);
  await market.moveClockTo(`${first}T23:59:59.999Z`);
  assert.equal((await invoicesOf(market.buyer, deal)).length, 1);
  deal.second = plusDays(first, 1);
  await market.moveClockTo(nineOn(deal.second));
  const invoices = await invoicesOf(market.buyer, deal);
  assert.deepEqual(invoices.map((each) => [each.issuedOn, each.totalAmount]),
    [[deal.start, '12000.00'], [deal.second, '34.95']]);
  assert.deepEqual(lineFigures(invoices[1]),
    [['USAGE', 'WorkloadSmall', 163, '24.45'], ['USAGE', 'WorkloadMedium', 42, '10.50']]);
  deal.invoices = invoices.map((each) => each.invoiceId);
}

async function buyerPays({operator, buyer}, deal) {
  const [contract, usage] = deal.invoices;
  for (const [invoice, amount, status] of
    [[contract, '5000.00', 'OPEN'], [contract, '7000.00', 'PAID'], [usage, '34.95', 'PAID']]) {
    const {json} = await pay(operator, invoice, amount, `${invoice}-${amount}`);
    assert.equal(json.status, status);
  }
  const invoices = await invoicesOf(buyer, deal, {status: 'PAID'});
  assert.deepEqual(invoices.map((each) => each.paidAmount), ['12000.00', '34.95']);
}

async function sellersReadTheirShares({isv, reseller}, deal) {
  const read = async (seller, names) => {
    const items = await seller.consoleItems('/statements', {accountId: seller.accountId});
    return items
      .toSorted((a, b) => deal.invoices.indexOf(a.invoiceId) - deal.invoices.indexOf(b.invoiceId))
      .map((each) => names.map((name) => each[name]));
  };
  assert.deepEqual(await read(isv, ['kind', 'wholesaleAmount', 'listingFee', 'netAmount']), [
    ['UPFRONT', '4000.00', '140.00', '3860.00'],
    ['UPFRONT', '5600.00', '196.00', '5404.00'],
    ['USAGE', '27.96', '0.98', '26.98'],
  ]);
  assert.deepEqual(
    await read(reseller, ['kind', 'buyerAmount', 'wholesaleAmount', 'marginAmount', 'netAmount']),
    [['UPFRONT', '5000.00', '4000.00', '1000.00', '1000.00'],
      ['UPFRONT', '7000.00', '5600.00', '1400.00', '1400.00'],
      ['USAGE', '34.95', '27.96', '6.99', '6.99']]);
  const own = await isv.consoleItems('/statements', {accountId: isv.accountId});
  assert.doesNotMatch(JSON.stringify(own), /12000|2400|34\.95|6\.99|buyerAmount|marginAmount/);
}

const disbursements = async (seller) =>
  (await seller.consoleItems('/disbursements', {accountId: seller.accountId}))
    .map((each) => [each.paidOn, each.amount]);

async function sellersArePaid(market, deal) {
  const {isv, reseller} = market;
  const payday = plusDays(deal.second, 8);
  await market.moveClockTo(nineOn(plusDays(deal.second, 1)));
  assert.deepEqual(await disbursements(reseller), [[plusDays(deal.second, 1), '2406.99']]);
  assert.deepEqual(await disbursements(isv), []);
  await market.moveClockTo(nineOn(payday));
  assert.deepEqual(await disbursements(isv), [[payday, '9290.98']]);
}

async function booksAgree({isv, reseller, operator}) {
  const audit = await operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
  const {text} = await operator.console('GET', '/ledger/journal');
  const balances = balancesOf(text);
  const ending = (name) => Object.entries(balances).filter(([account]) => account.includes(name));
  assert.deepEqual(ending('bank').map(([, amount]) => amount), [33_698]);
  assert.deepEqual(ending('fees').map(([, amount]) => amount), [-33_698]);
  for (const {accountId} of [isv, reseller])
    assert.equal(balances[`liabilities:payable:${accountId}`] ?? 0, 0);
}

async function nextMonthIsInvoicedToo(market, deal) {
  const first = firstOfNextMonth(deal.second);
  await market.moveClockTo(nineOn(plusDays(first, 1)));
  const invoices = await invoicesOf(market.buyer, deal);
  assert.equal(invoices.length, 3);
  assert.deepEqual(lineFigures(invoices[2]), [['USAGE', 'WorkloadMedium', 5, '1.25']]);
  // A month without usage has no invoice.
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(first), 1)));
  assert.equal((await invoicesOf(market.buyer, deal)).length, 3);
}

async function dealsShowIt({isv, reseller, buyer}, deal) {
  for (const actor of [isv, reseller, buyer]) {
    const whole = await actor.consoleAnswer('GET', `/deals/${deal.agreement}`);
    assert.equal(whole.agreement.agreementId, deal.agreement);
    assert.deepEqual(whole.entitlements[0].grants.map((each) => each.quantity), [40, 20]);
    if (actor === isv) assert.doesNotMatch(JSON.stringify(whole), /12000|2400|34\.95|6\.99/);
    if (actor === buyer) assert.doesNotMatch(JSON.stringify(whole), /9600|27\.96|wholesale/i);
  }
  const sum = (await invoicesOf(buyer, deal))
    .reduce((total, each) => total + cents(each.totalAmount), 0);
  assert.equal(sum, 1_203_620);
}

export const saasSettlementSteps = [
  ['the sellers choose how they are paid', sellersChoose],
  ['the usage of the month is invoiced on the second', usageInvoiceIsCut],
  ['the buyer pays both invoices, one in parts', buyerPays],
  ['each seller reads its share', sellersReadTheirShares],
  ['the partner is paid the day after, the ISV on the tenth', sellersArePaid],
  ['the books are balanced, and hledger agrees', booksAgree],
  ['the next month is invoiced, and one without usage is not', nextMonthIsInvoicedToo],
  ['each side sees its own part of the deal', dealsShowIt],
];
