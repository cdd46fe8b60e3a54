// For every error code of partner offers: the smallest change set that earns it, the change that
// gets it, and a neighbour that does not.
import {createOffer, newOffer, onOffer, targeting} from '../requests/changes.mjs';
import {pricing} from '../requests/saas.mjs';
import {fixed, upfront, usage} from '../worlds/error_code_world.mjs';

const nobody = '999999999999';
const on = (type, details, id = newOffer) => onOffer(type, id, details);
const validity = (members, id) =>
  on('UpdateValidityTerms', {Terms: [{Type: 'ValidityTerm', ...members}]}, id);
const until = (AvailabilityEndDate, id) => on('UpdateAvailability', {AvailabilityEndDate}, id);
const netPayment = (...due) => on('UpdateNetPaymentTerms',
  {Terms: due.map((PaymentDuePeriod) => ({Type: 'NetPaymentTerm', PaymentDuePeriod}))});
const document = (members, id) =>
  on('UpdateLegalTerms', {Terms: [{Type: 'LegalTerm', Documents: [members]}]}, id);
const markup = (Percentage, id) => on('UpdateMarkup', {Percentage}, id);
const countries = (codes, more = {}) => on('UpdateTargeting',
  {PositiveTargeting: {CountryCodes: codes}, ...more});
const release = on('ReleaseOffer', {});

const row = (blames, code, changes, bad, good, more = {}) =>
  ({by: 'reseller', blames, code, earns: changes(bad), spares: changes(good), ...more});

function creationRows(w) {
  const replaces = 'CreateReplacementOfferUsingResaleAuthorization';
  return [
    row('CreateOfferUsingResaleAuthorization', 'INCOMPATIBLE_PRODUCT', (more) => [{
      ...createOffer(w.contract),
      DetailsDocument: {ResaleAuthorizationId: w.contract, ...more}}],
    {OfferSetId: 'offerset-1'}, {}),
    row(replaces, 'INCOMPATIBLE_RESALE_AUTHORIZATION', (from) => [w.replacing(from)],
      {authorization: w.otherProduct}, {authorization: w.netted}),
    row(replaces, 'INCOMPATIBLE_RESALE_AUTHORIZATION', (from) => [w.replacing(from)],
      {authorization: w.forOthers}, {authorization: w.forBuyer}),
    row(replaces, 'INCOMPATIBLE_PRODUCT', (from) => [w.replacing(from)],
      {agreement: w.usageAgreement}, {}),
    {by: 'reseller', blames: 'CreateReplacementOffer', code: 'INCOMPATIBLE_AGREEMENT',
      earns: [on('CreateReplacementOffer', {AgreementId: w.agreement}, null)],
      spares: [w.replacing()]},
  ];
}

function informationRows(w) {
  const from = (...changes) => [createOffer(w.contract), ...changes];
  const renewal = {PreExistingAgreement: {AcquisitionChannel: 'External', PricingModel: 'Byol'}};
  const buyers = (list) => on('UpdateTargeting', targeting(list));
  return [
    row('UpdateInformation', 'INCOMPATIBLE_PRE_EXISTING_AGREEMENT',
      (id) => [on('UpdateInformation', renewal, id)], w.releasedRenewal, w.renewal),
    row('UpdateInformation', 'INCOMPATIBLE_PRE_EXISTING_AGREEMENT',
      (from) => [createOffer(from), on('UpdateInformation', renewal)], w.contract, w.renewing),
    row('UpdateTargeting', 'INVALID_BUYER_ACCOUNTS', (buyer) => from(buyers([buyer])),
      nobody, w.market.buyer.accountId),
    row('UpdateTargeting', 'TOO_MANY_BUYER_ACCOUNTS', (list) => from(buyers(list)),
      [...w.buyers, w.market.buyer.accountId], w.buyers),
    row('UpdateTargeting', 'INVALID_COUNTRY_CODES', (code) => from(countries([code])), 'XX', 'DE'),
    row('UpdateTargeting', 'INVALID_TARGETING', (more) => from(countries(['DE'], more)),
      {NegativeTargeting: {CountryCodes: ['FR']}}, {}),
    row('UpdateTargeting', 'INCOMPATIBLE_RESALE_AUTHORIZATION',
      (list) => [createOffer(w.forBuyer), buyers(list)],
      [w.buyers[0]], [w.market.buyer.accountId]),
    row('UpdateTargeting', 'INCOMPATIBLE_TARGETING',
      (id) => [on('UpdateTargeting', targeting(w.buyers), id)], w.released, w.drafted),
    row('UpdateTargeting', 'INCOMPATIBLE_TARGETING',
      (id) => [on('UpdateTargeting', targeting(w.buyers), id)], w.replacement, w.drafted),
    row('UpdateAvailability', 'INVALID_AVAILABILITY_END_DATE', (day) => from(until(day)),
      w.later(-1), w.start),
    row('UpdateAvailability', 'INVALID_AVAILABILITY_END_DATE',
      (day) => [createOffer(w.usageOnly), validity({AgreementEndDate: w.later(60)}), until(day)],
      w.later(60), w.later(59)),
  ];
}

