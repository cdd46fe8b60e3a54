// Everything that is wrong with a change set is told at once, each fault with its place: by a
// check that stores nothing, by a validation, and by the set itself.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {ListChangeSetsCommand} from '@aws-sdk/client-marketplace-catalog';
import {
  buyerLegal, buyerTargeting, createAuthorization, newAuthorization, newOffer, onAuthorization,
  onOffer, resaleLegal, targeting,
} from '../requests/changes.mjs';
import {Marketplace, plusDays} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';
import {snapshot} from '../worlds/snapshot.mjs';

const Catalog = 'AWSMarketplace';

let market;
let world;
let today;

before(async () => {
  market = await Marketplace.open();
  today = await market.freezeClock();
  world = await new PartnerWorld(market, today).build();
});

after(() => market?.close());

const check = (by, ChangeSet, more = {}) =>
  by.consoleAnswer('POST', '/change-set-checks', {body: {Catalog, ChangeSet, ...more}});
const placesOf = ({faults}) => faults.map(({pointer, code}) => [pointer, code]);

// What a failed set tells, as a check has it: the place stands at the end of the message.
const toldOf = (set) => set.ChangeSet.flatMap(({ErrorDetailList}, at) =>
  ErrorDetailList.map(({ErrorCode, ErrorMessage}) => {
    const place = / \((\/.*)\)$/.exec(ErrorMessage)?.[1] ?? '';
    return [`/ChangeSet/${at}/DetailsDocument${place}`, ErrorCode];
  }));

const unknown = ['999999999991', '999999999992'];

// Ten faults in ten fields of six changes.
const tenFaults = () => [
  createAuthorization(world.saas, market.buyer.accountId),
  onAuthorization('UpdateAvailability', newAuthorization,
    {AvailabilityEndDate: plusDays(today, -1)}),
  onAuthorization('UpdateBuyerTargetingTerms', newAuthorization,
    buyerTargeting([unknown[0], market.reseller2.accountId, unknown[1]])),
  onAuthorization('UpdatePricingTerms', newAuthorization, {PricingModel: 'Contract', Terms: [
    {Type: 'ResaleUsageBasedPricingTerm', CurrencyCode: 'USD', RateCards: [{RateCard: [
      {DimensionKey: 'WorkloadSmall', Price: '0.15'},
      {DimensionKey: 'Nothing', Price: '0.25'},
      {DimensionKey: 'WorkloadSmall', Price: '0.35'}]}]},
    {Type: 'ResaleConfigurableUpfrontPricingTerm', CurrencyCode: 'USD', RateCards: [{
      Selector: {Type: 'Duration', Value: 'P61M'},
      Constraints: {MultipleDimensionSelection: 'Allowed', QuantityConfiguration: 'Allowed'},
      RateCard: [{DimensionKey: 'BasicService', Price: '5.00'}]}]},
  ]}),
  onAuthorization('UpdateLegalTerms', newAuthorization, {Terms: [
    buyerLegal({Type: 'CustomEula', Url: 'ftp://a.example/eula.pdf'}),
    resaleLegal({Type: 'CustomResellerContract'})]}),
  onAuthorization('UpdateBuyerValidityTerms', newAuthorization, {Terms: [
    {Type: 'BuyerValidityTerm', MaximumAgreementStartDate: plusDays(today, 1200)}]}),
];

const tenPlaces = [
  ['/ChangeSet/0/DetailsDocument/ResellerAccountId', 'INVALID_RESELLER_ACCOUNT'],
  ['/ChangeSet/1/DetailsDocument/AvailabilityEndDate', 'INVALID_AVAILABILITY_END_DATE'],
  ['/ChangeSet/2/DetailsDocument/Terms/0/PositiveTargeting/BuyerAccounts/0',
    'INVALID_BUYER_ACCOUNTS'],
  ['/ChangeSet/2/DetailsDocument/Terms/0/PositiveTargeting/BuyerAccounts/2',
    'INVALID_BUYER_ACCOUNTS'],
  ['/ChangeSet/3/DetailsDocument/Terms/0/RateCards/0/RateCard/1/DimensionKey',
    'INVALID_RATE_CARD'],
  ['/ChangeSet/3/DetailsDocument/Terms/0/RateCards/0/RateCard/2/DimensionKey',
    'DUPLICATE_DIMENSION_KEYS'],
  ['/ChangeSet/3/DetailsDocument/Terms/1/RateCards/0/Selector/Value',
    'INVALID_SELECTOR_DURATION_VALUE'],
  ['/ChangeSet/4/DetailsDocument/Terms/0/Documents/0/Url', 'INVALID_BUYER_LEGAL_DOCUMENTS'],
  ['/ChangeSet/4/DetailsDocument/Terms/1/Documents/0/Url', 'INVALID_RESALE_LEGAL_DOCUMENTS'],
  ['/ChangeSet/5/DetailsDocument/Terms/0/MaximumAgreementStartDate',
    'INVALID_MAXIMUM_AGREEMENT_START_DATE'],
];

