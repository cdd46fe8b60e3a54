// What the guides for ISVs, partners and buyers promise and the deals of other tests do not show;
// docs/statements.md says which promise is shown where.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  MarketplaceCatalogClient, StartChangeSetCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  createOffer, createdId, newAuthorization, newOffer, newProduct, onAuthorization, onOffer,
  onProduct, productChanges, productInformation, targeting,
} from '../requests/changes.mjs';
import {
  buy, onSaas, proposalWith, quoteTerms, saasOfferChanges, upfrontInvoice, validityTerm,
} from '../requests/saas.mjs';
import {accept, describeEntity, listEntities, privateOffers} from '../steps/deal_steps.mjs';
import {invoicesOf, pay} from '../steps/settlement_steps.mjs';
import {fixed, usage} from '../worlds/error_code_world.mjs';
import {catalogName, Marketplace, plusYears} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

const guidesName = 'Northwind-[Contoso]-Subscription-2024';
const many = 12;
let market;
let world;
let byUsage;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
  byUsage = await world.authorization(world.saas, [usage()]);
});

after(() => market?.close());

const document = async (actor, id) => (await describeEntity(actor, id)).DetailsDocument;
const termOf = ({Terms}, type) => Terms.find((each) => each.Type === type);
const isMissing = {name: 'ResourceNotFoundException'};

test('an authorization may be named with hyphens and brackets', async () => {
  const id = await world.authorization(world.saas, [usage()], {more: [
    onAuthorization('UpdateInformation', newAuthorization, {Name: guidesName})]});
  assert.equal((await document(market.reseller, id)).Name, guidesName);
  const found = await listEntities(market.reseller, 'ResaleAuthorization', {
    OwnershipType: 'SHARED',
    EntityTypeFilters: {ResaleAuthorizationFilters: {Name: {ValueList: [guidesName]}}}});
  assert.deepEqual(found.map((each) => each.EntityId), [id]);
  const offer = createdId(await market.reseller.succeed([createOffer(id),
    onOffer('UpdateInformation', newOffer, {Name: guidesName})]), 'CreateOffer');
  assert.equal((await document(market.reseller, offer)).Name, guidesName);
});

test('an offer is drafted, marked up, given its days and published in four steps', async () => {
  const {reseller, buyer} = market;
  const offer = createdId(await reseller.succeed([createOffer(byUsage)]), 'CreateOffer');
  assert.equal((await document(reseller, offer)).State, 'Draft');
  await reseller.succeed([onOffer('UpdateMarkup', offer, {Percentage: '25'})]);
  await reseller.succeed([
    onOffer('UpdateValidityTerms', offer, validityTerm({AgreementDuration: 'P3650D'}))]);
  await assert.rejects(buyer.discovery('getOffer', {offerId: offer}), isMissing);
  await reseller.succeed([
    onOffer('UpdateInformation', offer, {Name: 'Step by step', Description: 'In four steps'}),
    onOffer('UpdateTargeting', offer, targeting([buyer.accountId])),
    onOffer('UpdateAvailability', offer, {AvailabilityEndDate: world.later(90)}),
    onOffer('ReleaseOffer', offer),
  ]);
  const shown = await document(reseller, offer);
  assert.deepEqual([shown.State, shown.MarkupPercentage], ['Released', '25']);
  assert.equal(termOf(shown, 'ValidityTerm').AgreementDuration, 'P3650D');
  assert.deepEqual(termOf(shown, 'UsageBasedPricingTerm').RateCards[0].RateCard.map(
    (each) => Number(each.Price)), [0.15, 0.25]);
  assert.equal((await buyer.discovery('getOffer', {offerId: offer})).offerId, offer);
});

test('usage is offered until a day ten years ahead', async () => {
  const lastDay = plusYears(world.start, 10);
  const offer = await world.offer(byUsage, {without: [], validity: {AgreementEndDate: lastDay}});
  const shown = termOf(await document(market.reseller, offer), 'ValidityTerm');
  assert.equal(shown.AgreementEndDate.slice(0, 10), lastDay);
  assert.equal(shown.AgreementDuration, undefined);
  const made = await world.describe(await buy(market.buyer, offer));
  assert.equal(made.endTime.toISOString(), `${lastDay}T23:59:59.999Z`);
});

// What a request at 0.01 costs again after the markup that belongs to its discount.
const tiers = [['0.008', '25', '0.01'], ['0.0075', '33.3', '0.0099975'],
  ['0.007', '42.8', '0.009996'], ['0.0075', '33.333333333', '0.01'],
  ['0.007', '42.857142857', '0.01']];

