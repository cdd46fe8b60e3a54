// What sellers must have done before they authorize, are authorized, offer and release; and who may
// resell whose services.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  buyerLegal, createOffer, createdId, newAuthorization, onAuthorization, productChanges,
  createAuthorization, fixedUpfront, resaleSchedule,
} from '../requests/changes.mjs';
import {saasOfferChanges} from '../requests/saas.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

const complete = {profile: 'COMPLETE', tax: 'COMPLETE', bank: 'COMPLETE', kyc: 'NOT_REQUIRED',
  serviceLinkedRole: 'COMPLETE'};
let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

async function whileRegistered(actor, changes, run) {
  await world.register(actor, changes);
  try {
    return await run();
  } finally {
    await world.register(actor, complete);
  }
}

const codesOf = (set) => set.ChangeSet.flatMap((each) =>
  each.ErrorDetailList.map(({ErrorCode}) => [each.ChangeType, ErrorCode]));

async function fails(actor, changes, ...errors) {
  const set = await actor.endedChangeSet(changes, {Intent: 'VALIDATE'});
  assert.deepEqual(codesOf(set), errors);
}

const authorizing = () => world.authorizing(world.saas,
  onAuthorization('UpdatePricingTerms', newAuthorization,
    {PricingModel: 'Contract', Terms: world.prices()}),
  onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: [buyerLegal()]}),
  onAuthorization('ReleaseResaleAuthorization', newAuthorization));

for (const state of ['profile', 'tax', 'bank'])
  test(`a reseller without ${state} cannot be authorized, and creates no offers`, () =>
    whileRegistered(market.reseller, {[state]: 'PENDING'}, async () => {
      await fails(market.isv, authorizing(),
        ['CreateResaleAuthorization', 'INVALID_RESELLER_ACCOUNT']);
      await assert.rejects(market.reseller.startChangeSet([createOffer(world.contract)]),
        {name: 'ValidationException', message: 'The account is not registered as a paid seller.'});
    }));

test('an authorization is shared once both sides have the service-linked role', async () => {
  const without = {serviceLinkedRole: 'NOT_STARTED'};
  await whileRegistered(market.reseller, without, () => fails(market.isv, authorizing(),
    ['ReleaseResaleAuthorization', 'INVALID_RESELLER_ACCOUNT']));
  await whileRegistered(market.isv, without, () => fails(market.isv, authorizing(),
    ['ReleaseResaleAuthorization', 'INCOMPATIBLE_SELLER_VERIFICATION']));
  for (const side of [market.isv, market.reseller])
    await whileRegistered(side, without, () =>
      assert.rejects(market.reseller.startChangeSet([createOffer(world.contract)]),
        {name: 'ValidationException', message: /service-linked role/}));
  await fails(market.isv, authorizing());
});

test('an ISV prices in what it can be paid in, once it is verified', async () => {
  const error = (code) => [['UpdatePricingTerms', code]];
  for (const [changes, code] of [
    [{bank: 'PENDING'}, 'INCOMPATIBLE_PAYMENT_SETTINGS'],
    [{currencies: ['EUR']}, 'INCOMPATIBLE_PAYMENT_SETTINGS'],
    [{kyc: 'PENDING'}, 'INCOMPATIBLE_SELLER_VERIFICATION'],
    [{kyc: 'FAILED'}, 'INCOMPATIBLE_SELLER_VERIFICATION'],
    [{kyc: 'NOT_STARTED'}, 'INCOMPATIBLE_SELLER_VERIFICATION'],
  ])
    await whileRegistered(market.isv, {...changes}, () =>
      fails(market.isv, authorizing(), ...error(code)));
  await world.register(market.isv, {currencies: []});
  await whileRegistered(market.isv, {kyc: 'COMPLETE'}, () => fails(market.isv, authorizing()));
});

test('currencies are shown once they are named', async () => {
  const path = `/accounts/${market.isv.accountId}/seller`;
  assert.equal((await market.isv.consoleAnswer('GET', path)).currencies, undefined);
  const named = await world.register(market.isv, {currencies: ['USD', 'JPY']});
  assert.deepEqual(named.currencies, ['USD', 'JPY']);
  const reply = await market.operator.console('PUT', path, {body: {currencies: ['CAD']}});
  assert.equal(reply.status, 400);
  await world.register(market.isv, {currencies: []});
});

// Every pairing of an ISV and a channel partner as owner of services and as their reseller.
const pairings = [['isv', 'isv2'], ['isv', 'reseller'], ['reseller', 'isv'],
  ['reseller', 'reseller2']];
for (const [owner, partner] of pairings)
  test(`services of ${owner} are resold by ${partner}`, async () => {
    if (!market.isv2) await world.addIsv();
    const [by, to] = [market[owner], market[partner]];
    const product = createdId(await by.succeed(productChanges()), 'CreateProduct');
    const on = (type, details) => onAuthorization(type, newAuthorization, details);
    const authorization = createdId(await by.succeed([
      createAuthorization(product, to.accountId),
      on('UpdatePricingTerms', {PricingModel: 'Contract', Terms: [fixedUpfront()]}),
      on('UpdatePaymentScheduleTerms', resaleSchedule(world.chargeDays)),
      on('UpdateAvailability', {AvailabilityEndDate: world.end, OffersMaxQuantity: 1}),
      on('UpdateLegalTerms', {Terms: [buyerLegal()]}),
      on('ReleaseResaleAuthorization', {}),
    ]), 'CreateResaleAuthorization');
    const offer = createdId(await to.succeed(saasOfferChanges({authorization, endDay: world.end,
      buyers: [market.buyer.accountId], markup: '10'})), 'CreateOffer');
    await world.acceptQuote(await world.quoted(offer, {}, null));
  });
