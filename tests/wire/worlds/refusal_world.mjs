// What the refusals are shown on: products, authorizations, offers and agreements in every state
// the deal can bring them into.
import {
  authorizationChanges, createAuthorization, createOffer, createProduct, createdId, dimension,
  newProduct, offerChanges, onAuthorization, onOffer, onProduct, productChanges,
  productInformation, targeting,
} from '../requests/changes.mjs';
import {accept, plannedDeal, quote} from '../steps/deal_steps.mjs';

const draftOffer = (authorization) =>
  offerChanges({authorization, endDay: '', buyers: [], without: [
    'ReleaseOffer', 'UpdateAvailability', 'UpdateTargeting']});

export class World {
  constructor(market, start) {
    this.market = market;
    this.days = plannedDeal(start);
  }

  async product() {
    return createdId(await this.market.isv.succeed(productChanges()), 'CreateProduct');
  }

  async draftProduct() {
    return createdId(await this.market.isv.succeed([
      createProduct(), onProduct('UpdateInformation', newProduct, productInformation),
      onProduct('AddDimensions', newProduct, [dimension]),
    ]), 'CreateProduct');
  }

  async authorization(more = {}) {
    const {isv, reseller, buyer} = this.market;
    return createdId(await isv.succeed(authorizationChanges({
      product: this.released, reseller: reseller.accountId, buyers: [buyer.accountId],
      chargeDays: this.days.chargeDays, endDay: this.days.authorizationEnd, ...more,
    })), 'CreateResaleAuthorization');
  }

  async draftAuthorization(product = this.released) {
    const {isv, reseller} = this.market;
    return createdId(await isv.succeed([createAuthorization(product, reseller.accountId)]),
      'CreateResaleAuthorization');
  }

  async draftOffer(authorization) {
    return createdId(
      await this.market.reseller.succeed(draftOffer(authorization)), 'CreateOffer');
  }

  async offer(authorization, endDay = this.days.offerEnd) {
    const {reseller, buyer} = this.market;
    return createdId(await reseller.succeed(
      offerChanges({authorization, buyers: [buyer.accountId], endDay})), 'CreateOffer');
  }

  // The changes that make a draft releasable, and its release.
  releaseOf(offer) {
    return [
      onOffer('UpdateAvailability', offer, {AvailabilityEndDate: this.days.offerEnd}),
      onOffer('UpdateTargeting', offer, targeting([this.market.buyer.accountId])),
      onOffer('ReleaseOffer', offer),
    ];
  }

  // The proposal and the terms of an offer, as its buyer reads them.
  async proposalOf(offerId) {
    const {buyer} = this.market;
    const {agreementProposalId} = await buyer.discovery('getOffer', {offerId});
    const {offerTerms} = await buyer.discovery('getOfferTerms', {offerId});
    return {
      proposal: agreementProposalId, terms: offerTerms.map((each) => Object.values(each)[0].id),
    };
  }

  async build() {
    const {isv, buyer} = this.market;
    this.released = await this.product();
    this.draft = await this.draftProduct();
    const withdrawn = await this.product();
    this.draftOnWithdrawn = await this.unreleasedAuthorization(withdrawn);
    await isv.succeed([onProduct('UpdateVisibility', withdrawn, {TargetVisibility: 'Restricted'})]);

    this.draftAuthorized = await this.draftAuthorization();
    this.usedToken = 'used-for-a-change-set';
    this.changeSet = (await isv.succeed(
      [onAuthorization('UpdateInformation', this.draftAuthorized, {Name: 'The second revision'})],
      {ClientRequestToken: this.usedToken})).ChangeSetId;
    this.open = await this.authorization();
    this.openToAll = await this.authorization({without: ['UpdateBuyerTargetingTerms']});
    this.dear = await this.authorization({amounts: ['90000000.00', '0.50']});
    this.draftOfOpen = await this.draftOffer(this.open);

    this.restricted = await this.authorization();
    this.draftOfRestricted = await this.draftOffer(this.restricted);
    await isv.succeed([onAuthorization('RestrictResaleAuthorization', this.restricted)]);

    this.offered = await this.offer(await this.authorization());
    this.onOffer = await this.proposalOf(this.offered);
    this.usedQuoteToken = 'used-for-a-quote';
    await quote(buyer, this.onOffer, {clientToken: this.usedQuoteToken});

    // Of another product, since a buyer has one agreement on services at a time.
    this.bought = await this.product();
    this.consumed = await this.authorization({product: this.bought});
    this.draftOfConsumed = await this.draftOffer(this.consumed);
    this.accepted = await this.offer(this.consumed);
    this.onAccepted = await this.proposalOf(this.accepted);
    this.otherRequest = (await quote(buyer, this.onAccepted)).agreementRequestId;
    this.request = (await quote(buyer, this.onAccepted)).agreementRequestId;
    this.agreement = (await accept(buyer, this.request)).agreementId;
    this.usedPreferenceToken = 'used-for-a-preference';
    await isv.consoleAnswer('PUT', `/accounts/${isv.accountId}/seller`, {
      body: {disbursementPreference: {frequency: 'MONTHLY', dayOfMonth: 10}},
      token: this.usedPreferenceToken,
    });
    return this;
  }

  // All an authorization needs but its release.
  async unreleasedAuthorization(product) {
    const {isv, reseller, buyer} = this.market;
    return createdId(await isv.succeed(authorizationChanges({
      product, reseller: reseller.accountId, buyers: [buyer.accountId],
      chargeDays: this.days.chargeDays, endDay: this.days.authorizationEnd,
      without: ['ReleaseResaleAuthorization'],
    })), 'CreateResaleAuthorization');
  }

  // A change set that creates an authorization and changes it.
  authorizing(...changes) {
    return [createAuthorization(this.released, this.market.reseller.accountId), ...changes];
  }

  offering(...changes) {
    return [createOffer(this.open), ...changes];
  }
}