test('markups of 25, 33.3 and 42.8 lead back to a cent, and nine decimals exactly', async () => {
  for (const [wholesale, markup, price] of tiers) {
    const tier = await world.authorization(world.saas, [{...usage(), RateCards: [{RateCard:
      ['WorkloadSmall', 'WorkloadMedium'].map((DimensionKey) =>
        ({DimensionKey, Price: wholesale}))}]}]);
    const offer = await document(market.reseller, await world.offer(tier, {markup}));
    assert.equal(offer.MarkupPercentage, markup);
    for (const each of termOf(offer, 'UsageBasedPricingTerm').RateCards[0].RateCard)
      assert.equal(Number(each.Price), Number(price), `${wholesale} by ${markup}`);
  }
});

// Further buyers, whom the product is sold to as well.
const added = [];
async function addBuyer(name, more = {}) {
  const {operator} = market;
  const {accountId} = await operator.consoleAnswer('POST', '/accounts',
    {body: {name, email: `${name}@example.com`, country: 'DE', roles: ['buyer'], ...more}});
  market.addActor(name, {accountId,
    ...await operator.consoleAnswer('POST', `/accounts/${accountId}/access-keys`, {body: {}})});
  added.push(accountId);
  await market.isv.succeed([onSaas('UpdateTargeting', world.saas,
    {PositiveTargeting: {BuyerAccounts: [market.buyer.accountId, ...added]}})]);
  return market[name];
}

test('an offer is for each of its buyers, and for nobody else', async () => {
  const [second, other] = [await addBuyer('second'), await addBuyer('other')];
  const both = [market.buyer, second];
  const offer = createdId(await market.reseller.succeed(saasOfferChanges({
    authorization: byUsage, buyers: both.map((each) => each.accountId), endDay: world.end,
  })), 'CreateOffer');
  const offered = async (actor) => (await actor.discovery('listPurchaseOptions', privateOffers()))
    .purchaseOptions.some((each) => each.purchaseOptionId === offer);
  const agreements = [];
  for (const buyer of both) {
    assert.ok(await offered(buyer));
    agreements.push(await buy(buyer, offer));
    // What it has accepted it cannot accept again, though it can still look at it.
    assert.equal(await offered(buyer), false);
    assert.equal((await buyer.discovery('getOffer', {offerId: offer})).offerId, offer);
  }
  assert.notEqual(agreements[0], agreements[1]);
  assert.equal(await offered(other), false);
  await assert.rejects(other.discovery('getOffer', {offerId: offer}), isMissing);
});

test('an offer that its countries exclude is nowhere to be seen', async () => {
  const french = await addBuyer('french', {country: 'FR'});
  const targets = {BuyerAccounts: [market.buyer.accountId, french.accountId]};
  const offered = async (actor) => (await actor.discovery('listPurchaseOptions', privateOffers()))
    .purchaseOptions.map((each) => each.purchaseOptionId);
  for (const rule of [{PositiveTargeting: {...targets, CountryCodes: ['US']}},
    {PositiveTargeting: targets, NegativeTargeting: {CountryCodes: ['FR']}}]) {
    const offer = createdId(await market.reseller.succeed(saasOfferChanges({
      authorization: byUsage, buyers: targets.BuyerAccounts, endDay: world.end,
    }).map((each) => (each.ChangeType === 'UpdateTargeting' ?
      {...each, DetailsDocument: rule} : each))), 'CreateOffer');
    assert.ok((await offered(market.buyer)).includes(offer));
    assert.ok(!(await offered(french)).includes(offer));
    for (const operation of ['getOffer', 'getOfferTerms'])
      await assert.rejects(french.discovery(operation, {offerId: offer}), isMissing);
  }
});

test('a buyer finds an offer in its list, by the product and by its id', async () => {
  const {buyer} = market;
  const offer = await world.offer(byUsage, {without: []});
  const ofProduct = {filters: [{filterType: 'PRODUCT_ID', filterValues: [world.saas]}]};
  for (const asked of [privateOffers(), ofProduct]) {
    const {purchaseOptions} = await buyer.discovery('listPurchaseOptions', asked);
    assert.ok(purchaseOptions.some((each) => each.purchaseOptionId === offer));
  }
  assert.equal((await buyer.discovery('getOffer', {offerId: offer})).offerId, offer);
});