const sorted = (rows) => rows.map((each) => each.join(' ')).sort();

test('ten faults in ten fields of six changes come back as ten', async () => {
  const before = await snapshot(market);
  const checked = await check(market.isv, tenFaults());
  assert.deepEqual([checked.valid, sorted(placesOf(checked))], [false, sorted(tenPlaces)]);
  for (const each of checked.faults) {
    assert.match(each.detail, /^[A-Z].*\.$/);
    assert.equal(each.entityType, 'ResaleAuthorization@1.0');
    assert.equal(each.changeType, tenFaults()[Number(each.pointer.split('/')[2])].ChangeType);
  }
  assert.deepEqual(await snapshot(market), before);
  for (const Intent of ['VALIDATE', 'APPLY']) {
    const {ChangeSetId} = await market.isv.startChangeSet(tenFaults(), {Intent});
    const set = await market.isv.endOfChangeSet(ChangeSetId);
    assert.equal(set.Status, 'FAILED');
    assert.deepEqual(sorted(toldOf(set)), sorted(tenPlaces), Intent);
  }
});

test('what is right is valid, and stays where it was', async () => {
  const before = await snapshot(market);
  assert.deepEqual(await check(market.isv, world.authorizing(world.saas)),
    {valid: true, faults: []});
  assert.deepEqual(await snapshot(market), before);
});

// Faults of the form of some changes, beside faults of the rules in others.
const mixed = () => [
  onOffer('UpdateInformation', newOffer, {Name: 'a<b', Colour: 'red'}),
  onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: '2027-02-30'}),
  onOffer('UpdateTargeting', newOffer,
    {PositiveTargeting: {BuyerAccounts: [unknown[0]], CountryCodes: ['XX']}}),
  onOffer('UpdateMarkup', '$Nothing.Entity.Identifier', {Percentage: '10'}),
  onOffer('UpdateColours', newOffer, {}),
  {...onOffer('CreateOfferUsingResaleAuthorization', undefined,
    {ResaleAuthorizationId: world.contract}), ChangeName: 'Offer'},
  {...onOffer('UpdateValidityTerms', newOffer), DetailsDocument: undefined, Details: '{"Terms": ['},
  onOffer('ReleaseOffer', 'offer-unknown1234567'),
];

const mixedPlaces = [
  '/ChangeSet/0/DetailsDocument/Name',
  '/ChangeSet/0/DetailsDocument/Colour',
  '/ChangeSet/1/DetailsDocument/AvailabilityEndDate',
  '/ChangeSet/2/DetailsDocument/PositiveTargeting/BuyerAccounts/0',
  '/ChangeSet/2/DetailsDocument/PositiveTargeting/CountryCodes/0',
  '/ChangeSet/3/Entity/Identifier',
  '/ChangeSet/4/ChangeType',
  '/ChangeSet/6/Details',
  '/ChangeSet/7/Entity/Identifier',
];

test('faults of form and of rules are told together, by StartChangeSet too', async () => {
  const {reseller} = market;
  const {faults} = await check(reseller, mixed());
  assert.deepEqual(faults.map(({pointer}) => pointer), mixedPlaces);
  await assert.rejects(reseller.startChangeSet(mixed()), (error) => {
    assert.equal(error.name, 'ValidationException');
    const fields = error.ValidationExceptionFieldList;
    assert.deepEqual(fields.map(({Field}) => Field), [
      'DetailsDocument.Name', 'DetailsDocument.Colour', 'DetailsDocument.AvailabilityEndDate',
      'DetailsDocument.PositiveTargeting.BuyerAccounts[0]',
      'DetailsDocument.PositiveTargeting.CountryCodes[0]', 'Entity.Identifier', 'ChangeType',
      'Details', 'Entity.Identifier']);
    assert.deepEqual(fields.map(({ChangeType}) => ChangeType), ['UpdateInformation',
      'UpdateInformation', 'UpdateAvailability', 'UpdateTargeting', 'UpdateTargeting',
      'UpdateMarkup', 'UpdateColours', 'UpdateValidityTerms', 'ReleaseOffer']);
    assert.deepEqual([fields[0].Reason, fields[3].Reason, fields[6].Reason, fields[7].Reason],
      ['FieldValidationFailed', 'Other', 'UnknownOperation', 'CannotParse']);
    assert.equal(fields[8].EntityId, 'offer-unknown1234567');
    return true;
  });
});

