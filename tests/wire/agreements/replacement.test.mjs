// A partner replaces an agreement it has with a buyer by a new offer from an authorization.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {ListAgreementChargesCommand} from '@aws-sdk/client-marketplace-agreement';
import {createdId, newOffer, onOffer} from '../requests/changes.mjs';
import {codeOf, entitlementsOf, licenseOf, reportBatch, validityTerm} from '../requests/saas.mjs';
import {
  describeEntity, listEntities, privateOffers, searchAgreements,
} from '../steps/deal_steps.mjs';
import {firstOfNextMonth} from '../steps/saas_metering_steps.mjs';
import {invoicesOf} from '../steps/settlement_steps.mjs';
import {Marketplace, nineOn, plusDays} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

let market;
let world;
let old;
let replacing;
let offer;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

const charges = async (agreementId) => (await market.buyer.agreement(
  new ListAgreementChargesCommand({agreementId}))).items;

// A replacement of the old agreement, in instalments, until a day ten months ahead.
const replacement = () => [
  world.replacing({agreement: old}),
  ...world.conversion(),
  onOffer('UpdateInformation', newOffer, {Name: 'In instalments', Description: 'A new plan'}),
  onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: world.end}),
  onOffer('UpdateValidityTerms', newOffer, validityTerm({AgreementEndDate: world.later(300)})),
  onOffer('ReleaseOffer', newOffer),
];

// A replacement by the year, as it is.
const releaseReplacement = async (authorization, agreement, Name) =>
  createdId(await market.reseller.succeed([
    world.replacing({authorization, agreement}),
    onOffer('UpdateInformation', newOffer, {Name, Description: 'By the year'}),
    onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: world.later(300)}),
    onOffer('UpdateValidityTerms', newOffer, validityTerm({AgreementEndDate: world.later(350)})),
    onOffer('ReleaseOffer', newOffer),
  ]), 'CreateReplacementOffer');

test('the agreement to replace is the partner\'s own', async () => {
  const instalments = await market.reseller.succeed([
    ...world.conversion(),
    onOffer('UpdateInformation', newOffer, {Name: 'First', Description: 'In two parts'}),
    onOffer('UpdateTargeting', newOffer,
      {PositiveTargeting: {BuyerAccounts: [market.buyer.accountId]}}),
    onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: world.end}),
    onOffer('ReleaseOffer', newOffer),
    {...onOffer('CreateOfferUsingResaleAuthorization', undefined,
      {ResaleAuthorizationId: world.contract}), ChangeName: 'Offer'},
  ]);
  old = await world.acceptQuote(await world.quoted(createdId(instalments, 'CreateOffer')));
  assert.deepEqual((await charges(old)).map((each) => each.amount), ['600.00', '700.00']);
  for (const [by, agreement] of [[market.reseller2, old], [market.reseller, 'agmt-unknown']])
    await assert.rejects(by.startChangeSet([world.replacing({agreement})]),
      {name: 'ValidationException'});
});

test('the replacement offer is for the buyer of the agreement', async () => {
  const set = await market.reseller.succeed(replacement());
  offer = createdId(set, 'CreateReplacementOffer');
  const {DetailsDocument: shown} = await describeEntity(market.reseller, offer);
  assert.equal(shown.AgreementId, old);
  assert.deepEqual(shown.Rules.find((each) => each.Type === 'TargetingRule').PositiveTargeting,
    {BuyerAccounts: [market.buyer.accountId]});
  const listed = await listEntities(market.reseller, 'Offer',
    {EntityTypeFilters: {OfferFilters: {TargetAgreementId: {ValueList: [old]}}}});
  assert.deepEqual(listed.map((each) => [each.EntityId, each.OfferSummary.TargetAgreementId]),
    [[offer, old]]);
  const copy = await market.reseller.console('POST', `/offers/${offer}/clone`, {body: {}});
  assert.deepEqual([copy.status, copy.json.detail],
    [422, 'A replacement offer belongs to its agreement and is not copied.']);
  const seen = await market.buyer.discovery('getOffer', {offerId: offer});
  assert.equal(seen.replacementAgreementId, old);
  assert.deepEqual(seen.badges.map((each) => each.badgeType),
    ['PRIVATE_PRICING', 'REPLACEMENT_OFFER']);
});

