// Change sets about SaaS products, their prices and public offers that are accepted and then fail.
import {
  createAuthorization, fixedUpfront, newAuthorization, onAuthorization, onOffer,
} from '../requests/changes.mjs';
import {
  contractChanges, onSaas, pricing, upfrontCard, upfrontTerm, usageTerm, validityTerm,
} from '../requests/saas.mjs';
import {plusDays, plusYears} from '../worlds/marketplace.mjs';
import {upfrontPrices, usagePrices, workshop} from '../worlds/metering_world.mjs';

const usage = (prices, more) => usageTerm({...usagePrices, ...prices}, more);
const upfront = (...cards) => upfrontTerm(cards);
const card = (duration, choice) => upfrontCard(upfrontPrices, duration, choice);
const twice = (term) => ({...term, RateCards: term.RateCards.map((each) =>
  ({...each, RateCard: [...each.RateCard, each.RateCard[0]]}))});
const fixed = (key) => fixedUpfront({Grants: [{DimensionKey: key, MaxQuantity: 1}]});

// What prices an authorization refuses, as [reason, code, terms].
const wrongPrices = [
  ['rate_not_for_dimension', 'INVALID_RATE_CARD', [usage({BasicService: '1'})]],
  ['rate_not_for_dimension', 'INVALID_RATE_CARD', [usage({Nothing: '1'})]],
  ['rate_not_for_dimension', 'INVALID_RATE_CARD', [upfront(upfrontCard({WorkloadSmall: '1'}))]],
  ['rate_not_for_dimension', 'INVALID_RATE_CARD', [upfront(upfrontCard({Nothing: '1'}))]],
  ['rates_incomplete', 'INVALID_RATE_CARD', [usageTerm({WorkloadSmall: '1'})]],
  ['rates_incomplete', 'INVALID_RATE_CARD',
    [upfront(card('P12M'), upfrontCard({BasicService: '1'}, 'P24M'))]],
  ['rate_repeated', 'DUPLICATE_DIMENSION_KEYS', [twice(usage())]],
  ['rate_repeated', 'DUPLICATE_DIMENSION_KEYS', [twice(upfront(card()))]],
  ['duration_repeated', 'DUPLICATE_SELECTORS', [upfront(card('P12M'), card('P12M'))]],
  ['rate_constraints_differ', 'INCOMPATIBLE_RATE_CARD_CONSTRAINTS',
    [upfront(card('P12M', 'Allowed'), card('P24M', 'Disallowed'))]],
  ['terms_exclude_each_other', 'INCOMPATIBLE_TERMS', [upfront(card()), fixed('BasicService')]],
  ['currencies_differ', 'INCOMPATIBLE_CURRENCY_CODE',
    [usage({}, {currency: 'EUR'}), upfront(card())]],
  ['term_type_repeated', 'DUPLICATE_TERM_TYPES', [usage(), usage()]],
];

const authorizationRows = (w) => {
  const authorizing = (product, terms) => [
    createAuthorization(product, w.market.reseller.accountId),
    onAuthorization('UpdatePricingTerms', newAuthorization, pricing('Contract', ...terms)),
  ];
  const priced = (reason, code, product, terms) => ({
    by: 'isv', reason, code, blames: 'UpdatePricingTerms', changes: authorizing(product, terms),
  });
  const latestStart = (day) => ({
    by: 'isv', reason: 'latest_start_out_of_range', code: 'INVALID_MAXIMUM_AGREEMENT_START_DATE',
    blames: 'UpdateBuyerValidityTerms',
    changes: [...authorizing(w.product, [usage()]),
      onAuthorization('UpdateBuyerValidityTerms', newAuthorization,
        {Terms: [{Type: 'BuyerValidityTerm', MaximumAgreementStartDate: day}]})],
  });
  return [
    ...wrongPrices.map(([reason, code, terms]) => priced(reason, code, w.product, terms)),
    priced('term_not_for_product', 'INCOMPATIBLE_PRODUCT', w.services,
      [usageTerm({[workshop.Key]: '1'})]),
    priced('term_not_for_product', 'INCOMPATIBLE_PRODUCT', w.services,
      [upfront(upfrontCard({[workshop.Key]: '1'}))]),
    latestStart(w.start),
    latestStart(plusDays(plusYears(w.start, 3), 1)),
  ];
};

const partnerOfferRows = (w) => {
  const until = (reason, code, members) => ({
    by: 'reseller', reason, code, blames: 'UpdateValidityTerms',
    changes: [onOffer('UpdateValidityTerms', w.draftOffer, validityTerm(members))],
  });
  const AgreementEndDate = plusYears(w.start, 1);
  const foreign = (type, details) => ({
    by: 'reseller', reason: 'change_not_for_partner_offer', code: 'INCOMPATIBLE_TERMS',
    blames: type, changes: [onOffer(type, w.draftOffer, details)],
  });
  return [
    until('duration_and_end', 'INVALID_AGREEMENT_TIME_INTERVAL',
      {AgreementDuration: 'P12M', AgreementEndDate}),
    until('duration_not_authorized', 'INCOMPATIBLE_RESALE_AUTHORIZATION',
      {AgreementDuration: 'P24M'}),
    until('start_missing', 'MISSING_AGREEMENT_START_DATE', {AgreementEndDate}),
    foreign('UpdatePricingTerms', pricing('Usage', usage({}, {resale: false}))),
    foreign('UpdateSupportTerms', {Terms: [{Type: 'SupportTerm', RefundPolicy: 'None.'}]}),
    foreign('UpdateRenewalTerms', {Terms: [{Type: 'RenewalTerm'}]}),
  ];
};