function foreignRows(w) {
  const foreign = (type, term, more = {}) => ({
    by: 'reseller', blames: type, code: 'INCOMPATIBLE_TERMS',
    earns: [on(type, {Terms: [term]}, w.drafted)],
    sparedBy: 'isv', spares: [on(type, {Terms: [term]}, w.publicOffer)], ...more,
  });
  const verification = {Type: 'CustomerVerificationTerm', ApprovalStrategy: 'WaitForApproval'};
  return [
    foreign('UpdateSupportTerms', {Type: 'SupportTerm', RefundPolicy: 'None.'}),
    foreign('UpdateRenewalTerms', {Type: 'RenewalTerm'}),
    {by: 'reseller', blames: 'UpdateCustomerVerificationTerms', code: 'INCOMPATIBLE_TERMS',
      earns: [on('UpdateCustomerVerificationTerms', {Terms: [verification]}, w.drafted)],
      spares: [on('UpdateInformation', {Name: 'Another'}, w.drafted)]},
    {by: 'isv', blames: 'UpdateMarkup', code: 'INVALID_MARKUP_PERCENTAGE',
      earns: [markup('5', w.publicOffer)], sparedBy: 'reseller', spares: [markup('5', w.drafted)]},
    {by: 'isv', blames: 'UpdateAvailability', code: 'INVALID_AVAILABILITY_END_DATE',
      earns: [until(w.end, w.publicOffer)], sparedBy: 'reseller',
      spares: [until(w.end, w.drafted)]},
    row('UpdateLegalTerms', 'INCOMPATIBLE_TERMS', (id) => [document({Type: 'StandardEula'}, id)],
      w.released, w.drafted),
    row('UpdateLegalTerms', 'INVALID_LEGAL_DOCUMENTS',
      (Version) => [document({Type: 'StandardEula', Version}, w.drafted)],
      '2019-04-24', '2022-07-14'),
    row('UpdateLegalTerms', 'INVALID_LEGAL_DOCUMENTS',
      (Url) => [document({Type: 'CustomEula', Url}, w.drafted)],
      'http://partner.example/terms.pdf', 'https://partner.example/terms.pdf'),
  ];
}

