// Every filter and every sort of ListEntities, checked against the whole list: what a filter should
// leave and how a sort should order it is worked out here, from the summaries.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {ListEntitiesCommand} from '@aws-sdk/client-marketplace-catalog';
import {createAuthorization, createdId, onAuthorization, onOffer} from '../requests/changes.mjs';
import {contractChanges, onSaas} from '../requests/saas.mjs';
import {listEntities} from '../steps/deal_steps.mjs';
import {catalogName, Marketplace} from '../worlds/marketplace.mjs';
import {World} from '../worlds/refusal_world.mjs';

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  const start = await market.freezeClock();
  world = await new World(market, start).build();
  const {isv, reseller, reseller2} = market;
  await market.moveClockTo(`${start}T09:20:00.500Z`);
  const sold = createdId(await isv.succeed(contractChanges(market)), 'CreateProduct');
  await isv.succeed([onSaas('CreateProduct', undefined, {ProductTitle: 'Another draft'})]);
  await isv.succeed([createAuthorization(sold, reseller2.accountId)]);
  await market.moveClockTo(`${start}T09:40:00.000Z`);
  await isv.succeed([onAuthorization('UpdateInformation', await world.draftAuthorization(),
    {Name: 'zebra, in small letters'})]);
  await isv.succeed([onAuthorization('RestrictResaleAuthorization', world.openToAll)]);
  await reseller.succeed(
    [onOffer('UpdateInformation', world.draftOfOpen, {Name: 'Äther for you'})]);
  await reseller.succeed([onOffer('UpdateTargeting', await world.draftOffer(world.open),
    {PositiveTargeting: {CountryCodes: ['DE']}})]);
});

after(() => market?.close());

const text = (name) => (each) => each[name] ?? '';
const texts = (name) => (each) => each[name] ?? [];

// What a list is about, and its members by name. Dates of a type are compared to the second.
const offers = {
  type: 'Offer', by: 'reseller', summary: 'OfferSummary',
  members: {
    Name: text('Name'), ProductId: text('ProductId'), OfferSetId: text('OfferSetId'),
    ResaleAuthorizationId: text('ResaleAuthorizationId'), BuyerAccounts: texts('BuyerAccounts'),
    State: text('State'), Targeting: texts('Targeting'),
    TargetAgreementId: text('TargetAgreementId'),
    TargetAgreementIntent: text('TargetAgreementIntent'),
    CreatedBySource: text('CreatedBySource'),
  },
  dates: ['ReleaseDate', 'AvailabilityEndDate'],
  withoutValues: ['BuyerAccounts'],
  parts: ['Name', 'BuyerAccounts'],
};
const authorizations = {
  type: 'ResaleAuthorization', by: 'isv', summary: 'ResaleAuthorizationSummary',
  members: Object.fromEntries(['Name', 'ProductId', 'ProductName', 'ManufacturerAccountId',
    'ManufacturerLegalName', 'ResellerAccountID', 'ResellerLegalName', 'ResellerRole', 'Status',
    'OfferExtendedStatus', 'IssuerAccountId'].map((name) => [name, text(name)])),
  dates: ['CreatedDate', 'AvailabilityEndDate'],
  withoutValues: [],
  parts: ['Name', 'ProductId', 'ProductName', 'ManufacturerAccountId', 'ManufacturerLegalName',
    'ResellerAccountID', 'ResellerLegalName'],
  valuedDates: true,
};
const products = {
  type: 'SaaSProduct', by: 'isv', summary: 'SaaSProductSummary',
  members: {ProductTitle: text('ProductTitle'), Visibility: text('Visibility')},
  dates: [], withoutValues: [], parts: ['ProductTitle'],
};
const subjects = [
  ['offers', offers],
  ['an ISV\'s public offers', {...offers, by: 'isv'}],
  ['authorizations', authorizations],
  ['authorizations that are shared', {...authorizations, by: 'reseller', OwnershipType: 'SHARED'}],
  ['SaaS products', products],
];

const ids = (found) => found.map((each) => each.EntityId);
const listed = ({type, by, OwnershipType}, more = {}) =>
  listEntities(market[by], type, {OwnershipType, MaxResults: 50, ...more});
