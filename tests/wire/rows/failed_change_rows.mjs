// Change sets that are accepted and then fail: for each reason the smallest one, the change that
// gets the error, and its code. `says` is the sentence where it is not the reason's own.
import {
  buyerLegal, buyerTargeting, createAuthorization, createOffer, createProduct, dimension,
  fixedUpfront, newAuthorization, newOffer, newProduct, offerSchedule, onAuthorization, onOffer,
  onProduct, productInformation, resaleLegal, resaleSchedule, targeting,
} from '../requests/changes.mjs';
import {plusDays, plusYears} from '../worlds/marketplace.mjs';

const nobody = '999999999999';
const dimensions = (count) =>
  Array.from({length: count}, (_, at) => ({...dimension, Key: `more_${at}`}));
const pricing = (...terms) => onAuthorization('UpdatePricingTerms', newAuthorization,
  {PricingModel: 'Contract', Terms: terms});
const schedule = (days, more) =>
  onAuthorization('UpdatePaymentScheduleTerms', newAuthorization, resaleSchedule(days, more));
const legal = (...terms) => onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: terms});
const release = onAuthorization('ReleaseResaleAuthorization', newAuthorization);
const until = (day) => onAuthorization('UpdateAvailability', newAuthorization,
  {AvailabilityEndDate: day, OffersMaxQuantity: 1});
const ownSchedule = (days, more) =>
  onOffer('UpdatePaymentScheduleTerms', newOffer, offerSchedule(days, more));
const validity = (id, members) =>
  onOffer('UpdateValidityTerms', id, {Terms: [{Type: 'ValidityTerm', ...members}]});
const offerUntil = (id, day) => onOffer('UpdateAvailability', id, {AvailabilityEndDate: day});

const productRows = (w) => [
  {
    reason: 'product_already_released', code: 'INVALID_PRODUCT_STATE', blames: 'ReleaseProduct',
    changes: [onProduct('ReleaseProduct', w.released)],
  },
  {
    reason: 'product_already_released', code: 'INVALID_PRODUCT_STATE',
    blames: 'RestrictDimensions',
    changes: [onProduct('RestrictDimensions', w.released,
      [{Key: dimension.Key, Types: dimension.Types}])],
  },
  {
    reason: 'product_not_released', code: 'INVALID_PRODUCT_STATE', blames: 'UpdateVisibility',
    changes: [onProduct('UpdateVisibility', w.draft, {TargetVisibility: 'Public'})],
  },
  {
    reason: 'visibility_unchanged', code: 'INVALID_TARGET_VISIBILITY', blames: 'UpdateVisibility',
    changes: [onProduct('UpdateVisibility', w.released, {TargetVisibility: 'Limited'})],
  },
  {
    reason: 'product_incomplete', code: 'MISSING_DATA', blames: 'ReleaseProduct',
    says: 'ProductTitle is missing.',
    changes: [createProduct(), onProduct('AddDimensions', newProduct, [dimension]),
      onProduct('ReleaseProduct', newProduct)],
  },
  {
    reason: 'product_incomplete', code: 'MISSING_DATA', blames: 'ReleaseProduct',
    says: 'The product has no dimensions.',
    changes: [createProduct(), onProduct('UpdateInformation', newProduct, productInformation),
      onProduct('ReleaseProduct', newProduct)],
  },
  {
    reason: 'dimension_type_not_for_product', code: 'INVALID_DIMENSION', blames: 'AddDimensions',
    says: 'Professional services products have Entitled dimensions only.',
    changes: [createProduct(),
      onProduct('AddDimensions', newProduct, [{...dimension, Types: ['Metered']}])],
  },
  {
    reason: 'dimension_repeated', code: 'INVALID_DIMENSION', blames: 'AddDimensions',
    changes: [onProduct('AddDimensions', w.released, [dimension])],
  },
  {
    reason: 'dimension_unknown', code: 'INVALID_DIMENSION', blames: 'UpdateDimensions',
    changes: [onProduct('UpdateDimensions', w.released,
      [{Key: 'another', Types: ['Entitled'], Name: 'Another'}])],
  },
  {
    reason: 'too_many_dimensions', code: 'INVALID_DIMENSION', blames: 'AddDimensions',
    changes: [onProduct('AddDimensions', w.released, dimensions(200))],
  },
  {
    reason: 'last_dimension', code: 'INVALID_DIMENSION', blames: 'RestrictDimensions',
    changes: [onProduct('RestrictDimensions', w.draft,
      [{Key: dimension.Key, Types: dimension.Types}])],
  },
].map((row) => ({by: 'isv', ...row}));

