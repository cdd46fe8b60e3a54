// An agreement that starts after it is accepted: paid, used and ended by its own calendar.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {GetAgreementEntitlementsCommand} from '@aws-sdk/client-marketplace-agreement';
import {codeOf, entitlementsOf} from '../requests/saas.mjs';
import {invoicesOf} from '../steps/settlement_steps.mjs';
import {Marketplace, nineOn} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

let market;
let world;
let agreement;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

const entitled = async () => (await entitlementsOf((command) => market.isv.entitlement(command),
  {ProductCode: codeOf(world.saas)})).length;

test('the offer says when the agreement starts', async () => {
  const offer = await world.offer(world.contract, {without: [],
    validity: {AgreementStartDate: world.later(45), AgreementDuration: 'P12M'}});
  const seen = await market.buyer.discovery('getOffer', {offerId: offer});
  assert.deepEqual(seen.badges.map((each) => each.badgeType), ['PRIVATE_PRICING', 'FUTURE_DATED']);
  const quote = await world.quoted(offer);
  assert.deepEqual(quote.chargeSummary.expectedCharges.map((each) => [each.timing, each.amount]),
    [['SCHEDULED', '1200.00']]);
  agreement = await world.acceptQuote(quote);
});

test('the accepted agreement is active and gives nothing before its day', async () => {
  const made = await world.describe(agreement);
  assert.equal(made.status, 'ACTIVE');
  assert.equal(made.startTime.toISOString(), `${world.later(45)}T00:00:00.000Z`);
  const end = new Date(`${world.later(45)}T00:00:00.000Z`);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  assert.equal(made.endTime.toISOString(), end.toISOString());
  assert.deepEqual(await world.entitlementStatus(agreement), ['SCHEDULED']);
  const {agreementEntitlements: [{statusReasonCode, registrationToken}]} =
    await market.buyer.agreement(new GetAgreementEntitlementsCommand({agreementId: agreement}));
  assert.deepEqual([statusReasonCode, registrationToken], ['FUTURE_START_DATE', undefined]);
  assert.equal(await entitled(), 0);
  await market.moveClockTo(nineOn(world.later(44)));
  assert.deepEqual(await invoicesOf(market.buyer, {agreement}), []);
});

test('on its day it is provisioned and invoiced', async () => {
  await market.moveClockTo(nineOn(world.later(45)));
  assert.deepEqual(await world.entitlementStatus(agreement), ['PROVISIONED']);
  assert.equal(await entitled(), 1);
  const invoices = await invoicesOf(market.buyer, {agreement});
  assert.deepEqual(invoices.map((each) => [each.issuedOn, each.totalAmount]),
    [[world.later(45), '1200.00']]);
});

test('it ends a year after its start', async () => {
  await market.moveClockTo(nineOn(world.later(45 + 366)));
  assert.equal((await world.describe(agreement)).status, 'EXPIRED');
  assert.equal(await entitled(), 0);
});
