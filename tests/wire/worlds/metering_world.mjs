// What the refusals of SaaS deals are shown on.
import {GetAgreementEntitlementsCommand} from '@aws-sdk/client-marketplace-agreement';
import {createdId, dimension as workshop, productChanges} from '../requests/changes.mjs';
import {
  buy, codeOf, contractChanges, licenseOf, offerToBuyer, pricing, proposalWith, saasOfferChanges,
  upfrontCard, upfrontTerm, usageTerm,
} from '../requests/saas.mjs';
import {nineOn, plusDays} from './marketplace.mjs';

export const usagePrices = {WorkloadSmall: '0.12', WorkloadMedium: '0.20'};
export const upfrontPrices = {BasicService: '120', PremiumService: '240'};
export const quantities = {BasicService: 2, PremiumService: 1};
export {workshop};

export class MeteringWorld {
  constructor(market, start) {
    this.market = market;
    this.start = start;
    this.now = nineOn(start);
    this.endDay = plusDays(start, 40);
  }

  offer(prices, more = {}) {
    return offerToBuyer(this.market, {product: this.product, endDay: this.endDay, prices, ...more});
  }

  async build() {
    const {isv, reseller, buyer} = this.market;
    const set = await isv.succeed(contractChanges(this.market));
    this.product = createdId(set, 'CreateProduct');
    this.publicOffer = createdId(set, 'CreateOffer');
    this.code = codeOf(this.product);
    this.services = createdId(await isv.succeed(productChanges()), 'CreateProduct');
    const both = pricing('Contract', usageTerm(usagePrices),
      upfrontTerm([upfrontCard(upfrontPrices)]));

    const {authorization, offer} = await this.offer(both);
    this.authorization = authorization;
    this.agreement = await buy(buyer, offer, {quantities});
    const {agreementEntitlements: [entitlement]} = await buyer.agreement(
      new GetAgreementEntitlementsCommand({agreementId: this.agreement}));
    this.license = entitlement.licenseArn;
    this.token = entitlement.registrationToken;

    await this.#buyAnother(both);
    this.draftOffer = createdId(await reseller.succeed(saasOfferChanges({
      authorization, buyers: [buyer.accountId], endDay: this.endDay, without: ['ReleaseOffer'],
    })), 'CreateOffer');
    this.open = await proposalWith(buyer, (await this.offer(both)).offer, {quantities});
    const fixed = pricing('Contract', upfrontTerm([
      upfrontCard(upfrontPrices, 'P12M', 'Disallowed'),
      upfrontCard(upfrontPrices, 'P24M', 'Disallowed')]));
    this.single = await proposalWith(buyer, (await this.offer(fixed)).offer,
      {quantities: {BasicService: 1}});
    return this;
  }

  // The buyer's licence of another product of the ISV's.
  async #buyAnother(prices) {
    const product = createdId(await this.market.isv.succeed(contractChanges(this.market)),
      'CreateProduct');
    this.otherCode = codeOf(product);
    const {offer} = await this.offer(prices, {product});
    this.otherLicense = await licenseOf(this.market.buyer,
      await buy(this.market.buyer, offer, {quantities}));
  }

  // One record that would be taken.
  record(more = {}) {
    return {
      Timestamp: new Date(this.now), Dimension: 'WorkloadSmall', Quantity: 3,
      CustomerAWSAccountId: this.market.buyer.accountId, LicenseArn: this.license, ...more,
    };
  }
}
