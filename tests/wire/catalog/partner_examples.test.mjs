// AWS's own example change sets of authorizations and partner offers, with their dates shifted and
// their ids replaced, and the documents they lead to compared with those that were observed.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {createdId} from '../requests/changes.mjs';
import {contractChanges} from '../requests/saas.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {ErrorCodeWorld} from '../worlds/error_code_world.mjs';
import {machineImageChanges} from '../worlds/machine_image.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
let world;
let saas;
let image;

before(async () => {
  market = await Marketplace.open();
  world = new ErrorCodeWorld(market, await market.freezeClock());
  const seats = [{Key: 'Users', Name: 'Users', Description: 'A user', Unit: 'Users',
    Types: ['Entitled']}];
  saas = createdId(await market.isv.succeed(contractChanges(market, {
    'SaaSProduct/AddDimensions': seats,
    'Offer/UpdatePricingTerms': {PricingModel: 'Contract', Terms: [{
      Type: 'ConfigurableUpfrontPricingTerm', CurrencyCode: 'USD', RateCards: [{
        Selector: {Type: 'Duration', Value: 'P12M'},
        RateCard: [{DimensionKey: 'Users', Price: '9'}],
        Constraints: {MultipleDimensionSelection: 'Allowed', QuantityConfiguration: 'Allowed'}}]}]},
  })), 'CreateProduct');
  image = createdId(await market.isv.succeed(machineImageChanges()), 'CreateProduct');
});

after(() => market?.close());

// The text of an example with other words in the place of its ids and days.
function example(name, words) {
  let text = readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8');
  for (const [from, to] of words) text = text.replaceAll(from, to);
  return JSON.parse(text).ChangeSet;
}

const withoutIds = (list) => list.map(({Id, ...members}) => {
  assert.match(Id, /^(term|rule)-/);
  return members;
});

const parties = () => [['111111111111', market.reseller.accountId]];
const eula = [{Type: 'CustomEula', Url: 'https://s3.amazonaws.com/sample-bucket/custom-eula.pdf'}];
const names = async () => ({
  isv: (await market.isv.consoleAnswer('GET', `/accounts/${market.isv.accountId}`)).name,
  reseller: (await market.reseller.consoleAnswer('GET',
    `/accounts/${market.reseller.accountId}`)).name,
});

