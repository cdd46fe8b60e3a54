// A newcomer's first deal: an ISV authorizes a partner to sell its service at a wholesale price,
// the partner offers it with a markup, the buyer accepts, uses it and pays, and the money goes
// where it belongs. `./dev example` runs it in a marketplace of its own, since it moves the clock.
import {randomUUID} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {Sha256} from '@aws-crypto/sha256-js';
import {
  DescribeChangeSetCommand, DescribeEntityCommand, ListEntitiesCommand, MarketplaceCatalogClient,
  StartChangeSetCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  AcceptAgreementRequestCommand, CreateAgreementRequestCommand, GetAgreementEntitlementsCommand,
  MarketplaceAgreementClient,
} from '@aws-sdk/client-marketplace-agreement';
import {
  GetEntitlementsCommand, MarketplaceEntitlementServiceClient,
} from '@aws-sdk/client-marketplace-entitlement-service';
import {
  BatchMeterUsageCommand, MarketplaceMeteringClient, ResolveCustomerCommand,
} from '@aws-sdk/client-marketplace-metering';
import {HttpRequest} from '@smithy/protocol-http';
import {SignatureV4} from '@smithy/signature-v4';

const file = process.argv[2] ?? new URL('../../example-data/demo.json', import.meta.url);
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
    headers: {
      host: `${hostname}:${port}`, 'content-type': 'application/json',
      'idempotency-key': randomUUID(), // whoever repeats the same call sends the same key
    },
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

// 1. The ISV has a service to sell, with users to be entitled to and queries to be metered, and a
// public offer that says what they cost.
const saas = 'SaaSProduct@1.0';
const offer = 'Offer@1.0';
const product = '$Product.Entity.Identifier';
const listed = '$Listed.Entity.Identifier';
const dimension = (Key, ...Types) => ({Key, Name: Key, Description: Key, Unit: 'Units', Types});
const rates = (prices) =>
  Object.entries(prices).map(([DimensionKey, Price]) => ({DimensionKey, Price}));
const perYear = (Type, prices) => ({
  Type, CurrencyCode: 'USD', RateCards: [{
    Selector: {Type: 'Duration', Value: 'P12M'}, RateCard: rates(prices),
    Constraints: {MultipleDimensionSelection: 'Allowed', QuantityConfiguration: 'Allowed'},
  }],
});
const perUnit = (Type, prices) =>
  ({Type, CurrencyCode: 'USD', RateCards: [{RateCard: rates(prices)}]});
const productId = await change(isv, [
  ['CreateProduct', saas, {}, 'Product'],
  ['UpdateInformation', saas, {
    ProductTitle: 'Analytics', ShortDescription: 'Answers', LongDescription: 'Answers to queries',
    Highlights: ['Answers'], SearchKeywords: ['answers'], Categories: ['Data Catalogs'],
    LogoUrl: 'https://s3.amazonaws.com/logos/sample.png',
  }, undefined, product],
  ['UpdateTargeting', saas, {PositiveTargeting: {BuyerAccounts: [buyer.accountId]}}, undefined,
    product],
  ['AddDeliveryOptions', saas, {DeliveryOptions: [{Details: {SaaSUrlDeliveryOptionDetails:
    {FulfillmentUrl: 'https://isv.example/register'}}}]}, undefined, product],
  ['AddDimensions', saas,
    [dimension('users', 'Entitled'), dimension('queries', 'ExternallyMetered')], undefined,
    product],
  ['ReleaseProduct', saas, {}, undefined, product],
  ['CreateOffer', offer, {ProductId: product}, 'Listed'],
  ['UpdateInformation', offer, {Name: 'Analytics', Description: 'At the list price'}, undefined,
    listed],
  ['UpdatePricingTerms', offer, {PricingModel: 'Contract', Terms: [
    perYear('ConfigurableUpfrontPricingTerm', {users: '150'}),
    perUnit('UsageBasedPricingTerm', {queries: '0.15'})]}, undefined, listed],
  ['UpdateLegalTerms', offer, {Terms: [{Type: 'LegalTerm',
    Documents: [{Type: 'StandardEula', Version: '2022-07-14'}]}]}, undefined, listed],
  ['UpdateSupportTerms', offer, {Terms: [{Type: 'SupportTerm', RefundPolicy: 'Ask us.'}]},
    undefined, listed],
  ['UpdateRenewalTerms', offer, {Terms: [{Type: 'RenewalTerm'}]}, undefined, listed],
  ['ReleaseOffer', offer, {}, undefined, listed],
]);
say('The ISV released', productId);

// 2. It authorizes the partner to resell it, at a fifth less.
const authorization = 'ResaleAuthorization@1.0';
const own = '$Authorization.Entity.Identifier';
await change(isv, [
  ['CreateResaleAuthorization', authorization,
    {ProductId: productId, Name: 'Analytics', ResellerAccountId: reseller.accountId},
    'Authorization'],
  ['UpdatePricingTerms', authorization, {PricingModel: 'Contract', Terms: [
    perYear('ResaleConfigurableUpfrontPricingTerm', {users: '120'}),
    perUnit('ResaleUsageBasedPricingTerm', {queries: '0.12'})]}, undefined, own],
  ['UpdateAvailability', authorization, {AvailabilityEndDate: inDays(30)}, undefined, own],
  ['UpdateLegalTerms', authorization, {Terms: [
    {Type: 'BuyerLegalTerm', Documents: [{Type: 'StandardEula'}]},
    {Type: 'ResaleLegalTerm', Documents: [{Type: 'StandardResellerContract'}]}]}, undefined, own],
  ['ReleaseResaleAuthorization', authorization, {}, undefined, own],
]);