test('it is accepted with the intent to replace, and only so', async () => {
  const ask = (more) => world.quoted(offer, more);
  await assert.rejects(ask({}), {name: 'ValidationException', reason: 'UNSUPPORTED_ACTION'});
  await assert.rejects(ask({intent: 'REPLACE'}),
    {name: 'ValidationException', reason: 'MISSING_SOURCE_AGREEMENT_IDENTIFIER'});
  await assert.rejects(ask({intent: 'REPLACE', sourceAgreementIdentifier: 'agmt-unknown'}),
    {name: 'ResourceNotFoundException', resourceType: 'Agreement'});
  const other = await world.agreed();
  await assert.rejects(ask({intent: 'REPLACE', sourceAgreementIdentifier: other}),
    {name: 'ValidationException', reason: 'UNSUPPORTED_ACTION'});
  const made = await world.acceptQuote(
    await ask({intent: 'REPLACE', sourceAgreementIdentifier: old}));
  assert.notEqual(made, old);
  replacing = made;
  assert.equal((await world.describe(old)).status, 'REPLACED');
  const fresh = await world.describe(made);
  assert.equal(fresh.status, 'ACTIVE');
  assert.equal(fresh.endTime.toISOString(), `${world.later(300)}T23:59:59.999Z`);
  assert.deepEqual(await world.entitlementStatus(old), ['DEPROVISIONED']);
  assert.deepEqual(await world.entitlementStatus(made), ['PROVISIONED']);
  const entitled = await entitlementsOf((command) => market.isv.entitlement(command),
    {ProductCode: codeOf(world.saas)});
  assert.deepEqual(entitled.map((each) => each.Value.IntegerValue), [10, 10]);
});

test('what the replaced agreement had not invoiced is not owed any more', async () => {
  const listed = await market.buyer.consoleItems('/charges', {agreementId: old});
  assert.deepEqual(listed.map((each) => each.status), ['CANCELLED', 'CANCELLED']);
  assert.deepEqual(await charges(old), []);
  assert.equal((await charges(replacing)).length, 2);
  const all = (await market.buyer.agreement(new ListAgreementChargesCommand({}))).items;
  assert.ok(all.length > 2 && all.every((each) => each.agreementId !== old));
  const ofAnotherType = {agreementId: replacing, agreementType: 'VendorInsightsAgreement'};
  assert.deepEqual((await market.buyer.agreement(
    new ListAgreementChargesCommand(ofAnotherType))).items, []);
  await assert.rejects(market.buyer.agreement(
    new ListAgreementChargesCommand({agreementId: replacing, catalog: 'AnotherMarketplace'})),
  {name: 'ValidationException', reason: 'INVALID_CATALOG'});
  await market.moveClockTo(nineOn(world.later(100)));
  assert.deepEqual(await invoicesOf(market.buyer, {agreement: old}), []);
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
});

test('all agreements of a chain name the first, and each is found by its licence', async () => {
  const authorization =
    await world.authorization(world.saas, world.prices(), {end: world.later(600)});
  const next = await releaseReplacement(authorization, replacing, 'Third');
  const quote = await world.quoted(next,
    {intent: 'REPLACE', sourceAgreementIdentifier: replacing});
  assert.deepEqual(quote.chargeSummary.itemizedCharges.map((each) =>
    [each.dimensionKey, each.oldQuantity, each.newQuantity]), [['BasicService', 10, 10]]);
  const third = await world.acceptQuote(quote);
  const search = async (actor, party, ...more) => (await searchAgreements(actor, party, more))
    .agreementViewSummaries;
  const found = [];
  for (const agreement of [old, replacing, third]) {
    assert.equal((await world.describe(agreement)).initialAgreementId, old);
    const licence = await licenseOf(market.buyer, agreement);
    for (const [actor, party] of [[market.buyer, 'Acceptor'], [market.reseller, 'Proposer']]) {
      const [one, ...more] =
        await search(actor, party, {name: 'LicenseArn', values: [licence]});
      assert.deepEqual([one.agreementId, one.initialAgreementId, one.entitlements, more],
        [agreement, old, [{licenseArn: licence}], []]);
    }
    found.push(agreement);
  }
  const chain = await search(market.reseller, 'Proposer',
    {name: 'InitialAgreementId', values: [old]});
  assert.deepEqual(chain.map((each) => each.agreementId).sort(), found.sort());
  const unknown = {name: 'LicenseArn', values: ['arn:aws:license-manager::1:license:l-0']};
  assert.deepEqual(await search(market.buyer, 'Acceptor', unknown), []);
});