test('what a linked account buys is on the bill of its payer', async () => {
  const payer = await addBuyer('payer');
  const linked = await addBuyer('linked', {payerAccountId: payer.accountId});
  const offer = createdId(await market.reseller.succeed(saasOfferChanges({
    authorization: world.contract, buyers: [linked.accountId], endDay: world.end,
  })), 'CreateOffer');
  const agreement = await buy(linked, offer, {quantities: {BasicService: 1}});
  const invoice = await upfrontInvoice(payer, {agreement});
  assert.deepEqual([invoice.payerAccountId, invoice.buyerAccountId, invoice.totalAmount],
    [payer.accountId, linked.accountId, '120.00']);
  assert.deepEqual(await invoicesOf(market.buyer, {agreement}), []);
});

test('offers that are sent at once are as many offers', async () => {
  const sets = await Promise.all(Array.from({length: many}, (_, at) => market.reseller.succeed(
    saasOfferChanges({authorization: byUsage, buyers: [market.buyer.accountId],
      endDay: world.end, markup: String(at)}))));
  const offers = sets.map((each) => createdId(each, 'CreateOffer'));
  assert.equal(new Set(offers).size, many);
  for (const [at, id] of offers.entries()) {
    const {State, MarkupPercentage} = await document(market.reseller, id);
    assert.deepEqual([State, MarkupPercentage], ['Released', String(at)]);
  }
});

test('the buyer reads who sells and who made it, and the dimensions by their names', async () => {
  const nameOf = async (actor) =>
    (await actor.consoleAnswer('GET', `/accounts/${actor.accountId}`)).name;
  const offer = await world.offer(byUsage, {without: []});
  const shown = await market.buyer.discovery('getOffer', {offerId: offer});
  assert.equal(shown.sellerOfRecord.displayName, await nameOf(market.reseller));
  assert.equal(shown.associatedEntities[0].product.manufacturer.displayName,
    await nameOf(market.isv));
  assert.equal(shown.expirationTime, Date.parse(`${world.end}T23:59:59.999Z`) / 1000);
  const {offerTerms} = await market.buyer.discovery('getOfferTerms', {offerId: offer});
  const {rateCards} = offerTerms.find((each) => each.usageBasedPricingTerm).usageBasedPricingTerm;
  const named = (await document(market.isv, world.saas)).Dimensions
    .filter((each) => each.Types.includes('ExternallyMetered')).map((each) => each.Name);
  assert.deepEqual(rateCards[0].rateCard.map((each) => each.displayName), named);
  assert.doesNotMatch(JSON.stringify([shown, offerTerms]), new RegExp(byUsage));
});

const own = (name) => ({Type: 'CustomEula', Url: `https://partner.example/${name}.pdf`});
const urlsOf = (term) => term.Documents.map((each) => each.Url ?? each.Type);

test('the partner\'s terms stand after the ISV\'s, and buyers agree to both', async () => {
  const {reseller, buyer} = market;
  const offer = await world.offer(byUsage);
  const add = (each) => reseller.succeed(
    [onOffer('UpdateLegalTerms', offer, {Terms: [{Type: 'LegalTerm', Documents: [each]}]})]);
  await add(own('first'));
  await add(own('statement-of-work'));
  const expected = ['StandardEula', own('statement-of-work').Url];
  assert.deepEqual(urlsOf(termOf(await document(reseller, offer), 'LegalTerm')), expected);
  await reseller.succeed([onOffer('ReleaseOffer', offer)]);
  const {offerTerms} = await buyer.discovery('getOfferTerms', {offerId: offer});
  const {legalTerm} = offerTerms.find((each) => each.legalTerm);
  assert.deepEqual(legalTerm.documents.map((each) => each.url ?? each.type), expected);
  const proposal = await proposalWith(buyer, offer);
  const withoutConsent = {...proposal,
    requestedTerms: proposal.requestedTerms.filter(({id}) => id !== legalTerm.id)};
  await assert.rejects(quoteTerms(buyer, withoutConsent), {name: 'ValidationException'});
  await accept(buyer, (await quoteTerms(buyer, proposal)).agreementRequestId);
});

test('services of all five categories are resold', async () => {
  for (const category of ['Implementation', 'Assessments', 'Managed Services', 'Training',
    'Premium Support']) {
    const product = createdId(await market.isv.succeed(productChanges().map((each) =>
      each.ChangeType !== 'UpdateInformation' ? each : onProduct('UpdateInformation', newProduct,
        {...productInformation, Categories: [category]}))), 'CreateProduct');
    assert.deepEqual((await document(market.isv, product)).Description.Categories, [category]);
    const authorization = await world.authorization(product,
      [fixed({Grants: [{DimensionKey: 'workshop', MaxQuantity: 1}]})],
      {once: true, schedule: true});
    await world.acceptQuote(await world.quoted(
      await world.offer(authorization, {without: [], markup: '10'}), {}, null));
  }
});

