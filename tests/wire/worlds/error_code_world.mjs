// What the error codes of authorizations and partner offers are earned on.
import {
  buyerLegal, buyerTargeting, createAuthorization, createOffer, createdId, newAuthorization,
  newOffer, onAuthorization, onOffer, productChanges, resaleSchedule, targeting,
} from '../requests/changes.mjs';
import {
  buy, contractChanges, pricing, saasOfferChanges, upfrontCard, upfrontTerm, usageTerm,
} from '../requests/saas.mjs';
import {machineImageChanges} from './machine_image.mjs';
import {plusDays, plusYears} from './marketplace.mjs';

export const usagePrices = {WorkloadSmall: '0.12', WorkloadMedium: '0.20'};
export const upfrontPrices = {BasicService: '120', PremiumService: '240'};
export const usage = (more) => usageTerm(usagePrices, more);
export const upfront = (cards = [upfrontCard(upfrontPrices)], more) => upfrontTerm(cards, more);
export const fixed = (more = {}) => ({
  Type: 'ResaleFixedUpfrontPricingTerm', CurrencyCode: 'USD', Price: '0', Duration: 'P12M',
  Grants: [{DimensionKey: 'BasicService', MaxQuantity: 10}], ...more,
});
export const wideKeys = Array.from({length: 200}, (_, at) => `seat_${at}`);

export class ErrorCodeWorld {
  constructor(market, start) {
    this.market = market;
    this.start = start;
    this.end = plusDays(start, 30);
    this.chargeDays = [plusDays(start, 60), plusDays(start, 90)];
    this.later = (days) => plusDays(start, days);
    this.years = (count) => plusYears(start, count);
  }

  // An authorization of the ISV for the first partner; `days` is {end, once}.
  authorizing(product, ...changes) {
    return [createAuthorization(product, this.market.reseller.accountId), ...changes];
  }

