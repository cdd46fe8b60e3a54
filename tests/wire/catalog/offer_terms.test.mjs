// What the two sellers say beside prices, and what becomes of it: renewals, net payment terms,
// documents, expiry and revival.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  createOffer, createdId, newAuthorization, newOffer, onAuthorization, onOffer,
} from '../requests/changes.mjs';
import {upfrontInvoice} from '../requests/saas.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {Marketplace, nineOn, plusDays} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

const document = async (by, id) => (await describeEntity(by, id)).DetailsDocument;
const renewal = {AcquisitionChannel: 'AwsMarketplace', PricingModel: 'BYOL'};
const kept = {AcquisitionChannel: 'AwsMarketplace', PricingModel: 'Byol'};

test('a renewal is kept until it is taken back by null', async () => {
  const {isv} = market;
  const draft = await world.authorization(world.saas, world.prices(),
    {released: false, buyers: [market.buyer.accountId]});
  const says = async (details) => {
    await isv.succeed([onAuthorization('UpdateInformation', draft, details)]);
    return (await document(isv, draft)).PreExistingBuyerAgreement;
  };
  assert.deepEqual(await says({PreExistingBuyerAgreement: renewal}), kept);
  assert.deepEqual(await says({Name: 'Still a renewal'}), kept);
  assert.equal(await says({PreExistingBuyerAgreement: null}), undefined);
});

test('an offer is a renewal because its authorization says so', async () => {
  const {reseller} = market;
  const renewing = await world.authorization(world.saas, world.prices(), {
    buyers: [market.buyer.accountId],
    more: [onAuthorization('UpdateInformation', newAuthorization,
      {PreExistingBuyerAgreement: renewal})],
  });
  const offer = await world.offer(renewing);
  const says = async (PreExistingAgreement) => {
    await reseller.succeed([onOffer('UpdateInformation', offer,
      {Name: 'Again', PreExistingAgreement})]);
    return (await document(reseller, offer)).PreExistingAgreement;
  };
  assert.deepEqual((await document(reseller, offer)).PreExistingAgreement, kept);
  assert.deepEqual(await says(renewal), kept);
  assert.deepEqual(await says(null), kept);
  const claims = await reseller.endedChangeSet([onOffer('UpdateInformation', offer,
    {PreExistingAgreement: {...renewal, AcquisitionChannel: 'External'}})]);
  assert.equal(claims.ChangeSet[0].ErrorDetailList[0].ErrorCode,
    'INCOMPATIBLE_PRE_EXISTING_AGREEMENT');
});

test('an invoice is due after the partner\'s net payment term, else the authorized', async () => {
  const authorization = await world.authorization(world.saas, world.prices(), {more: [
    onAuthorization('UpdateNetPaymentTerms', newAuthorization,
      {Terms: [{Type: 'ResaleNetPaymentTerm', PaymentDuePeriod: 'P45D'}]})]});
  const netPayment = [onOffer('UpdateNetPaymentTerms', newOffer,
    {Terms: [{Type: 'NetPaymentTerm', PaymentDuePeriod: 'P15D'}]})];
  for (const [changes, days] of [[[], 45], [netPayment, 15]]) {
    const offer = createdId(await market.reseller.succeed([createOffer(authorization),
      ...world.complete(...changes), onOffer('ReleaseOffer', newOffer)]), 'CreateOffer');
    const agreement = await world.acceptQuote(await world.quoted(offer));
    const {issuedOn, dueOn} = await upfrontInvoice(market.buyer, {agreement});
    assert.equal(dueOn, plusDays(issuedOn, days));
  }
});

test('an expired offer is accepted again once its last day is moved', async () => {
  const offer = await world.offer(world.contract, {without: [], endDay: world.later(1)});
  await market.moveClockTo(nineOn(world.later(2)));
  await assert.rejects(world.quoted(offer),
    {name: 'ValidationException', reason: 'EXPIRED_AGREEMENT_PROPOSAL'});
  await market.reseller.succeed(
    [onOffer('UpdateAvailability', offer, {AvailabilityEndDate: world.later(3)})]);
  await market.moveClockTo(`${world.later(3)}T23:59:59.999Z`);
  await world.acceptQuote(await world.quoted(offer));
});

test('a past day cancels a released offer at once', async () => {
  const offer = await world.offer(world.contract, {without: [], endDay: world.later(30)});
  await market.reseller.succeed(
    [onOffer('UpdateAvailability', offer, {AvailabilityEndDate: world.later(2)})]);
  await assert.rejects(world.quoted(offer),
    {name: 'ValidationException', reason: 'EXPIRED_AGREEMENT_PROPOSAL'});
});