test('a request that is none is checked as such', async () => {
  const {faults} = await check(market.isv, [{ChangeType: 7}], {Catalog: undefined});
  assert.deepEqual(faults.map(({pointer}) => pointer),
    ['/Catalog', '/ChangeSet/0/ChangeType', '/ChangeSet/0/Entity']);
});

test('every date, amount and repeated value is told by itself', async () => {
  const draft = await world.draftOnServices();
  const day = (count) => plusDays(today, count);
  const set = [onAuthorization('UpdatePaymentScheduleTerms', draft, {Terms: [{
    Type: 'ResalePaymentScheduleTerm', CurrencyCode: 'USD', Schedule: [
      {ChargeDate: '2027-02-30', ChargeAmount: '1.00'},
      {ChargeDate: day(200), ChargeAmount: '1.00'},
      {ChargeDate: '2027-02-30', ChargeAmount: '999999999.00'}]}]})];
  assert.deepEqual((await check(market.isv, set)).faults.map(({pointer}) => pointer),
    [0, 2].map((at) => `/ChangeSet/0/DetailsDocument/Terms/0/Schedule/${at}/ChargeDate`)
      .concat('/ChangeSet/0/DetailsDocument/Terms/0/Schedule/2/ChargeAmount'));
  const repeated = [onAuthorization('UpdatePaymentScheduleTerms', draft, {Terms: [{
    Type: 'ResalePaymentScheduleTerm', CurrencyCode: 'USD', Schedule: [
      {ChargeDate: day(200), ChargeAmount: '1.00'},
      {ChargeDate: day(-3), ChargeAmount: '1.00'},
      {ChargeDate: day(200), ChargeAmount: '1.00'}]}]})];
  const pointers = (await check(market.isv, repeated)).faults.map(({pointer}) => pointer);
  assert.deepEqual(pointers.sort(), ['',
    ...[1, 2].map((at) => `/0/Schedule/${at}/ChargeDate`)]
    .map((each) => `/ChangeSet/0/DetailsDocument/Terms${each}`));
});

test('currencies that are none are told beside the rest of their terms', async () => {
  const set = [onAuthorization('UpdatePricingTerms', await world.authorization(world.saas,
    world.prices(), {released: false}), {PricingModel: 'Usage', Terms: [
    {Type: 'ResaleUsageBasedPricingTerm', CurrencyCode: 'ZZZ', RateCards: [{RateCard: [
      {DimensionKey: 'Nothing', Price: '0.15'}]}]}]})];
  assert.deepEqual(placesOf(await check(market.isv, set)), [
    ['/ChangeSet/0/DetailsDocument/Terms/0/CurrencyCode', 'INVALID_CURRENCY_CODE'],
    ['/ChangeSet/0/DetailsDocument/Terms/0/RateCards/0/RateCard/0/DimensionKey',
      'INVALID_RATE_CARD']]);
});

test('an entity that is held, stale or another\'s is told where it is named', async () => {
  const told = async (by, Identifier) => (await check(by, [{
    ...onAuthorization('UpdateInformation', Identifier, {Name: 'Other'})}])).faults
    .map(({pointer, code}) => [pointer, code]);
  const draft = await world.authorization(world.saas, world.prices(), {released: false});
  const at = '/ChangeSet/0/Entity/Identifier';
  assert.deepEqual(await told(market.isv, `${draft}@7`), [[at, 'ValidationException']]);
  assert.deepEqual(await told(market.reseller, draft), [[at, 'ResourceNotFoundException']]);
  assert.deepEqual(await told(market.reseller, world.contract), [[at, 'AccessDeniedException']]);
});

test('validations can be told apart in ListChangeSets and left out', async () => {
  const {isv} = market;
  const {ChangeSetId} = await isv.startChangeSet(tenFaults(), {Intent: 'VALIDATE'});
  await isv.endOfChangeSet(ChangeSetId);
  const listed = async (ValueList) => (await isv.catalog(new ListChangeSetsCommand({Catalog,
    MaxResults: 20, FilterList: [{Name: 'Intent', ValueList}]}))).ChangeSetSummaryList
    .map((each) => each.ChangeSetId);
  assert.ok((await listed(['VALIDATE'])).includes(ChangeSetId));
  assert.ok(!(await listed(['APPLY'])).includes(ChangeSetId));
  assert.equal((await listed(['VALIDATE', 'APPLY'])).length,
    (await listed(['VALIDATE'])).length + (await listed(['APPLY'])).length);
  const {json} = await isv.send('aws-marketplace', {method: 'POST', path: '/ListChangeSets',
    headers: {'content-type': 'application/json'}, body: JSON.stringify({Catalog})});
  assert.ok(json.ChangeSetSummaryList.every(({Intent}) => /^(APPLY|VALIDATE)$/.test(Intent)));
});