const filtered = (of, filters) =>
  listed(of, {EntityTypeFilters: {[`${of.type}Filters`]: filters}});
const summaryOf = (of, each) => ({...each[of.summary], EntityId: each.EntityId,
  LastModifiedDate: each.LastModifiedDate});
// The values of a member, as a list.
const valuesOf = (of, name, each) => [of.members[name](summaryOf(of, each))].flat();
const secondOf = (moment) => moment && `${moment.slice(0, 19)}Z`;
const dateOf = (of, name, each) => secondOf(summaryOf(of, each)[name]);

async function leaves(of, all, filters, keeps) {
  assert.deepEqual(ids(await filtered(of, filters)), ids(all.filter(keeps)),
    JSON.stringify(filters));
}

async function filtersByValues(of, all, name) {
  const known = [...new Set(all.flatMap((each) => valuesOf(of, name, each)))].filter(Boolean);
  for (const value of known) {
    const keeps = (each) => valuesOf(of, name, each).includes(value);
    await leaves(of, all, {[name]: {ValueList: [value]}}, keeps);
    const twin = {FilterList: [{Name: name, ValueList: [value]}]};
    assert.deepEqual(ids(await listed(of, twin)), ids(all.filter(keeps)), JSON.stringify(twin));
  }
  if (known.length > 1)
    await leaves(of, all, {[name]: {ValueList: known.slice(0, 2)}},
      (each) => valuesOf(of, name, each).some((one) => known.slice(0, 2).includes(one)));
}

async function filtersByPart(of, all, name) {
  const [value] = all.flatMap((each) => valuesOf(of, name, each)).filter(Boolean);
  if (!value) return;
  for (const part of [value.slice(1, 7).toUpperCase(), value.slice(-3).toLowerCase()])
    await leaves(of, all, {[name]: {WildCardValue: part}}, (each) => valuesOf(of, name, each)
      .some((one) => one.toLowerCase().includes(part.toLowerCase())));
  await leaves(of, all, {[name]: {WildCardValue: '% and nowhere'}}, () => false);
}

async function filtersByDate(of, all, name) {
  for (const date of new Set(all.map((each) => dateOf(of, name, each)).filter(Boolean))) {
    const range = (members, keeps) => leaves(of, all, {[name]: {DateRange: members}}, (each) => {
      const at = dateOf(of, name, each);
      return at !== undefined && keeps(at);
    });
    await range({AfterValue: date}, (at) => at >= date);
    await range({BeforeValue: date}, (at) => at <= date);
    await range({AfterValue: date, BeforeValue: date}, (at) => at === date);
  }
}

for (const [what, of] of subjects)
  test(`${what} are filtered by every member`, async () => {
    const all = await listed(of);
    assert.ok(all.length > 0);
    for (const name of Object.keys(of.members)) {
      if (!of.withoutValues.includes(name)) await filtersByValues(of, all, name);
      if (of.parts.includes(name)) await filtersByPart(of, all, name);
    }
    for (const name of [...of.dates, 'LastModifiedDate']) await filtersByDate(of, all, name);
    const some = ids(all).slice(0, 10);
    await leaves(of, all, {EntityId: {ValueList: some}}, (each) => some.includes(each.EntityId));
    await leaves(of, all, {EntityId: {ValueList: ['offer-aaaaaaaaaaaaa']}}, () => false);
  });

// By code points, as the stores compare; the SDK's texts are UTF-16, which agrees below U+D800.
const compare = (one, other) => (one < other ? -1 : Number(one > other));

