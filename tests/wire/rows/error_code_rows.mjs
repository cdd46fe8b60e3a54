// For every error code of authorizations: the smallest change set that earns it, the change that
// gets it, and a neighbour that does not. `registered` is what the sender's registration is changed
// to while it earns; with `alone` the release cannot stand beside it without a fault of its own.
import {
  buyerLegal, buyerTargeting, createAuthorization, newAuthorization, onAuthorization, resaleLegal,
} from '../requests/changes.mjs';
import {pricing, upfrontCard, upfrontTerm, usageTerm} from '../requests/saas.mjs';
import {fixed, upfront, upfrontPrices, usage, wideKeys} from '../worlds/error_code_world.mjs';

const nobody = '999999999999';
const on = (type, details) => onAuthorization(type, newAuthorization, details);
const priced = (...terms) => on('UpdatePricingTerms', pricing('Contract', ...terms));
const legal = (...terms) => on('UpdateLegalTerms', {Terms: terms});
const until = (AvailabilityEndDate, more = {OffersMaxQuantity: 1}) =>
  on('UpdateAvailability', {AvailabilityEndDate, ...more});
const targets = (buyers) => on('UpdateBuyerTargetingTerms', buyerTargeting(buyers));
const startsBy = (MaximumAgreementStartDate) => on('UpdateBuyerValidityTerms',
  {Terms: [{Type: 'BuyerValidityTerm', MaximumAgreementStartDate}]});
const renewal = on('UpdateInformation', {
  PreExistingBuyerAgreement: {AcquisitionChannel: 'External', PricingModel: 'Contract'}});
const release = on('ReleaseResaleAuthorization', {});
const paid = (days, CurrencyCode = 'USD') => on('UpdatePaymentScheduleTerms', {Terms: [{
  Type: 'ResalePaymentScheduleTerm', CurrencyCode,
  Schedule: days.map((ChargeDate) => ({ChargeDate, ChargeAmount: '10'}))}]});
const cards = (...durations) => upfront(durations.map((each) => upfrontCard(upfrontPrices, each)));
const seats = (count) => Object.fromEntries(
  Array.from({length: count}, (_, at) => [wideKeys[at] ?? `more_${at}`, '1']));
const grants = (count) => fixed({Grants: Object.keys(seats(count)).map((DimensionKey) =>
  ({DimensionKey, MaxQuantity: 1}))});
const twice = {DimensionKey: 'BasicService', MaxQuantity: 1};

const row = (blames, code, changes, bad, good, more = {}) =>
  ({by: 'isv', blames, code, earns: changes(bad), spares: changes(good), ...more});

function informationRows(w) {
  const sold = (...changes) => w.authorizing(w.saas, ...changes);
  return [
    row('CreateResaleAuthorization', 'INVALID_RESELLER_ACCOUNT',
      (reseller) => [createAuthorization(w.saas, reseller)],
      w.market.buyer.accountId, w.market.reseller2.accountId),
    row('UpdateInformation', 'INCOMPATIBLE_BUYER_TARGETING',
      (changes) => sold(renewal, ...changes), [], [targets([w.market.buyer.accountId])]),
    row('UpdateAvailability', 'INVALID_AVAILABILITY_END_DATE', (day) => sold(until(day)),
      w.later(-1), w.later(1)),
    row('UpdateAvailability', 'INVALID_AVAILABILITY_END_DATE',
      (day) => sold(until(day), priced(fixed()), paid(w.chargeDays)),
      w.chargeDays[0], w.end),
    row('UpdateBuyerTargetingTerms', 'INVALID_BUYER_ACCOUNTS', (buyer) => sold(targets([buyer])),
      nobody, w.market.buyer.accountId),
    row('UpdateBuyerValidityTerms', 'INCOMPATIBLE_PRODUCT',
      (product) => w.authorizing(product, startsBy(w.later(100))), w.services, w.saas),
    row('UpdateBuyerValidityTerms', 'INVALID_MAXIMUM_AGREEMENT_START_DATE',
      (day) => sold(startsBy(day)), w.start, w.years(3)),
    row('UpdateLegalTerms', 'INVALID_BUYER_LEGAL_DOCUMENTS',
      (Url) => sold(legal(buyerLegal({Type: 'CustomEula', Url}))),
      'http://isv.example/eula.pdf', 'https://isv.example/eula.pdf'),
    row('UpdateLegalTerms', 'INVALID_RESALE_LEGAL_DOCUMENTS',
      (Url) => sold(legal(buyerLegal(), resaleLegal({Type: 'CustomResellerContract', Url}))),
      undefined, 'https://isv.example/contract.pdf'),
    row('UpdateLegalTerms', 'MISSING_MANDATORY_TERMS', (terms) => sold(legal(...terms)),
      [resaleLegal()], [buyerLegal(), resaleLegal()]),
  ];
}

