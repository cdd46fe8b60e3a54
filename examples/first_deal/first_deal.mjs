// A newcomer's first deal: an ISV authorizes a partner, the partner offers with a markup, the buyer
// accepts, and the money goes where it belongs. Run `./dev run` first, then this.
import {readFile} from 'node:fs/promises';
import {Sha256} from '@aws-crypto/sha256-js';
import {
  DescribeChangeSetCommand, DescribeEntityCommand, ListEntitiesCommand, MarketplaceCatalogClient,
  StartChangeSetCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  AcceptAgreementRequestCommand, CreateAgreementRequestCommand, MarketplaceAgreementClient,
} from '@aws-sdk/client-marketplace-agreement';
import {HttpRequest} from '@smithy/protocol-http';
import {SignatureV4} from '@smithy/signature-v4';

const file = process.argv[2] ?? new URL('../../data/demo.json', import.meta.url);
const {endpoint, actors} = JSON.parse(await readFile(file, 'utf8'));
const {isv, reseller, buyer, operator} = actors;
const say = (...words) => console.log('*', ...words);

const settings = (actor) => ({endpoint, region: 'us-east-1', credentials: actor});
const catalogOf = (actor) => new MarketplaceCatalogClient(settings(actor));

// Starts a change set and waits until it is done; answers the id of what its first change created.
async function change(actor, changes) {
  const catalog = catalogOf(actor);
  const ChangeSet = changes.map(([ChangeType, Type, DetailsDocument, ChangeName, Identifier]) =>
    ({ChangeType, Entity: {Type, Identifier}, DetailsDocument, ChangeName}));
  const {ChangeSetId} =
    await catalog.send(new StartChangeSetCommand({Catalog: 'AWSMarketplace', ChangeSet}));
  for (;;) {
    const set = await catalog.send(
      new DescribeChangeSetCommand({Catalog: 'AWSMarketplace', ChangeSetId}));
    if (set.Status === 'SUCCEEDED') return set.ChangeSet[0].Entity.Identifier.split('@')[0];
    if (set.Status === 'FAILED')
      throw new Error(JSON.stringify(set.ChangeSet.flatMap((each) => each.ErrorDetailList)));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// What AWS has no npm client for (Discovery) or no call for (the console API), signed by the
// SDK's own signer.
async function call(actor, service, method, path, body) {
  const {hostname, port} = new URL(endpoint);
  const [pathname, search] = path.split('?');
  const signer = new SignatureV4(
    {service, region: 'us-east-1', credentials: actor, sha256: Sha256});
  const signed = await signer.sign(new HttpRequest({
    method, hostname, port: Number(port), path: pathname,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: {host: `${hostname}:${port}`, 'content-type': 'application/json'},
    body: body && JSON.stringify(body),
  }));
  const reply = await fetch(endpoint + path, {method, headers: signed.headers, body: signed.body});
  const text = await reply.text();
  if (!reply.ok) throw new Error(text);
  return JSON.parse(text);
}
const discover = (path, body) =>
  call(buyer, 'aws-marketplace', 'POST', `/2026-02-05/${path}`, body);
const consoleCall = (actor, method, path, body) =>
  call(actor, 'opencppo', method, `/console/v1/${path}`, body);

const {now} = await consoleCall(operator, 'GET', 'clock');
const inDays = (count) =>
  new Date(Date.parse(now) + count * 86_400_000).toISOString().slice(0, 10);

// 1. The ISV has something to sell.
const product = 'ProfessionalServicesProduct@1.0';
const productId = await change(isv, [
  ['CreateProduct', product, {}, 'Product'],
  ['UpdateInformation', product,
    {ProductTitle: 'Cloud migration', ShortDescription: 'We move you.'}, undefined,
    '$Product.Entity.Identifier'],
  ['AddDimensions', product,
    [{Key: 'migration', Name: 'Migration', Description: 'One migration', Unit: 'Units',
      Types: ['Entitled']}], undefined, '$Product.Entity.Identifier'],
  ['ReleaseProduct', product, {}, undefined, '$Product.Entity.Identifier'],
]);
say('The ISV released', productId);

// 2. It authorizes the partner to sell it once, to one buyer, for two instalments of 0.50.
const authorization = 'ResaleAuthorization@1.0';
const own = '$Authorization.Entity.Identifier';
await change(isv, [
  ['CreateResaleAuthorization', authorization,
    {ProductId: productId, Name: 'Migration for one', ResellerAccountId: reseller.accountId},
    'Authorization'],
  ['UpdatePricingTerms', authorization, {PricingModel: 'Contract', Terms: [{
    Type: 'ResaleFixedUpfrontPricingTerm', CurrencyCode: 'USD', Price: '0.00', Duration: 'P12M',
    Grants: [{DimensionKey: 'migration', MaxQuantity: 1}]}]}, undefined, own],
  ['UpdatePaymentScheduleTerms', authorization, {Terms: [{
    Type: 'ResalePaymentScheduleTerm', CurrencyCode: 'USD', Schedule: [
      {ChargeDate: inDays(60), ChargeAmount: '0.50'},
      {ChargeDate: inDays(61), ChargeAmount: '0.50'}]}]}, undefined, own],
  ['UpdateAvailability', authorization,
    {AvailabilityEndDate: inDays(30), OffersMaxQuantity: 1}, undefined, own],
  ['UpdateBuyerTargetingTerms', authorization, {Terms: [{
    Type: 'BuyerTargetingTerm', PositiveTargeting: {BuyerAccounts: [buyer.accountId]}}]},
  undefined, own],
  ['UpdateLegalTerms', authorization, {Terms: [
    {Type: 'BuyerLegalTerm', Documents: [{Type: 'StandardEula'}]},
    {Type: 'ResaleLegalTerm', Documents: [{Type: 'StandardResellerContract'}]}]}, undefined, own],
  ['ReleaseResaleAuthorization', authorization, {}, undefined, own],
]);

// 3. The partner finds it and makes an offer of it, ten per cent dearer.
const shared = await catalogOf(reseller).send(new ListEntitiesCommand({
  Catalog: 'AWSMarketplace', EntityType: 'ResaleAuthorization', OwnershipType: 'SHARED'}));
const ResaleAuthorizationId = shared.EntitySummaryList[0].EntityId;
say('The partner was given', ResaleAuthorizationId);
const offer = 'Offer@1.0';
const offerId = await change(reseller, [
  ['CreateOfferUsingResaleAuthorization', offer, {ResaleAuthorizationId}, 'Offer'],
  ['UpdateMarkup', offer, {Percentage: '10'}, undefined, '$Offer.Entity.Identifier'],
  ['UpdateInformation', offer, {Name: 'Migration for Fabrikam', Description: 'Two instalments'},
    undefined, '$Offer.Entity.Identifier'],
  ['UpdateTargeting', offer, {PositiveTargeting: {BuyerAccounts: [buyer.accountId]}}, undefined,
    '$Offer.Entity.Identifier'],
  ['UpdateAvailability', offer, {AvailabilityEndDate: inDays(30)}, undefined,
    '$Offer.Entity.Identifier'],
  ['ReleaseOffer', offer, {}, undefined, '$Offer.Entity.Identifier'],
]);
const shown = await catalogOf(reseller).send(
  new DescribeEntityCommand({Catalog: 'AWSMarketplace', EntityId: offerId}));
const schedule = shown.DetailsDocument.Terms.find((each) => each.Type === 'PaymentScheduleTerm');
say('The partner offers', offerId, 'for', schedule.Schedule.map((row) => row.ChargeAmount));

// 4. The buyer finds the offer, asks for a quote and accepts.
const found = await discover('listPurchaseOptions',
  {filters: [{filterType: 'PRODUCT_ID', filterValues: [productId]}]});
const {agreementProposalId} = await discover('getOffer',
  {offerId: found.purchaseOptions[0].purchaseOptionId});
const {offerTerms} = await discover('getOfferTerms', {offerId});
const agreements = new MarketplaceAgreementClient(settings(buyer));
const {agreementRequestId, chargeSummary} = await agreements.send(
  new CreateAgreementRequestCommand({
    intent: 'NEW', agreementProposalIdentifier: agreementProposalId,
    requestedTerms: offerTerms.map((term) => ({id: Object.values(term)[0].id})),
  }));
say('The buyer is quoted', chargeSummary.newAgreementValue, chargeSummary.currencyCode);
const {agreementId} =
  await agreements.send(new AcceptAgreementRequestCommand({agreementRequestId}));
say('Accepted:', agreementId);

// 5. Time passes: the invoices are cut, the operator records the payments, the sellers are paid.
await consoleCall(operator, 'POST', 'clock', {advance: 'P62D'});
const invoices = await consoleCall(operator, 'GET', `invoices?agreementId=${agreementId}`);
for (const {invoiceId, totalAmount, currency} of invoices.items)
  await consoleCall(operator, 'POST', 'payments', {invoiceId, amount: totalAmount, currency});
await consoleCall(operator, 'POST', 'clock', {advance: 'P31D'});
for (const [name, seller] of Object.entries({ISV: isv, partner: reseller})) {
  const paid = await consoleCall(seller, 'GET', 'disbursements');
  const sums = paid.items.map((each) => `${each.amount} on ${each.paidOn}`);
  say(`The ${name} was paid`, sums.join(', '));
}
const audit = await consoleCall(operator, 'GET', 'ledger/audit');
say('The ledger balances:', audit.balanced);
