// What happens to the deal's money, step by step: invoices, payments, statements, payouts, books.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {ListAgreementInvoiceLineItemsCommand} from '@aws-sdk/client-marketplace-agreement';
import {nextTenth, nineOn, plusDays} from '../worlds/marketplace.mjs';

// An exact amount in cents, for texts that may leave out zeros at their end.
export function cents(text) {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

// What an ISV must never learn of the partner's price.
export function hasNothingOfTheBuyersPrice(text) {
  assert.doesNotMatch(text, /0\.55|1\.10|"1\.1"|[Mm]arkup|buyerAmount|marginAmount/);
}

async function sellersChooseHowTheyArePaid({isv, reseller}) {
  const choose = async (seller, preference) => {
    const path = `/accounts/${seller.accountId}/seller`;
    await seller.consoleAnswer('PUT', path,
      {body: {disbursementPreference: preference}, token: `preference-${seller.name}`});
    const kept = await seller.consoleAnswer('GET', path);
    assert.deepEqual(kept.disbursementPreference, preference);
  };
  await choose(reseller, {frequency: 'DAILY'});
  await choose(isv, {frequency: 'MONTHLY', dayOfMonth: 10});
}

export const invoicesOf = (actor, deal, more = {}) =>
  actor.consoleItems('/invoices', {agreementId: deal.agreement, ...more});

export function pay(operator, invoiceId, amount, token, more = {}) {
  return operator.console('POST', '/payments',
    {body: {invoiceId, amount, currency: 'USD', ...more}, token});
}

async function paid(operator, invoiceId, amount, token, status) {
  const reply = await pay(operator, invoiceId, amount, token);
  assert.ok([200, 201].includes(reply.status), reply.text);
  assert.equal(reply.json.invoiceId, invoiceId);
  assert.equal(reply.json.status, status);
  const again = await pay(operator, invoiceId, amount, token);
  assert.equal(again.json.paymentId, reply.json.paymentId);
}

async function firstInvoiceIsCutOnItsDay(market, deal) {
  const {buyer} = market;
  await market.moveClockTo(nineOn(plusDays(deal.chargeDays[0], -1)));
  assert.deepEqual(await invoicesOf(buyer, deal), []);
  const moved = await market.moveClockTo(nineOn(deal.chargeDays[0]));
  assert.ok(moved.ran >= 1);
  const [invoice, ...more] = await invoicesOf(buyer, deal);
  assert.deepEqual(more, []);
  assert.equal(invoice.status, 'OPEN');
  assert.equal(invoice.currency, 'USD');
  assert.equal(invoice.totalAmount, '0.55');
  assert.equal(invoice.paidAmount, '0.00');
  assert.equal(invoice.taxAmount, '0.00');
  assert.equal(invoice.issuedOn, deal.chargeDays[0]);
  assert.equal(invoice.dueOn, plusDays(deal.chargeDays[0], 30));
  assert.equal(invoice.buyerAccountId, buyer.accountId);
  assert.deepEqual(invoice.lines.map((each) => [each.kind, each.amount]), [['INSTALMENT', '0.55']]);
  deal.invoices = [invoice.invoiceId];
}

async function partOfTheFirstInvoiceIsPaid({operator, buyer}, deal) {
  await paid(operator, deal.invoices[0], '0.30', 'first-part', 'OPEN');
  const [invoice] = await invoicesOf(buyer, deal);
  assert.equal(invoice.status, 'OPEN');
  assert.equal(invoice.paidAmount, '0.30');
}

async function secondInvoiceIsCutOnItsDay(market, deal) {
  await market.moveClockTo(nineOn(deal.chargeDays[1]));
  const invoices = await invoicesOf(market.buyer, deal);
  assert.deepEqual(invoices.map((each) => each.issuedOn), deal.chargeDays);
  assert.deepEqual(invoices.map((each) => each.totalAmount), ['0.55', '0.55']);
  deal.invoices = invoices.map((each) => each.invoiceId);
}

async function theRestIsPaid({operator, buyer}, deal) {
  await paid(operator, deal.invoices[0], '0.25', 'second-part', 'PAID');
  await paid(operator, deal.invoices[1], '0.55', 'second-invoice', 'PAID');
  for (const invoice of await invoicesOf(buyer, deal, {status: 'PAID'}))
    assert.equal(invoice.paidAmount, '0.55');
}

async function partnerReadsTheInvoices({reseller, buyer}, deal) {
  const lines = (actor) => actor.agreement(new ListAgreementInvoiceLineItemsCommand(
    {agreementId: deal.agreement, groupBy: 'INVOICE_ID'}));
  const {agreementInvoiceLineItemGroupSummaries: groups} = await lines(reseller);
  assert.deepEqual(groups.map((each) => each.invoiceId).sort(), deal.invoices.toSorted());
  for (const each of groups) {
    assert.equal(each.agreementId, deal.agreement);
    assert.equal(cents(each.pricingCurrencyAmount.amount), 55);
    assert.equal(each.pricingCurrencyAmount.currencyCode, 'USD');
    assert.equal(each.invoiceType, 'INVOICE');
  }
  await assert.rejects(lines(buyer), {name: 'AccessDeniedException', reason: 'INVALID_ACCESS'});
}

async function sellersReadTheirStatements({isv, reseller, buyer}, deal) {
  const figures = (items, names) => items
    .toSorted((a, b) => deal.invoices.indexOf(a.invoiceId) - deal.invoices.indexOf(b.invoiceId))
    .map((each) => names.map((name) => each[name]));

  const isvLines = await isv.consoleItems('/statements', {accountId: isv.accountId});
  assert.deepEqual(figures(isvLines, ['wholesaleAmount', 'listingFee', 'netAmount']),
    [['0.27', '0.00', '0.27'], ['0.23', '0.01', '0.22'], ['0.50', '0.00', '0.50']]);
  hasNothingOfTheBuyersPrice(JSON.stringify(isvLines));
  assert.ok(isvLines.every((each) => each.customerAccountId === buyer.accountId));

  const partnerLines = await reseller.consoleItems('/statements', {accountId: reseller.accountId});
  assert.deepEqual(
    figures(partnerLines, ['buyerAmount', 'wholesaleAmount', 'marginAmount', 'netAmount']),
    [['0.30', '0.27', '0.03', '0.03'], ['0.25', '0.23', '0.02', '0.02'],
      ['0.55', '0.50', '0.05', '0.05']]);
  for (const each of [...isvLines, ...partnerLines]) {
    assert.equal(each.agreementId, deal.agreement);
    assert.equal(each.offerId, deal.offer);
    assert.equal(each.resellerAccountId, reseller.accountId);
    assert.ok(deal.chargeDays.includes(each.collectedOn));
  }
}

const disbursements = (actor) =>
  actor.consoleItems('/disbursements', {accountId: actor.accountId});

async function partnerIsPaidTheDayAfter(market, deal) {
  const {isv, reseller} = market;
  await market.moveClockTo(nineOn(plusDays(deal.chargeDays[1], 1)));
  const items = await disbursements(reseller);
  assert.deepEqual(items.map((each) => [each.paidOn, each.amount, each.currency]), [
    [deal.chargeDays[1], '0.03', 'USD'],
    [plusDays(deal.chargeDays[1], 1), '0.07', 'USD'],
  ]);
  assert.deepEqual(await disbursements(isv), []);
}

async function isvIsPaidOnTheTenth(market, deal) {
  const payday = nextTenth(plusDays(deal.chargeDays[1], 1));
  await market.moveClockTo(nineOn(payday));
  const items = await disbursements(market.isv);
  assert.deepEqual(items.map((each) => [each.paidOn, each.amount, each.currency]),
    [[payday, '0.99', 'USD']]);
  const lines = items[0].lines.reduce((sum, each) => sum + cents(each.amount), 0);
  assert.equal(lines, 99);
  const partner = (await disbursements(market.reseller))
    .reduce((sum, each) => sum + cents(each.amount), 0);
  assert.equal(partner, 10);
  const {isv} = market;
  const statements = await isv.consoleItems('/statements', {accountId: isv.accountId});
  assert.ok(statements.every((each) => each.disbursementId === items[0].disbursementId));
}

async function booksAreBalanced({operator}, deal) {
  const audit = await operator.consoleAnswer('GET', '/ledger/audit');
  assert.equal(audit.balanced, true);
  assert.deepEqual(audit.mismatches, []);
  const transfers = await operator.consoleItems('/ledger/transfers');
  assert.equal(audit.transfers, transfers.length);
  const ofTheDeal = await operator.consoleItems('/ledger/transfers', {agreementId: deal.agreement});
  assert.ok(ofTheDeal.length > 0 && ofTheDeal.length <= transfers.length);
  const fees = ofTheDeal.filter((each) => /fee/.test(each.credit));
  assert.deepEqual(fees.map((each) => each.amount), ['0.01']);
}

function hledger(journal, ...options) {
  return execFileSync('hledger', ['-f', '-', ...options], {input: journal, encoding: 'utf8'});
}

// The balance of every account in cents, as hledger computes it from the journal.
export function balancesOf(journal) {
  hledger(journal, 'check');
  const rows = hledger(journal, 'balance', '--flat', '--empty', '--no-total', '-O', 'csv')
    .trim().split('\n').slice(1);
  return Object.fromEntries(rows.map((row) => {
    const [account, amount] = JSON.parse(`[${row}]`);
    const figure = amount.replace(/[^0-9.-]/g, '');
    const size = cents(figure.replace('-', ''));
    return [account, figure.startsWith('-') ? -size : size];
  }));
}

async function hledgerAgrees({isv, reseller, buyer, operator}) {
  const reply = await operator.console('GET', '/ledger/journal');
  assert.equal(reply.status, 200);
  assert.match(reply.headers['content-type'], /^text\/plain/);
  const balances = balancesOf(reply.text);
  const ending = (text) => Object.entries(balances).filter(([name]) => name.includes(text));
  assert.deepEqual(ending('bank').map(([, amount]) => amount), [1]);
  assert.deepEqual(ending('fees').map(([, amount]) => amount), [-1]);
  for (const account of [isv, reseller])
    assert.equal(balances[`liabilities:payable:${account.accountId}`] ?? 0, 0);
  for (const [, amount] of [...ending('receivable'), ...ending('clearing')])
    assert.equal(amount, 0);
  assert.ok(ending(buyer.accountId).length > 0);
  assert.equal(Object.values(balances).reduce((sum, each) => sum + each, 0), 0);
}

export const settlementSteps = [
  ['the sellers choose how they are paid', sellersChooseHowTheyArePaid],
  ['the first invoice is cut on its day', firstInvoiceIsCutOnItsDay],
  ['a part of the first invoice is paid', partOfTheFirstInvoiceIsPaid],
  ['the second invoice is cut on its day', secondInvoiceIsCutOnItsDay],
  ['the rest is paid', theRestIsPaid],
  ['the partner reads the invoices, and the buyer does not', partnerReadsTheInvoices],
  ['each seller reads its own figures and no others', sellersReadTheirStatements],
  ['the partner is paid the day after the money came in', partnerIsPaidTheDayAfter],
  ['the ISV is paid on the tenth', isvIsPaidOnTheTenth],
  ['the books are balanced', booksAreBalanced],
  ['hledger accepts the journal and agrees', hledgerAgrees],
];