function pricingRows(w) {
  const of = (code, product, bad, good, more) => row('UpdatePricingTerms', code,
    (terms) => w.authorizing(product, priced(...terms)), bad, good, more);
  const sold = (code, bad, good, more) => of(code, w.saas, bad, good, more);
  const inCurrency = (currency) => usage({currency});
  return [
    sold('INVALID_CURRENCY_CODE', [inCurrency('CAD')], [inCurrency('EUR')]),
    sold('INCOMPATIBLE_CURRENCY_CODE', [inCurrency('EUR'), upfront()], [usage(), upfront()]),
    sold('INCOMPATIBLE_PAYMENT_SETTINGS', [inCurrency('JPY')], [inCurrency('GBP')]),
    sold('INCOMPATIBLE_SELLER_VERIFICATION', [usage()], [usage()],
      {registered: {kyc: 'PENDING'}}),
    row('UpdatePricingTerms', 'INCOMPATIBLE_PRODUCT',
      (product) => w.authorizing(product, priced(usage())), w.services, w.saas),
    sold('DUPLICATE_DIMENSION_KEYS', [fixed({Grants: [twice, twice]})], [fixed()]),
    sold('INVALID_RATE_CARD', [usageTerm({WorkloadSmall: '1'})], [usage()]),
    of('TOO_MANY_RATES', w.wide, [upfrontTerm([upfrontCard(seats(201))])],
      [upfrontTerm([upfrontCard(seats(200))])]),
    sold('DUPLICATE_SELECTORS', [cards('P12M', 'P12M')], [cards('P12M', 'P24M')]),
    sold('INCOMPATIBLE_RATE_CARD_CONSTRAINTS',
      [upfront([upfrontCard(upfrontPrices, 'P12M', 'Allowed'),
        upfrontCard(upfrontPrices, 'P24M', 'Disallowed')])], [cards('P12M', 'P24M')]),
    sold('TOO_MANY_RATE_CARDS', [cards('P1M', 'P12M', 'P24M', 'P36M', 'P48M', 'P60M')],
      [cards('P1M', 'P12M', 'P24M', 'P36M', 'P48M')]),
    of('TOO_MANY_RATE_CARDS', w.image,
      ['P12M', 'P24M'].map((each) => upfrontCard({'t2.small': '150'}, each))
        .reduce(([hourly, term], card) => [hourly, {...term, RateCards: [...term.RateCards, card]}],
          [usageTerm({'t2.small': '0.1'}), upfrontTerm([])]),
      [usageTerm({'t2.small': '0.1'}), upfrontTerm([upfrontCard({'t2.small': '150'})])]),
    sold('INCOMPATIBLE_TERMS', [upfront(), fixed()], [usage(), fixed()]),
    sold('INCOMPATIBLE_TERMS', [fixed({Price: '0.01'})], [fixed({Price: '0.00'})]),
    of('TOO_MANY_GRANTS', w.wide, [grants(201)], [grants(200)]),
    sold('INVALID_SELECTOR_DURATION_VALUE', [cards('P61M')], [cards('P60M')]),
    of('INVALID_SELECTOR_DURATION_VALUE', w.image,
      [upfrontTerm([upfrontCard({'t2.small': '150'}, 'P1096D')])],
      [upfrontTerm([upfrontCard({'t2.small': '150'}, 'P1095D')])]),
    sold('INVALID_DURATION', [fixed({Duration: 'P61M'})], [fixed({Duration: 'P60M'})]),
    sold('MISSING_DURATION', [fixed({Duration: undefined})], [fixed()]),
    sold('DUPLICATE_TERM_TYPES', [usage(), usage()], [usage(), upfront()]),
  ];
}