  async authorization(product, terms, {end = this.end, once = false, buyers, schedule, more = [],
    released = true} = {}) {
    const set = await this.market.isv.succeed(this.authorizing(product,
      onAuthorization('UpdatePricingTerms', newAuthorization, pricing('Contract', ...terms)),
      onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: [buyerLegal()]}),
      onAuthorization('UpdateAvailability', newAuthorization,
        {AvailabilityEndDate: end, ...(once && {OffersMaxQuantity: 1})}),
      ...(schedule ? [onAuthorization('UpdatePaymentScheduleTerms', newAuthorization,
        resaleSchedule(this.chargeDays, {amounts: ['50', '60']}))] : []),
      ...(buyers ? [onAuthorization('UpdateBuyerTargetingTerms', newAuthorization,
        buyerTargeting(buyers))] : []),
      ...more,
      ...(released ? [onAuthorization('ReleaseResaleAuthorization', newAuthorization)] : [])));
    return createdId(set, 'CreateResaleAuthorization');
  }

  async offer(authorization, {without = ['ReleaseOffer'], ...more} = {}) {
    return createdId(await this.market.reseller.succeed(saasOfferChanges({
      authorization, buyers: [this.market.buyer.accountId], endDay: this.end, without, ...more,
    })), 'CreateOffer');
  }

  async #accounts() {
    this.buyers = [];
    for (let at = 0; at < 26; ++at)
      this.buyers.push((await this.market.operator.consoleAnswer('POST', '/accounts', {body: {
        name: `Buyer ${at}`, email: `buyer${at}@example.com`, country: 'DE', roles: ['buyer'],
      }})).accountId);
  }

  async #products() {
    const {isv} = this.market;
    const set = await isv.succeed(contractChanges(this.market));
    this.saas = createdId(set, 'CreateProduct');
    this.publicOffer = createdId(set, 'CreateOffer');
    this.otherSaas = createdId(await isv.succeed(contractChanges(this.market)), 'CreateProduct');
    this.services = createdId(await isv.succeed(productChanges()), 'CreateProduct');
    this.image = createdId(await isv.succeed(machineImageChanges()), 'CreateProduct');
    const seats = wideKeys.map((Key) =>
      ({Key, Name: Key, Description: 'A seat', Unit: 'Units', Types: ['Entitled']}));
    this.wide = createdId(await isv.succeed(contractChanges(this.market, {
      'SaaSProduct/AddDimensions': seats,
      'Offer/UpdatePricingTerms': pricing('Contract',
        upfrontTerm([upfrontCard({[wideKeys[0]]: '1'})], {resale: false})),
    })), 'CreateProduct');
  }

  async #authorizations() {
    const {buyer} = this.market;
    const net = onAuthorization('UpdateNetPaymentTerms', newAuthorization,
      {Terms: [{Type: 'ResaleNetPaymentTerm', PaymentDuePeriod: 'P45D'}]});
    const start = onAuthorization('UpdateBuyerValidityTerms', newAuthorization,
      {Terms: [{Type: 'BuyerValidityTerm', MaximumAgreementStartDate: this.later(100)}]});
    this.draft = await this.authorization(this.saas, [upfront()], {released: false});
    this.contract = await this.authorization(this.saas, [upfront(), usage()], {more: [start]});
    this.netted = await this.authorization(this.saas, [upfront()], {more: [net]});
    this.forBuyer = await this.authorization(this.saas, [upfront()],
      {buyers: [buyer.accountId]});
    this.renewing = await this.authorization(this.saas, [upfront()], {buyers: [buyer.accountId],
      more: [onAuthorization('UpdateInformation', newAuthorization, {PreExistingBuyerAgreement:
        {AcquisitionChannel: 'External', PricingModel: 'Byol'}})]});
    this.forOthers = await this.authorization(this.saas, [upfront()],
      {buyers: [this.buyers[0]]});
    this.otherProduct = await this.authorization(this.otherSaas, [upfront()]);
    this.usageOnly = await this.authorization(this.saas, [usage()]);
    this.tiered = await this.authorization(this.saas,
      [upfront([upfrontCard(upfrontPrices, 'P12M', 'Disallowed')])]);
    this.scheduled = await this.authorization(this.saas, [fixed()],
      {once: true, schedule: true});
    this.euro = await this.authorization(this.saas, [upfront(undefined, {currency: 'EUR'})]);
    this.onImage = await this.authorization(this.image,
      [upfrontTerm([upfrontCard({'t2.small': '150'})])]);
    this.restricted = await this.authorization(this.saas, [upfront()]);
    this.draftOfRestricted = await this.offer(this.restricted);
    await this.market.isv.succeed(
      [onAuthorization('RestrictResaleAuthorization', this.restricted)]);
  }

  async #offers() {
    const {buyer, reseller} = this.market;
    this.drafted = await this.offer(this.contract);
    this.released = await this.offer(this.contract, {without: []});
    this.renewal = await this.offer(this.renewing);
    this.releasedRenewal = await this.offer(this.renewing, {without: []});
    this.onServices = await this.servicesOffer();
    const sold = await this.offer(this.contract, {without: []});
    this.agreement = await buy(buyer, sold, {quantities: {BasicService: 1}});
    const metered = await this.offer(this.usageOnly, {without: []});
    this.usageAgreement = await buy(buyer, metered);
    this.replacement = createdId(await reseller.succeed([this.replacing()]), 'CreateReplacement');
    this.converted = createdId(await reseller.succeed(
      [createOffer(this.contract), ...this.conversion()]), 'CreateOffer');
    this.withSchedule = createdId(await reseller.succeed([createOffer(this.scheduled),
      onOffer('UpdatePaymentScheduleTerms', newOffer, this.schedule(['50', '60']))]),
    'CreateOffer');
    this.markedUp = createdId(await reseller.succeed([createOffer(this.scheduled),
      onOffer('UpdateMarkup', newOffer, {Percentage: '10'})]), 'CreateOffer');
  }

  async servicesOffer() {
    this.forServices = await this.authorization(this.services, [fixed(
      {Grants: [{DimensionKey: 'workshop', MaxQuantity: 1}]})], {once: true, schedule: true});
    return this.offer(this.forServices);
  }

  async build() {
    const {isv, reseller} = this.market;
    for (const each of [isv, reseller])
      await this.register(each, {currencies: ['USD', 'EUR', 'GBP', 'AUD']});
    await this.#accounts();
    await this.#products();
    await this.#authorizations();
    await this.#offers();
    return this;
  }

  register(actor, body) {
    return this.market.operator.consoleAnswer('PUT', `/accounts/${actor.accountId}/seller`, {body});
  }

  replacing({authorization = this.contract, agreement = this.agreement} = {}) {
    return {...onOffer('CreateReplacementOfferUsingResaleAuthorization', undefined,
      {ResaleAuthorizationId: authorization, AgreementId: agreement}), ChangeName: 'Offer'};
  }

  schedule(amounts, days = this.chargeDays, CurrencyCode = 'USD') {
    return {Terms: [{Type: 'PaymentScheduleTerm', CurrencyCode,
      Schedule: days.map((ChargeDate, at) => ({ChargeDate, ChargeAmount: amounts[at]}))}]};
  }

  // Ten basic services for a year, 1,200 at wholesale, paid in two instalments.
  conversion(
    {amounts = ['600', '700'], days, currency = 'USD', term = {}, model = 'Contract'} = {}) {
    return [
      onOffer('UpdatePricingTerms', newOffer, pricing(model, {
        ...fixed(), Type: 'FixedUpfrontPricingTerm', CurrencyCode: currency, ...term})),
      onOffer('UpdatePaymentScheduleTerms', newOffer, this.schedule(amounts, days, currency)),
    ];
  }

  // Prices of a public offer: of a new one, or of the one that is named.
  publicPricing(durations, id) {
    const details = pricing('Contract', upfrontTerm(
      durations.map((each) => upfrontCard(upfrontPrices, each)), {resale: false}));
    if (id) return [onOffer('UpdatePricingTerms', id, details)];
    return contractChanges(this.market, {'Offer/UpdatePricingTerms': details})
      .filter((each) => !['ReleaseProduct', 'ReleaseOffer'].includes(each.ChangeType));
  }

  // All an offer needs but its release.
  complete(...changes) {
    const types = new Set(changes.map((each) => each.ChangeType));
    return [
      onOffer('UpdateInformation', newOffer, {Name: 'An offer', Description: 'A whole one'}),
      onOffer('UpdateTargeting', newOffer, targeting([this.market.buyer.accountId])),
      onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: this.end}),
    ].filter((each) => !types.has(each.ChangeType)).concat(changes);
  }
}