const authorizationRows = (w) => [
  {
    reason: 'reseller_not_registered', code: 'INVALID_RESELLER_ACCOUNT',
    blames: 'CreateResaleAuthorization',
    changes: [createAuthorization(w.released, w.market.buyer.accountId)],
  },
  {
    reason: 'authorization_already_released', code: 'INCOMPATIBLE_STATUS',
    blames: 'UpdateInformation',
    changes: [onAuthorization('UpdateInformation', w.open, {Name: 'Another name'})],
  },
  {
    reason: 'authorization_already_released', code: 'INCOMPATIBLE_STATUS',
    blames: 'ReleaseResaleAuthorization',
    changes: [onAuthorization('ReleaseResaleAuthorization', w.open)],
  },
  {
    reason: 'authorization_not_restrictable', code: 'INCOMPATIBLE_STATUS',
    blames: 'RestrictResaleAuthorization',
    changes: w.authorizing(onAuthorization('RestrictResaleAuthorization', newAuthorization)),
  },
  {
    reason: 'product_not_sellable', code: 'INCOMPATIBLE_PRODUCT',
    blames: 'ReleaseResaleAuthorization',
    changes: [onAuthorization('ReleaseResaleAuthorization', w.draftOnWithdrawn)],
  },
  {
    reason: 'mandatory_term_missing', code: 'MISSING_MANDATORY_TERMS',
    blames: 'ReleaseResaleAuthorization', says: 'A BuyerLegalTerm is missing.',
    also: [['ReleaseResaleAuthorization', 'INCOMPATIBLE_PRICING_TERM']],
    changes: w.authorizing(pricing(fixedUpfront()), release),
  },
  {
    reason: 'mandatory_term_missing', code: 'MISSING_MANDATORY_TERMS',
    blames: 'ReleaseResaleAuthorization', says: 'A pricing term is missing.',
    changes: w.authorizing(legal(buyerLegal()), release),
  },
  {
    reason: 'mandatory_term_missing', code: 'MISSING_MANDATORY_TERMS', blames: 'UpdateLegalTerms',
    says: 'A BuyerLegalTerm is missing.',
    changes: w.authorizing(legal(resaleLegal())),
  },
  {
    reason: 'schedule_and_fixed_price_apart', code: 'INCOMPATIBLE_PRICING_TERM',
    blames: 'ReleaseResaleAuthorization',
    changes: w.authorizing(legal(buyerLegal()), pricing(fixedUpfront()), release),
  },
  {
    reason: 'schedule_without_fixed_price', code: 'MISSING_MANDATORY_TERMS',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.authorizing(legal(buyerLegal()), schedule(w.days.chargeDays),
      until(w.days.authorizationEnd), release),
  },
  {
    reason: 'term_type_repeated', code: 'DUPLICATE_TERM_TYPES', blames: 'UpdatePricingTerms',
    changes: w.authorizing(pricing(fixedUpfront(), fixedUpfront())),
  },
  {
    reason: 'term_not_for_product', code: 'INCOMPATIBLE_PRODUCT', blames: 'UpdatePricingTerms',
    changes: w.authorizing(pricing({
      Type: 'ResaleUsageBasedPricingTerm', CurrencyCode: 'USD',
      RateCards: [{RateCard: [{DimensionKey: dimension.Key, Price: '0.01'}]}],
    })),
  },
  {
    reason: 'term_not_for_product', code: 'INCOMPATIBLE_PRODUCT',
    blames: 'UpdateBuyerValidityTerms',
    says: 'Only SaaS products take a BuyerValidityTerm.',
    changes: w.authorizing(onAuthorization('UpdateBuyerValidityTerms', newAuthorization, {Terms: [
      {Type: 'BuyerValidityTerm', MaximumAgreementStartDate: w.days.chargeDays[0]}]})),
  },
  {
    reason: 'fixed_price_not_zero', code: 'INCOMPATIBLE_TERMS', blames: 'UpdatePricingTerms',
    changes: w.authorizing(pricing(fixedUpfront({Price: '1.00'}))),
  },
  {
    reason: 'duration_missing', code: 'MISSING_DURATION', blames: 'UpdatePricingTerms',
    changes: w.authorizing(pricing(fixedUpfront({Duration: undefined}))),
  },
  {
    reason: 'grant_dimension_repeated', code: 'DUPLICATE_DIMENSION_KEYS',
    blames: 'UpdatePricingTerms',
    changes: w.authorizing(pricing(fixedUpfront({Grants: [
      {DimensionKey: dimension.Key, MaxQuantity: 1}, {DimensionKey: dimension.Key, MaxQuantity: 2},
    ]}))),
  },
  {
    reason: 'dimension_not_sold', code: 'INCOMPATIBLE_PRODUCT', blames: 'UpdatePricingTerms',
    changes: w.authorizing(pricing(
      fixedUpfront({Grants: [{DimensionKey: 'another', MaxQuantity: 1}]}))),
  },
  {
    reason: 'one_dimension_only', code: 'TOO_MANY_GRANTS', blames: 'UpdatePricingTerms',
    changes: [
      createProduct(), onProduct('UpdateInformation', newProduct, productInformation),
      onProduct('AddDimensions', newProduct, [dimension, {...dimension, Key: 'second'}]),
      onProduct('ReleaseProduct', newProduct),
      createAuthorization(newProduct, w.market.reseller.accountId),
      pricing(fixedUpfront({Grants: [dimension.Key, 'second'].map((key) =>
        ({DimensionKey: key, MaxQuantity: 1}))})),
    ],
  },
  {
    reason: 'buyer_document_invalid', code: 'INVALID_BUYER_LEGAL_DOCUMENTS',
    blames: 'UpdateLegalTerms', says: 'A custom document needs a Url.',
    changes: w.authorizing(legal(buyerLegal({Type: 'CustomEula'}))),
  },
  {
    reason: 'buyer_document_invalid', code: 'INVALID_BUYER_LEGAL_DOCUMENTS',
    blames: 'UpdateLegalTerms', says: 'Only custom documents have a Url.',
    changes: w.authorizing(legal(
      buyerLegal({Type: 'StandardEula', Url: 'https://isv.example/eula.pdf'}))),
  },
  {
    reason: 'resale_document_invalid', code: 'INVALID_RESALE_LEGAL_DOCUMENTS',
    blames: 'UpdateLegalTerms', says: 'The Url of a document must be https.',
    changes: w.authorizing(legal(buyerLegal(),
      resaleLegal({Type: 'CustomResellerContract', Url: 'ftp://isv.example/contract.pdf'}))),
  },
  {
    reason: 'buyer_account_unknown', code: 'INVALID_BUYER_ACCOUNTS',
    blames: 'UpdateBuyerTargetingTerms',
    changes: w.authorizing(onAuthorization('UpdateBuyerTargetingTerms', newAuthorization,
      buyerTargeting([nobody]))),
  },
  {
    reason: 'renewal_needs_buyers', code: 'INCOMPATIBLE_BUYER_TARGETING',
    blames: 'UpdateInformation',
    changes: w.authorizing(onAuthorization('UpdateInformation', newAuthorization, {
      PreExistingBuyerAgreement: {AcquisitionChannel: 'External', PricingModel: 'Contract'},
    })),
  },
  {
    reason: 'schedule_needs_single_use_and_end', code: 'INCOMPATIBLE_TERMS',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.authorizing(schedule(w.days.chargeDays)),
  },
  {
    reason: 'currencies_differ', code: 'INCOMPATIBLE_CURRENCY_CODE',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.authorizing(pricing(fixedUpfront()), until(w.days.authorizationEnd),
      schedule(w.days.chargeDays, {currency: 'EUR'})),
  },
  {
    reason: 'charge_dates_repeat', code: 'DUPLICATE_CHARGE_DATES',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.authorizing(until(w.days.authorizationEnd),
      schedule([w.days.chargeDays[0], w.days.chargeDays[0]])),
  },
  {
    reason: 'charge_date_not_future', code: 'INVALID_CHARGE_DATES',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.authorizing(until(w.days.authorizationEnd),
      schedule([w.days.start, w.days.chargeDays[0]])),
  },
  {
    reason: 'charge_after_agreement_end', code: 'INVALID_CHARGE_DATES',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.authorizing(pricing(fixedUpfront({Duration: 'P1M'})),
      until(w.days.authorizationEnd), schedule(w.days.chargeDays)),
  },
  {
    reason: 'availability_not_future', code: 'INVALID_AVAILABILITY_END_DATE',
    blames: 'UpdateAvailability',
    changes: w.authorizing(until(plusDays(w.days.start, -1))),
  },
  {
    reason: 'availability_reaches_first_charge', code: 'INVALID_AVAILABILITY_END_DATE',
    blames: 'UpdateAvailability',
    changes: w.authorizing(until(w.days.chargeDays[0]), schedule(w.days.chargeDays)),
  },
].map((row) => ({by: 'isv', ...row}));

