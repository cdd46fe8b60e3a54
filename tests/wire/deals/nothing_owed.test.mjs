// Purchases that come to nothing are no debts, and the marketplace stays sound (R-BIL-10).
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {DescribeAgreementCommand} from '@aws-sdk/client-marketplace-agreement';
import {createdId} from '../requests/changes.mjs';
import {
  buy, contractChanges, licenseOf, offerToBuyer, pricing, reportBatch, upfrontCard, upfrontTerm,
  usageTerm,
} from '../requests/saas.mjs';
import {firstOfNextMonth} from '../steps/saas_metering_steps.mjs';
import {invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {Marketplace, eventually, nineOn, plusDays, program} from '../worlds/marketplace.mjs';

const place = mkdtempSync(join(tmpdir(), 'cppo-nothing.'));
let market;
let start;
let product;

before(async () => {
  market = await Marketplace.open();
  start = await market.freezeClock();
  product = createdId(await market.isv.succeed(contractChanges(market)), 'CreateProduct');
});
after(async () => {
  await market?.close();
  rmSync(place, {recursive: true, force: true});
});

const free = {BasicService: '0', PremiumService: '240'};
const hardlyAnything = {WorkloadSmall: '0.0001', WorkloadMedium: '0.0001'};

async function agreed(quantities) {
  const {offer} = await offerToBuyer(market, {product, endDay: plusDays(start, 40), markup: '25',
    prices: pricing('Contract', usageTerm(hardlyAnything), upfrontTerm([upfrontCard(free)]))});
  return buy(market.buyer, offer, {quantities});
}

const chargesOf = (agreementId) => market.buyer.consoleItems('/charges', {agreementId});
const valueOf = async (agreementId) => (await market.buyer.agreement(
  new DescribeAgreementCommand({agreementId}))).estimatedCharges.agreementValue;
const isSound = async () => {
  const {balanced, mismatches} = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([balanced, mismatches], [true, []]);
};

test('a free base plan is charged 0.00, and its invoice is paid when it is cut', async () => {
  const agreement = await agreed({BasicService: 5, PremiumService: 0});
  const [invoice] = await eventually('the invoice', 10_000, async () => {
    const found = await invoicesOf(market.buyer, {agreement});
    return found.length ? found : undefined;
  });
  assert.deepEqual([invoice.status, invoice.totalAmount, invoice.paidAmount],
    ['PAID', '0.00', '0.00']);
  assert.deepEqual(invoice.lines.map((each) => [each.dimension, each.quantity, each.amount]),
    [['BasicService', 5, '0.00']]);
  const [charge] = await chargesOf(agreement);
  assert.deepEqual([charge.amount, charge.status, charge.invoiceId],
    ['0.00', 'PAID', invoice.invoiceId]);
  assert.equal(await valueOf(agreement), '0.00');
  const refused = await pay(market.operator, invoice.invoiceId, '0.01', 'nothing-owed');
  assert.equal(refused.json.reason, 'invoice_not_open');
  for (const seller of [market.isv, market.reseller])
    assert.deepEqual((await seller.consoleItems('/statements', {accountId: seller.accountId})), []);
  await isSound();
});

test('nothing of anything is a purchase without a charge, and pays for use', async () => {
  const agreement = await agreed({BasicService: 0, PremiumService: 0});
  assert.equal(await valueOf(agreement), '0.00');
  assert.deepEqual(await chargesOf(agreement), []);
  const {Results: [{Status}]} = await reportBatch(market.isv, [{
    Timestamp: new Date(nineOn(start)), Dimension: 'WorkloadSmall', Quantity: 30,
    LicenseArn: await licenseOf(market.buyer, agreement),
    CustomerAWSAccountId: market.buyer.accountId,
  }]);
  assert.equal(Status, 'Success');
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(start), 1)));
  assert.deepEqual(await invoicesOf(market.buyer, {agreement}), []);
  const [{kind, amount, status}, ...more] = await chargesOf(agreement);
  assert.deepEqual([kind, amount, status, more], ['USAGE', '0.00', 'PAID', []]);
  await isSound();
});

test('some of one and nothing of another is charged for some', async () => {
  const agreement = await agreed({BasicService: 0, PremiumService: 5});
  assert.equal(await valueOf(agreement), '1500.00');
  const [charge] = await chargesOf(agreement);
  assert.equal(charge.amount, '1500.00');
});

test('the store is verified, backed up and restored', async () => {
  const {storeWords} = market;
  await market.stop();
  const run = (...words) => execFileSync(program, words, {encoding: 'utf8'});
  run('verify', ...storeWords);
  run('backup', ...storeWords, '--to', join(place, 'backup.db'));
  run('restore', '--from', join(place, 'backup.db'), '--data', join(place, 'restored'));
  await market.start();
});