function pricingRows(w) {
  const of = (blames, code, changes, bad, good, more) => row(blames, code,
    (value) => [createOffer(w.contract), ...changes(value)], bad, good, more);
  const term = (code, bad, good = {}) => of('UpdatePricingTerms', code,
    (more) => w.conversion({term: more}), bad, good);
  const granting = (...keys) => ({Grants: keys.map((DimensionKey) =>
    ({DimensionKey, MaxQuantity: 1}))});
  const many = Array.from({length: 201}, (_, at) => `seat_${at}`);
  const from = (code, authorization, changes, bad, good) => row('UpdatePricingTerms', code,
    (value) => [createOffer(value.authorization ?? authorization), ...changes(value)], bad, good);
  return [
    term('INVALID_CURRENCY_CODE', {CurrencyCode: 'CAD'}),
    term('INCOMPATIBLE_RESALE_AUTHORIZATION', {CurrencyCode: 'EUR'}),
    term('INCOMPATIBLE_RESALE_AUTHORIZATION', {Duration: 'P24M'}),
    term('INCOMPATIBLE_RESALE_AUTHORIZATION', granting('WorkloadSmall'),
      granting('PremiumService')),
    from('INCOMPATIBLE_RESALE_AUTHORIZATION', w.contract, () => w.conversion(),
      {authorization: w.usageOnly}, {}),
    term('INCOMPATIBLE_TERMS', {Price: '1'}),
    of('UpdatePricingTerms', 'INCOMPATIBLE_TERMS', (percent) =>
      [markup(percent), ...w.conversion()], '5', '0'),
    {by: 'reseller', blames: 'UpdatePricingTerms', code: 'INCOMPATIBLE_TERMS',
      earns: [on('UpdatePricingTerms', pricing('Contract', {...usage({resale: false})}),
        w.drafted)],
      spares: [createOffer(w.contract), ...w.conversion()]},
    of('UpdatePricingTerms', 'INCOMPATIBLE_PRICING_MODEL', (model) => w.conversion({model}),
      'Usage', 'Contract'),
    term('DUPLICATE_DIMENSION_KEYS', granting('BasicService', 'BasicService')),
    {...of('UpdatePricingTerms', 'DUPLICATE_TERM_TYPES', (more) => [
      on('UpdatePricingTerms', pricing('Contract',
        ...[...more, 0].map(() => ({...fixed(), Type: 'FixedUpfrontPricingTerm'})))),
      w.conversion()[1]], [0], [])},
    term('MISSING_DURATION', {Duration: undefined}),
    term('TOO_MANY_GRANTS', granting(...many)),
    from('INVALID_GRANTS', w.tiered, ({count}) => w.conversion({amounts: ['600', '2000'],
      term: {Grants: [{DimensionKey: 'BasicService', MaxQuantity: count}]}}), {count: 2},
    {count: 1}),
    of('UpdatePricingTerms', 'MISSING_MANDATORY_TERMS', (changes) =>
      [w.conversion()[0], ...changes], [], [w.conversion()[1]]),
    {by: 'isv', blames: 'UpdatePricingTerms', code: 'DUPLICATE_SELECTORS', sparedBy: 'reseller',
      earns: w.publicPricing(['P12M', 'P12M']), spares: [createOffer(w.contract),
        ...w.conversion()]},
    {by: 'isv', blames: 'UpdatePricingTerms', code: 'INCOMPATIBLE_TERMS', sparedBy: 'reseller',
      earns: w.publicPricing(['P12M'], w.publicOffer), spares: [createOffer(w.contract),
        ...w.conversion()]},
  ].concat(registrationRows(w));
}

// What the partner's registration must be for prices and releases.
function registrationRows(w) {
  const registered = (what, blames, code, changes) =>
    ({by: 'reseller', blames, code, registered: what, earns: changes, spares: changes});
  const converted = [createOffer(w.contract), ...w.conversion()];
  const whole = [on('ReleaseOffer', {}, w.drafted)];
  const ofServices = [on('ReleaseOffer', {}, w.onServices)];
  return [
    registered({kyc: 'PENDING'}, 'UpdatePricingTerms', 'INCOMPATIBLE_SELLER_VERIFICATION',
      [on('UpdatePricingTerms', w.conversion()[0].DetailsDocument, w.converted)]),
    registered({currencies: ['EUR']}, 'UpdatePricingTerms', 'INCOMPATIBLE_PAYMENT_SETTINGS',
      [on('UpdatePricingTerms', w.conversion()[0].DetailsDocument, w.converted)]),
    registered({kyc: 'FAILED'}, 'UpdatePaymentScheduleTerms', 'INCOMPATIBLE_SELLER_VERIFICATION',
      [on('UpdatePaymentScheduleTerms', converted[2].DetailsDocument, w.converted)]),
    registered({currencies: ['EUR']}, 'UpdatePaymentScheduleTerms',
      'INCOMPATIBLE_PAYMENT_SETTINGS',
      [on('UpdatePaymentScheduleTerms', converted[2].DetailsDocument, w.converted)]),
    registered({kyc: 'PENDING'}, 'ReleaseOffer', 'INCOMPATIBLE_SELLER_VERIFICATION', whole),
    registered({tax: 'PENDING'}, 'ReleaseOffer', 'INCOMPATIBLE_SELLER_VERIFICATION', whole),
    registered({tax: 'PENDING'}, 'ReleaseOffer', 'INVALID_TAX_INFORMATION', ofServices),
    registered({currencies: ['EUR']}, 'ReleaseOffer', 'INCOMPATIBLE_PAYMENT_SETTINGS', whole),
    registered({bank: 'PENDING'}, 'ReleaseOffer', 'INCOMPATIBLE_PAYMENT_SETTINGS', whole),
  ];
}