for (const [what, of] of subjects)
  test(`${what} are sorted by every member, up and down, whatever the page`, async () => {
    const all = await listed(of);
    const names = [...Object.keys(of.members), ...of.dates, 'LastModifiedDate', 'EntityId'];
    for (const SortBy of names) {
      const key = (each) => (SortBy === 'EntityId' ? each.EntityId
        : [summaryOf(of, each)[SortBy] ?? ''].flat().join(' '));
      const up = all.toSorted((one, other) => compare(key(one), key(other)) ||
        compare(one.LastModifiedDate, other.LastModifiedDate) ||
        compare(one.EntityId, other.EntityId));
      for (const [SortOrder, expected] of [['ASCENDING', up], ['DESCENDING', up.toReversed()]])
        for (const MaxResults of [50, 2]) {
          const sorted = await listed(of,
            {MaxResults, EntityTypeSort: {[`${of.type}Sort`]: {SortBy, SortOrder}}});
          assert.deepEqual(ids(sorted), ids(expected), `${SortBy} ${SortOrder} by ${MaxResults}`);
        }
      assert.deepEqual(ids(await listed(of, {Sort: {SortBy}})), ids(up.toReversed()), SortBy);
    }
  });

test('filtered lists are sorted too, page by page', async () => {
  const filters = {State: {ValueList: ['Draft']},
    Targeting: {ValueList: ['BuyerAccounts', 'CountryCodes']}};
  for (const SortBy of ['Name', 'Targeting', 'LastModifiedDate']) {
    const more = {EntityTypeFilters: {OfferFilters: filters},
      EntityTypeSort: {OfferSort: {SortBy}}};
    const whole = await listed(offers, more);
    assert.ok(whole.length > 2);
    assert.deepEqual(await listed(offers, {...more, MaxResults: 1}), whole);
  }
});

test('both kinds of filters add up', async () => {
  const [first, second] = ids(await filtered(offers, {State: {ValueList: ['Draft']}}));
  const both = (ValueList, state) => listed(offers, {
    FilterList: [{Name: 'EntityId', ValueList}],
    EntityTypeFilters: {OfferFilters: {State: {ValueList: [state]}}},
  });
  assert.deepEqual(ids(await both([first, second], 'Draft')), [first, second]);
  assert.deepEqual(await both([first, second], 'Released'), []);
});

test('who owns nothing and was shared nothing has empty lists', async () => {
  for (const type of ['Offer', 'ResaleAuthorization', 'SaaSProduct', 'OfferSet', 'Seller',
    'SubsidiaryAuthorization'])
    for (const OwnershipType of ['SELF', 'SHARED'])
      assert.deepEqual(await listEntities(market.buyer, type, {OwnershipType}), []);
  assert.deepEqual(await listEntities(market.reseller, 'Offer', {OwnershipType: 'SHARED'}), []);
  assert.deepEqual(await listEntities(market.isv, 'DataProduct',
    {EntityTypeFilters: {DataProductFilters: {Visibility: {ValueList: ['Unavailable']}}}}), []);
});

test('services are listed, filtered and sorted by what is generic', async () => {
  const of = {type: 'ProfessionalServicesProduct', by: 'isv'};
  const all = await listed(of);
  assert.deepEqual(ids(await listed(of, {Sort: {SortBy: 'EntityId', SortOrder: 'ASCENDING'}})),
    ids(all).sort());
  const [first] = ids(all);
  assert.deepEqual(ids(await listed(of, {FilterList: [{Name: 'EntityId', ValueList: [first]}]})),
    [first]);
});

const ofOffers = (OfferFilters) => ({EntityTypeFilters: {OfferFilters}});
const refused = [
  ['filters of another type', {EntityTypeFilters: {ResaleAuthorizationFilters: {}}}],
  ['a sort of another type', {EntityTypeSort: {SaaSProductSort: {SortBy: 'EntityId'}}}],
  ['two sorts', {Sort: {SortBy: 'EntityId'}, EntityTypeSort: {OfferSort: {SortBy: 'Name'}}}],
  ['a sort of another member', {EntityTypeSort: {OfferSort: {SortBy: 'ProductTitle'}}}],
  ['an order that is none', {EntityTypeSort: {OfferSort: {SortBy: 'Name', SortOrder: 'ASC'}}}],
  ['a generic filter of another type', {FilterList: [{Name: 'Status', ValueList: ['Draft']}]}],
  ['a generic filter without values', {FilterList: [{Name: 'State', ValueList: []}]}],
  ['a filter without values', ofOffers({State: {}})],
  ['an empty list of values', ofOffers({State: {ValueList: []}})],
  ['eleven values', ofOffers({ProductId: {ValueList: Array(11).fill('prod-a')}})],
  ['an unknown state', ofOffers({State: {ValueList: ['Sold']}})],
  ['an unknown targeting', ofOffers({Targeting: {ValueList: ['Everybody']}})],
  ['a range without ends', ofOffers({ReleaseDate: {DateRange: {}}})],
  ['a range of no dates',
    ofOffers({ReleaseDate: {DateRange: {AfterValue: '2026-11-31T00:00:00Z'}}})],
  ['51 on a page', {MaxResults: 51}],
];

