// What the SaaS deals send: AWS's own examples of a product with its public offer, authorizations
// with contract and usage prices, partner offers, quotes with a choice, and usage.
import {readFileSync} from 'node:fs';
import {
  CreateAgreementRequestCommand, GetAgreementEntitlementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {
  BatchMeterUsageCommand, MeterUsageCommand, ResolveCustomerCommand,
} from '@aws-sdk/client-marketplace-metering';
import {GetEntitlementsCommand} from '@aws-sdk/client-marketplace-entitlement-service';
import {accept} from '../steps/deal_steps.mjs';
import {invoicesOf} from '../steps/settlement_steps.mjs';
import {eventually} from '../worlds/marketplace.mjs';
import {
  buyerLegal, buyerTargeting, change, createAuthorization, createOffer, createdId,
  newAuthorization, newOffer, onAuthorization, onOffer, resaleLegal, targeting,
} from './changes.mjs';

export const saasType = 'SaaSProduct@1.0';
export const onSaas = (changeType, id, details) => change(saasType, changeType, id, details);

// The changes of an example, with the market's accounts in the place of AWS's.
export function exampleChanges(name, {buyer, reseller}) {
  const text = readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8')
    .replaceAll('111111111111', buyer.accountId).replaceAll('222222222222', reseller.accountId);
  return JSON.parse(text).ChangeSet;
}

const contractExample = 'saas_contract_with_usage';
const usageExample = 'saas_usage';

// An example's changes with other details for some of them, by type of entity and change.
export function contractChanges(market, details = {}) {
  return withDetails(exampleChanges(contractExample, market), details);
}

export function usageChanges(market, details = {}) {
  return withDetails(exampleChanges(usageExample, market), details);
}

function withDetails(changes, details) {
  return changes.map((each) => {
    const name = `${each.Entity.Type.split('@')[0]}/${each.ChangeType}`;
    return details[name] ? {...each, DetailsDocument: details[name]} : each;
  });
}

export const rates = (prices) =>
  Object.entries(prices).map(([DimensionKey, Price]) => ({DimensionKey, Price}));

const isResale = (resale) => (resale ? 'Resale' : '');

export const usageTerm = (prices, {resale = true, currency = 'USD'} = {}) => ({
  Type: `${isResale(resale)}UsageBasedPricingTerm`, CurrencyCode: currency,
  RateCards: [{RateCard: rates(prices)}],
});

export const constraints = (choice = 'Allowed') =>
  ({MultipleDimensionSelection: choice, QuantityConfiguration: choice});

export const upfrontCard = (prices, duration = 'P12M', choice = 'Allowed') => ({
  Selector: {Type: 'Duration', Value: duration}, RateCard: rates(prices),
  Constraints: constraints(choice),
});

export const upfrontTerm = (cards, {resale = true, currency = 'USD'} = {}) => ({
  Type: `${isResale(resale)}ConfigurableUpfrontPricingTerm`, CurrencyCode: currency,
  RateCards: cards,
});

export const pricing = (model, ...terms) => ({PricingModel: model, Terms: terms});

export function saasAuthorizationChanges(
  {product, reseller, buyers, endDay, prices, without = []}) {
  return [
    createAuthorization(product, reseller),
    onAuthorization('UpdatePricingTerms', newAuthorization, prices),
    onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: [buyerLegal(), resaleLegal()]}),
    onAuthorization('UpdateAvailability', newAuthorization, {AvailabilityEndDate: endDay}),
    ...(buyers
      ? [onAuthorization('UpdateBuyerTargetingTerms', newAuthorization, buyerTargeting(buyers))]
      : []),
    onAuthorization('ReleaseResaleAuthorization', newAuthorization),
  ].filter((each) => !without.includes(each.ChangeType));
}

export const validityTerm = (members) => ({Terms: [{Type: 'ValidityTerm', ...members}]});