function validityRows(w) {
  const of = (code, bad, good, authorization = w.contract) => row('UpdateValidityTerms', code,
    (members) => [createOffer(authorization), validity(members)], bad, good);
  const starting = (days, more) => ({AgreementStartDate: w.later(days), ...more});
  const year = {AgreementDuration: 'P12M'};
  return [
    of('INVALID_AGREEMENT_TIME_INTERVAL', {...year, AgreementEndDate: w.years(1)}, year),
    of('INVALID_AGREEMENT_TIME_INTERVAL', starting(50), starting(50, year)),
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', {AgreementDuration: 'P24M'}, year),
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', starting(101, year), starting(100, year)),
    of('INVALID_AGREEMENT_START_DATE', starting(0, year), starting(1, year)),
    of('INVALID_AGREEMENT_START_DATE', starting(50, {AgreementEndDate: w.later(50)}),
      starting(50, year)),
    row('UpdateValidityTerms', 'INVALID_AGREEMENT_START_DATE', (day) => [createOffer(w.contract),
      until(day), validity(starting(40, year))], w.later(40), w.later(39)),
    of('MISSING_AGREEMENT_START_DATE', {AgreementEndDate: w.years(1)}, year),
    row('UpdateValidityTerms', 'INCOMPATIBLE_PRODUCT', (from) => [createOffer(from),
      validity(starting(50, year))], w.usageOnly, w.contract),
    of('INVALID_AGREEMENT_DURATION', {AgreementDuration: 'P0D'}, {AgreementDuration: 'P1D'},
      w.usageOnly),
    row('UpdateValidityTerms', 'INVALID_AGREEMENT_DURATION', (AgreementDuration) =>
      [createOffer(w.onImage), until(w.end), validity({AgreementDuration})], 'P12M', 'P450D'),
    of('INVALID_AGREEMENT_END_DATE', {AgreementEndDate: w.start}, {AgreementEndDate: w.later(1)},
      w.usageOnly),
    row('UpdateValidityTerms', 'INCOMPATIBLE_AGREEMENT_START_DATE',
      (id) => [validity(starting(50, year), id)], w.released, w.drafted),
    row('UpdateValidityTerms', 'INCOMPATIBLE_AGREEMENT_END_DATE',
      (id) => [validity({AgreementEndDate: w.later(300)}, id)], w.released, w.replacement),
    row('UpdateValidityTerms', 'INCOMPATIBLE_AGREEMENT_START_DATE',
      (members) => [validity({AgreementEndDate: w.later(300), ...members}, w.replacement)],
      starting(50), {}),
    row('UpdateValidityTerms', 'INCOMPATIBLE_TERMS', (id) => [validity(year, id)],
      w.released, w.drafted),
  ];
}

function scheduleRows(w) {
  const type = 'UpdatePaymentScheduleTerms';
  const of = (code, authorization, bad, good) => row(type, code, (args) =>
    [createOffer(authorization), on(type, w.schedule(...args))], bad, good);
  const days = w.chargeDays;
  const same = [['50', '60'], days];
  const converting = (code, bad, good = {}) => row(type, code, (more) =>
    [createOffer(w.contract), ...w.conversion(more)], bad, good);
  const daily = (count) => ({
    days: Array.from({length: count}, (_, at) => w.later(60 + at)),
    amounts: Array.from({length: count}, () => '100')});
  return [
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', w.scheduled, [['50', '60'], [days[0], w.later(91)]],
      same),
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', w.scheduled, [['49.99', '61'], days], same),
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', w.scheduled, [['50', '60'], days, 'EUR'], same),
    row(type, 'INCOMPATIBLE_RESALE_AUTHORIZATION', (from) => [createOffer(from),
      on(type, w.schedule(['50', '60']))], w.usageOnly, w.scheduled),
    converting('INCOMPATIBLE_RESALE_AUTHORIZATION', {amounts: ['600', '599.99']},
      {amounts: ['600', '600']}),
    of('DUPLICATE_CHARGE_DATES', w.scheduled, [['50', '60'], [days[0], days[0]]], same),
    of('INVALID_CURRENCY_CODE', w.scheduled, [['50', '60'], days, 'CAD'], same),
    row(type, 'INCOMPATIBLE_MARKUP_PERCENTAGE', (id) => [on(type, w.schedule(['50', '60']), id)],
      w.markedUp, w.withSchedule),
    converting('INVALID_CHARGE_DATES', {days: [w.later(-1), days[0]]}, {days: [w.start, days[0]]}),
    converting('INVALID_CHARGE_DATES', {days: [days[0], w.years(1)]},
      {days: [days[0], w.later(364)]}),
    row(type, 'TOO_MANY_BACKDATED_CHARGES', (second) => [createOffer(w.contract), until(w.end),
      ...w.conversion({days: [w.later(10), second]})], w.later(11), w.later(31)),
    converting('TOO_MANY_CHARGES', daily(61), daily(60)),
    row(type, 'INCOMPATIBLE_TERMS', (id) => [on(type, w.schedule(['50', '60']), id)],
      w.released, w.withSchedule),
  ];
}