function scheduleRows(w) {
  const of = (code, changes, bad, good, more) => row('UpdatePaymentScheduleTerms', code,
    (value) => w.authorizing(w.saas, ...changes(value)), bad, good, more);
  const many = (count) => Array.from({length: count}, (_, at) => w.later(60 + at));
  const days = (value) => [priced(fixed()), until(w.end), paid(value)];
  // Prices would fail for the same reason, so they are not in the set, which is told too.
  const withoutPrices = [['UpdatePaymentScheduleTerms', 'MISSING_MANDATORY_TERMS']];
  return [
    of('INCOMPATIBLE_TERMS',
      (more) => [priced(fixed()), until(w.end, more), paid(w.chargeDays)], {}, undefined),
    of('TOO_MANY_SCHEDULED_PAYMENTS', days, many(61), many(60)),
    of('DUPLICATE_CHARGE_DATES', days, [w.later(60), w.later(60)], [w.later(60), w.later(61)]),
    of('INVALID_CHARGE_DATES', days, [w.start, w.later(60)], [w.later(59), w.later(60)]),
    of('INVALID_CHARGE_DATES', days, [w.years(1)], [w.later(364)]),
    of('MISSING_MANDATORY_TERMS', (terms) => [priced(...terms), until(w.end), paid(w.chargeDays)],
      [usage()], [usage(), fixed()]),
    of('INVALID_CURRENCY_CODE', (unit) => [priced(fixed()), until(w.end), paid(w.chargeDays, unit)],
      'CAD', 'USD'),
    of('INCOMPATIBLE_CURRENCY_CODE',
      (unit) => [priced(fixed()), until(w.end), paid(w.chargeDays, unit)], 'EUR', 'USD'),
    of('INCOMPATIBLE_PAYMENT_SETTINGS', (unit) => [until(w.end), paid(w.chargeDays, unit),
      ...(unit === 'JPY' ? [] : [priced(fixed({CurrencyCode: unit}))])], 'JPY', 'AUD',
    {alone: true, also: withoutPrices}),
    of('INCOMPATIBLE_SELLER_VERIFICATION', (changes) => [until(w.end), paid(w.chargeDays),
      ...changes], [], [priced(fixed())], 
    {registered: {kyc: 'FAILED'}, alone: true, also: withoutPrices}),
  ];
}

function releaseRows(w) {
  const whole = [priced(usage()), legal(buyerLegal())];
  const of = (code, changes, bad, good, more) => row('ReleaseResaleAuthorization', code,
    (value) => [...changes(value), release], bad, good, more);
  const net = (id) => onAuthorization('UpdateNetPaymentTerms', id,
    {Terms: [{Type: 'ResaleNetPaymentTerm', PaymentDuePeriod: 'P30D'}]});
  const restrict = (id) => onAuthorization('RestrictResaleAuthorization', id);
  return [
    of('MISSING_MANDATORY_TERMS', (changes) => w.authorizing(w.saas, ...changes),
      [priced(usage())], whole),
    of('MISSING_MANDATORY_TERMS', (changes) => w.authorizing(w.saas, ...changes),
      [legal(buyerLegal())], whole),
    of('INCOMPATIBLE_PRICING_TERM', (changes) =>
      w.authorizing(w.saas, priced(fixed()), legal(buyerLegal()), until(w.end), ...changes),
    [], [paid(w.chargeDays)]),
    of('INCOMPATIBLE_SELLER_VERIFICATION', () => w.authorizing(w.saas, ...whole), 0, 0,
      {registered: {serviceLinkedRole: 'NOT_STARTED'}}),
    row('ReleaseResaleAuthorization', 'INCOMPATIBLE_STATUS',
      (id) => [onAuthorization('ReleaseResaleAuthorization', id)], w.contract, w.draft),
    row('UpdateNetPaymentTerms', 'INCOMPATIBLE_STATUS', (id) => [net(id)], w.contract, w.draft),
    row('RestrictResaleAuthorization', 'INCOMPATIBLE_STATUS', (id) => [restrict(id)],
      w.draft, w.contract),
  ];
}

export const authorizationCodeRows = (w) =>
  [...informationRows(w), ...pricingRows(w), ...scheduleRows(w), ...releaseRows(w)];