export function saasOfferChanges({authorization, buyers, endDay, markup, validity, without = []}) {
  return [
    createOffer(authorization),
    onOffer('UpdateInformation', newOffer,
      {Name: 'The service for you', Description: 'Through the partner'}),
    ...(markup ? [onOffer('UpdateMarkup', newOffer, {Percentage: markup})] : []),
    onOffer('UpdateTargeting', newOffer, targeting(buyers)),
    onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: endDay}),
    ...(validity ? [onOffer('UpdateValidityTerms', newOffer, validityTerm(validity))] : []),
    onOffer('ReleaseOffer', newOffer),
  ].filter((each) => !without.includes(each.ChangeType));
}

const days = ({endDay, offerEnd}) => ({authorizationEnd: endDay, offerEnd: offerEnd ?? endDay});

// Brings an offer to the buyer: authorization and partner offer. Answers their ids.
export async function offerToBuyer(market, {product, prices, markup, validity, ...until}) {
  const {isv, reseller, buyer} = market;
  const {authorizationEnd, offerEnd} = days(until);
  const authorization = createdId(await isv.succeed(saasAuthorizationChanges({
    product, reseller: reseller.accountId, endDay: authorizationEnd, prices,
  })), 'CreateResaleAuthorization');
  const offer = createdId(await reseller.succeed(saasOfferChanges({
    authorization, buyers: [buyer.accountId], endDay: offerEnd, markup, validity,
  })), 'CreateOffer');
  return {authorization, offer};
}

const upfrontMember = 'configurableUpfrontPricingTerm';

// The proposal of an offer with the requested terms of a quote; `choice` is {duration, quantities}.
export async function proposalWith(buyer, offerId, choice) {
  const {agreementProposalId} = await buyer.discovery('getOffer', {offerId});
  const {offerTerms} = await buyer.discovery('getOfferTerms', {offerId});
  const requestedTerms = offerTerms.map((each) => {
    const [[member, {id}]] = Object.entries(each);
    return member === upfrontMember && choice ? {id, configuration: configured(choice)} : {id};
  });
  return {agreementProposalIdentifier: agreementProposalId, requestedTerms};
}

export const configured = ({duration = 'P12M', quantities}) => ({
  configurableUpfrontPricingTermConfiguration: {
    selectorValue: duration,
    dimensions: Object.entries(quantities).map(([dimensionKey, dimensionValue]) =>
      ({dimensionKey, dimensionValue})),
  },
});

export const quoteTerms = (buyer, proposal, more = {}) =>
  buyer.agreement(new CreateAgreementRequestCommand({intent: 'NEW', ...proposal, ...more}));

// Quote and acceptance in one go; answers the agreement's id.
export async function buy(buyer, offerId, choice) {
  const {agreementRequestId} =
    await quoteTerms(buyer, await proposalWith(buyer, offerId, choice));
  return (await accept(buyer, agreementRequestId)).agreementId;
}

// The licence an agreement gives its buyer.
export async function licenseOf(buyer, agreementId) {
  const {agreementEntitlements: [{licenseArn}]} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId}));
  return licenseArn;
}

// With which its buyer registers at the manufacturer.
export async function tokenOf(buyer, agreementId) {
  const {agreementEntitlements: [{registrationToken}]} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId}));
  return registrationToken;
}

// The invoice of an upfront price, which the engine cuts by itself after acceptance.
export function upfrontInvoice(buyer, deal) {
  return eventually('the upfront invoice', 10_000, async () => (await invoicesOf(buyer, deal))[0]);
}

export const codeOf = (product) => product.slice('prod-'.length);

export const reportBatch = (isv, UsageRecords, more = {}) =>
  isv.metering(new BatchMeterUsageCommand({UsageRecords, ...more}));

export const reportOwn = (buyer, input) => buyer.metering(new MeterUsageCommand(input));

export const resolveToken = (isv, RegistrationToken) =>
  isv.metering(new ResolveCustomerCommand({RegistrationToken}));

// All pages of GetEntitlements.
export async function entitlementsOf(ask, input) {
  const found = [];
  let NextToken;
  do {
    const page = await ask(new GetEntitlementsCommand({...input, NextToken}));
    found.push(...page.Entitlements);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

export const hourBefore = (moment, hours) => new Date(Date.parse(moment) - hours * 3_600_000);
