// The second deal up to the buyer's entitlements: a SaaS contract with usage, sold by the partner.
import assert from 'node:assert/strict';
import {
  DescribeAgreementCommand, GetAgreementEntitlementsCommand, GetAgreementTermsCommand,
  ListAgreementChargesCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {createdId} from '../requests/changes.mjs';
import {
  codeOf, contractChanges, entitlementsOf, offerToBuyer, pricing, proposalWith, quoteTerms, rates,
  resolveToken, upfrontCard, upfrontInvoice, upfrontTerm, usageChanges, usageTerm,
} from '../requests/saas.mjs';
import {dayOf, nineOn, plusDays, plusYears} from '../worlds/marketplace.mjs';
import {accept, describeEntity, listEntities} from './deal_steps.mjs';
import {cents} from './settlement_steps.mjs';

const quantities = {BasicService: 40, PremiumService: 20};
const list = {
  upfront: {BasicService: '150', PremiumService: '300'},
  usage: {WorkloadSmall: '0.15', WorkloadMedium: '0.25'},
};
const wholesale = {
  upfront: {BasicService: '120', PremiumService: '240'},
  usage: {WorkloadSmall: '0.12', WorkloadMedium: '0.20'},
};

const byType = (terms) => Object.fromEntries(terms.map((each) => [each.Type, each]));
const term = (terms, name) => terms.find((each) => each[name])?.[name];

async function createFromTheExample({isv, buyer, reseller}, deal) {
  const market = {isv, buyer, reseller};
  const set = await isv.succeed(contractChanges(market));
  assert.equal(set.ChangeSet.length, 13);
  deal.product = createdId(set, 'CreateProduct');
  deal.publicOffer = createdId(set, 'CreateOffer');
  deal.code = codeOf(deal.product);

  const {DetailsDocument: product, EntityType} = await describeEntity(isv, deal.product);
  assert.equal(EntityType, 'SaaSProduct@1.0');
  assert.equal(product.Description.ProductCode, deal.code);
  assert.equal(product.Description.Visibility, 'Limited');
  assert.deepEqual(product.Dimensions.map((each) => [each.Key, each.Types]), [
    ['BasicService', ['Entitled']], ['PremiumService', ['Entitled']],
    ['WorkloadSmall', ['ExternallyMetered']], ['WorkloadMedium', ['ExternallyMetered']],
  ]);
  assert.deepEqual(product.Targeting.PositiveTargeting.BuyerAccounts,
    [buyer.accountId, reseller.accountId]);
  const [{DeliveryOptions: [delivery]}] = product.Versions;
  assert.equal(delivery.FulfillmentUrl,
    'https://sample.amazonaws.com/sample-saas-fulfillment-url');

  const {DetailsDocument: offer} = await describeEntity(isv, deal.publicOffer);
  assert.equal(offer.State, 'Released');
  assert.equal(offer.ProductId, deal.product);
  const terms = byType(offer.Terms);
  assert.deepEqual(Object.keys(terms).sort(), ['ConfigurableUpfrontPricingTerm', 'LegalTerm',
    'RenewalTerm', 'SupportTerm', 'UsageBasedPricingTerm']);
  assert.deepEqual(terms.UsageBasedPricingTerm.RateCards, [{RateCard: rates(list.usage)}]);
  assert.deepEqual(terms.ConfigurableUpfrontPricingTerm.RateCards, [upfrontCard(list.upfront)]);
  assert.equal(terms.SupportTerm.RefundPolicy, 'Absolutely no refund, period.');
}

async function createFromTheUsageExample({isv, buyer, reseller}) {
  const set = await isv.succeed(usageChanges({buyer, reseller}));
  const {DetailsDocument: offer} = await describeEntity(isv, createdId(set, 'CreateOffer'));
  assert.equal(offer.State, 'Released');
  assert.deepEqual(Object.keys(byType(offer.Terms)).sort(),
    ['LegalTerm', 'SupportTerm', 'UsageBasedPricingTerm']);
  const listed = await listEntities(isv, 'SaaSProduct');
  assert.equal(listed.length, 2);
}

async function partnerOffersIt(market, deal) {
  const {isv, reseller} = market;
  Object.assign(deal, await offerToBuyer(market, {
    product: deal.product, markup: '25', endDay: plusDays(deal.start, 40),
    offerEnd: plusDays(deal.start, 30),
    prices: pricing('Contract', usageTerm(wholesale.usage),
      upfrontTerm([upfrontCard(wholesale.upfront)])),
  }));
  const {DetailsDocument: source} = await describeEntity(isv, deal.authorization);
  const authorized = byType(source.Terms);
  assert.deepEqual(authorized.ResaleUsageBasedPricingTerm.RateCards,
    [{RateCard: rates(wholesale.usage)}]);
  assert.deepEqual(authorized.ResaleConfigurableUpfrontPricingTerm.RateCards,
    [upfrontCard(wholesale.upfront)]);
  const {DetailsDocument: shown} = await describeEntity(reseller, deal.offer);
  const offered = byType(shown.Terms);
  assert.deepEqual(offered.UsageBasedPricingTerm.RateCards, [{RateCard: rates(list.usage)}]);
  assert.deepEqual(offered.ConfigurableUpfrontPricingTerm.RateCards, [upfrontCard(list.upfront)]);
}

async function buyerChooses({buyer}, deal) {
  const offer = await buyer.discovery('getOffer', {offerId: deal.offer});
  assert.equal(offer.pricingModel.pricingModelType, 'CONTRACT');
  const {offerTerms} = await buyer.discovery('getOfferTerms', {offerId: deal.offer});
  const {rateCards: [card]} = term(offerTerms, 'configurableUpfrontPricingTerm');
  assert.deepEqual(card.selector, {type: 'Duration', value: 'P12M'});
  assert.deepEqual(card.rateCard.map((each) => [each.dimensionKey, each.price]),
    Object.entries(list.upfront));
  assert.doesNotMatch(JSON.stringify(offerTerms), /"120"|"240"|"0\.12"|"0\.20?"/);

  deal.proposal = await proposalWith(buyer, deal.offer, {quantities});
  const {agreementRequestId, chargeSummary} = await quoteTerms(buyer, deal.proposal);
  assert.equal(chargeSummary.currencyCode, 'USD');
  assert.equal(cents(chargeSummary.newAgreementValue), 1_200_000);
  const [charge, ...more] = chargeSummary.expectedCharges;
  assert.deepEqual(more, []);
  assert.equal(charge.timing, 'ON_ACCEPTANCE');
  assert.equal(cents(charge.amount), 1_200_000);
  assert.deepEqual(chargeSummary.itemizedCharges.map((each) => ({...each,
    incrementalChargeAmount: cents(each.incrementalChargeAmount)})),
  Object.entries(quantities).map(([dimensionKey, newQuantity]) => ({
    dimensionKey, newQuantity, oldQuantity: 0, chargeReference: charge.id,
    incrementalChargeAmount: 600_000,
  })));
  deal.request = agreementRequestId;
  deal.charge = charge.id;
}

async function buyerAccepts({buyer, reseller}, deal) {
  deal.agreement = (await accept(buyer, deal.request)).agreementId;
  const agreementId = deal.agreement;
  for (const party of [buyer, reseller]) {
    const found = await party.agreement(new DescribeAgreementCommand({agreementId}));
    assert.equal(found.status, 'ACTIVE');
    assert.equal(cents(found.estimatedCharges.agreementValue), 1_200_000);
    assert.deepEqual(found.proposalSummary.resources, [{id: deal.product, type: 'SaaSProduct'}]);
    assert.equal(found.endTime.toISOString(), nineOn(plusYears(deal.start, 1)));
    const {acceptedTerms} = await party.agreement(new GetAgreementTermsCommand({agreementId}));
    const {configuration} = term(acceptedTerms, 'configurableUpfrontPricingTerm');
    assert.deepEqual(configuration, {selectorValue: 'P12M',
      dimensions: Object.entries(quantities).map(([dimensionKey, dimensionValue]) =>
        ({dimensionKey, dimensionValue}))});
  }
  const {items} = await buyer.agreement(new ListAgreementChargesCommand({agreementId}));
  assert.deepEqual(
    items.map((each) => [each.id, cents(each.amount), dayOf(each.time.toISOString())]),
    [[deal.charge, 1_200_000, deal.start]]);
}

async function upfrontInvoiceIsCutAtOnce({buyer}, deal) {
  const invoice = await upfrontInvoice(buyer, deal);
  assert.equal(invoice.issuedOn, deal.start);
  assert.equal(invoice.totalAmount, '12000.00');
  assert.deepEqual(
    invoice.lines.map((each) =>
      [each.kind, each.dimension, each.quantity, each.unitPrice, each.amount]),
    [['UPFRONT', 'BasicService', 40, '150', '6000.00'],
      ['UPFRONT', 'PremiumService', 20, '300', '6000.00']]);
  deal.upfrontInvoice = invoice.invoiceId;
}

async function buyerHasAToken({buyer, reseller}, deal) {
  const ask = (actor) => actor.agreement(
    new GetAgreementEntitlementsCommand({agreementId: deal.agreement}));
  const {agreementEntitlements: [entitlement, ...more]} = await ask(buyer);
  assert.deepEqual(more, []);
  assert.equal(entitlement.status, 'PROVISIONED');
  assert.equal(entitlement.statusReasonCode, 'AGREEMENT_ACTIVE');
  assert.deepEqual(entitlement.resource, {id: deal.product, type: 'SaaSProduct'});
  assert.match(entitlement.licenseArn, /^arn:aws:license-manager::\d{12}:license:l-[0-9a-f]{32}$/);
  deal.token = entitlement.registrationToken;
  deal.license = entitlement.licenseArn;
  const {agreementEntitlements: [seen]} = await ask(reseller);
  assert.equal(seen.registrationToken, undefined);
}

async function isvReadsEntitlements({isv, buyer}, deal) {
  const expected = Object.entries(quantities).map(([Dimension, IntegerValue]) => ({
    ProductCode: deal.code, Dimension, Value: {IntegerValue}, LicenseArn: deal.license,
    CustomerAWSAccountId: buyer.accountId,
    ExpirationDate: new Date(nineOn(plusYears(deal.start, 1))),
  }));
  const nobody = '999999999999';
  const [basic, premium] = expected;
  const asks = [
    [expected, {}],
    [expected, {MaxResults: 1}],
    [expected, {Filter: {CUSTOMER_AWS_ACCOUNT_ID: [buyer.accountId, nobody]}}],
    [expected, {Filter: {CUSTOMER_IDENTIFIER: [buyer.accountId]}}],
    [expected, {Filter: {LICENSE_ARN: [deal.license]}}],
    [[basic], {Filter: {DIMENSION: ['BasicService']}}],
    [[premium], {Filter: {DIMENSION: ['PremiumService', 'WorkloadSmall'],
      LICENSE_ARN: [deal.license], CUSTOMER_AWS_ACCOUNT_ID: [buyer.accountId]}}],
    [[], {Filter: {CUSTOMER_AWS_ACCOUNT_ID: [nobody]}}],
    [[], {Filter: {DIMENSION: ['BasicService'], CUSTOMER_AWS_ACCOUNT_ID: [nobody]}}],
  ];
  for (const [wanted, more] of asks) {
    const input = {ProductCode: deal.code, ...more};
    const inJson = await entitlementsOf((command) => isv.entitlement(command), input);
    const inCbor = await entitlementsOf((command) => isv.entitlementInCbor(command), input);
    assert.deepEqual(inJson, wanted, JSON.stringify(more));
    assert.deepEqual(inCbor, inJson, JSON.stringify(more));
  }
}

async function isvResolvesTheToken({isv, buyer}, deal) {
  for (let time = 0; time < 2; ++time) {
    const {$metadata: _, ...found} = await resolveToken(isv, deal.token);
    assert.deepEqual(found, {ProductCode: deal.code, CustomerAWSAccountId: buyer.accountId,
      LicenseArn: deal.license});
  }
}

export const plannedSaasDeal = (start) => ({start});

export const saasPurchaseSteps = [
  ['the ISV creates a SaaS product and its public offer as AWS\'s example does',
    createFromTheExample],
  ['the ISV creates another, sold by usage, as AWS\'s example does', createFromTheUsageExample],
  ['the partner offers the product with a markup of 25 %', partnerOffersIt],
  ['the buyer chooses dimensions and quantities, and gets a quote', buyerChooses],
  ['the buyer accepts', buyerAccepts],
  ['the upfront invoice is cut at once', upfrontInvoiceIsCutAtOnce],
  ['the buyer has a registration token, and the partner has none', buyerHasAToken],
  ['the ISV reads the entitlements, the same in JSON and in CBOR', isvReadsEntitlements],
  ['the ISV resolves the token, as often as it likes', isvResolvesTheToken],
];