for (const [what, input] of refused)
  test(`a list with ${what} is refused`, () => assert.rejects(
    market.reseller.catalog(new ListEntitiesCommand(
      {Catalog: catalogName, EntityType: 'Offer', ...input})),
    {name: 'ValidationException'}));

// No SDK client sends such unions.
const unions = [
  ['with two members', {OfferFilters: {}, SaaSProductFilters: {}}], ['without a member', {}],
  ['with an unknown member', {ColourFilters: {}}],
];

const sent = (input) => market.isv.send('aws-marketplace', {
  method: 'POST', path: '/ListEntities', headers: {'content-type': 'application/json'},
  body: JSON.stringify({Catalog: catalogName, ...input}),
});

for (const [what, EntityTypeFilters] of unions)
  test(`a union ${what} is refused`, async () => {
    const {status, json} = await sent({EntityType: 'Offer', EntityTypeFilters});
    assert.equal(status, 422);
    assert.match(json.__type, /ValidationException/);
  });

// Neither does one send what its model lacks; newer and older models, and programs, do.
const values = {ValueList: ['111111111111']};
const unknown = [
  ['ResaleAuthorization', {EntityTypeFilters: {ResaleAuthorizationFilters: {Colour: values}}},
    /EntityTypeFilters.*ResaleAuthorizationFilters.*Colour/],
  ['Offer', {EntityTypeFilters: {OfferFilters: {State: {ValueList: ['Draft'], Part: 'D'}}}},
    /OfferFilters.*State.*Part/],
  ['Offer', {EntityTypeFilters: {OfferFilters: {ReleaseDate: {DateRange: {Since: 'now'}}}}},
    /ReleaseDate.*DateRange.*Since/],
  ['SaaSProduct', {EntityTypeSort: {SaaSProductSort: {SortedBy: 'EntityId'}}},
    /SaaSProductSort.*SortedBy/],
];

for (const [EntityType, input, path] of unknown)
  test(`what is not known of ${JSON.stringify(input)} is refused, and not ignored`, async () => {
    const {status, json} = await sent({EntityType, ...input});
    assert.equal(status, 422);
    assert.match(json.__type, /ValidationException/);
    assert.match(json.Message ?? json.message, path);
  });

test('a summary tells what is known', async () => {
  const [offer] = await filtered(offers, {EntityId: {ValueList: [world.offered]}});
  assert.deepEqual(Object.keys(offer.OfferSummary).sort(), ['AvailabilityEndDate', 'BuyerAccounts',
    'CreatedBySource', 'Name', 'ProductId', 'ReleaseDate', 'ResaleAuthorizationId', 'State',
    'Targeting']);
  assert.equal(offer.EntityType, 'Offer');
  assert.match(offer.EntityArn,
    new RegExp(`${market.reseller.accountId}.*/Offer/${world.offered}$`));
  const [shared] = await filtered(subjects[3][1], {EntityId: {ValueList: [world.open]}});
  assert.deepEqual(Object.keys(shared.ResaleAuthorizationSummary).sort(), ['AvailabilityEndDate',
    'CreatedDate', 'IssuerAccountId', 'ManufacturerAccountId', 'ManufacturerLegalName', 'Name',
    'OfferExtendedStatus', 'ProductId', 'ProductName', 'ResellerAccountID', 'ResellerLegalName',
    'ResellerRole', 'Status']);
  const [product] = await listed(products);
  assert.deepEqual(Object.keys(product.SaaSProductSummary).sort(), ['ProductTitle', 'Visibility']);
});
