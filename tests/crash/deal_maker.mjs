// Makes deals one after the other: authorization, partner offer, quote, acceptance, two payments.
import assert from 'node:assert/strict';
import {createdId} from '../wire/requests/changes.mjs';
import {
  proposalWith, quoteTerms, saasAuthorizationChanges, saasOfferChanges, upfrontInvoice,
} from '../wire/requests/saas.mjs';
import {accept, describeEntity, listEntities, searchAgreements} from '../wire/steps/deal_steps.mjs';
import {cents, invoicesOf, pay} from '../wire/steps/settlement_steps.mjs';

// A quote lives one hour.
const quote_ms = 59 * 60_000;

// 480.00 wholesale with a markup of 25 % and a listing fee of 3.5 %.
export const quantities = {BasicService: 2, PremiumService: 1};
export const markup = '25';
export const dealCents = {buyer: 60_000, partner: 12_000, fee: 1_680, isv: 46_320};
const parts = ['250.00', '350.00'];

const authorizationKind = {type: 'ResaleAuthorization', state: 'Status', released: 'Active'};
const offerKind = {type: 'Offer', state: 'State', released: 'Released'};

// A change set's changes with another name for what it creates.
const named = (changes, name) => changes.map((each) => (each.DetailsDocument.Name === undefined ?
  each : {...each, DetailsDocument: {...each.DetailsDocument, Name: name}}));

// The id of the entity of that name, which is whole; undefined where there is none.
async function findEntity(actor, {type, state, released}, name) {
  const found = await listEntities(actor, type,
    {EntityTypeFilters: {[`${type}Filters`]: {Name: {ValueList: [name]}}}});
  if (found.length === 0) return undefined;
  assert.equal(found.length, 1, `${found.length} have the name ${name}`);
  const {DetailsDocument: shown} = await describeEntity(actor, found[0].EntityId);
  assert.equal(shown[state], released);
  assert.ok(shown.Terms.length >= 2, `${name} lacks terms`);
  return found[0].EntityId;
}

export class DealMaker {
  #name;
  #world;
  #count = 0;

  constructor(name, world) {
    this.#name = name;
    this.#world = world;
  }

  async makeDeal() {
    const {isv, reseller, buyer} = this.#world.market;
    const {products, prices, endDay} = this.#world;
    const name = `${this.#name}-${++this.#count}`;
    const product = products[this.#count % products.length];
    const authorization = await this.#create(isv, authorizationKind, name,
      saasAuthorizationChanges({product, reseller: reseller.accountId, endDay, prices}));
    const offer = await this.#create(reseller, offerKind, name,
      saasOfferChanges({authorization, buyers: [buyer.accountId], endDay, markup}));
    await this.#pay(await this.#buy(offer));
    this.#world.deals += 1;
  }

  async #create(actor, kind, name, changes) {
    const {log, life} = this.#world;
    const what = `${kind.type} ${name}`;
    const {ChangeSetId} = await log.carryOut('changeSet', what, {
      send: () => actor.startChangeSet(named(changes, name), {ClientRequestToken: name}),
      wholeOrAbsent: () => findEntity(actor, kind, name),
      told: (answer) => answer.ChangeSetId,
    });
    const set = await life.persist(() => actor.endOfChangeSet(ChangeSetId));
    assert.equal(set.Status, 'SUCCEEDED', JSON.stringify(set.ChangeSet));
    const id = createdId(set, 'Create');
    log.claim(what, async () => assert.equal(await findEntity(actor, kind, name), id));
    return id;
  }

  // Answers the agreement's id.
  #buy(offer) {
    const {log, life, time, market: {buyer}} = this.#world;
    return time.before((now) => now + quote_ms, async () => {
      const proposal = await life.persist(() => proposalWith(buyer, offer, {quantities}));
      const {agreementRequestId} = await log.carryOut('quote', offer, {
        send: () => quoteTerms(buyer, proposal, {clientToken: `quote-of-${offer}`}),
        wholeOrAbsent: () => this.#findAgreement(offer),
        told: (answer) => answer.agreementRequestId,
      });
      const {agreementId} = await log.carryOut('acceptance', offer, {
        send: () => accept(buyer, agreementRequestId),
        wholeOrAbsent: () => this.#findAgreement(offer),
        told: (answer) => answer.agreementId,
      });
      log.claim(`the agreement on ${offer}`,
        async () => assert.equal(await this.#findAgreement(offer), agreementId));
      return agreementId;
    });
  }

  // The id of the agreement on an offer, which is whole; undefined where there is none.
  async #findAgreement(offer) {
    const {buyer} = this.#world.market;
    const {agreementViewSummaries: found} = await searchAgreements(buyer, 'Acceptor',
      [{name: 'OfferId', values: [offer]}]);
    if (found.length === 0) return undefined;
    assert.equal(found.length, 1, `${offer} has ${found.length} agreements`);
    const deal = await buyer.consoleAnswer('GET', `/deals/${found[0].agreementId}`);
    assert.equal(deal.agreement.status, 'ACTIVE');
    assert.equal(cents(deal.money.buyerAmount), dealCents.buyer);
    assert.deepEqual(deal.entitlements.map((each) => Object.fromEntries(
      each.grants.map((grant) => [grant.dimension, grant.quantity]))), [quantities]);
    return found[0].agreementId;
  }

  async #pay(agreement) {
    const {log, life, market: {buyer, operator}} = this.#world;
    const {invoiceId, totalAmount} = await life.persist(() => upfrontInvoice(buyer, {agreement}));
    assert.equal(cents(totalAmount), dealCents.buyer);
    const paidCents = async () => {
      const invoices = await invoicesOf(buyer, {agreement});
      assert.deepEqual(invoices.map((each) => each.invoiceId), [invoiceId]);
      return cents(invoices[0].paidAmount);
    };
    let before = 0;
    for (const amount of parts) {
      const [unpaid, paid] = [before, before + cents(amount)];
      await log.carryOut('payment', `of ${amount} on ${invoiceId}`, {
        send: () => payment(operator, invoiceId, amount),
        wholeOrAbsent: async () => assert.ok([unpaid, paid].includes(await paidCents())),
        told: (answer) => answer.paymentId,
      });
      log.claim(`${amount} on ${invoiceId}`, async () => assert.ok(await paidCents() >= paid));
      before = paid;
    }
  }
}

async function payment(operator, invoiceId, amount) {
  const reply = await pay(operator, invoiceId, amount, `${amount}-on-${invoiceId}`);
  if (reply.status === 201) return reply.json;
  throw Object.assign(new Error(`a payment: ${reply.text}`),
    {$metadata: {httpStatusCode: reply.status}});
}
