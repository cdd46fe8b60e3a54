// The change sets of the deal, as its parties send them.

// One change. `entity` is an id, or the name of a creating change of the same set.
export function change(type, changeType, entity, details = {}) {
  return {
    ChangeType: changeType,
    Entity: {Type: type, ...(entity && {Identifier: entity})},
    DetailsDocument: details,
  };
}

export const productType = 'ProfessionalServicesProduct@1.0';
export const authorizationType = 'ResaleAuthorization@1.0';
export const offerType = 'Offer@1.0';

export const onProduct = (changeType, id, details) => change(productType, changeType, id, details);
export const onAuthorization = (changeType, id, details) =>
  change(authorizationType, changeType, id, details);
export const onOffer = (changeType, id, details) => change(offerType, changeType, id, details);

export const newProduct = '$Product.Entity.Identifier';
export const newAuthorization = '$Authorization.Entity.Identifier';
export const newOffer = '$Offer.Entity.Identifier';

export const dimension = {
  Key: 'workshop', Name: 'Workshop', Description: 'A workshop of two days', Unit: 'Units',
  Types: ['Entitled'],
};

export const productInformation = {
  ProductTitle: 'Migration workshop',
  ShortDescription: 'We plan your migration with you.',
  LongDescription: 'Two days on your premises, and a plan your own people can carry out.',
  Highlights: ['A plan in two days'],
  Categories: ['Professional Services'],
  SearchKeywords: ['migration', 'workshop'],
  SupportDescription: 'Write to support@isv.example.',
};

export const createProduct = (details = {}) =>
  ({...onProduct('CreateProduct', undefined, details), ChangeName: 'Product'});

export const productChanges = () => [
  createProduct(),
  onProduct('UpdateInformation', newProduct, productInformation),
  onProduct('AddDimensions', newProduct, [dimension]),
  onProduct('ReleaseProduct', newProduct),
];

export const createAuthorization = (product, reseller) => ({
  ...onAuthorization('CreateResaleAuthorization', undefined, {
    ProductId: product, Name: 'Workshop for the partner', ResellerAccountId: reseller,
    Description: 'One workshop, paid in two instalments',
  }),
  ChangeName: 'Authorization',
});

export const fixedUpfront = (more = {}) => ({
  Type: 'ResaleFixedUpfrontPricingTerm', CurrencyCode: 'USD', Price: '0.00', Duration: 'P12M',
  Grants: [{DimensionKey: dimension.Key, MaxQuantity: 1}], ...more,
});

export const instalments = (days, amounts) =>
  days.map((day, at) => ({ChargeDate: day, ChargeAmount: amounts[at]}));

export const resaleSchedule = (days, {amounts = ['0.50', '0.50'], currency = 'USD'} = {}) => ({
  Terms: [{
    Type: 'ResalePaymentScheduleTerm', CurrencyCode: currency,
    Schedule: instalments(days, amounts),
  }],
});

export const offerSchedule = (days, {amounts = ['0.60', '0.70'], currency = 'USD'} = {}) => ({
  Terms: [{
    Type: 'PaymentScheduleTerm', CurrencyCode: currency, Schedule: instalments(days, amounts),
  }],
});

export const buyerTargeting = (buyers) =>
  ({Terms: [{Type: 'BuyerTargetingTerm', PositiveTargeting: {BuyerAccounts: buyers}}]});

export const buyerLegal = (document = {Type: 'StandardEula'}) =>
  ({Type: 'BuyerLegalTerm', Documents: [document]});
export const resaleLegal = (document = {Type: 'StandardResellerContract'}) =>
  ({Type: 'ResaleLegalTerm', Documents: [document]});

// A one-time authorization with a payment schedule, in the order of AWS's own example, which
// releases before anything else is there. `without` names changes to leave out.
export function authorizationChanges(
  {product, reseller, buyers, chargeDays, endDay, amounts, without = []}) {
  return [
    createAuthorization(product, reseller),
    onAuthorization('ReleaseResaleAuthorization', newAuthorization),
    onAuthorization('UpdatePricingTerms', newAuthorization,
      {PricingModel: 'Contract', Terms: [fixedUpfront()]}),
    onAuthorization('UpdatePaymentScheduleTerms', newAuthorization,
      resaleSchedule(chargeDays, {amounts})),
    onAuthorization('UpdateAvailability', newAuthorization,
      {AvailabilityEndDate: endDay, OffersMaxQuantity: 1}),
    onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: [buyerLegal(), resaleLegal()]}),
    onAuthorization('UpdateBuyerTargetingTerms', newAuthorization, buyerTargeting(buyers)),
  ].filter((each) => !without.includes(each.ChangeType));
}

export const createOffer = (authorization) => ({
  ...onOffer('CreateOfferUsingResaleAuthorization', undefined,
    {ResaleAuthorizationId: authorization}),
  ChangeName: 'Offer',
});

export const targeting = (buyers) => ({PositiveTargeting: {BuyerAccounts: buyers}});

// A partner offer with a markup of ten per cent, in an unhelpful order: released first, created
// last.
export function offerChanges({authorization, buyers, endDay, without = []}) {
  return [
    onOffer('ReleaseOffer', newOffer),
    onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: endDay}),
    onOffer('UpdateTargeting', newOffer, targeting(buyers)),
    onOffer('UpdateMarkup', newOffer, {Percentage: '10'}),
    onOffer('UpdateInformation', newOffer,
      {Name: 'Migration workshop for you', Description: 'Through the partner'}),
    createOffer(authorization),
  ].filter((each) => !without.includes(each.ChangeType));
}

// The id a change set gave to what it created.
export function createdId(set, changeType) {
  const created = set.ChangeSet.find((each) => each.ChangeType.startsWith(changeType));
  return created.Entity.Identifier.split('@')[0];
}