test('an agreement that was replaced is not replaced again', async () => {
  await assert.rejects(market.reseller.startChangeSet([world.replacing({agreement: old})]),
    {name: 'ValidationException', message: 'The agreement to replace is not active.'});
});

test('a replacement whose agreement has ended is not offered any more', async () => {
  const from = await world.authorization(world.saas, world.prices(), {end: world.later(600)});
  const agreement = await world.agreedUnder(from);
  const offers = [];
  for (const name of ['One', 'Another'])
    offers.push(await releaseReplacement(from, agreement, name));
  const offered = async () => (await market.buyer.discovery('listPurchaseOptions',
    privateOffers())).purchaseOptions.map((each) => each.purchaseOptionId)
    .filter((each) => offers.includes(each)).sort();
  assert.deepEqual(await offered(), offers.toSorted());
  await world.acceptQuote(await world.quoted(offers[0],
    {intent: 'REPLACE', sourceAgreementIdentifier: agreement}));
  assert.deepEqual(await offered(), []);
});

test('usage that is ahead of the end and of the month is invoiced all the same', async () => {
  const from = await world.authorization(world.saas, world.prices(), {end: world.later(600)});
  const agreement = await world.agreedUnder(from);
  const LicenseArn = await licenseOf(market.buyer, agreement);
  const next = await releaseReplacement(from, agreement, 'At the end of the month');
  const first = firstOfNextMonth((await market.clock()).now.slice(0, 10));
  await market.moveClockTo(`${plusDays(first, -1)}T23:58:00.000Z`);
  const {Results: [{Status}]} = await reportBatch(market.isv, [{
    Timestamp: new Date(`${first}T00:02:00Z`), Dimension: 'WorkloadSmall', Quantity: 7,
    CustomerAWSAccountId: market.buyer.accountId, LicenseArn}]);
  assert.equal(Status, 'Success');
  await world.acceptQuote(await world.quoted(next,
    {intent: 'REPLACE', sourceAgreementIdentifier: agreement}));
  assert.equal((await world.describe(agreement)).status, 'REPLACED');
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(first), 1)));
  const used = (await invoicesOf(market.buyer, {agreement})).flatMap((each) => each.lines)
    .filter((each) => each.kind === 'USAGE');
  assert.deepEqual(used.map((each) => [each.dimension, each.quantity]), [['WorkloadSmall', 7]]);
});

test('a replacement whose agreement has ended cannot be released', async () => {
  const from = await world.authorization(world.saas, world.prices(), {end: world.later(600)});
  const agreement = await world.agreedUnder(from);
  const draft = createdId(await market.reseller.succeed([
    world.replacing({authorization: from, agreement}),
    onOffer('UpdateInformation', newOffer, {Name: 'Too late', Description: 'Much'}),
    onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: world.later(600)}),
    onOffer('UpdateValidityTerms', newOffer, validityTerm({AgreementEndDate: world.later(700)})),
  ]), 'CreateReplacementOffer');
  await market.moveClockTo(nineOn(world.later(540)));
  const set = await market.reseller.endedChangeSet([onOffer('ReleaseOffer', draft)]);
  assert.deepEqual(set.ChangeSet[0].ErrorDetailList.map((each) => each.ErrorCode),
    ['INCOMPATIBLE_AGREEMENT']);
});
