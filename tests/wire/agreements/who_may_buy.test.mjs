// To whom a product is sold: to its allow list while it is limited, to nobody once it is
// restricted; and how many agreements for it a buyer may have side by side.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {AcceptAgreementRequestCommand, DescribeAgreementCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {createdId, createOffer, newOffer, onAuthorization, onOffer} from '../requests/changes.mjs';
import {
  buy, onSaas, proposalWith, quoteTerms, upfrontCard, upfrontTerm,
} from '../requests/saas.mjs';
import {ErrorCodeWorld, upfrontPrices} from '../worlds/error_code_world.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

const seat = {quantities: {BasicService: 1}};
const prices = [upfrontTerm([upfrontCard(upfrontPrices)])];

let market;
let world;
let offer;
let later;
let agreement;

before(async () => {
  market = await Marketplace.open();
  world = await new ErrorCodeWorld(market, await market.freezeClock()).build();
  const authorization = await world.authorization(world.otherSaas, prices);
  offer = await world.offer(authorization, {without: []});
  later = await world.offer(authorization, {without: []});
  world.ofOther = authorization;
  world.draftOfOther = await world.offer(authorization);
});

after(() => market?.close());

const sellTo = (...accounts) => market.isv.succeed([onSaas('UpdateTargeting', world.otherSaas,
  {PositiveTargeting: {BuyerAccounts: accounts}})]);
const show = (TargetVisibility) =>
  market.isv.succeed([onSaas('UpdateVisibility', world.otherSaas, {TargetVisibility})]);
const options = async () => (await market.buyer.discovery('listPurchaseOptions',
  {filters: [{filterType: 'PRODUCT_ID', filterValues: [world.otherSaas]}]})).purchaseOptions
  .map((each) => each.purchaseOptionId).sort();
const accept = (agreementRequestId) =>
  market.buyer.agreement(new AcceptAgreementRequestCommand({agreementRequestId}));
const missing = {name: 'ResourceNotFoundException'};

async function isNotSold(proposal, request) {
  assert.deepEqual(await options(), []);
  await assert.rejects(market.buyer.discovery('getOffer', {offerId: offer}), missing);
  await assert.rejects(market.buyer.discovery('getOfferTerms', {offerId: offer}), missing);
  await assert.rejects(quoteTerms(market.buyer, proposal), missing);
  await assert.rejects(accept(request), missing);
}

test('a limited product is sold to its allow list, and to nobody where that is empty', async () => {
  assert.deepEqual(await options(), [later, offer].sort());
  const proposal = await proposalWith(market.buyer, offer, seat);
  const {agreementRequestId} = await quoteTerms(market.buyer, proposal);
  await sellTo(market.reseller2.accountId);
  await isNotSold(proposal, agreementRequestId);
  await sellTo();
  await isNotSold(proposal, agreementRequestId);
  await sellTo(market.buyer.accountId);
  ({agreementId: agreement} = await accept(agreementRequestId));
});

test('what is restricted is drafted and sold no more, and agreements go on and are renewed',
  async () => {
    const proposal = await proposalWith(market.buyer, later, seat);
    const {agreementRequestId} = await quoteTerms(market.buyer, proposal);
    await show('Restricted');
    assert.deepEqual(await options(), []);
    await assert.rejects(quoteTerms(market.buyer, proposal), missing);
    await assert.rejects(accept(agreementRequestId), missing);
    const failed = async (by, ...changes) => (await by.endedChangeSet(changes)).ChangeSet.flatMap(
      (each) => each.ErrorDetailList.map(({ErrorCode}) => [each.ChangeType, ErrorCode]));
    const {reseller, isv} = market;
    assert.deepEqual(await failed(reseller, createOffer(world.ofOther)),
      [['CreateOfferUsingResaleAuthorization', 'INCOMPATIBLE_PRODUCT']]);
    assert.deepEqual(await failed(reseller, onOffer('ReleaseOffer', world.draftOfOther)),
      [['ReleaseOffer', 'INCOMPATIBLE_PRODUCT']]);
    for (const [by, path] of [[reseller, `/offers/${offer}/clone`],
      [isv, `/resale-authorizations/${world.ofOther}/clone`]]) {
      const {status, json} = await by.console('POST', path, {body: {}});
      assert.deepEqual([status, json.reason], [422, 'product_not_sellable']);
    }
    const {status} = await market.buyer.agreement(
      new DescribeAgreementCommand({agreementId: agreement}));
    assert.equal(status, 'ACTIVE');
    const renewing = createdId(await reseller.succeed([
      world.replacing({authorization: world.ofOther, agreement}),
      onOffer('UpdateInformation', newOffer, {Name: 'Again', Description: 'Another year'}),
      onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: world.later(300)}),
      onOffer('UpdateValidityTerms', newOffer,
        {Terms: [{Type: 'ValidityTerm', AgreementEndDate: world.later(350)}]}),
      onOffer('ReleaseOffer', newOffer),
    ]), 'CreateReplacementOffer');
    assert.deepEqual(await options(), [renewing]);
    const renewal = await quoteTerms(market.buyer,
      await proposalWith(market.buyer, renewing, seat),
      {intent: 'REPLACE', sourceAgreementIdentifier: agreement});
    assert.match((await accept(renewal.agreementRequestId)).agreementId, /^agmt-/);
    await isv.succeed([onAuthorization('RestrictResaleAuthorization', world.ofOther)]);
    await show('Limited');
    await sellTo(market.buyer.accountId);
  });

test('a SaaS product has agreements side by side unless its seller wants one', async () => {
  const set = (by, id, allowed) => by.console('PUT', `/products/${id}/concurrent-agreements`,
    {body: {allowed}});
  const off = await set(market.isv, world.otherSaas, false);
  assert.deepEqual([off.status, off.json], [200, {productId: world.otherSaas, allowed: false}]);
  const proposal = await proposalWith(market.buyer, later, seat);
  await assert.rejects(quoteTerms(market.buyer, proposal),
    {name: 'ValidationException', reason: 'UNSUPPORTED_ACTION'});
  assert.equal((await set(market.reseller, world.otherSaas, true)).status, 404);
  assert.equal((await set(market.isv, world.services, true)).json.reason, 'term_not_for_product');
  assert.equal((await set(market.isv, world.otherSaas, true)).status, 200);
  assert.match(await buy(market.buyer, later, seat), /^agmt-/);
});
