// What an ISV learns of who buys under an authorization that many may use, as the operator has set
// it (R-VIS-04). A row is one setting and what it shows.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {GetEntitlementsCommand} from '@aws-sdk/client-marketplace-entitlement-service';
import {onOffer} from '../requests/changes.mjs';
import {buy, codeOf, licenseOf, upfrontInvoice} from '../requests/saas.mjs';
import {pay} from '../steps/settlement_steps.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

const path = '/isv-buyer-visibility';
const rows = [
  {setting: 'masked', shows: false},
  {setting: 'strict', shows: false},
  {setting: 'open', shows: true},
  {setting: 'masked', shows: false, why: 'set again'},
];

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});
after(() => market?.close());

const set = (isvBuyerVisibility) =>
  market.operator.consoleAnswer('PUT', path, {body: {isvBuyerVisibility}});

// A deal from the offer's release to its first payment; the partner types the buyer's number.
async function aDeal() {
  const {buyer, reseller, operator} = market;
  const offer = await world.offer(world.contract);
  const name = `Offer - ${buyer.accountId} - Analytics`;
  await reseller.succeed([
    onOffer('UpdateInformation', offer, {Name: name}), onOffer('ReleaseOffer', offer)]);
  const agreement = await buy(buyer, offer, {quantities: {BasicService: 1}});
  const invoice = await upfrontInvoice(buyer, {agreement});
  await pay(operator, invoice.invoiceId, invoice.totalAmount, agreement);
  return {offer, name, agreement};
}

// Everything the ISV reads of the deal in the console.
async function seenByTheIsv({agreement}) {
  const {isv} = market;
  const deal = await isv.consoleAnswer('GET', `/deals/${agreement}`);
  const lines = (await isv.consoleItems('/statements', {accountId: isv.accountId}))
    .filter((each) => each.agreementId === agreement);
  return {deal, lines, disbursements: await isv.consoleItems('/disbursements',
    {accountId: isv.accountId})};
}

test('what the operator has chosen is its own to read', async () => {
  assert.deepEqual(await market.operator.consoleAnswer('GET', path),
    {isvBuyerVisibility: 'masked'});
  const wrong = await market.operator.console('PUT', path,
    {body: {isvBuyerVisibility: 'hidden'}, token: 'wrong'});
  assert.equal(wrong.status, 400);
});

for (const {setting, shows, why = 'set'} of rows)
  test(`${setting}, ${why}: the ISV ${shows ? 'learns' : 'does not learn'} who buys`, async () => {
    const {isv, reseller, buyer} = market;
    assert.deepEqual(await set(setting), {isvBuyerVisibility: setting});
    const made = await aDeal();
    const seen = await seenByTheIsv(made);
    const text = JSON.stringify(seen);
    assert.equal(text.includes(buyer.accountId), shows);
    assert.equal(text.includes(made.name), shows);
    assert.ok(seen.lines.length > 0);
    for (const each of seen.lines) {
      assert.equal(each.resellerAccountId, reseller.accountId);
      assert.equal(each.customerAccountId, shows ? buyer.accountId : undefined);
    }
    assert.equal(seen.deal.agreement.acceptorAccountId, shows ? buyer.accountId : undefined);
    assert.equal(seen.deal.offer.sellerOfRecordAccountId, reseller.accountId);
    // The partner knows its customer whatever the ISV learns.
    const own = await reseller.consoleAnswer('GET', `/deals/${made.agreement}`);
    assert.equal(own.offer.name, made.name);
    assert.equal(own.agreement.acceptorAccountId, buyer.accountId);
    // What is needed to provision is told under every setting.
    const licence = await licenseOf(buyer, made.agreement);
    const {Entitlements} = await isv.entitlement(new GetEntitlementsCommand({
      ProductCode: codeOf(world.saas), Filter: {CUSTOMER_AWS_ACCOUNT_ID: [buyer.accountId]}}));
    assert.ok(Entitlements.some((each) => each.LicenseArn === licence));
  });

test('an agreement keeps what it was accepted with', async () => {
  await set('masked');
  const made = await aDeal();
  await set('open');
  const seen = await seenByTheIsv(made);
  assert.ok(!JSON.stringify(seen.deal).includes(market.buyer.accountId));
  assert.ok(!JSON.stringify(seen.lines).includes(market.buyer.accountId));
  await set('masked');
});

test('a buyer under a single use is known under every setting', async () => {
  const once = await world.authorization(world.saas, world.prices(),
    {once: true, buyers: [market.buyer.accountId]});
  await set('strict');
  const offer = await world.offer(once, {without: []});
  const agreement = await buy(market.buyer, offer, {quantities: {BasicService: 1}});
  const {deal} = await seenByTheIsv({agreement});
  assert.equal(deal.agreement.acceptorAccountId, market.buyer.accountId);
});