const offerRows = (w) => [
  {
    reason: 'amount_too_large', code: 'INVALID_MARKUP_PERCENTAGE', blames: 'UpdateMarkup',
    says: 'The marked-up amount exceeds the maximum.',
    changes: [createOffer(w.dear), onOffer('UpdateMarkup', newOffer, {Percentage: '999999999'})],
  },
  {
    reason: 'offer_already_released', code: 'INVALID_UPDATE_REQUEST', blames: 'ReleaseOffer',
    changes: [onOffer('ReleaseOffer', w.offered)],
  },
  {
    reason: 'markup_after_release', code: 'INCOMPATIBLE_MARKUP', blames: 'UpdateMarkup',
    changes: [onOffer('UpdateMarkup', w.offered, {Percentage: '20'})],
  },
  {
    reason: 'targeting_after_release', code: 'INCOMPATIBLE_TARGETING', blames: 'UpdateTargeting',
    changes: [onOffer('UpdateTargeting', w.offered, targeting([w.market.buyer.accountId]))],
  },
  {
    reason: 'terms_after_release', code: 'INCOMPATIBLE_TERMS', blames: 'UpdateValidityTerms',
    changes: [validity(w.offered, {AgreementDuration: 'P12M'})],
  },
  {
    reason: 'terms_after_release', code: 'INCOMPATIBLE_TERMS',
    blames: 'UpdatePaymentScheduleTerms',
    changes: [onOffer('UpdatePaymentScheduleTerms', w.offered, offerSchedule(w.days.chargeDays))],
  },
  {
    reason: 'buyer_not_authorized', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'UpdateTargeting',
    changes: w.offering(
      onOffer('UpdateTargeting', newOffer, targeting([w.market.reseller2.accountId]))),
  },
  {
    reason: 'buyer_account_unknown', code: 'INVALID_BUYER_ACCOUNTS', blames: 'UpdateTargeting',
    changes: [createOffer(w.openToAll),
      onOffer('UpdateTargeting', newOffer, targeting([nobody]))],
  },
  {
    reason: 'markup_with_custom_schedule', code: 'INCOMPATIBLE_TERMS',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.offering(onOffer('UpdateMarkup', newOffer, {Percentage: '10'}),
      ownSchedule(w.days.chargeDays)),
  },
  {
    reason: 'currency_not_authorized', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.offering(ownSchedule(w.days.chargeDays, {currency: 'EUR'})),
  },
  {
    reason: 'charge_dates_not_authorized', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.offering(
      ownSchedule(w.days.chargeDays.map((day) => plusDays(day, 1)))),
  },
  {
    reason: 'amount_below_wholesale', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'UpdatePaymentScheduleTerms',
    changes: w.offering(ownSchedule(w.days.chargeDays, {amounts: ['0.49', '0.60']})),
  },
  {
    reason: 'future_start_not_for_product', code: 'INCOMPATIBLE_PRODUCT',
    blames: 'UpdateValidityTerms',
    changes: w.offering(validity(newOffer, {
      AgreementStartDate: plusDays(w.days.start, 10), AgreementEndDate: plusDays(w.days.start, 300),
    })),
  },
  {
    reason: 'duration_not_authorized', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'UpdateValidityTerms',
    changes: w.offering(validity(newOffer, {AgreementDuration: 'P6M'})),
  },
  {
    reason: 'availability_not_future', code: 'INVALID_AVAILABILITY_END_DATE',
    blames: 'UpdateAvailability',
    changes: w.offering(offerUntil(newOffer, plusDays(w.days.start, -1))),
  },
  {
    reason: 'too_many_backdated_charges', code: 'TOO_MANY_BACKDATED_CHARGES',
    blames: 'UpdateAvailability',
    changes: w.offering(offerUntil(newOffer, w.days.chargeDays[1])),
  },
  {
    reason: 'offer_name_missing', code: 'MISSING_NAME', blames: 'ReleaseOffer',
    changes: w.offering(onOffer('UpdateInformation', newOffer, {Description: 'No name'}),
      ...w.releaseOf(newOffer)),
  },
  {
    reason: 'offer_description_missing', code: 'MISSING_DESCRIPTION', blames: 'ReleaseOffer',
    changes: w.offering(onOffer('UpdateInformation', newOffer, {Name: 'No description'}),
      ...w.releaseOf(newOffer)),
  },
  {
    reason: 'offer_buyers_missing', code: 'MISSING_BUYER_ACCOUNTS', blames: 'ReleaseOffer',
    changes: [createOffer(w.openToAll),
      onOffer('UpdateInformation', newOffer, {Name: 'No buyers', Description: 'None at all'}),
      offerUntil(newOffer, w.days.offerEnd), onOffer('ReleaseOffer', newOffer)],
  },
  {
    reason: 'offer_availability_missing', code: 'MISSING_AVAILABILITY_END_DATE',
    blames: 'ReleaseOffer',
    changes: [onOffer('ReleaseOffer', w.draftOfOpen)],
  },
  {
    reason: 'authorization_restricted', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'ReleaseOffer', changes: w.releaseOf(w.draftOfRestricted),
  },
  {
    reason: 'authorization_consumed', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'ReleaseOffer', changes: w.releaseOf(w.draftOfConsumed),
  },
].map((row) => ({by: 'reseller', ...row}));

export const failedChangeRows = (w) =>
  [...productRows(w), ...authorizationRows(w), ...offerRows(w)];

// Once the authorizations have ended.
export const failedAfterEndRows = (w) => [
  {
    by: 'reseller', reason: 'authorization_expired', code: 'INCOMPATIBLE_RESALE_AUTHORIZATION',
    blames: 'ReleaseOffer',
    changes: [offerUntil(w.draftOfOpen, plusDays(w.days.start, 50)),
      onOffer('ReleaseOffer', w.draftOfOpen)],
  },
];