// What the partner's offer of an authorization is worth, payment by payment, once it is accepted.
async function chargesOf(offer) {
  const agreement = await world.acceptQuote(await world.quoted(offer, {}, null));
  return (await market.buyer.consoleItems('/charges', {agreementId: agreement}))
    .map((each) => [each.dueOn, each.amount]);
}

test('a partner sells at fixed prices on the days of the authorization', async () => {
  const from = await world.authorization(world.saas, [fixed()], {once: true, schedule: true});
  const offer = await world.offer(from);
  await market.reseller.succeed([
    onOffer('UpdatePaymentScheduleTerms', offer, world.schedule(['55.5', '61'])),
    onOffer('ReleaseOffer', offer)]);
  assert.deepEqual(await chargesOf(offer),
    [[world.chargeDays[0], '55.50'], [world.chargeDays[1], '61.00']]);
});

test('what an ISV gives at a discount, for one sale, is paid in instalments', async () => {
  const from = await world.authorization(world.saas, world.prices(),
    {once: true, buyers: [market.buyer.accountId], released: false});
  await market.isv.consoleAnswer('PUT', `/resale-authorizations/${from}/discount`,
    {body: {percent: '50'}});
  await market.isv.succeed([onAuthorization('ReleaseResaleAuthorization', from)]);
  // Ten basic services at 150 a year are worth 1,500 at list price and 750 to the ISV.
  const converting = (amounts) => [...saasOfferChanges({authorization: from, endDay: world.end,
    buyers: [market.buyer.accountId]}), ...world.conversion({amounts})];
  const tooCheap = await market.reseller.endedChangeSet(converting(['375', '374.99']));
  assert.equal(tooCheap.Status, 'FAILED');
  const offer = createdId(await market.reseller.succeed(converting(['375', '450'])), 'CreateOffer');
  assert.deepEqual(await chargesOf(offer),
    [[world.chargeDays[0], '375.00'], [world.chargeDays[1], '450.00']]);
  await assert.rejects(market.reseller.startChangeSet([createOffer(from)]),
    {name: 'ValidationException'});
});

// The statements of the ISV about an agreement whose upfront price was paid.
async function customerOf(agreement) {
  const invoice = await upfrontInvoice(market.buyer, {agreement});
  await pay(market.operator, invoice.invoiceId, invoice.totalAmount, agreement);
  const lines = await market.isv.consoleItems('/statements', {accountId: market.isv.accountId});
  return lines.find((each) => each.agreementId === agreement).customerAccountId;
}

test('the ISV learns who buys under a single use, and not under one for many', async () => {
  const once = await world.authorization(world.saas, world.prices(),
    {once: true, buyers: [market.buyer.accountId]});
  const quantities = {BasicService: 1};
  const single = await buy(market.buyer, await world.offer(once, {without: []}), {quantities});
  assert.equal(await customerOf(single), market.buyer.accountId);
  assert.equal(await customerOf(await world.agreed({}, quantities)), undefined);
});

test('a user who may only view publishes nothing', async () => {
  const path = `/accounts/${market.reseller.accountId}`;
  const {userId} = await market.reseller.consoleAnswer('POST', `${path}/users`,
    {body: {email: 'looker@example.com', role: 'viewer'}});
  const keys = await market.reseller.consoleAnswer('POST', `${path}/access-keys`,
    {body: {userId}});
  const client = new MarketplaceCatalogClient(
    {endpoint: market.endpoint, region: 'us-east-1', credentials: keys});
  await assert.rejects(client.send(new StartChangeSetCommand(
    {Catalog: catalogName, ChangeSet: [createOffer(byUsage)]})), {name: 'AccessDeniedException'});
  client.destroy();
});

test('an offer is accepted until the last millisecond of its day', async () => {
  const [last, late] = [await world.offer(byUsage, {without: []}),
    await world.offer(byUsage, {without: []})];
  await market.moveClockTo(`${world.end}T23:59:59.999Z`);
  await buy(market.buyer, last);
  await market.moveClockTo(`${world.later(31)}T00:00:00.000Z`);
  await assert.rejects(proposalWith(market.buyer, late).then((each) =>
    quoteTerms(market.buyer, each)),
  {name: 'ValidationException', reason: 'EXPIRED_AGREEMENT_PROPOSAL'});
});