function otherTermRows(w) {
  const of = (code, from, bad, good) => row('UpdateNetPaymentTerms', code,
    (due) => [createOffer(from), netPayment(...due)], bad, good);
  return [
    of('INVALID_PAYMENT_DUE_PERIOD', w.netted, ['P20D'], ['P30D']),
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', w.netted, ['P60D'], ['P45D']),
    of('INCOMPATIBLE_RESALE_AUTHORIZATION', w.netted, [], ['P15D']),
    row('UpdateNetPaymentTerms', 'INCOMPATIBLE_RESALE_AUTHORIZATION',
      (from) => [createOffer(from), netPayment('P30D')], w.contract, w.netted),
    of('DUPLICATE_TERM_TYPES', w.netted, ['P30D', 'P15D'], ['P30D']),
    row('UpdateNetPaymentTerms', 'INCOMPATIBLE_TERMS',
      (changes) => changes, [{...netPayment('P30D'), Entity: {Type: 'Offer@1.0',
        Identifier: w.released}}], [createOffer(w.netted), netPayment('P30D')]),
    row('UpdateMarkup', 'INCOMPATIBLE_MARKUP', (id) => [markup('7', id)], w.released, w.drafted),
    row('UpdateMarkup', 'INCOMPATIBLE_RESALE_AUTHORIZATION', (id) => [markup('7', id)],
      w.converted, w.drafted),
    row('UpdateMarkup', 'INCOMPATIBLE_TERMS', (id) => [markup('7', id)],
      w.withSchedule, w.markedUp),
  ];
}

function releaseRows(w) {
  const of = (code, bad, good) => row('ReleaseOffer', code, (changes) =>
    [createOffer(w.contract), ...changes, release], bad, good);
  const without = (type) => w.complete().filter((each) => each.ChangeType !== type);
  const named = (members) => w.complete(on('UpdateInformation', members));
  const ending = validity({AgreementEndDate: w.later(300)}, w.replacement);
  const replacing = [on('UpdateInformation', {Name: 'New', Description: 'Better'}, w.replacement),
    until(w.end, w.replacement), on('ReleaseOffer', {}, w.replacement)];
  return [
    of('MISSING_NAME', named({Description: 'No name'}), w.complete()),
    of('MISSING_DESCRIPTION', named({Name: 'No description'}), w.complete()),
    of('MISSING_BUYER_ACCOUNTS', without('UpdateTargeting'), w.complete()),
    of('MISSING_AVAILABILITY_END_DATE', without('UpdateAvailability'), w.complete()),
    row('ReleaseOffer', 'MISSING_AGREEMENT_END_DATE', (changes) => changes,
      replacing, [ending, ...replacing]),
    row('ReleaseOffer', 'INVALID_UPDATE_REQUEST', (id) => [on('ReleaseOffer', {}, id)],
      w.released, w.drafted),
    row('ReleaseOffer', 'INCOMPATIBLE_RESALE_AUTHORIZATION', (id) => [on('ReleaseOffer', {}, id)],
      w.draftOfRestricted, w.drafted),
  ];
}

export const offerCodeRows = (w) => [
  ...creationRows(w), ...informationRows(w), ...foreignRows(w), ...pricingRows(w),
  ...validityRows(w), ...scheduleRows(w), ...otherTermRows(w), ...releaseRows(w),
];
