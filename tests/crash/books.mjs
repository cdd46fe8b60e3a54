// What must be there when all is done: as much of everything as was acknowledged, and balanced.
import assert from 'node:assert/strict';
import {listEntities} from '../wire/steps/deal_steps.mjs';
import {cents} from '../wire/steps/settlement_steps.mjs';
import {dealCents} from './deal_maker.mjs';

const sum = (items) => items.reduce((total, each) => total + cents(each.amount), 0);

async function dealsAreAsMany({isv, reseller, buyer, reseller2}, {deals, sales}) {
  const all = deals + sales.length;
  assert.equal((await listEntities(isv, 'ResaleAuthorization')).length, all, 'authorizations');
  assert.equal((await listEntities(reseller, 'Offer')).length, all, 'offers');
  const bought = [];
  for (const actor of [buyer, reseller2])
    bought.push(...await actor.consoleItems('/deals', {accountId: actor.accountId, limit: '500'}));
  const agreements = bought.flatMap((each) => each.agreement?.agreementId ?? [])
    .filter((id, at, ids) => ids.indexOf(id) === at);
  assert.equal(agreements.length, all, 'agreements');
}

// Only the deals are paid, each in two parts; every cent of them has gone where it belongs.
async function moneyIsWhereItBelongs({isv, reseller, operator}, {deals}) {
  const transfers = await operator.consoleItems('/ledger/transfers', {limit: '500'});
  const between = (debit, credit) => transfers.filter((each) =>
    each.debit.startsWith(debit) && each.credit.startsWith(credit));
  const paid = between('assets:bank', 'assets:receivable');
  assert.equal(paid.length, 2 * deals, 'payments');
  assert.equal(sum(paid), deals * dealCents.buyer);
  assert.equal(sum(between('liabilities:clearing', 'revenues:fees')), deals * dealCents.fee);
  for (const [seller, amount] of [[isv, dealCents.isv], [reseller, dealCents.partner]]) {
    const path = '/disbursements';
    const disbursed = await seller.consoleItems(path, {accountId: seller.accountId, limit: '500'});
    assert.equal(sum(disbursed), deals * amount, `what ${seller.name} was paid`);
    assert.equal(sum(between(`liabilities:payable:${seller.accountId}`, 'assets:bank')),
      deals * amount);
  }
}

export async function areBalanced({operator}) {
  const audit = await operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
}

async function chainsAreUnbroken({actors, operator}) {
  for (const {accountId} of actors) {
    const entries = (await operator.consoleItems('/audit', {accountId, limit: '500'}))
      .toSorted((a, b) => a.number - b.number);
    entries.forEach((each, at) => {
      assert.equal(each.number, entries[0].number + at, 'an audit entry is missing');
      if (at > 0) assert.equal(each.previousHash, entries[at - 1].hash, 'the chain is broken');
    });
  }
}

export async function booksAreRight(market, world) {
  await dealsAreAsMany(market, world);
  await moneyIsWhereItBelongs(market, world);
  await areBalanced(market);
  await chainsAreUnbroken(market);
  for (const each of world.reporters) await each.isInvoiced();
}
