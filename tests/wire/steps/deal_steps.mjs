// The first deal, from product to payout, as a list of steps. A step does one thing and checks its
// exact figures; what later steps need it keeps in `deal`.
import assert from 'node:assert/strict';
import {DescribeEntityCommand, ListEntitiesCommand} from '@aws-sdk/client-marketplace-catalog';
import {
  AcceptAgreementRequestCommand, CreateAgreementRequestCommand, DescribeAgreementCommand,
  GetAgreementEntitlementsCommand, GetAgreementTermsCommand, ListAgreementChargesCommand,
  SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {
  authorizationChanges, createdId, dimension, offerChanges, productChanges, productInformation,
} from '../requests/changes.mjs';
import {catalogName, dayOf, nineOn, plusDays, plusYears} from '../worlds/marketplace.mjs';
import {cents, hasNothingOfTheBuyersPrice, settlementSteps} from './settlement_steps.mjs';

export async function describeEntity(actor, id) {
  const entity = await actor.catalog(
    new DescribeEntityCommand({Catalog: catalogName, EntityId: id}));
  assert.deepEqual(JSON.parse(entity.Details), entity.DetailsDocument);
  return entity;
}

export async function listEntities(actor, EntityType, more = {}) {
  const listed = [];
  let NextToken;
  do {
    const page = await actor.catalog(new ListEntitiesCommand(
      {Catalog: catalogName, EntityType, ...more, NextToken}));
    listed.push(...page.EntitySummaryList);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return listed;
}

export const privateOffers = (more = []) => ({
  filters: [{filterType: 'VISIBILITY_SCOPE', filterValues: ['PRIVATE']}, ...more],
});

export function searchAgreements(actor, party, more = []) {
  return actor.agreement(new SearchAgreementsCommand({
    catalog: catalogName,
    filters: [
      {name: 'PartyType', values: [party]},
      {name: 'AgreementType', values: ['PurchaseAgreement']}, ...more,
    ],
  }));
}

const notFound = (type) => ({name: 'ResourceNotFoundException', resourceType: type});
const term = (terms, name) => terms.find((each) => each[name])?.[name];

async function createAndReleaseProduct({isv}, deal) {
  const set = await isv.succeed(productChanges(), {ChangeSetName: 'The product'});
  assert.equal(set.ChangeSetName, 'The product');
  assert.deepEqual(set.ChangeSet.map((each) => each.ErrorDetailList), [[], [], [], []]);
  deal.product = createdId(set, 'CreateProduct');
  assert.match(deal.product, /^prod-[a-z2-7]{13}$/);
  const entity = await describeEntity(isv, deal.product);
  assert.equal(entity.EntityIdentifier, `${deal.product}@1`);
  assert.equal(entity.EntityType, 'ProfessionalServicesProduct@1.0');
  assert.equal(entity.EntityArn, `arn:aws:aws-marketplace:us-east-1:${isv.accountId}:` +
    `AWSMarketplace/ProfessionalServicesProduct/${deal.product}`);
  const {Description, Dimensions} = entity.DetailsDocument;
  assert.equal(Description.ProductTitle, productInformation.ProductTitle);
  assert.equal(Description.Visibility, 'Limited');
  assert.deepEqual(Dimensions, [dimension]);
}

async function authorizeThePartner({isv, reseller, buyer}, deal) {
  const set = await isv.succeed(authorizationChanges({
    product: deal.product, reseller: reseller.accountId, buyers: [buyer.accountId],
    chargeDays: deal.chargeDays, endDay: deal.authorizationEnd,
  }));
  deal.authorization = createdId(set, 'CreateResaleAuthorization');
  assert.match(deal.authorization, /^resaleauthz-[a-z2-7]{13}$/);
  const {DetailsDocument: shown} = await describeEntity(isv, deal.authorization);
  assert.equal(shown.Status, 'Active');
  assert.deepEqual(shown.OfferDetails, {OfferExtendedStatus: 'Not Started', OfferCreatedCount: 0});
}

async function partnerFindsTheAuthorization({isv, reseller, reseller2, buyer}, deal) {
  const shared = await listEntities(reseller, 'ResaleAuthorization', {OwnershipType: 'SHARED'});
  assert.deepEqual(shared.map((each) => each.EntityId), [deal.authorization]);
  const summary = shared[0].ResaleAuthorizationSummary;
  assert.equal(summary.ProductId, deal.product);
  assert.equal(summary.ManufacturerAccountId, isv.accountId);
  assert.equal(summary.ResellerAccountID, reseller.accountId);
  assert.equal(summary.Status, 'Active');
  assert.equal(summary.AvailabilityEndDate, `${deal.authorizationEnd}T23:59:59.999Z`);
  assert.deepEqual(await listEntities(reseller, 'ResaleAuthorization'), []);
  for (const other of [reseller2, buyer])
    assert.deepEqual(
      await listEntities(other, 'ResaleAuthorization', {OwnershipType: 'SHARED'}), []);

  const {DetailsDocument: shown} = await describeEntity(reseller, deal.authorization);
  const byType = Object.fromEntries(shown.Terms.map((each) => [each.Type, each]));
  assert.deepEqual(byType.ResalePaymentScheduleTerm.Schedule.map((each) => each.ChargeAmount),
    ['0.50', '0.50']);
  assert.deepEqual(byType.ResaleFixedUpfrontPricingTerm.Grants,
    [{DimensionKey: dimension.Key, MaxQuantity: 1}]);
  assert.equal(byType.BuyerLegalTerm.Documents[0].Type, 'StandardEula');
  assert.equal(byType.ResaleLegalTerm.Documents[0].Type, 'StandardResellerContract');
  assert.deepEqual(
    byType.BuyerTargetingTerm.PositiveTargeting.BuyerAccounts.map((each) => each.AwsAccountId),
    [buyer.accountId]);
}

async function createAndReleaseTheOffer({reseller, buyer}, deal) {
  const changes = offerChanges({
    authorization: deal.authorization, buyers: [buyer.accountId], endDay: deal.offerEnd,
  });
  const set = await reseller.succeed(changes);
  assert.deepEqual(set.ChangeSet.map((each) => each.ChangeType),
    changes.map((each) => each.ChangeType));
  deal.offer = createdId(set, 'CreateOffer');
  assert.match(deal.offer, /^offer-[a-z2-7]{13}$/);
}

async function offerShowsMarkedUpInstalments({isv, reseller, buyer}, deal) {
  const {DetailsDocument: shown, EntityArn} = await describeEntity(reseller, deal.offer);
  assert.match(EntityArn, new RegExp(`:${reseller.accountId}:AWSMarketplace/Offer/`));
  assert.equal(shown.State, 'Released');
  assert.equal(shown.ResaleAuthorizationId, deal.authorization);
  assert.equal(shown.ProductId, deal.product);
  assert.equal(Number(shown.MarkupPercentage), 10);
  const terms = Object.fromEntries(shown.Terms.map((each) => [each.Type, each]));
  assert.deepEqual(terms.PaymentScheduleTerm.Schedule, deal.chargeDays.map((day) =>
    ({ChargeDate: `${day}T00:00:00.000Z`, ChargeAmount: '0.55'})));
  assert.equal(terms.ResaleLegalTerm, undefined);
  const rules = Object.fromEntries(shown.Rules.map((each) => [each.Type, each]));
  assert.deepEqual(rules.TargetingRule.PositiveTargeting.BuyerAccounts, [buyer.accountId]);
  assert.equal(rules.AvailabilityRule.AvailabilityEndDate, `${deal.offerEnd}T23:59:59.999Z`);

  const {DetailsDocument: source} = await describeEntity(isv, deal.authorization);
  assert.deepEqual(source.OfferDetails,
    {OfferExtendedStatus: 'Completed-Used', OfferCreatedCount: 1});
}

async function buyerFindsTheOffer({reseller, reseller2, buyer}, deal) {
  const found = await buyer.discovery('listPurchaseOptions', privateOffers());
  assert.deepEqual(found.purchaseOptions.map((each) => each.purchaseOptionId), [deal.offer]);
  const [option] = found.purchaseOptions;
  assert.equal(option.purchaseOptionType, 'OFFER');
  assert.equal(option.catalog, catalogName);
  assert.deepEqual(option.badges.map((each) => each.badgeType), ['PRIVATE_PRICING']);
  assert.equal(option.associatedEntities[0].offer.offerId, deal.offer);
  assert.equal(option.associatedEntities[0].product.productId, deal.product);
  assert.doesNotMatch(JSON.stringify(option), new RegExp(reseller.accountId));
  const strangers = await reseller2.discovery('listPurchaseOptions', privateOffers());
  assert.deepEqual(strangers.purchaseOptions, []);

  const offer = await buyer.discovery('getOffer', {offerId: deal.offer});
  assert.equal(offer.offerId, deal.offer);
  assert.equal(offer.pricingModel.pricingModelType, 'CONTRACT');
  assert.equal(offer.associatedEntities[0].product.productId, deal.product);
  assert.deepEqual(offer.badges.map((each) => each.badgeType), ['PRIVATE_PRICING']);
  assert.match(offer.agreementProposalId, /^a[tp]-[A-Za-z0-9]+$/);
  deal.proposal = offer.agreementProposalId;
}

async function buyerReadsTheTerms({buyer}, deal) {
  const {offerTerms} = await buyer.discovery('getOfferTerms', {offerId: deal.offer});
  const kinds = offerTerms.map((each) => {
    assert.equal(Object.keys(each).length, 1);
    return Object.keys(each)[0];
  });
  assert.deepEqual(kinds.sort(),
    ['fixedUpfrontPricingTerm', 'legalTerm', 'paymentScheduleTerm', 'validityTerm']);
  const schedule = term(offerTerms, 'paymentScheduleTerm');
  assert.deepEqual(schedule.schedule.map((each) => cents(each.chargeAmount)), [55, 55]);
  assert.equal(cents(term(offerTerms, 'fixedUpfrontPricingTerm').price), 0);
  deal.terms = offerTerms.map((each) => Object.values(each)[0].id);
}

export function quote(buyer, deal, more = {}) {
  return buyer.agreement(new CreateAgreementRequestCommand({
    intent: 'NEW', agreementProposalIdentifier: deal.proposal,
    requestedTerms: deal.terms.map((id) => ({id})), ...more,
  }));
}

async function buyerAsksForAQuote({buyer}, deal) {
  const {agreementRequestId, chargeSummary} = await quote(buyer, deal);
  assert.match(agreementRequestId, /^ar-[A-Za-z0-9]+$/);
  assert.equal(chargeSummary.currencyCode, 'USD');
  assert.equal(cents(chargeSummary.newAgreementValue), 110);
  const {expectedCharges} = chargeSummary;
  assert.deepEqual(expectedCharges.map((each) => cents(each.amount)), [55, 55]);
  assert.deepEqual(expectedCharges.map((each) => each.timing), ['SCHEDULED', 'SCHEDULED']);
  assert.deepEqual(expectedCharges.map((each) => dayOf(each.time.toISOString())), deal.chargeDays);
  deal.request = agreementRequestId;
  deal.charges = expectedCharges.map((each) => each.id);
}

export function accept(buyer, agreementRequestId) {
  return buyer.agreement(new AcceptAgreementRequestCommand({agreementRequestId}));
}

async function buyerAccepts({buyer}, deal) {
  const {agreementId} = await accept(buyer, deal.request);
  assert.match(agreementId, /^agmt-[a-z0-9]{25}$/);
  deal.agreement = agreementId;
}

async function bothPartiesReadTheAgreement({isv, reseller, buyer}, deal) {
  for (const party of [buyer, reseller]) {
    const found = await party.agreement(
      new DescribeAgreementCommand({agreementId: deal.agreement}));
    assert.equal(found.agreementId, deal.agreement);
    assert.equal(found.status, 'ACTIVE');
    assert.equal(found.agreementType, 'PurchaseAgreement');
    assert.equal(found.acceptor.accountId, buyer.accountId);
    assert.equal(found.proposer.accountId, reseller.accountId);
    assert.equal(found.estimatedCharges.currencyCode, 'USD');
    assert.equal(cents(found.estimatedCharges.agreementValue), 110);
    assert.equal(found.proposalSummary.offerId, deal.offer);
    assert.deepEqual(found.proposalSummary.resources,
      [{id: deal.product, type: 'ProfessionalServicesProduct'}]);
    assert.equal(found.acceptanceTime.toISOString(), nineOn(deal.start));
    assert.equal(dayOf(found.endTime.toISOString()), plusYears(deal.start, 1));

    const {acceptedTerms} = await party.agreement(
      new GetAgreementTermsCommand({agreementId: deal.agreement}));
    assert.deepEqual(acceptedTerms.map((each) => Object.values(each)[0].id).sort(),
      deal.terms.toSorted());
    assert.deepEqual(
      term(acceptedTerms, 'paymentScheduleTerm').schedule.map((each) => cents(each.chargeAmount)),
      [55, 55]);
    assert.deepEqual(term(acceptedTerms, 'fixedUpfrontPricingTerm').grants,
      [{dimensionKey: dimension.Key, maxQuantity: 1}]);
  }
  await assert.rejects(
    isv.agreement(new DescribeAgreementCommand({agreementId: deal.agreement})),
    notFound('Agreement'));
}

async function bothPartiesFindTheAgreement({isv, reseller, reseller2, buyer}, deal) {
  const idsOf = async (actor, party) => (await searchAgreements(actor, party))
    .agreementViewSummaries.map((each) => each.agreementId);
  assert.deepEqual(await idsOf(buyer, 'Acceptor'), [deal.agreement]);
  assert.deepEqual(await idsOf(reseller, 'Proposer'), [deal.agreement]);
  for (const actor of [isv, reseller2])
    for (const party of ['Acceptor', 'Proposer']) assert.deepEqual(await idsOf(actor, party), []);
}

async function buyerHasItsChargesAndEntitlements({buyer}, deal) {
  const {items} = await buyer.agreement(
    new ListAgreementChargesCommand({agreementId: deal.agreement}));
  assert.deepEqual(items.map((each) => each.id), deal.charges);
  assert.deepEqual(items.map((each) => cents(each.amount)), [55, 55]);
  assert.deepEqual(items.map((each) => dayOf(each.time.toISOString())), deal.chargeDays);
  assert.ok(items.every((each) => each.agreementId === deal.agreement && each.revision >= 1));

  const {agreementEntitlements} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId: deal.agreement}));
  assert.equal(agreementEntitlements.length, 1);
  assert.equal(agreementEntitlements[0].status, 'PROVISIONED');
  assert.deepEqual(agreementEntitlements[0].resource,
    {id: deal.product, type: 'ProfessionalServicesProduct'});
}