// 3. The partner finds it, the newest first, and makes an offer of it, 25 per cent dearer.
const shared = await catalogOf(reseller).send(new ListEntitiesCommand({
  Catalog: 'AWSMarketplace', EntityType: 'ResaleAuthorization', OwnershipType: 'SHARED'}));
const ResaleAuthorizationId = shared.EntitySummaryList[0].EntityId;
say('The partner was given', ResaleAuthorizationId);
const resold = '$Offer.Entity.Identifier';
const offerId = await change(reseller, [
  ['CreateOfferUsingResaleAuthorization', offer, {ResaleAuthorizationId}, 'Offer'],
  ['UpdateMarkup', offer, {Percentage: '25'}, undefined, resold],
  ['UpdateInformation', offer, {Name: 'Analytics for Fabrikam', Description: 'A year'},
    undefined, resold],
  ['UpdateTargeting', offer, {PositiveTargeting: {BuyerAccounts: [buyer.accountId]}}, undefined,
    resold],
  ['UpdateAvailability', offer, {AvailabilityEndDate: inDays(30)}, undefined, resold],
  ['ReleaseOffer', offer, {}, undefined, resold],
]);
const shown = await catalogOf(reseller).send(
  new DescribeEntityCommand({Catalog: 'AWSMarketplace', EntityId: offerId}));
const priced = Object.fromEntries(shown.DetailsDocument.Terms.filter((each) => each.RateCards)
  .flatMap((each) => each.RateCards[0].RateCard.map((one) => [one.DimensionKey, one.Price])));
say('The partner offers', offerId, 'at', priced);

// 4. The buyer finds the offer, asks for a quote for 80 users and accepts.
const {agreementProposalId} = await discover('getOffer', {offerId});
const {offerTerms} = await discover('getOfferTerms', {offerId});
const eightyUsers = {configurableUpfrontPricingTermConfiguration: {
  selectorValue: 'P12M', dimensions: [{dimensionKey: 'users', dimensionValue: 80}]}};
const agreements = new MarketplaceAgreementClient(settings(buyer));
const {agreementRequestId, chargeSummary} = await agreements.send(
  new CreateAgreementRequestCommand({
    intent: 'NEW', agreementProposalIdentifier: agreementProposalId,
    requestedTerms: offerTerms.map((term) => {
      const [[name, {id}]] = Object.entries(term);
      return name === 'configurableUpfrontPricingTerm' ? {id, configuration: eightyUsers} : {id};
    }),
  }));
say('The buyer is quoted', chargeSummary.newAgreementValue, chargeSummary.currencyCode);
const {agreementId} =
  await agreements.send(new AcceptAgreementRequestCommand({agreementRequestId}));
say('Accepted:', agreementId);

// 5. The buyer registers with the ISV, which learns who it is, what it may use, and reports use.
const {agreementEntitlements: [{registrationToken}]} =
  await agreements.send(new GetAgreementEntitlementsCommand({agreementId}));
const metering = new MarketplaceMeteringClient(settings(isv));
const customer = await metering.send(
  new ResolveCustomerCommand({RegistrationToken: registrationToken}));
const {Entitlements} = await new MarketplaceEntitlementServiceClient(settings(isv)).send(
  new GetEntitlementsCommand({ProductCode: customer.ProductCode}));
say('The ISV knows', customer.CustomerAWSAccountId, 'may have',
  Entitlements[0].Value.IntegerValue, Entitlements[0].Dimension);
const {Results} = await metering.send(new BatchMeterUsageCommand({UsageRecords: [{
  LicenseArn: customer.LicenseArn, CustomerAWSAccountId: customer.CustomerAWSAccountId,
  Dimension: 'queries', Quantity: 1000, Timestamp: new Date(now),
}]}));
say('The ISV reported use:', Results[0].Status);

// 6. The month closes, the invoices are cut, the operator records the payments, the sellers are
// paid.
await consoleCall(operator, 'POST', 'clock', {advance: 'P32D'});
const invoices = await consoleCall(operator, 'GET', `invoices?agreementId=${agreementId}`);
for (const {invoiceId, totalAmount, currency, lines} of invoices.items) {
  say('Invoice:', lines.map((each) => `${each.quantity} ${each.dimension}`).join(), totalAmount);
  await consoleCall(operator, 'POST', 'payments', {invoiceId, amount: totalAmount, currency});
}
await consoleCall(operator, 'POST', 'clock', {advance: 'P31D'});
for (const [name, seller] of Object.entries({ISV: isv, partner: reseller})) {
  const {items} = await consoleCall(seller, 'GET', 'statements');
  for (const {kind, netAmount, disbursementId} of
    items.filter((each) => each.agreementId === agreementId))
    say(`The ${name} was paid`, netAmount, kind, 'by', disbursementId);
}
const audit = await consoleCall(operator, 'GET', 'ledger/audit');
say('The ledger balances:', audit.balanced);
