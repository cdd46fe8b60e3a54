// What ISVs and partners do with authorizations and offers beside the Catalog API: lists with the
// labels people know, discounts off the list price, copies.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  buyerLegal, createdId, newAuthorization, onAuthorization, onOffer, targeting,
} from '../requests/changes.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {Marketplace, nineOn} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

const path = '/resale-authorizations';
let market;
let world;
let draft;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
  draft = createdId(await market.isv.succeed(world.authorizing(world.saas,
    onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: [buyerLegal()]}))),
  'CreateResaleAuthorization');
});

after(() => market?.close());

const labelOf = async (id, by = market.isv) => (await by.consoleAnswer('GET', `${path}/${id}`))
  .status;
const discount = (percent, id = draft, by = market.isv) =>
  by.console('PUT', `${path}/${id}/discount`, {body: {percent}});
const pricesOf = async (id) => (await describeEntity(market.isv, id)).DetailsDocument.Terms
  .flatMap((term) => (term.RateCards ?? []).flatMap((card) => card.RateCard))
  .map((each) => [each.DimensionKey, each.Price]);

test('a discount becomes absolute prices and is kept beside them', async () => {
  const {status, json} = await discount('12.5');
  assert.equal(status, 200);
  assert.deepEqual([json.discountPercent, json.status], ['12.5', 'Draft']);
  const prices = Object.fromEntries(await pricesOf(draft));
  const listed = (await describeEntity(market.isv, world.publicOffer)).DetailsDocument.Terms
    .flatMap((term) => (term.RateCards ?? []).flatMap((card) => card.RateCard));
  for (const {DimensionKey, Price} of listed)
    assert.equal(Number(prices[DimensionKey]), Number(Price) * 0.875, DimensionKey);
});

test('the next discount is off the list price too, never off the last', async () => {
  await discount('50');
  const half = await pricesOf(draft);
  await discount('50');
  assert.deepEqual(await pricesOf(draft), half);
});

test('a discount is a part of the list price of a draft of one\'s own', async () => {
  const services = await world.draftOnServices();
  for (const [percent, id, status, reason] of [
    ['100.1', draft, 422, 'malformed_value'], ['-1', draft, 400, 'malformed_value'],
    ['20', world.contract, 409, 'authorization_already_released'],
    ['20', services, 422, 'list_price_missing'],
    ['20', 'resaleauthz-none', 404, 'entity_not_found'],
  ]) {
    const reply = await discount(percent, id);
    assert.deepEqual([reply.status, reply.json.reason], [status, reason]);
  }
  assert.equal((await discount('20', draft, market.reseller)).status, 404);
});

test('prices that are written by hand are no discount any more', async () => {
  await discount('20');
  const whole = await market.isv.consoleAnswer('GET', `${path}/${draft}`);
  assert.equal(whole.discountPercent, '20');
  await market.isv.succeed([onAuthorization('UpdatePricingTerms', draft,
    {PricingModel: 'Contract', Terms: world.prices()})]);
  const changed = await market.isv.consoleAnswer('GET', `${path}/${draft}`);
  assert.equal(changed.discountPercent, undefined);
});

test('an authorization has the label its parties know', async () => {
  assert.equal(await labelOf(draft), 'Draft');
  assert.equal(await labelOf(world.contract), 'Authorized');
  await world.offer(world.contract, {without: []});
  assert.equal(await labelOf(world.contract, market.reseller), 'Authorized (reusable)');
  const single = await world.authorization(world.saas, world.prices(), {once: true});
  await world.offer(single, {without: []});
  assert.equal(await labelOf(single), 'Authorized (consumed)');
  const ended = await world.authorization(world.saas, world.prices(), {end: world.later(2)});
  await market.moveClockTo(nineOn(world.later(3)));
  assert.equal(await labelOf(ended), 'Expired');
  await market.isv.succeed([onAuthorization('RestrictResaleAuthorization', single)]);
  assert.equal(await labelOf(single), 'Deactivated');
});

test('each side lists its own', async () => {
  const ids = async (by, side) => (await by.consoleItems(path, {side}))
    .map((each) => each.authorizationId);
  const issued = await ids(market.isv, 'issued');
  const received = await ids(market.reseller, 'received');
  assert.ok(issued.includes(draft) && issued.includes(world.contract));
  assert.ok(!received.includes(draft) && received.includes(world.contract));
  assert.deepEqual(await ids(market.reseller2, 'received'), []);
  assert.deepEqual(await ids(market.reseller, 'issued'), []);
  const paged = await market.isv.consoleItems(path, {limit: '1'});
  assert.deepEqual(paged.map((each) => each.authorizationId), issued);
});

test('a copy of an authorization is a draft with every field', async () => {
  const {authorizationId} = await market.isv.consoleAnswer('POST',
    `${path}/${world.contract}/clone`, {body: {name: 'The copy'}});
  const [of, copy] = await Promise.all([world.contract, authorizationId].map(
    async (id) => (await describeEntity(market.isv, id)).DetailsDocument));
  assert.deepEqual([copy.Status, copy.Name], ['Draft', 'The copy']);
  const withoutIds = (terms) => terms.map(({Id, ...term}) => term);
  assert.deepEqual(withoutIds(copy.Terms), withoutIds(of.Terms));
  assert.deepEqual(withoutIds(copy.Rules), withoutIds(of.Rules));
  await market.isv.succeed([onAuthorization('ReleaseResaleAuthorization', authorizationId)]);
});

test('a copy of an offer may take its place', async () => {
  const original = await world.offer(world.contract, {without: [], markup: '12.5'});
  const answer = await market.reseller.consoleAnswer('POST', `/offers/${original}/clone`,
    {body: {cancelsOriginal: true}});
  const [of, copy] = await Promise.all([original, answer.offerId].map(
    async (id) => (await describeEntity(market.reseller, id)).DetailsDocument));
  assert.deepEqual([copy.State, copy.MarkupPercentage, copy.Name], ['Draft', '12.5', of.Name]);
  assert.deepEqual(copy.Terms, of.Terms);
  assert.deepEqual(copy.Rules, of.Rules);
  assert.equal((await market.buyer.discovery('getOffer', {offerId: original})).offerId, original);
  await market.reseller.succeed([
    onOffer('UpdateTargeting', answer.offerId, targeting([market.buyer.accountId])),
    onOffer('ReleaseOffer', answer.offerId)]);
  await assert.rejects(world.quoted(original),
    {name: 'ValidationException', reason: 'EXPIRED_AGREEMENT_PROPOSAL'});
  await world.acceptQuote(await world.quoted(answer.offerId));
});

test('an offer is copied by its owner, from an authorization that may be used', async () => {
  const single = await world.authorization(world.saas, world.prices(), {once: true});
  const offer = await world.offer(single, {without: []});
  const copy = (by, id) => by.console('POST', `/offers/${id}/clone`, {body: {}});
  const consumed = await copy(market.reseller, offer);
  assert.deepEqual([consumed.status, consumed.json.reason], [422, 'authorization_consumed']);
  const {status, json} = await copy(market.buyer, offer);
  assert.deepEqual([status, json.reason], [403, 'entity_belongs_to_another']);
  for (const [by, id] of [[market.reseller2, offer], [market.reseller, 'offer-none']])
    assert.equal((await copy(by, id)).status, 404);
});