test('what a failed creation would have made is judged as well', async () => {
  const set = [
    {...onOffer('CreateOfferUsingResaleAuthorization', undefined,
      {ResaleAuthorizationId: world.contract, OfferSetId: 'offerset-1'}), ChangeName: 'Offer'},
    onOffer('UpdateInformation', newOffer, {Name: 'x'.repeat(200), Description: ''}),
    onOffer('UpdateAvailability', newOffer, {AvailabilityEndDate: plusDays(today, -1)}),
    onOffer('UpdateValidityTerms', newOffer, {Terms: [{Type: 'ValidityTerm',
      AgreementStartDate: plusDays(today, -5), AgreementEndDate: plusDays(today, -9)}]}),
    onOffer('UpdateLegalTerms', newOffer, {Terms: [{Type: 'LegalTerm',
      Documents: [{Type: 'CustomEula', Url: 'http://x.example', Version: '1'}]}]}),
    onOffer('UpdateMarkup', newOffer, {Percentage: '99999999'}),
    onOffer('UpdateNetPaymentTerms', newOffer,
      {Terms: [{Type: 'NetPaymentTerm', PaymentDuePeriod: 'P7D'}]}),
    onOffer('ReleaseOffer', newOffer),
  ];
  assert.deepEqual((await check(market.reseller, set)).faults.map(({pointer}) => pointer), [
    '0/DetailsDocument/OfferSetId',
    '1/DetailsDocument/Name',
    '1/DetailsDocument/Description',
    '2/DetailsDocument/AvailabilityEndDate',
    '3/DetailsDocument/Terms/0/AgreementStartDate',
    '3/DetailsDocument/Terms/0/AgreementEndDate',
    '4/DetailsDocument/Terms/0/Documents/0/Url',
    '4/DetailsDocument/Terms/0/Documents/0/Version',
    '5/DetailsDocument/Percentage',
    '6/DetailsDocument/Terms/0/PaymentDuePeriod',
    '7/DetailsDocument', // nobody is targeted
  ].map((each) => `/ChangeSet/${each}`));
});

test('whatever else is refused names the member as well', async () => {
  const {isv} = market;
  const fieldsOf = async (asked) => {
    let fields;
    await assert.rejects(asked, (error) => {
      assert.equal(error.name, 'ValidationException');
      fields = error.ValidationExceptionFieldList.map(({Field}) => Field);
      return true;
    });
    return fields;
  };
  const list = (more) => isv.catalog(new ListChangeSetsCommand({Catalog, ...more}));
  assert.deepEqual(await fieldsOf(list({NextToken: 'other'})), ['NextToken']);
  assert.deepEqual(await fieldsOf(list({MaxResults: 21})), ['MaxResults']);
  assert.deepEqual(await fieldsOf(list({FilterList: [{Name: 'Colour', ValueList: ['red']}]})),
    ['FilterList[0].Name']);
  const options = {ClientRequestToken: 'once'};
  await isv.startChangeSet(world.authorizing(world.saas), options);
  assert.deepEqual(await fieldsOf(isv.startChangeSet(
    [...world.authorizing(world.saas), {...onAuthorization('UpdateInformation', newAuthorization,
      {Name: 'Other'})}], options)), ['ClientRequestToken']);
});

test('targeting tells each buyer and each country', async () => {
  const offer = await world.offer(world.contract, {released: false});
  const set = [onOffer('UpdateTargeting', offer, {...targeting([market.buyer.accountId,
    unknown[0]]), NegativeTargeting: {CountryCodes: ['DE', 'QQ', 'ZZ']}})];
  const told = (await check(market.reseller, set)).faults.map(({pointer}) => pointer);
  assert.deepEqual(told.sort(), ['PositiveTargeting/BuyerAccounts/1',
    'NegativeTargeting/CountryCodes/1', 'NegativeTargeting/CountryCodes/2']
    .map((each) => `/ChangeSet/0/DetailsDocument/${each}`).sort());
});