test('an authorization for many offers until a day', async () => {
  const set = await market.isv.succeed(example('authorization_multi_use_with_end_date',
    [['prod-1111111111111', image], ...parties(), ['2023-05-31', world.end]]));
  world.manyUse = createdId(set, 'CreateResaleAuthorization');
  const {DetailsDocument: shown, EntityIdentifier} =
    await describeEntity(market.isv, world.manyUse);
  assert.equal(EntityIdentifier, `${world.manyUse}@1`);
  const {isv, reseller} = await names();
  const {Terms, Rules, CreatedDate, ...members} = shown;
  assert.match(CreatedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(members, {
    Name: 'TestResaleAuthorization',
    Description: 'Worldwide ResaleAuthorization for Test Product',
    ProductId: image, ProductName: 'A machine image', PricingModel: 'Contract', Status: 'Active',
    Dimensions: [{Name: 't2.small', Description: 'A small machine', Key: 't2.small', Unit: 'Hrs',
      Types: ['Metered']}],
    OfferDetails: {OfferExtendedStatus: 'Not Started', OfferCreatedCount: 0},
    ManufacturerAccountId: market.isv.accountId, ManufacturerLegalName: isv,
  });
  assert.deepEqual(withoutIds(Terms), [
    {Type: 'ResaleConfigurableUpfrontPricingTerm', CurrencyCode: 'USD', RateCards: [{
      Selector: {Type: 'Duration', Value: 'P12M'},
      Constraints: {MultipleDimensionSelection: 'Allowed', QuantityConfiguration: 'Allowed'},
      RateCard: [{DimensionKey: 't2.small', Price: '150'}]}]},
    {Type: 'BuyerLegalTerm', Documents: eula},
  ]);
  assert.deepEqual(withoutIds(Rules), [
    {Type: 'AvailabilityRule', Usage: 'Limited',
      AvailabilityEndDate: `${world.end}T23:59:59.999Z`},
    {Type: 'PartnerTargetingRule', ResellerAccountId: market.reseller.accountId,
      ResellerLegalName: reseller, ResellerRole: 'ChannelPartner'},
  ]);
});

test('an authorization for one offer paid by schedule, released before it is filled', async () => {
  const set = await market.isv.succeed(example('authorization_one_time_payment_schedule',
    [['prod-1111111111111', saas], ...parties(), ['2023-06-30', world.end],
      ['2023-09-01', world.chargeDays[0]], ['2023-12-01', world.chargeDays[1]]]));
  world.once = createdId(set, 'CreateResaleAuthorization');
  const {DetailsDocument: {Terms, Rules, Status}} = await describeEntity(market.isv, world.once);
  assert.equal(Status, 'Active');
  const at = (day) => `${day}T00:00:00.000Z`;
  assert.deepEqual(withoutIds(Terms), [
    {Type: 'ResalePaymentScheduleTerm', CurrencyCode: 'USD', Schedule: [
      {ChargeDate: at(world.chargeDays[0]), ChargeAmount: '200.00'},
      {ChargeDate: at(world.chargeDays[1]), ChargeAmount: '250.00'}]},
    {Type: 'ResaleFixedUpfrontPricingTerm', CurrencyCode: 'USD', Price: '0.00', Duration: 'P12M',
      Grants: [{DimensionKey: 'Users', MaxQuantity: 10}]},
    {Type: 'BuyerLegalTerm', Documents: eula},
  ]);
  assert.deepEqual(withoutIds(Rules)[0], {Type: 'AvailabilityRule', Usage: 'Limited',
    AvailabilityEndDate: `${world.end}T23:59:59.999Z`, OffersMaxQuantity: 1});
});

test('a draft of a partner offer', async () => {
  const set = await market.reseller.succeed(example('cppo_create_draft',
    [['11111111-1111-1111-1111-111111111111', world.once]]));
  const offer = createdId(set, 'CreateOffer');
  const {DetailsDocument: shown} = await describeEntity(market.reseller, offer);
  const at = (day) => `${day}T00:00:00.000Z`;
  assert.deepEqual(shown, {
    Id: offer, Name: 'Test Offer name', ProductId: saas, MarkupPercentage: '0',
    Terms: [
      {Type: 'LegalTerm', Documents: eula},
      {Type: 'FixedUpfrontPricingTerm', CurrencyCode: 'USD', Price: '0.00', Duration: 'P12M',
        Grants: [{DimensionKey: 'Users', MaxQuantity: 10}]},
      {Type: 'ValidityTerm', AgreementDuration: 'P12M'},
      {Type: 'PaymentScheduleTerm', CurrencyCode: 'USD', Schedule: [
        {ChargeDate: at(world.chargeDays[0]), ChargeAmount: '200.00'},
        {ChargeDate: at(world.chargeDays[1]), ChargeAmount: '250.00'}]},
    ],
    Rules: [], State: 'Draft', ResaleAuthorizationId: world.once,
  });
});

test('a partner offer with a markup, for more than the year that is sold', async () => {
  const set = await market.reseller.succeed(example('cppo_publish_with_markup',
    [['resaleauthz-1111111111111', world.manyUse], ['111111111111', market.buyer.accountId],
      ['2023-05-31', world.end]]));
  const offer = createdId(set, 'CreateOffer');
  const {DetailsDocument: shown} = await describeEntity(market.reseller, offer);
  assert.deepEqual(shown, {
    Id: offer, Name: 'Test Offer name', Description: 'Test Offer description', ProductId: image,
    MarkupPercentage: '5.0',
    Terms: [
      {Type: 'LegalTerm', Documents: eula},
      {Type: 'ValidityTerm', AgreementDuration: 'P450D'},
      {Type: 'ConfigurableUpfrontPricingTerm', CurrencyCode: 'USD', RateCards: [{
        Selector: {Type: 'Duration', Value: 'P12M'},
        Constraints: {MultipleDimensionSelection: 'Allowed', QuantityConfiguration: 'Allowed'},
        RateCard: [{DimensionKey: 't2.small', Price: '157.5'}]}]},
    ],
    Rules: [
      {Type: 'AvailabilityRule', AvailabilityEndDate: `${world.end}T23:59:59.999Z`},
      {Type: 'TargetingRule', PositiveTargeting: {BuyerAccounts: [market.buyer.accountId]}},
    ],
    State: 'Released', ResaleAuthorizationId: world.manyUse,
  });
});