async function eachSideSeesItsDeal({isv, reseller, reseller2, buyer, operator}, deal) {
  for (const actor of [isv, reseller, buyer]) {
    const items = await actor.consoleItems('/deals');
    assert.equal(items.length, 1, actor.name);
    const whole = await actor.consoleAnswer('GET', `/deals/${deal.agreement}`);
    assert.deepEqual(await actor.consoleAnswer('GET', `/deals/${deal.offer}`), whole);
    assert.deepEqual(items[0], whole);
    assert.equal(whole.offer.offerId, deal.offer);
    assert.equal(whole.agreement.agreementId, deal.agreement);
    assert.equal(whole.entitlements.length, 1);
    assert.ok(whole.money);
    if (actor === buyer) assert.equal(whole.resaleAuthorization, undefined);
    else assert.equal(whole.resaleAuthorization.resaleAuthorizationId, deal.authorization);
    if (actor === isv) hasNothingOfTheBuyersPrice(JSON.stringify(whole));
    if (actor === buyer) assert.doesNotMatch(JSON.stringify(whole), /0\.50|wholesale/i);
  }
  assert.deepEqual(await reseller2.consoleItems('/deals'), []);
  assert.equal((await reseller2.console('GET', `/deals/${deal.agreement}`)).status, 404);
  await operator.consoleAnswer('GET', `/deals/${deal.agreement}`);
}

