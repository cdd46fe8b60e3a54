// A SaaS product with contract and usage prices, and what parties do with offers for it.
import {
  CreateAgreementRequestCommand, DescribeAgreementCommand, GetAgreementEntitlementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {createdId, productChanges} from '../requests/changes.mjs';
import {buy, contractChanges, proposalWith} from '../requests/saas.mjs';
import {accept} from '../steps/deal_steps.mjs';
import {ErrorCodeWorld, upfront, usage} from './error_code_world.mjs';

export class PartnerWorld extends ErrorCodeWorld {
  async build() {
    const set = await this.market.isv.succeed(contractChanges(this.market));
    this.saas = createdId(set, 'CreateProduct');
    this.publicOffer = createdId(set, 'CreateOffer');
    this.contract = await this.authorization(this.saas, [upfront(), usage()]);
    return this;
  }

  // A draft for a product that has no public offer.
  async draftOnServices() {
    const services = createdId(await this.market.isv.succeed(productChanges()), 'CreateProduct');
    return createdId(await this.market.isv.succeed(this.authorizing(services)),
      'CreateResaleAuthorization');
  }

  // A second ISV, with keys of its own.
  async addIsv() {
    const {operator} = this.market;
    const {accountId} = await operator.consoleAnswer('POST', '/accounts', {body: {
      name: 'Adventure Works', email: 'isv2@example.com', country: 'US', roles: ['seller']}});
    await this.register({accountId}, {profile: 'COMPLETE', tax: 'COMPLETE', bank: 'COMPLETE',
      serviceLinkedRole: 'COMPLETE'});
    const keys = await operator.consoleAnswer('POST', `/accounts/${accountId}/access-keys`,
      {body: {}});
    this.market.addActor('isv2', {accountId, ...keys});
  }

  prices() { return [upfront(), usage()]; }

  // An agreement on a released offer under this authorization.
  async agreedUnder(authorization) {
    const offer = await this.offer(authorization, {without: [], endDay: this.later(395)});
    return this.acceptQuote(await this.quoted(offer));
  }

  // A released offer that the buyer accepts; answers the agreement.
  async agreed(more = {}, quantities = {BasicService: 10}) {
    const offer = await this.offer(this.contract, {without: [], ...more});
    return buy(this.market.buyer, offer, {quantities});
  }

  async quoted(offer, more, choice = {quantities: {BasicService: 10}}) {
    return this.market.buyer.agreement(new CreateAgreementRequestCommand(
      {intent: 'NEW', ...await proposalWith(this.market.buyer, offer, choice), ...more}));
  }

  async acceptQuote(quote) {
    return (await accept(this.market.buyer, quote.agreementRequestId)).agreementId;
  }

  describe(agreementId, by = this.market.buyer) {
    return by.agreement(new DescribeAgreementCommand({agreementId}));
  }

  async entitlementStatus(agreementId) {
    const {agreementEntitlements} = await this.market.buyer.agreement(
      new GetAgreementEntitlementsCommand({agreementId}));
    return agreementEntitlements.map((each) => each.status);
  }
}