const publicOfferRows = (w) => {
  const row = (reason, code, blames, changes, more) =>
    ({by: 'isv', reason, code, blames, changes, ...more});
  const offering = (details, ...without) => contractChanges(w.market, details).filter((each) =>
    !without.includes(`${each.Entity.Type.split('@')[0]}/${each.ChangeType}`));
  const example = (...without) => offering({}, ...without);
  const notForPublic = (type, details) => row('change_not_for_public_offer', 'INCOMPATIBLE_TERMS',
    type, [onOffer(type, w.publicOffer, details)]);
  const termMissing = (change) => row('mandatory_term_missing', 'MISSING_MANDATORY_TERMS',
    'ReleaseOffer', example(`Offer/${change}`), {says: /is missing/});
  const priced = (reason, code, ...terms) => row(reason, code, 'UpdatePricingTerms',
    offering({'Offer/UpdatePricingTerms': pricing('Contract', ...terms)},
      'SaaSProduct/ReleaseProduct', 'Offer/ReleaseOffer'));
  const toPublic = {resale: false};
  const dimension = (Types) => ({Key: 'k', Name: 'n', Description: 'd', Unit: 'u', Types});
  return [
    row('second_public_offer', 'TOO_MANY_OFFERS', 'CreateOffer',
      [onOffer('CreateOffer', undefined, {ProductId: w.product})]),
    row('public_offer_not_for_product', 'INCOMPATIBLE_PRODUCT', 'CreateOffer',
      [onOffer('CreateOffer', undefined, {ProductId: w.services})]),
    row('markup_without_authorization', 'INVALID_MARKUP_PERCENTAGE', 'UpdateMarkup',
      [onOffer('UpdateMarkup', w.publicOffer, {Percentage: '5'})]),
    notForPublic('UpdateTargeting',
      {PositiveTargeting: {BuyerAccounts: [w.market.buyer.accountId]}}),
    row('availability_of_public_offer', 'INVALID_AVAILABILITY_END_DATE', 'UpdateAvailability',
      [onOffer('UpdateAvailability', w.publicOffer, {AvailabilityEndDate: w.endDay})]),
    notForPublic('UpdateValidityTerms', validityTerm({AgreementDuration: 'P12M'})),
    notForPublic('UpdatePaymentScheduleTerms', {Terms: []}),
    row('terms_after_release', 'INCOMPATIBLE_TERMS', 'UpdatePricingTerms',
      [onOffer('UpdatePricingTerms', w.publicOffer,
        pricing('Contract', usage({}, toPublic)))]),
    row('offer_already_released', 'INVALID_UPDATE_REQUEST', 'ReleaseOffer',
      [onOffer('ReleaseOffer', w.publicOffer)]),
    ...['UpdatePricingTerms', 'UpdateLegalTerms', 'UpdateSupportTerms', 'UpdateRenewalTerms']
      .map(termMissing),
    row('offer_name_missing', 'MISSING_NAME', 'ReleaseOffer',
      offering({'Offer/UpdateInformation': {Description: 'No name'}})),
    row('offer_description_missing', 'MISSING_DESCRIPTION', 'ReleaseOffer',
      offering({'Offer/UpdateInformation': {Name: 'No description'}})),
    row('public_offer_missing', 'VALIDATION_FAILED', 'ReleaseProduct',
      example('Offer/ReleaseOffer')),
    priced('rates_incomplete', 'INVALID_RATE_CARD', usageTerm({WorkloadSmall: '1'}, toPublic)),
    priced('rate_not_for_dimension', 'INVALID_RATE_CARD',
      upfrontTerm([upfrontCard({WorkloadSmall: '1'})], toPublic)),
    priced('rate_repeated', 'DUPLICATE_DIMENSION_KEYS', twice(usage({}, toPublic))),
    priced('duration_repeated', 'DUPLICATE_SELECTORS', upfrontTerm([card(), card()], toPublic)),
    priced('term_type_repeated', 'DUPLICATE_TERM_TYPES', usage({}, toPublic), usage({}, toPublic)),
    row('product_incomplete', 'MISSING_DATA', 'ReleaseProduct',
      example('SaaSProduct/AddDeliveryOptions', 'Offer/ReleaseOffer'),
      {says: 'The product has no delivery option.'}),
    row('dimension_type_not_for_product', 'INVALID_DIMENSION', 'AddDimensions',
      [onSaas('AddDimensions', w.product, [dimension(['Metered'])])], {says: /./}),
  ];
};

export const saasChangeRows = (w) =>
  [...authorizationRows(w), ...partnerOfferRows(w), ...publicOfferRows(w)];

// Once the product is public.
export const publicProductRows = (w) => [{
  by: 'isv', reason: 'product_not_limited', code: 'INVALID_PRODUCT_VISIBILITY',
  blames: 'UpdateTargeting',
  changes: [onSaas('UpdateTargeting', w.product,
    {PositiveTargeting: {BuyerAccounts: [w.market.buyer.accountId]}})],
}];