// The days of a deal that begins on `start`.
export function plannedDeal(start) {
  return {
    start,
    chargeDays: [plusDays(start, 60), plusDays(start, 61)],
    authorizationEnd: plusDays(start, 40),
    offerEnd: plusDays(start, 30),
  };
}

export const catalogSteps = [
  ['the ISV creates and releases a professional services product', createAndReleaseProduct],
  ['the ISV authorizes the partner once, with a payment schedule', authorizeThePartner],
  ['the partner finds the authorization shared with it', partnerFindsTheAuthorization],
  ['the partner releases an offer from changes in an unhelpful order', createAndReleaseTheOffer],
  ['the offer shows its instalments with the markup', offerShowsMarkedUpInstalments],
];

export const acceptanceSteps = [
  ['the buyer finds the private offer', buyerFindsTheOffer],
  ['the buyer reads the terms of the offer', buyerReadsTheTerms],
  ['the buyer asks for a quote', buyerAsksForAQuote],
  ['the buyer accepts', buyerAccepts],
];

export const agreementSteps = [
  ['both parties read the agreement, and the ISV does not', bothPartiesReadTheAgreement],
  ['both parties find the agreement', bothPartiesFindTheAgreement],
  ['the buyer has the charges of its quote, and an entitlement', buyerHasItsChargesAndEntitlements],
  ['each side sees its own part of the deal', eachSideSeesItsDeal],
];

export const steps = [...catalogSteps, ...acceptanceSteps, ...agreementSteps, ...settlementSteps];

// Carries a deal through some of its steps without further ado.
export async function carryOut(market, deal, some) {
  for (const [, step] of some) await step(market, deal);
  return deal;
}
